import * as z from "zod";
import type { StoredObject } from "../rules";

export type Step = { put: string; object: StoredObject } | { remove: string };

/** A change of the store, as one line of the journal: all of it happens or nothing. */
export type Change = readonly Step[];

const changeSchema = z.array(
  z.union([
    z.strictObject({ put: z.string(), object: z.record(z.string(), z.unknown()) }),
    z.strictObject({ remove: z.string() }),
  ]),
);

/** Whether a line of a journal, which another version may have written, is a change as this one makes it. */
export const isChange = (line: unknown): line is Change => changeSchema.safeParse(line).success;
