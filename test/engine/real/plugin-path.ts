import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

const PLUGIN = "pulumi-resource-pulumi-nodejs";
const SDK = resolve(__dirname, "../../../node_modules/@pulumi/pulumi");

/**
 * PATH for the CLI. Dynamic providers need a plugin that comes with the CLI; where somebody installed nothing
 * but `pulumi` and the language host, the SDK's own copy of it does.
 */
export function pathWithPlugin(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const isThere = folders.some((folder) => existsSync(join(folder, PLUGIN)));
  return (isThere ? folders : [...folders, SDK]).join(delimiter);
}
