export type Schema = Record<string, unknown>;

export const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

export const listOf = (items: Schema): Schema => ({ type: "array", items });

export const jsonOf = (schema: Schema): Schema => ({ content: { "application/json": { schema } } });

export const errorSchema: Schema = {
  type: "object",
  description: "What went wrong.",
  properties: { code: { type: "integer" }, message: { type: "string" } },
  required: ["code", "message"],
};

const failure = (description: string): Schema => ({ description, ...jsonOf(reference("Error")) });

/** What every endpoint may answer, by status. */
export const failures = {
  "400": failure("The request breaks a rule."),
  "401": failure("The credentials are missing or wrong."),
  "403": failure("The agent lacks a permission, or the day's requests are used up."),
  "404": failure("There is no such object."),
};

/** What every endpoint that takes a body may answer besides. */
export const bodyFailures = { "413": failure("The body is too large.") };
