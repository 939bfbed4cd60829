import { Comm100Error } from "../core/errors";

/**
 * The environment variable that sends requests elsewhere, for rehearsals and tests: pairs of origins, such as
 * `https://api1.comm100.io=http://127.0.0.1:8080`, with spaces between them.
 *
 * The configured address stays what the site is: the state knows that one. While the variable is set nothing is sent to an
 * address that it doesn't name, whatever a program, a stack or the rest of the environment says.
 */
export const rerouteVariable = "COMM100_REROUTE";

/**
 * Where what is meant for an address is sent.
 *
 * @throws Comm100Error for an address that the variable doesn't name
 */
export function rerouted(address: URL): URL {
  const pairs = process.env[rerouteVariable]?.split(/\s+/).filter((pair) => pair !== "") ?? [];
  if (pairs.length === 0) return address;
  const { origin, pathname, search } = address;
  const to = pairs.map((pair) => pair.split("=")).find(([from]) => from === origin)?.[1];
  if (to !== undefined && URL.canParse(to)) return new URL(`${new URL(to).origin}${pathname}${search}`);
  throw new Comm100Error(
    `${rerouteVariable} is set, and doesn't say where requests for ${origin} go. So nothing is sent there. Add ${origin}=… to it, or unset it.`,
  );
}
