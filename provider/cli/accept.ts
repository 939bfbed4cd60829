import { literal } from "../program/print";
import type { ChangedPlace } from "../site-document/accepting";
import { Secret } from "../site-document/secrets";
import { pathOf } from "../site-document/steps";
import { jsonText } from "../text/json";
import { propertyKey } from "../text/typescript";
import { visible } from "../text/visible";
import { yamlLine } from "../text/yaml";
import type { ReportedProperty } from "./report";

/** The line of a site document, or of its overlay, that accepts a value where it is to be. */
export function acceptedLine({ steps, value }: Pick<ChangedPlace, "steps" | "value">): string {
  const name = steps.at(-1);
  if (value === undefined) return `remove ${visible(pathOf(steps))}`;
  if (name === undefined) return "several lines";
  return typeof name === "number" ? yamlLine([value]) : yamlLine({ [name]: value });
}

const orderMark = " (order)";

/** The line of a program that would accept the right value of a property. */
export function acceptedProperty({ path, right }: Pick<ReportedProperty, "path" | "right">): string {
  if (right === undefined || right === null) return `remove ${visible(path)}`;
  if (path.endsWith(orderMark)) return orderText(path.slice(0, -orderMark.length), right);
  if (isSecret(right)) return `${visible(path)}: the new secret, from where you keep it`;
  if (path.endsWith("]")) return `${literal(right)},`;
  return `${propertyKey(path.slice(path.lastIndexOf(".") + 1))}: ${literal(right)},`;
}

export const orderText = (path: string, names: unknown): string =>
  `order ${visible(path)} as ${jsonText(names)}`;

export const isSecret = (value: unknown): boolean => value instanceof Secret || value === "[secret]";
