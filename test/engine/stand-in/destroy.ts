import { deleteAll } from "./delete";
import type { Operation } from "./operation";

/** Deletes everything in the state. The program isn't run: the configuration is that of the last update. */
export async function destroy(operation: Operation): Promise<void> {
  await operation.start(withoutProgram);
  await deleteAll(operation, operation.resources, false);
}

/** For operations that run no program. */
export const withoutProgram = {
  register: () => Promise.reject(new Error("No program runs in this operation")),
  registerOutputs: () => undefined,
};
