import type { StackPlace } from "./deployment";
import { type Preview, previewStack } from "./preview";
import type { CountCalls } from "./pulumi";

/** What an update would do to a resource. */
export interface Change {
  /** `create`, `update`, `delete`, `replace` and so on. */
  op: string;
  urn: string;
}

/** Operations that leave the resource and its object as they are. */
const idle = ["same", "read"];

export const changesOf = ({ steps }: Preview): Change[] =>
  steps.filter(({ op }) => !idle.includes(op)).map(({ op, urn }) => ({ op, urn }));

/** What `pulumi up` would change now. */
export const pendingChanges = async (stack: StackPlace, countCalls: CountCalls): Promise<Change[]> =>
  changesOf(await previewStack(stack, countCalls));
