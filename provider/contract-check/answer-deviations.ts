import { isObject } from "../core/paths";
import type { ReadAnswer } from "./asker";
import { answeredFields, compareObject } from "./compare-object";
import { type Deviation, differs, note } from "./deviation";
import { opened } from "./envelope";
import { bodyText, type Masking } from "./shape";

export interface ComparedAnswer {
  /** How many objects were compared. */
  objects: number;
  deviations: readonly Deviation[];
}

/** What an answer has that the definition of its endpoint doesn't. */
export function deviationsIn(read: ReadAnswer, masked: Masking): ComparedAnswer {
  const { endpoint, answer, body } = read;
  if (answer.isError || answer.status >= 300) return { objects: 0, deviations: [errorIn(read, masked)] };
  if ("unreadable" in body) {
    const unreadable = differs("unreadable", "", { text: `${answer.status}: ${body.unreadable}` });
    return { objects: 0, deviations: [unreadable] };
  }
  const { objects, deviations } = opened(endpoint.operation, body.json, masked);
  const { returns } = endpoint.operation;
  const fields = returns ? answeredFields(returns) : {};
  const within = objects.flatMap((object) => [...compareObject(fields, object, "", masked)]);
  return { objects: objects.length, deviations: [...deviations, ...within] };
}

/** That something may not be read, or that an endpoint is gone, is documented; so is the body that says it. */
function errorIn({ endpoint, answer: { status }, body }: ReadAnswer, masked: Masking): Deviation {
  const isWithdrawn = status === 404 && endpoint.operation.isWithdrawn === true;
  const isExpected = (status === 403 || isWithdrawn) && isDocumentedError(body);
  const shape = "json" in body ? bodyText(body.json, masked) : body.unreadable;
  return (isExpected ? note : differs)("error", "", { text: `${status}, ${meaningOf(status)}: ${shape}` });
}

function meaningOf(status: number): string {
  if (status < 300) return "an error in the body";
  return meanings[status] ?? (status < 400 ? "a redirect" : "an error");
}

const meanings: Readonly<Record<number, string>> = {
  403: "may not be read, or the daily limit is used up",
  404: "isn't there",
};

/** docs/api-notes.md#errors */
const isDocumentedError = (body: ReadAnswer["body"]): boolean =>
  "json" in body &&
  isObject(body.json) &&
  Object.keys(body.json).length === 2 &&
  typeof body.json.code === "number" &&
  typeof body.json.message === "string";
