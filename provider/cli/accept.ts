import { stringify } from "yaml";
import { Secret } from "../site-document/secret";
import type { ReportedProperty } from "./report";

/** The line of a site document that would accept the right value of a property. */
export function acceptedLine({ path, right }: ReportedProperty): string {
  const name = path.replace(/ \(order\)$/, "");
  if (right === undefined || right === null) return `remove ${name}`;
  if (right instanceof Secret) return `${name}: set the variable ${right.variable}`;
  const value = stringify(right, { collectionStyle: "flow", lineWidth: 0 }).trimEnd();
  const own = /^[\w]+$/.test(name)
    ? name
    : name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf("]")) + 1);
  return own === "" ? `${name}: ${value}` : `${own}: ${value}`;
}
