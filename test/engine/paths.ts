/** Pulumi's notation for a property in a property: `conditions[0].value`, `labels["a key"]`. */

/** The keys of a path; those of arrays as text. */
export function keysOf(path: string): string[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, key]) => quoted?.replace(/\\(.)/g, "$1") ?? index ?? key ?? "",
  );
}

/** The path of a property of what is at `path`. */
export function pathOf(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: unknown, path: string): unknown {
  return keysOf(path).reduce(member, root);
}

/** Puts a value at a path, or removes what is there for undefined. Does nothing where its container is missing. */
export function setAt(root: unknown, path: string, value: unknown): void {
  const keys = keysOf(path);
  const last = keys.pop();
  const container = keys.reduce(member, root);
  if (last === undefined || typeof container !== "object" || container === null) return;
  if (value === undefined) Reflect.deleteProperty(container, last);
  else Reflect.set(container, last, value);
}

/** Whether `path` is `outer` or inside it; `*` in `outer` stands for any key. */
export function isWithin(path: string, outer: string): boolean {
  const keys = keysOf(path);
  return keysOf(outer).every((key, index) => (key === "*" ? index < keys.length : key === keys[index]));
}

export function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
