/** An object as it is stored and answered. */
export type StoredObject = Record<string, unknown>;

/** What the API document says of a field, as the server holds a client to it. */
export interface FieldRule {
  type: "string" | "integer" | "boolean" | "guid" | "string[]" | "object" | "object[]";
  /** Has to be in the body, and not empty. */
  mandatory?: true;
  /** Set by the server: ignored in a body, as the documents' own examples send such keys. */
  readOnly?: true;
  /** The allowed values; letter case doesn't matter, the spelling here is stored. */
  values?: readonly (string | number)[];
  /** Spellings that the documents use besides, with the value that is stored. */
  also?: Readonly<Record<string, string>>;
  format?: "colour" | "url";
  /** What a body without the field stores; nothing when left out. */
  default?: unknown;
  /** Position among its siblings: a body without it is put last. */
  position?: true;
  /** The fields of a nested object, or of each object in a list. */
  fields?: FieldRules;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

/** One object of the API: the declarative file that adds it to the server. */
export interface ObjectRules {
  name: string;
  kind: "collection" | "singleton";
  /** Below /api/v3, with `:parameter` for ids. A collection's members are one segment below. */
  path: string;
  /** The same under other spellings that the documents use. */
  otherMemberPaths?: readonly string[];
  fields: FieldRules;
}

/** The body breaks a rule; `message` names the parameter. */
export class RuleError extends Error {}

/**
 * The object that a body stores: values in their documented spelling, defaults for what is left out.
 * Keys that no rule knows are ignored.
 *
 * @param siblings the other objects of the collection, or other members of the list
 * @throws RuleError
 */
export function apply(
  rules: FieldRules,
  body: unknown,
  siblings: readonly StoredObject[],
  place = "",
): StoredObject {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new RuleError(`${place === "" ? "The body" : `Parameter '${place}'`} must be an object.`);
  }
  const given = new Map(Object.entries(body));
  const result: StoredObject = {};
  for (const [name, rule] of Object.entries(rules)) {
    const path = place === "" ? name : `${place}.${name}`;
    const value = rule.readOnly ? undefined : given.get(name);
    // The documents don't tell null from a missing key.
    const stored =
      value === undefined || value === null ? missing(rule, path, name, siblings) : accept(rule, path, value);
    if (stored !== undefined) result[name] = stored;
  }
  return result;
}

function missing(rule: FieldRule, path: string, name: string, siblings: readonly StoredObject[]): unknown {
  if (rule.mandatory) throw new RuleError(`Parameter '${path}' is required.`);
  if (rule.position) return Math.max(0, ...siblings.map((sibling) => Number(sibling[name] ?? 0))) + 1;
  return rule.default;
}

function accept(rule: FieldRule, path: string, value: unknown): unknown {
  if (rule.mandatory && value === "") throw new RuleError(`Parameter '${path}' is required.`);
  const accepted = acceptors[rule.type](rule, path, value);
  return rule.values ? spelled(rule, path, accepted) : accepted;
}

type Acceptor = (rule: FieldRule, path: string, value: unknown) => unknown;

const acceptors: Readonly<Record<FieldRule["type"], Acceptor>> = {
  string: (rule, path, value) =>
    formatted(rule, path, must(typeof value === "string", path, "a string", value)),
  guid: (_, path, value) => must(typeof value === "string", path, "a string", value),
  integer: (_, path, value) => must(Number.isSafeInteger(value), path, "an integer", value),
  boolean: (_, path, value) =>
    // conventions.booleans: a few examples send them as text.
    value === "true"
      ? true
      : value === "false"
        ? false
        : must(typeof value === "boolean", path, "a boolean", value),
  "string[]": (_, path, value) =>
    list(path, value).map((member, index) =>
      must(typeof member === "string", `${path}[${index}]`, "a string", member),
    ),
  object: (rule, path, value) => apply(rule.fields ?? {}, value, [], path),
  "object[]": (rule, path, value) => {
    const members: StoredObject[] = [];
    for (const [index, member] of list(path, value).entries()) {
      members.push(apply(rule.fields ?? {}, member, members, `${path}[${index}]`));
    }
    return members;
  },
};

function must<Value>(holds: boolean, path: string, what: string, value: Value): Value {
  if (!holds) throw new RuleError(`Parameter '${path}' must be ${what}.`);
  return value;
}

function list(path: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new RuleError(`Parameter '${path}' must be an array.`);
  return value;
}

function formatted(rule: FieldRule, path: string, value: unknown): unknown {
  if (rule.format === undefined || value === "") return value;
  must(formats[rule.format].holds(String(value)), path, formats[rule.format].words, value);
  return value;
}

const formats = {
  colour: { words: "a colour of the form #RRGGBB", holds: (text: string) => /^#[0-9a-f]{6}$/i.test(text) },
  url: { words: "an absolute URL", holds: (text: string) => /^https?:/i.test(text) && URL.canParse(text) },
};

function spelled(rule: FieldRule, path: string, value: unknown): unknown {
  const values = rule.values ?? [];
  if (typeof value !== "string")
    return must(values.includes(value as number), path, `one of ${values.join(", ")}`, value);
  if (value === "" && !rule.mandatory) return rule.default;
  const lower = value.toLowerCase();
  const alias = Object.entries(rule.also ?? {}).find(([other]) => other.toLowerCase() === lower);
  const found = alias?.[1] ?? values.find((allowed) => String(allowed).toLowerCase() === lower);
  return must(found !== undefined, path, `one of ${values.join(", ")}`, found);
}
