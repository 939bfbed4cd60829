import { errorSchema, type Schema } from "./building-blocks";
import { pathsOf } from "./paths";
import { Schemas } from "./schemas";
import { tagsOf } from "./tags";
import { tokenPath } from "./token";

/**
 * The OpenAPI 3.1 document of everything that is served, from the same rules.
 *
 * @param version of this package
 */
export function openApiDocument(version: string): Schema {
  const schemas = new Schemas();
  schemas.named("Error", errorSchema, (schema) => schema);
  const paths = { "/oauth/token": tokenPath, ...pathsOf(schemas) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Comm100 Live Chat API v3, as emulated",
      version,
      description: "Written from the vendor's API document by pulumi-comm100; not the vendor's own.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      contact: { name: "The authors of pulumi-comm100" },
    },
    servers,
    security: [{ basic: [] }, { bearer: [] }],
    tags: tagsOf(paths),
    paths,
    components: { schemas: schemas.all(), securitySchemes },
  };
}

const servers = [
  { url: "/", description: "The emulator that serves this document." },
  {
    url: "https://api{number}.comm100.io",
    description: "The service.",
    variables: { number: { default: "1", description: "The number in portalN.comm100.io." } },
  },
];

const securitySchemes = {
  basic: { type: "http", scheme: "basic", description: "An agent's e-mail address and an API key." },
  bearer: { type: "http", scheme: "bearer", description: "An access token of /oauth/token." },
};
