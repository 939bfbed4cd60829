import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type RunningProcess, startScript } from "./processes";
import type { Sdk } from "./sdk";

/** What Pulumi.yaml says of the program. */
export interface ProgramSettings {
  project: string;
  root: string;
  /** The folder that the program runs in, and the provider too. */
  folder: string;
  /** File or folder to run, from `folder`. */
  entry: string;
  typescript: boolean;
  nodeArguments: string[];
}

/** Reads the few lines of Pulumi.yaml that the projects of this repository use. */
export function programSettings(root: string): ProgramSettings {
  const yaml = readFileSync(join(root, "Pulumi.yaml"), "utf8");
  // The first is the project's: the runtime's own `name` comes after it.
  const line = (key: string) => new RegExp(`^\\s*${key}:\\s*"?([^"\\n#]+?)"?\\s*$`, "m").exec(yaml)?.[1];
  const main = line("main") ?? ".";
  const path = join(root, main);
  const isFile = !statSync(path).isDirectory();
  return {
    project: line("name") ?? "",
    root,
    folder: isFile ? dirname(path) : path,
    entry: isFile ? basename(path) : ".",
    typescript: line("typescript") !== "false",
    nodeArguments: line("nodeargs")?.split(/\s+/) ?? [],
  };
}

export interface ProgramOptions {
  stack: string;
  monitorAddress: string;
  dryRun: boolean;
  parallel: number;
  config: Readonly<Record<string, string>>;
  secretKeys: readonly string[];
  environment: NodeJS.ProcessEnv;
  line(text: string): void;
}

export function startProgram(sdk: Sdk, settings: ProgramSettings, options: ProgramOptions): RunningProcess {
  const flags = {
    monitor: options.monitorAddress,
    engine: options.monitorAddress,
    organization: "organization",
    project: settings.project,
    "root-directory": settings.root,
    stack: options.stack,
    pwd: settings.folder,
    parallel: String(options.parallel),
  };
  const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]);
  const environment = {
    ...options.environment,
    PULUMI_CONFIG: JSON.stringify(options.config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(options.secretKeys),
    PULUMI_NODEJS_TYPESCRIPT: String(settings.typescript),
  };
  const dryRun = options.dryRun ? ["--dry-run"] : [];
  return startScript(sdk.runScript, [...args, ...dryRun, settings.entry], {
    folder: settings.folder,
    environment,
    nodeArguments: settings.nodeArguments,
    line: options.line,
  });
}
