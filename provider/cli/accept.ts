import { stringify } from "yaml";
import { Secret } from "../site-document/secrets";
import type { ReportedProperty } from "./report";

/** The line of a site document that would accept the right value of a property. */
export const acceptedLine = (property: ReportedProperty): string =>
  lineOf(property, (name, value) => {
    const text = stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trimEnd();
    return `${name}: ${text}`;
  });

/** The line of a program that would accept the right value of a property. */
export const acceptedProperty = (property: ReportedProperty): string =>
  lineOf(property, (name, value) => `${name}: ${literal(value)},`);

function lineOf({ path, right }: ReportedProperty, write: (name: string, value: unknown) => string): string {
  const name = path.replace(/ \(order\)$/, "");
  if (right === undefined || right === null) return `remove ${name}`;
  if (right instanceof Secret || right === "[secret]")
    return `${name}: the new secret, from where you keep it`;
  const last = name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf("]")) + 1);
  return write(last === "" ? name : last, right);
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([name, member]) => `${name}: ${literal(member)}`).join(", ")} }`;
}
