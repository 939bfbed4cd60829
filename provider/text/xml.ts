import { visible } from "./visible";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  // In an attribute it would become a space.
  "\t": "&#9;",
};

/** One line of an element or an attribute. What XML can't hold in any spelling is gone with what isn't seen. */
export const xmlText = (text: string): string =>
  visible(text).replace(/[&<>"'\t]/g, (character) => entities[character] ?? character);
