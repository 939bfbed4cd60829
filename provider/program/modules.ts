import { inTextOrder } from "../core/ordering";
import { blockComment, quoted } from "../text/typescript";
import { inOneLine, isRecord, lineWidth, printed, printedObject, widthOf } from "./print";

/** A declaration of a module. */
export interface Statement {
  /** The variable that it is given to, when something else needs it. */
  variable: string | undefined;
  isExported: boolean;
  /** What it calls: `new comm100.Campaign`. */
  callee: string;
  args: readonly unknown[];
}

/** A file of the program. */
export interface Module {
  comment: string | undefined;
  /** Loaded for what they declare, by their paths. */
  loaded: readonly string[];
  /** The variables of other modules, by the module's path. */
  imported: ReadonlyMap<string, ReadonlySet<string>>;
  hasSecrets: boolean;
  statements: readonly Statement[];
}

/** The text of a module, as a formatter would leave it. */
export function moduleText({ comment, loaded, imported, hasSecrets, statements }: Module): string {
  const packages = [
    ...(hasSecrets ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    ...(statements.length > 0 ? ['import * as comm100 from "pulumi-comm100";'] : []),
  ];
  const named = [...imported].sort(([one], [other]) => inTextOrder(one, other)).map(importText);
  const blocks = [
    ...(comment === undefined ? [] : [blockComment(comment)]),
    ...(packages.length + named.length > 0 ? [[...packages, ...named].join("\n")] : []),
    ...(loaded.length > 0 ? [loaded.map((path) => `import ${quoted(path)};`).join("\n")] : []),
    ...(hasSecrets ? ["const config = new pulumi.Config();"] : []),
    ...statements.map(statementText),
  ];
  // A comment belongs to what is below it.
  return `${blocks.join("\n\n").replace(/^(\/\*\* .* \*\/)\n\n/, "$1\n")}\n`;
}

function importText([path, variables]: readonly [string, ReadonlySet<string>]): string {
  const names = [...variables].sort(inTextOrder);
  const line = `import { ${names.join(", ")} } from ${quoted(path)};`;
  return widthOf(line) <= lineWidth
    ? line
    : `import {\n${names.map((name) => `  ${name},`).join("\n")}\n} from ${quoted(path)};`;
}

function statementText({ variable, isExported, callee, args }: Statement): string {
  const declared = variable === undefined ? "" : `${isExported ? "export " : ""}const ${variable} = `;
  return `${declared}${callText(`${declared}${callee}`.length, callee, args)};`;
}

function callText(before: number, callee: string, args: readonly unknown[]): string {
  const flat = args.map(inOneLine);
  const isShort = !isDeclaration(args) && !flat.includes(undefined);
  if (isShort && before + widthOf(`(${flat.join(", ")});`) <= lineWidth)
    return `${callee}(${flat.join(", ")})`;
  const last = args.at(-1);
  const opening = `(${flat
    .slice(0, -1)
    .map((text) => `${text}, `)
    .join("")}`;
  if (args.length < 3 && isRecord(last) && before + widthOf(`${opening}{`) <= lineWidth) {
    return `${callee}${opening}${printedObject(last, "")})`;
  }
  const lines = args.map((one, index) =>
    index === 1 && isRecord(one) ? printedObject(one, "  ") : printed(one, "  ", 2, 1),
  );
  return `${callee}(\n${lines.map((line) => `  ${line},`).join("\n")}\n)`;
}

/** A resource with properties: a reader expects them below each other. */
const isDeclaration = ([, properties]: readonly unknown[]) =>
  isRecord(properties) && Object.keys(properties).length > 0;
