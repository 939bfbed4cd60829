import { randomUUID } from "node:crypto";
import type { EmulatorCredentials } from "./credentials";
import { isThisMachine } from "./loopback";

export const defaultCredentials = {
  email: "agent@example.com",
  apiKey: "emulator-api-key",
  password: "emulator-password",
} as const;

/**
 * The credentials of the options, or the well-known ones, which are for this machine only.
 *
 * @throws Error when one is empty, or when the network would get the well-known ones
 */
export function expectedCredentials(
  host: string,
  options: { readonly [Name in keyof EmulatorCredentials]?: string },
): EmulatorCredentials {
  for (const name of ["email", "apiKey", "password"] as const) {
    if (options[name] === "") throw new Error(`The option ${name} is empty. Set it or leave it out.`);
  }
  const isLocal = isThisMachine(host);
  const { email, apiKey, password } = options;
  const isWellKnown = apiKey === defaultCredentials.apiKey || password === defaultCredentials.password;
  if (!isLocal && (isWellKnown || email === undefined || apiKey === undefined)) {
    throw new Error(
      `Listening on ${host} needs credentials of your own: set an e-mail address and an API key.`,
    );
  }
  return {
    email: email ?? defaultCredentials.email,
    apiKey: apiKey ?? defaultCredentials.apiKey,
    // On the network a password that everybody knows would be another way in.
    password: password ?? (isLocal ? defaultCredentials.password : randomUUID()),
  };
}
