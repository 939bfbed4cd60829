import { failures, jsonOf, type Schema } from "./building-blocks";
import { groupIn } from "./names";

const operationId = "accessTokens.create";

export const tokenTag = [
  groupIn(operationId),
  "Tokens that requests can have instead of an API key.",
] as const;

/** The one endpoint that takes no credentials. */
export const tokenPath = {
  post: {
    operationId,
    summary: "Create an access token",
    description: "OAuth's password grant, with an agent's e-mail address and password.",
    tags: [groupIn(operationId)],
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
      email: { type: "string", minLength: 1 },
      password: { type: "string", format: "password", minLength: 1 },
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
