import type { Operation } from "../core/operation";
import { parametersOf } from "../core/paths";
import type { System } from "../core/system";
import { type Code, code, docComment, joined, oneOfValues, typeNamed } from "./code";
import { bodyTypes } from "./objects";
import { commentText, idType, isRequired, typeOf } from "./types";

/** The type of the client: one property for each group of endpoints. */
export function clientFile(groups: readonly System[]): string {
  const members = joined(
    groups.map(({ endpointName, description, operations }) => {
      const methods = Object.entries(operations).map(([name, operation]) => methodCode(name, operation));
      return code`${docComment(description, "  ")}  readonly ${endpointName}: {\n${joined(methods)}  };\n`;
    }),
  );
  return `import type { Including } from "../api/query";
import type { Pages } from "../api/pages";
import type { ${members.imported.join(", ")} } from "./objects";

/** A client of the Comm100 Live Chat API v3. */
export interface Client {
${members.text}  /** Ends the connections once the requests under way are answered. */
  close(): Promise<void>;
}
`;
}

function methodCode(name: string, operation: Operation): Code {
  const include = operation.include ?? [];
  const generic = include.length > 0 ? code`<const Include extends ${oneOfValues(include)} = never>` : "";
  const parameters = [
    ...pathParameters(operation),
    ...bodyParameter(operation),
    ...optionsParameter(operation),
  ];
  const comment = `${operation.description} \`${operation.method} ${operation.path}\``;
  return code`${docComment(comment, "    ")}    ${name}${generic}(${joined(parameters, ", ")}): ${answerType(operation)};\n`;
}

function answerType({ answer, returns, include = [] }: Operation): Code {
  const object = returns ? typeNamed(returns.name) : code`unknown`;
  const item =
    returns && include.length > 0
      ? code`Including<${object}, ${typeNamed(`${returns.name}Includes`)}, Include>`
      : object;
  return {
    object: code`Promise<${item}>`,
    list: code`Promise<${item}[]>`,
    pages: code`Pages<${item}>`,
    nothing: code`Promise<void>`,
  }[answer];
}

function pathParameters({ path, returns }: Operation): Code[] {
  return parametersOf(path).map((name) => {
    const choice = returns?.choices?.[name];
    return code`${name}: ${choice ? typeOf(choice, "answer") : idType}`;
  });
}

function bodyParameter(operation: Operation): Code[] {
  if (operation.body === "ids") return [code`ids: readonly string[]`];
  const [type] = bodyTypes(operation);
  if (!type) return [];
  const isList = typeof operation.body === "object" && "listOf" in operation.body;
  const body = typeNamed(`${type.name}Body`);
  return [isList ? code`body: readonly ${body}[]` : code`body: ${body}`];
}

function optionsParameter({ include = [], query = {} }: Operation): Code[] {
  const members = Object.entries(query).map(
    ([name, field]) =>
      code`/** ${commentText(field)} */ ${name}${isRequired(field) ? "" : "?"}: ${typeOf(field, "query")}`,
  );
  if (include.length > 0) {
    members.unshift(code`/** Objects to be added to the answer. */ include?: readonly Include[]`);
  }
  return members.length === 0 ? [] : [code`options?: { ${joined(members, "; ")} }`];
}
