import { literal } from "../program/print";
import { Secret } from "../site-document/secrets";
import { jsonText } from "../text/json";
import { propertyKey } from "../text/typescript";
import { visible } from "../text/visible";
import { yamlLine } from "../text/yaml";
import type { ReportedProperty } from "./report";

/** How a language writes a property, and an entry of a list. */
interface Language {
  property(name: string, value: unknown): string;
  entry(value: unknown): string;
}

const document: Language = {
  property: (name, value) => yamlLine({ [name]: value }),
  entry: (value) => yamlLine([value]),
};

const program: Language = {
  property: (name, value) => `${propertyKey(name)}: ${literal(value)},`,
  entry: (value) => `${literal(value)},`,
};

/** The line of a site document that would accept the right value of a property. */
export const acceptedLine = (property: ReportedProperty): string => lineOf(property, document);

/** The line of a program that would accept the right value of a property. */
export const acceptedProperty = (property: ReportedProperty): string => lineOf(property, program);

const orderMark = " (order)";

function lineOf({ path, right }: ReportedProperty, { property, entry }: Language): string {
  if (right === undefined || right === null) return `remove ${visible(path)}`;
  if (path.endsWith(orderMark))
    return `order ${visible(path.slice(0, -orderMark.length))} as ${jsonText(right)}`;
  if (right instanceof Secret || right === "[secret]")
    return `${visible(path)}: the new secret, from where you keep it`;
  if (path.endsWith("]")) return entry(right);
  return property(path.slice(path.lastIndexOf(".") + 1), right);
}
