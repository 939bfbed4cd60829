import type { Operation } from "../core/operation";
import { parametersOf } from "../core/paths";
import type { System } from "../core/system";
import { bodyTypes } from "./objects";
import { commentText, docComment, isRequired, typeOf } from "./types";

/** The type of the client: one property for each group of endpoints. */
export function clientFile(groups: readonly System[], objectNames: readonly string[]): string {
  const members = groups.map(({ endpointName, description, operations }) => {
    const methods = Object.entries(operations).map(([name, operation]) => methodText(name, operation));
    return `${docComment(description, "  ")}  readonly ${endpointName}: {\n${methods.join("")}  };\n`;
  });
  const text = members.join("");
  const used = objectNames.filter((name) => new RegExp(`\\b${name}\\b`).test(text)).sort();
  return `import type { Including } from "../api/query";
import type { Pages } from "../api/pages";
import type { ${used.join(", ")} } from "./objects";

/** A client of the Comm100 Live Chat API v3. */
export interface Client {
${text}  /** Ends the connections once the requests under way are answered. */
  close(): Promise<void>;
}
`;
}

function methodText(name: string, operation: Operation): string {
  const include = operation.include ?? [];
  const returned = operation.returns?.name ?? "unknown";
  const generic = include.length > 0 ? `<const Include extends ${quoted(include)} = never>` : "";
  const item = include.length > 0 ? `Including<${returned}, ${returned}Includes, Include>` : returned;
  const parameters = [
    ...pathParameters(operation),
    ...bodyParameter(operation),
    ...optionsParameter(operation),
  ];
  const comment = `${operation.description} \`${operation.method} ${operation.path}\``;
  return `${docComment(comment, "    ")}    ${name}${generic}(${parameters.join(", ")}): ${answerType(operation, item)};\n`;
}

const quoted = (values: readonly string[]) => values.map((value) => JSON.stringify(value)).join(" | ");

function answerType({ answer }: Operation, item: string): string {
  return {
    object: `Promise<${item}>`,
    list: `Promise<${item}[]>`,
    pages: `Pages<${item}>`,
    nothing: "Promise<void>",
  }[answer];
}

function pathParameters({ path, returns }: Operation): string[] {
  return parametersOf(path).map((name) => {
    const choice = returns?.choices?.[name];
    return `${name}: ${choice ? typeOf(choice, "answer") : "string | number"}`;
  });
}

function bodyParameter(operation: Operation): string[] {
  if (operation.body === "ids") return ["ids: readonly string[]"];
  const [type] = bodyTypes(operation);
  if (!type) return [];
  const isList = typeof operation.body === "object" && "listOf" in operation.body;
  return [isList ? `body: readonly ${type.name}Body[]` : `body: ${type.name}Body`];
}

function optionsParameter({ include = [], query = {} }: Operation): string[] {
  const members = Object.entries(query).map(
    ([name, field]) =>
      `/** ${commentText(field)} */ ${name}${isRequired(field) ? "" : "?"}: ${typeOf(field, "query")}`,
  );
  if (include.length > 0) {
    members.unshift("/** Objects to be added to the answer. */ include?: readonly Include[]");
  }
  return members.length === 0 ? [] : [`options?: { ${members.join("; ")} }`];
}
