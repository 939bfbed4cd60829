/** Where the engine that started this provider process listens; undefined in any other process, such as a test's. */
export function engineAddress(): string | undefined {
  const [, script = "", ...args] = process.argv;
  if (!script.includes("dynamic-provider")) return undefined;
  return args.find((argument) => /^[\w.-]+:\d+$/.test(argument));
}
