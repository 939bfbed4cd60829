import type { StoredObject } from "./index";

/** The position behind all of these. */
export function behind(siblings: readonly unknown[], name: string): number {
  let highest = 0;
  for (const sibling of siblings) {
    const position = (sibling as StoredObject | null)?.[name];
    if (typeof position === "number" && position > highest) highest = position;
  }
  return highest + 1;
}

/** New positions behind those that a list gives its entries. */
export function positionsIn(list: readonly unknown[]): (name: string) => number {
  const next = new Map<string, number>();
  return (name) => {
    const position = next.get(name) ?? behind(list, name);
    next.set(name, position + 1);
    return position;
  };
}
