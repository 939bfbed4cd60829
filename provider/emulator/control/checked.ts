import type * as z from "zod";
import { ApiFailure } from "../wire/answers";

/** @throws ApiFailure that says what is wrong with the body, by place */
export function checked<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ApiFailure(400, parsed.error.issues.flatMap((issue) => reasons(issue)).join("; "));
}

interface Issue {
  code?: string | undefined;
  path: PropertyKey[];
  message: string;
  errors?: Issue[][];
}

/** Of the kinds of fault the one that fits best explains itself. */
function reasons({ code, path, message, errors = [] }: Issue, parents: PropertyKey[] = []): string[] {
  const place = [...parents, ...path];
  const [closest] = errors.toSorted((one, other) => one.length - other.length);
  if (code === "invalid_union" && closest) {
    return [
      `${place.join(".")}: must be {status, headers?, body?, when?}, {delayMs} or {reset}`,
      ...closest.flatMap((issue) => reasons(issue, place)),
    ];
  }
  return [`${place.join(".") || "body"}: ${message}`];
}
