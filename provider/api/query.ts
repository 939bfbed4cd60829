/** What a query parameter may be; undefined ones are left out. */
export type QueryValue = string | number | boolean | Date | readonly unknown[] | undefined;

/**
 * The query of a request, with its question mark; empty without parameters. `include` is one list with commas,
 * conditions are numbered: `conditions[0][field]=name`.
 */
export function queryText(query: Readonly<Record<string, QueryValue>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) append(parameters, name, value);
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

function append(parameters: URLSearchParams, name: string, value: unknown): void {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
  if (value instanceof Date) parameters.append(name, timeText(value));
  else if (Array.isArray(value) && value.every((entry) => typeof entry === "string")) {
    parameters.append(name, value.join(","));
  } else if (Array.isArray(value)) {
    value.forEach((entry, index) => {
      append(parameters, `${name}[${index}]`, entry);
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) append(parameters, `${name}[${key}]`, entry);
  } else parameters.append(name, String(value));
}

/** As documented, without zone and fraction; no document says that it is UTC (docs/api-notes.md#o72). */
const timeText = (time: Date) => time.toISOString().slice(0, 19);

/** An object with what the chosen values of `include` add to it. */
export type Including<Item, Includes, Chosen> = Item &
  Intersection<Chosen extends keyof Includes ? Includes[Chosen] : never>;

/** All members of a union at once; nothing for an empty one. */
type Intersection<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;
