import type { CliStack, Ran } from "./cli-stack";

/** What `comm100 preview --json` prints. */
export interface Found {
  differs: boolean;
  differences: {
    object: string;
    change: string;
    says?: string;
    below: number;
    content?: object;
    remarks: string[];
    lists?: { property: string; changes: object[] }[];
    properties: { property: string; left: unknown; right: unknown; says?: string }[];
  }[];
  warnings: string[];
  /** The report's own notes. */
  told: string[];
}

export const preview = (stack: CliStack, ...args: string[]) =>
  stack.comm100(["preview", "--stack", "test", ...args]);

export async function found(stack: CliStack, ...args: string[]): Promise<Found & Ran> {
  const ran = await preview(stack, "--json", ...args);
  if (ran.output === "") throw new Error(ran.notes);
  const report = JSON.parse(ran.output) as Omit<Found, "told"> & { notes: string[] };
  return { ...report, told: report.notes, ...ran };
}

export async function succeeds(running: Promise<Ran>): Promise<void> {
  const { code, output, notes } = await running;
  if (code !== 0) throw new Error(output + notes);
}
