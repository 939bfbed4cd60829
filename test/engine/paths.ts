/** The value at a path of the engine's notation: `conditions[0].value`. */
export function valueAt(root: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>(
    (current, key) =>
      typeof current === "object" && current !== null ? Reflect.get(current, key) : undefined,
    root,
  );
}

/** Puts a value at a path; undefined removes what is there. Containers on the way have to exist. */
export function setAt(root: unknown, path: string, value: unknown): void {
  const keys = keysOf(path);
  const last = keys.pop();
  const container = keys.reduce<unknown>(
    (current, key) =>
      typeof current === "object" && current !== null ? Reflect.get(current, key) : undefined,
    root,
  );
  if (last === undefined || typeof container !== "object" || container === null) return;
  if (value === undefined) Reflect.deleteProperty(container, last);
  else Reflect.set(container, last, value);
}

/** Whether `path` is `other` or lies inside it. */
export const isWithin = (path: string, other: string) =>
  path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);

const keysOf = (path: string) => path.split(/[.[\]]+/).filter((key) => key !== "");
