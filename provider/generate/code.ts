/** A piece of TypeScript that knows which types it names and which it declares. */
export class Code {
  constructor(
    readonly text: string,
    readonly named: ReadonlySet<string> = new Set(),
    readonly declared: ReadonlySet<string> = new Set(),
  ) {}

  /** The types that have to be imported. */
  get imported(): string[] {
    return [...this.named].filter((name) => !this.declared.has(name)).sort();
  }
}

/** As in `` code`Promise<${type}>` ``: text is taken as it is, and a type passes on what it names. */
export function code(texts: TemplateStringsArray, ...parts: readonly (string | Code)[]): Code {
  return joined(texts.flatMap((text, index) => [text, parts[index] ?? ""]));
}

export function joined(parts: readonly (string | Code)[], separator = ""): Code {
  const codes = parts.filter((part) => part instanceof Code);
  return new Code(
    parts.map((part) => (part instanceof Code ? part.text : part)).join(separator),
    new Set(codes.flatMap(({ named }) => [...named])),
    new Set(codes.flatMap(({ declared }) => [...declared])),
  );
}

/** A type by its name. */
export const typeNamed = (name: string): Code => new Code(name, new Set([name]));

/** The union of some values. */
export const oneOfValues = (values: readonly (string | number)[]): Code =>
  new Code(values.map((value) => JSON.stringify(value)).join(" | "));

/** A member of an interface or a class. */
export interface Member {
  name: string;
  type: Code;
  comment: string;
  /** Default: it has to be there. */
  isOptional?: boolean;
}

/** An exported interface, with a comment above it if it has one. */
export function interfaceCode(name: string, members: readonly Member[], comment?: string): Code {
  const above = comment === undefined ? "" : docComment(comment);
  const { text, named } = code`${above}export interface ${name} {\n${membersCode(members)}}\n`;
  return new Code(text, named, new Set([name]));
}

/** @param modifiers such as `readonly ` */
export const membersCode = (members: readonly Member[], modifiers = ""): Code =>
  joined(
    members.map(
      ({ name, type, comment, isOptional }) =>
        code`${docComment(comment, "  ")}  ${modifiers}${name}${isOptional ? "?" : ""}: ${type};\n`,
    ),
  );

export const docComment = (text: string, indent = "") => `${indent}/** ${text} */\n`;
