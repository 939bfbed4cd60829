import { commands } from "../commands";
import { everyObject } from "../objects";
import { errorSchema, type Schema } from "./building-blocks";
import { pathsOf } from "./paths";
import { idSchema, objectSchema } from "./schemas";
import { tokenPath } from "./token";

/** The OpenAPI 3.1 document of everything that is served, from the same rules. */
export function openApiDocument(): Schema {
  const schemas = schemasOfObjects();
  const paths = pathsOf(schemas);
  return {
    openapi: "3.1.0",
    info: {
      title: "Comm100 Live Chat API v3, as emulated",
      version: "3",
      description: "Written from the vendor's API document by pulumi-comm100; not the vendor's own.",
    },
    servers: [{ url: "/" }],
    security: [{ basic: [] }, { bearer: [] }],
    paths: { "/oauth/token": tokenPath, ...paths },
    components: { schemas: { ...Object.fromEntries(schemas), Error: errorSchema }, securitySchemes },
  };
}

/** By name: the objects, the nested objects in them, and what commands answer. */
function schemasOfObjects(): Map<string, Schema> {
  const schemas = new Map<string, Schema>();
  for (const rules of everyObject) {
    const isCollection = rules.kind === "collection";
    const options = isCollection ? { id: idSchema(rules) } : { isAlwaysThere: true };
    schemas.set(rules.name, objectSchema(rules.fields, schemas, options));
  }
  for (const { answers } of commands) {
    if (schemas.has(answers.typeName)) continue;
    schemas.set(answers.typeName, objectSchema(answers.fields, schemas));
  }
  return schemas;
}

const securitySchemes = {
  basic: { type: "http", scheme: "basic", description: "An agent's e-mail address and an API key." },
  bearer: { type: "http", scheme: "bearer", description: "An access token of /oauth/token." },
};
