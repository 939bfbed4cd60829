import * as z from "zod";
import { isMet } from "../../core/conditions";
import type { Definition } from "../../core/definition";
import { elementOf, type Fields, factsOf, innerType, shapeOf, writable } from "../../core/facts";
import { isRequired } from "../types";

/** How many optional fields an example shows beside what has to be there. */
const shown = 3;

/** A short program that declares one object: what it needs, and its first fields that go together. */
export function exampleOf(definition: Definition): string {
  const { name, parents } = definition;
  const owners = Object.entries(parents).map(([parameter, parent]) => ({ parameter, parent }));
  const lines = owners.flatMap(({ parent }) => (typeof parent === "string" ? [] : [ownerLine(parent)]));
  const given = owners.map(({ parameter, parent }) =>
    typeof parent === "string"
      ? `  ${parameter}: comm100.get${parent}Output({ email: "ann@example.com" }).id,`
      : `  ${parameter}: ${variable(parent.name)}.id,`,
  );
  const choices = Object.entries(definition.choices).map(
    ([parameter, choice]) => `  ${parameter}: ${JSON.stringify(sampleOf(parameter, choice))},`,
  );
  const values = objectValues(definition.fields, shown);
  const members = Object.entries(values).map(([field, value]) => `  ${field}: ${text(value, "  ")},`);
  const own = [...given, ...choices, ...members].join("\n");
  const hasSecret = own.includes(secretName);
  return [
    ...(hasSecret ? [`import * as pulumi from "@pulumi/pulumi";`] : []),
    `import * as comm100 from "pulumi-comm100";`,
    "",
    ...(hasSecret ? ["const config = new pulumi.Config();\n"] : []),
    ...lines,
    `new comm100.${name}("${kebab(name)}", {\n${own}\n});`,
  ].join("\n");
}

const variable = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const ownerLine = ({ name }: Definition) =>
  `const ${variable(name)} = new comm100.${name}("${kebab(name)}", { name: "Sales" });\n`;

/** `campaign-form-field` */
export const kebab = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();

function objectValues(fields: Fields, most: number): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(writable(fields))) {
    const { requiredWhen, when } = factsOf(field);
    const isNeeded = isRequired(field) || (requiredWhen !== undefined && isMet(fields, values, requiredWhen));
    const isFree = when === undefined || (typeof when === "object" && isMet(fields, values, when));
    const optional = Object.keys(values).filter((one) => fields[one] && !isRequired(fields[one])).length;
    if (isNeeded || (isFree && optional < most && !isLong(field))) values[name] = sampleOf(name, field);
  }
  return values;
}

/** A list of objects makes a short example long, unless it is what the object is there for. */
const isLong = (field: z.ZodType) => elementOf(field) !== undefined && shapeOf(field) !== undefined;

function sampleOf(name: string, field: z.ZodType): unknown {
  const element = elementOf(field);
  if (element) return [sampleOf(name, element)];
  const shape = shapeOf(field);
  if (shape) return objectValues(shape, shown);
  const inner = innerType(field);
  const facts = factsOf(field);
  if (facts.secret) return secret;
  if (inner instanceof z.ZodEnum) return (inner.options as string[])[0];
  if (inner instanceof z.ZodLiteral) return [...inner.values][0];
  if (inner.type === "boolean") return true;
  if (inner.type === "number") return Math.max(facts.minimum ?? 1, 1);
  if (inner instanceof z.ZodURL) return "https://hooks.example.com/comm100";
  return textFor(name, inner, facts.description);
}

const secret = Symbol("secret");
const secretName = "theSecret";

/** By the name of a field, a value that a person might give. */
const samples: readonly (readonly [RegExp, string])[] = [
  [/url$/i, "https://www.example.com/"],
  [/email|addresses/i, "support@example.com"],
  [/^ip(range)?(from)?$/i, "192.0.2.66"],
  [/^iprangeto$/i, "192.0.2.70"],
  [/language/i, "English"],
  [/color/i, "#0A66C2"],
  [/domain/i, "www.example.com"],
  [/word/i, "ExampleShop"],
  [/status/i, "Online"],
  [/^(display)?name$|teamName/i, "Sales"],
  [/message|text$|description|comment/i, "Hello!"],
];

function textFor(name: string, inner: z.ZodType, description: string): string {
  if (!inner.safeParse("a b").success) {
    for (const value of ["#0A66C2", "0A66C2", "8c9a7b10-2f4e-4a65-9d0f-5f1c2d3e4a51"]) {
      const isId = /\bid\b|agent|department|chatbot|knowledge|campaign|visitor/i.test(
        `${name} ${description}`,
      );
      if (inner.safeParse(value).success && (value.includes("-") || !isId)) return value;
    }
  }
  return samples.find(([pattern]) => pattern.test(name))?.[1] ?? "Sales";
}

/** A value as a program has it. */
function text(value: unknown, indent: string): string {
  if (value === secret) return `config.requireSecret("${secretName}")`;
  if (Array.isArray(value)) return `[${value.map((one) => text(one, indent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${name}: ${text(member, indent)}`);
  return `{ ${members.join(", ")} }`;
}
