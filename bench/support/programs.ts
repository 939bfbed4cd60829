import type { TestEmulator } from "../../test/support/emulator";
import { credentials } from "../../test/support/emulator";
import { variable } from "./sites";
import { type BenchStack, openStack } from "./stack";

const resources = (count: number, made: string) => `
const variable = ${variable.toString()};
for (let index = 0; index < ${count}; index++) ${made};
`;

/** The floor: a dynamic provider that does nothing, with as little as possible around it. */
const nullProvider = `
exports.check = async (_, inputs) => ({ inputs, failures: [] });
exports.diff = async (_, olds, news) => ({ changes: olds.value !== news.value });
exports.create = async (inputs) => ({ id: require("node:crypto").randomUUID(), outs: inputs });
exports.read = async (id, props) => ({ id, props });
exports.update = async (_, __, news) => ({ outs: news });
exports.delete = async () => {};
`;

const nullProgram = (count: number) => `
const pulumi = require("@pulumi/pulumi");
class Variable extends pulumi.CustomResource {
  constructor(name, args) {
    const handler = 'exports.handler=()=>require("./null-provider.js")';
    super("pulumi-nodejs:dynamic/null:Variable", name, { ...args, __provider: handler });
  }
}
${resources(count, '  new Variable("variable-" + index, variable(index))')}`;

export const openNull = (count: number): Promise<BenchStack> =>
  openStack({ "null-provider.js": nullProvider, "index.js": nullProgram(count) });

export function openOurs(
  emulator: TestEmulator,
  count: number,
  config: Readonly<Record<string, string>> = {},
): Promise<BenchStack> {
  const made = '  new comm100.CustomVariable("variable-" + index, variable(index))';
  const program = `const comm100 = require("pulumi-comm100");\n${resources(count, made)}`;
  return openStack(
    { "index.js": program },
    {
      "comm100:baseUrl": emulator.url,
      "comm100:email": credentials.email,
      "comm100:apiKey": credentials.apiKey,
      ...config,
    },
  );
}
