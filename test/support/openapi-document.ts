/** The OpenAPI document that an emulator serves, as far as tests read it. */
export interface Document {
  openapi: string;
  info: { version: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: object };
}

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters?: { name: string; in: string; schema: Schema }[];
  responses: object;
  requestBody?: object;
  "x-other-spellings"?: { method: string; path: string }[];
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: { if?: unknown; then?: unknown }[];
}

export const documentOf = async ({ url }: { url: string }): Promise<Document> =>
  (await (await fetch(`${url}/openapi.json`)).json()) as Document;

/** A schema, or the one that it refers to. */
export function within({ components }: Document, schema: Schema | undefined): Schema | undefined {
  const name = schema?.$ref?.split("/").at(-1);
  return name === undefined ? schema : components.schemas[name];
}
