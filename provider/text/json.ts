import { escapedSource } from "./visible";

/** A value as JSON, also where it goes to a terminal or a CI log. */
export const jsonText = (value: unknown, indent?: number): string =>
  escapedSource(JSON.stringify(value, null, indent));

/** A result in JSON, as people and scripts read it. */
export const jsonDocument = (value: unknown): string => `${jsonText(value, 2)}\n`;
