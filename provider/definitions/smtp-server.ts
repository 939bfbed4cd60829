import { probably } from "../core/conditions";
import { flag, integer, object, oneOf, text } from "../core/fields";
import { email, host } from "../core/forms/addresses";
import { likely } from "../core/forms/form";

const signIn = { when: probably("IsAuthenticationRequired", true) } as const;

/** The mail server of a campaign's own. */
export const customSMTPServer = object(
  "CustomSMTPServer",
  {
    fromName: text("Name of the sender."),
    fromEmail: text("Address of the sender.", { form: email }),
    mailServer: text("Host name of the server.", { form: likely(host) }),
    port: integer("Port of the server.", { minimum: 0, maximum: 65535 }),
    encryptedType: oneOf(["none", "SSL", "TLS"], "Encryption."),
    IsAuthenticationRequired: flag("Whether the server asks for a user name and password."), // The capital is the API's.
    username: text("User name.", signIn),
    password: text("Password. The service doesn't return it.", { ...signIn, secret: true, writeOnly: true }),
  },
  "The mail server.",
  { when: probably("isSMTPServerCustomized", true) },
);
