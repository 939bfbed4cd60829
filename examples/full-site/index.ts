/** A whole live chat site, with at least one of every kind of object. Run it as README.md says. */
import * as pulumi from "@pulumi/pulumi";
import * as comm100 from "pulumi-comm100";
import { siteOf } from "./site";

const configuration = new pulumi.Config("full-site");

const site = new comm100.LiveChatSite(
  "shop",
  siteOf({
    smtpPassword: configuration.requireSecret("smtpPassword"),
    pushKey: configuration.requireSecret("pushKey"),
  }),
);

const store = site.resource("Campaign", "Store");

/** To be put into the pages of the shop. */
export const snippet = comm100.getInstallationCodeOutput(store.id).code;
