import { integer, oneOf, text } from "../../core/fields";
import type { System } from "../../core/system";

export const accessTokens: System = {
  endpointName: "accessTokens",
  description: "OAuth tokens. A client that is given a user name and password gets its own.",
  operations: {
    create: {
      description: "Issues a token for an agent.",
      method: "POST",
      path: "/oauth/token",
      isTokenRequest: true,
      answer: "object",
      body: {
        name: "OAuthTokenRequest",
        description: "Who the token is for.",
        hasId: false,
        fields: {
          grant_type: oneOf(["password"], "The kind of grant; there is one.", { required: true }),
          email: text("The agent's e-mail address.", { required: true }),
          password: text("The agent's password.", { required: true, secret: true, writeOnly: true }),
        },
      },
      returns: {
        name: "OAuthToken",
        description: "A token.",
        hasId: false,
        fields: {
          access_token: text("The token.", { readOnly: true, secret: true }),
          token_type: text("How it is used: bearer.", { readOnly: true }),
          expires_in: integer("For how many seconds it is valid.", { readOnly: true }),
          // No call is described that takes it.
          refresh_token: text("A second token.", { readOnly: true, secret: true }),
        },
      },
    },
  },
};
