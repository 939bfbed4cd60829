import type { Definition } from "../core/definition";

/** The type of the client: one property for each kind of object. */
export function clientFile(definitions: readonly Definition[]): string {
  const names = definitions.flatMap(({ name }) => [name, `${name}Body`]).sort();
  const members = definitions.map((definition) => {
    const { name, description, endpointName, hasId } = definition;
    const type = hasId ? "Collection" : "Singleton";
    const parents = definition.parameters.map((parameter) => `${parameter}: string`).join(", ");
    return `  /** ${description} */\n  readonly ${endpointName}: ${type}<${name}, ${name}Body, [${parents}]>;\n`;
  });
  return `import type { Collection, Singleton } from "../api/types";
import type { ${names.join(", ")} } from "./objects";

/** A client of the Comm100 Live Chat API v3. */
export interface Client {
${members.join("")}  /** Ends the connections once the requests under way are answered. */
  close(): Promise<void>;
}
`;
}
