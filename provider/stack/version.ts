/**
 * Whether a version is as high as another one. A text without numbers is no version.
 *
 * @param least as in a package.json, such as `>=20.18.1` or `^3.216.0`
 */
export function isAtLeast(version: string, least: string): boolean {
  const [actual, required] = [numbersOf(version), numbersOf(least)];
  const index = required.findIndex((number, at) => number !== actual[at]);
  return index === -1 || (actual[index] ?? 0) > (required[index] ?? 0);
}

/** The first number of a version, or of what a package.json asks for. */
export const majorOf = (version: string) => numbersOf(version)[0];

const numbersOf = (version: string) => (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);
