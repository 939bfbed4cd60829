import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { CheckedOptions } from "../../api/checked-options";
import { proxyFor } from "../../api/proxy";
import { rerouteVariable } from "../../api/reroute";
import { type Finding, messageOf, ok } from "./finding";

const about = "way";
const authoritiesVariable = "NODE_EXTRA_CA_CERTS";

/** How requests get to the service, and to where tokens come from if that is elsewhere. */
export function wayFindings(options: CheckedOptions, siteOrigin: string): Finding[] {
  const { origin, tokenUrl, credentials } = options;
  const hasOtherOrigin = "username" in credentials && tokenUrl.origin !== origin;
  return [wayOf(new URL(origin), siteOrigin), ...(hasOtherOrigin ? [wayOf(new URL(tokenUrl.origin))] : [])];
}

function wayOf(url: URL, siteOrigin = url.origin): Finding {
  try {
    const proxy = proxyFor(url);
    const target = url.origin === siteOrigin ? url.origin : `${url.origin} (${rerouteVariable})`;
    const how = proxy ? `through the proxy ${proxy.address} (${proxy.variable})` : "directly";
    return withAuthorities(url, `${target}, ${how}`);
  } catch (error) {
    return { about, status: "error", text: messageOf(error) };
  }
}

/** Node.js only warns of a file that it can't read, and trusts nobody more. */
function withAuthorities({ protocol }: URL, text: string): Finding {
  const file = process.env[authoritiesVariable];
  if (protocol !== "https:" || !file) return ok(about, `${text}.`);
  try {
    const [first] =
      readFileSync(file, "utf8").match(/-----BEGIN [^-]*CERTIFICATE-----[^-]+-----END [^-]+-----/) ?? [];
    new X509Certificate(first ?? "");
    return ok(about, `${text}; trusted is also who is in ${file} (${authoritiesVariable}).`);
  } catch {
    return {
      about,
      status: "warning",
      text: `${text}; ${authoritiesVariable} names ${file}, in which no certificate can be read.`,
      advice:
        "It has to be a file with certificates in PEM, each between BEGIN CERTIFICATE and END CERTIFICATE.",
    };
  }
}
