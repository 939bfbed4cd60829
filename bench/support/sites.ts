import { startTestEmulator, type TestEmulator } from "../../test/support/emulator";

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

/** Nothing is left of what was on the site. */
export const reset = (emulator: TestEmulator) => fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
