import { hasImportFiles } from "./import-file";
import { pulumiVersion } from "./pulumi";

/** The Pulumi CLI on PATH. */
export interface InstalledCli {
  /** Such as `3.254.0`. */
  version: string;
  /** Whether `comm100 import` can leave the import to the engine. */
  hasImportFiles: boolean;
}

/** undefined when there is none. */
export async function installedCli(): Promise<InstalledCli | undefined> {
  const version = await pulumiVersion();
  return version === undefined ? undefined : { version, hasImportFiles: hasImportFiles(version) };
}
