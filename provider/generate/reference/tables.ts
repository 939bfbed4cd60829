import * as z from "zod";
import { conditionText } from "../../core/conditions";
import {
  type Condition,
  elementOf,
  type Fields,
  factsOf,
  innerType,
  otherNames,
  otherSpellings,
  shapeOf,
} from "../../core/field-facts";
import { referenceProperty } from "../../core/site-parts";
import { isRequired } from "../types";
import { linkTo } from "./links";

/** A Markdown table of fields. */
export function fieldTable(fields: Fields): string {
  const rows = Object.entries(fields).map(([name, field]) => [
    `\`${name}\``,
    typeText(field),
    requiredText(field),
    defaultText(field),
    noteText(field),
  ]);
  return table(["Property", "Type", "Required", "Default", "Meaning"], rows);
}

/** A Markdown table; what would end a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${" - |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

const cell = (text: string) => text.replace(/\|/g, "\\|").replace(/\n/g, " ");

function typeText(field: z.ZodType): string {
  const element = elementOf(field);
  if (element) return `list of ${typeText(element)}`;
  const inner = innerType(field);
  const { typeName } = factsOf(field);
  if (shapeOf(field)) return `[${typeName}](#${(typeName ?? "").toLowerCase()})`;
  if (inner instanceof z.ZodEnum) {
    const others = otherSpellings(field);
    return (inner.options as string[])
      .filter((value) => (others[value] ?? value) === value)
      .map((value) => `\`${value}\``)
      .join(", ");
  }
  if (inner instanceof z.ZodLiteral)
    return [...inner.values].map((value) => `\`${String(value)}\``).join(", ");
  if (typeName === "datetime") return "date and time";
  if (inner instanceof z.ZodURL) return "URL";
  return (
    { string: "text", number: "number", boolean: "true or false", record: "object" }[inner.type as string] ??
    inner.type
  );
}

function requiredText(field: z.ZodType): string {
  const { requiredWhen } = factsOf(field);
  if (requiredWhen) return `when ${condition(requiredWhen)}`;
  return isRequired(field) ? "yes" : "";
}

const defaultText = (field: z.ZodType) => {
  const { default: value } = factsOf(field);
  return value === undefined ? "" : `\`${String(value)}\``;
};

const condition = (one: Condition) => conditionText(one).replace(/^\S+/, (name) => `\`${name}\``);

/** Description, conditions, other spellings, and what else follows from the facts. */
function noteText(field: z.ZodType): string {
  const facts = factsOf(field);
  const notes = [facts.description];
  if (typeof facts.when === "string") notes.push(`Has an effect when ${facts.when}.`);
  if (typeof facts.when === "object") {
    notes.push(`${facts.when.certain ? "Only" : "Presumably only"} when ${condition(facts.when)}.`);
  }
  if (facts.valuesBy)
    notes.push(
      `Which values there are depends on \`${facts.valuesBy.field.replace("/", "")}\`; another one is a warning.`,
    );
  if (facts.minimum !== undefined || facts.maximum !== undefined) {
    notes.push(`From ${facts.minimum ?? "…"} to ${facts.maximum ?? "…"}.`);
  }
  if (facts.secret) notes.push(`**Secret**${facts.writeOnly ? ", and never returned by the service" : ""}.`);
  if (facts.unordered) notes.push("The order has no meaning.");
  if (facts.key !== undefined) notes.push(`Entries are told apart by \`${facts.key}\`.`);
  if (facts.refersTo) {
    const names = facts.refersTo.map((kind) => `\`{ ${referenceProperty(kind)}: "…" }\``);
    notes.push(`In a [LiveChatSite](README.md#livechatsite) also ${names.join(" or ")}.`);
  }
  if (facts.resource !== undefined) {
    notes.push(`The other way is ${linkTo(facts.resource)}; both at once are an error.`);
  }
  for (const [other, spelling] of Object.entries(otherSpellings(field))) {
    if (other !== spelling) notes.push(`\`${other}\` is another spelling of \`${spelling}\`.`);
  }
  const names = otherNames(field);
  if (names.length > 0) notes.push(`Also named ${names.map((name) => `\`${name}\``).join(", ")}.`);
  return notes.join(" ");
}
