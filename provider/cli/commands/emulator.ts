import { didYouMean } from "../../core/suggest";
import { jsonText } from "../../text/json";
import { defineCommand } from "../command";
import { CommandError, type CommandOption } from "../given";

const options = [
  { flags: "--port <number>", description: "port to listen on; 0 takes a free one (default: 0)" },
  { flags: "--host <address>", description: "address to listen on (default: 127.0.0.1)" },
  {
    flags: "--name <names>",
    description: "names by which clients call it besides localhost, as a hosts file may have (default: none)",
  },
  { flags: "--data <folder>", description: "keep the site in this folder (default: in memory only)" },
  {
    flags: "--email <address>",
    description: "agent's e-mail address for the API key and OAuth (default: agent@example.com)",
    environment: "COMM100_EMULATOR_EMAIL",
  },
  {
    flags: "--api-key <key>",
    description: "API key (default: emulator-api-key)",
    environment: "COMM100_EMULATOR_API_KEY",
  },
  {
    flags: "--password <text>",
    description: "password for OAuth tokens (default: emulator-password)",
    environment: "COMM100_EMULATOR_PASSWORD",
  },
  {
    flags: "--fixtures <file>",
    description: "fill an empty site from this JSON file, or with demo: a shop with everything in use",
  },
  {
    flags: "--permissions <names>",
    description: "what the credentials may do, such as 'Manage Campaigns,Manage Settings' (default: all)",
  },
  { flags: "--token-lifetime <seconds>", description: "how long an OAuth token is valid (default: 43199)" },
] as const satisfies readonly CommandOption[];

export const emulator = defineCommand({
  name: "emulator",
  description: "Serve the Comm100 Live Chat API on this machine, for demos, tests and CI.",
  options,
  examples: [
    "comm100 emulator --port 8080",
    "comm100 emulator --port 8080 --fixtures demo",
    "comm100 emulator --port 8080 --data ./site",
    "COMM100_EMULATOR_API_KEY=… comm100 emulator --host 0.0.0.0 --email ci@example.com",
  ],
  async run(given, output) {
    const { startEmulator } = await import("../../emulator/index.js");
    const fixtures = await readFixtures(given.text("fixtures"));
    const server = await startEmulator({
      ...ifGiven("fixtures", fixtures),
      warn: (message) => output.note(message),
      port: wholeNumber("--port", given.text("port"), 65_535) ?? 0,
      ...ifGiven("host", given.text("host")),
      ...ifGiven("names", given.words("name")),
      ...ifGiven("dataDirectory", given.text("data")),
      ...ifGiven("email", given.text("email")),
      ...ifGiven("apiKey", given.text("apiKey")),
      ...ifGiven("password", given.text("password")),
      ...ifGiven("permissions", given.text("permissions")?.split(",")),
      ...ifGiven(
        "tokenLifetimeSeconds",
        wholeNumber("--token-lifetime", given.text("tokenLifetime"), 2 ** 31),
      ),
    }).catch((error: unknown) => {
      throw new CommandError(reasonOf(error), { cause: error });
    });
    // Before the line, as whoever reads it may send a signal at once.
    const ended = Promise.race(
      ["SIGINT", "SIGTERM"].map((name) => new Promise((resolve) => process.once(name, resolve))),
    );
    if (given.isSet("json")) output.write(`${jsonText({ url: server.url })}\n`);
    else output.print(`listening on ${server.url}`);
    await ended;
    await server.close();
  },
});

async function readFixtures(nameOrFile: string | undefined) {
  if (nameOrFile === undefined) return undefined;
  const { fixturesFrom } = await import("../../emulator/fixtures/index.js");
  try {
    return fixturesFrom(nameOrFile);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const reason = isMissing
      ? `there is no file ${nameOrFile}.${didYouMean(nameOrFile, ["demo"])}`
      : reasonOf(error);
    throw new CommandError(`--fixtures: ${reason}`, { cause: error });
  }
}

function ifGiven<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}

function wholeNumber(flag: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new CommandError(`${flag} must be a whole number from 0 to ${most}.`);
}

function reasonOf(error: unknown): string {
  const failure = error as NodeJS.ErrnoException & Partial<ListenFailure>;
  const { code, syscall, message, port } = failure;
  if (syscall !== "listen" && syscall !== "getaddrinfo") return message;
  if (code === "EADDRINUSE")
    return `Port ${port} is in use. Choose another with --port, or 0 for a free one.`;
  if (code === "EACCES") return `Port ${port} needs more rights. Choose one above 1023 with --port.`;
  return `${failure.address ?? failure.hostname} is not an address of this machine. Choose another with --host.`;
}

interface ListenFailure {
  port: number;
  address: string;
  hostname: string;
}
