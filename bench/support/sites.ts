import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { startTestEmulator, type TestEmulator, withShortcuts } from "../../test/support/emulator";

/** What every benchmark of the engine declares: custom variables, which need nothing else. */
export const variable = (index: number) => ({
  name: `Variable ${index}`,
  type: "text",
  value: `window.shop.values[${index}]`,
});

export const variables = (count: number) => Array.from({ length: count }, (_, index) => variable(index));

export async function withEmulator<Result>(
  task: (emulator: TestEmulator) => Promise<Result>,
): Promise<Result> {
  const emulator = await startTestEmulator();
  try {
    return await task(emulator);
  } finally {
    await emulator.close();
  }
}

/** As `withEmulator`, in a process of its own: as a service, it takes no time from who asks it. */
export async function withEmulatorApart<Result>(
  task: (emulator: TestEmulator) => Promise<Result>,
): Promise<Result> {
  const program = resolve(__dirname, "../../dist/cli/main.js");
  const child = spawn(process.execPath, [program, "emulator"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [said] = (await once(child.stdout, "data")) as [Buffer];
    const [url] = /http:\/\/\S+/.exec(String(said)) ?? [];
    if (url === undefined) throw new Error(`The emulator said ${String(said)}`);
    return await task(withShortcuts({ url, close: async () => {} }));
  } finally {
    child.kill();
  }
}

/** Nothing is left of what was on the site. */
export const reset = (emulator: TestEmulator) => fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
