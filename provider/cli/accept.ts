import { literal } from "../program/print";
import { Secret } from "../site-document/secrets";
import { propertyKey } from "../text/typescript";
import { yamlLine } from "../text/yaml";
import type { ReportedProperty } from "./report";

/** The line of a site document that would accept the right value of a property. */
export const acceptedLine = (property: ReportedProperty): string => lineOf(property, yamlLine);

/** The line of a program that would accept the right value of a property. */
export const acceptedProperty = (property: ReportedProperty): string =>
  lineOf(property, (name, value) => `${propertyKey(name)}: ${literal(value)},`);

function lineOf({ path, right }: ReportedProperty, write: (name: string, value: unknown) => string): string {
  const name = path.replace(/ \(order\)$/, "");
  if (right === undefined || right === null) return `remove ${name}`;
  if (right instanceof Secret || right === "[secret]")
    return `${name}: the new secret, from where you keep it`;
  const last = name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf("]")) + 1);
  return write(last === "" ? name : last, right);
}
