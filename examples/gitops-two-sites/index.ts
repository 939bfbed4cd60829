/** One document for all sites, and what differs on the stack's own in its overlay. */
import * as pulumi from "@pulumi/pulumi";
import * as comm100 from "pulumi-comm100";

const overlay = `${pulumi.getStack()}.overlay.yaml`;

new comm100.LiveChatSite("site", { document: comm100.readSite("site.yaml", { overlay }) });
