import { failures, jsonOf, type Schema } from "./building-blocks";

/** The one endpoint that takes no credentials. */
export const tokenPath: Schema = {
  post: {
    summary: "createAccessToken",
    security: [],
    requestBody: { required: true, content: { "application/x-www-form-urlencoded": { schema: form() } } },
    responses: {
      "200": { description: "A token.", ...jsonOf(token()) },
      "400": { ...failures["400"], description: "The grant is refused." },
      "401": failures["401"],
    },
  },
};

function form(): Schema {
  return {
    type: "object",
    properties: {
      grant_type: { type: "string", enum: ["password"] },
      email: { type: "string" },
      password: { type: "string", writeOnly: true },
    },
    required: ["grant_type", "email", "password"],
  };
}

function token(): Schema {
  return {
    type: "object",
    properties: {
      access_token: { type: "string" },
      token_type: { type: "string" },
      expires_in: { type: "integer" },
      refresh_token: { type: "string" },
    },
    required: ["access_token", "token_type", "expires_in"],
  };
}
