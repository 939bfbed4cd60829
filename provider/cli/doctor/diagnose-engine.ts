import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { hasImportFiles } from "../../stack/import-file";
import { projectRoot } from "../../stack/project-root";
import { pulumiVersion } from "../../stack/pulumi-cli";
import { isAtLeast, majorOf } from "../../stack/version";
import { ownPackage } from "../package-version";
import { type Finding, ok } from "./finding";

/** What Pulumi needs to run the program: Node.js, the CLI, and both packages as seen from the project's folder. */
export async function diagnoseEngine(folder: string): Promise<Finding[]> {
  const root = projectRoot(folder);
  return [nodeFinding(), await cliFinding(root !== undefined), ...projectFindings(folder, root)];
}

const { version: ownVersion, engines, peerDependencies } = ownPackage();

function nodeFinding(): Finding {
  const least = engines.node;
  const { node } = process.versions;
  if (isAtLeast(node, least)) return ok("node", `${node}.`);
  return {
    about: "node",
    status: "error",
    text: `${node} is too old.`,
    advice: `Install Node.js ${least.replace(/^\D+/, "")} or later.`,
  };
}

/** Without a project here nobody may want to use Pulumi. */
async function cliFinding(isNeeded: boolean): Promise<Finding> {
  const version = await pulumiVersion();
  if (version === undefined) {
    return {
      about: "pulumi",
      status: isNeeded ? "error" : "warning",
      text: "The Pulumi CLI, pulumi, isn't on PATH.",
      advice:
        "Install it, or add its folder to PATH. export, diff, promote, validate and drift --document work without it.",
    };
  }
  const way = hasImportFiles(version)
    ? ""
    : " comm100 import writes the state itself; from 3.254.0 on the engine does.";
  return ok("pulumi", `${version}.${way}`);
}

function projectFindings(folder: string, root: string | undefined): Finding[] {
  if (root === undefined) {
    return [
      {
        about: "project",
        status: "unknown",
        text: `There is no Pulumi.yaml in ${folder} or above it.`,
        advice: "Say --cwd with the folder of the program, if there is one.",
      },
    ];
  }
  return [ok("project", `${root}.`), sdkFinding(root), packageFinding(root)];
}

function sdkFinding(root: string): Finding {
  const about = "sdk";
  const name = "@pulumi/pulumi";
  const wanted = peerDependencies[name] ?? "";
  const version = versionIn(root, name);
  if (version === undefined) {
    return notInstalled(about, name, root);
  }
  if (isAtLeast(version, wanted) && majorOf(version) === majorOf(wanted))
    return ok(about, `${name} ${version}.`);
  return {
    about,
    status: "error",
    text: `${name} ${version} doesn't go with pulumi-comm100, which needs ${wanted}.`,
    advice: `Run npm install ${name}@3 in ${root}.`,
  };
}

/** The engine loads the provider from the folder of Pulumi.yaml, wherever the program is. */
function packageFinding(root: string): Finding {
  const about = "package";
  const name = "pulumi-comm100";
  const version = versionIn(root, name);
  if (version === undefined) return notInstalled(about, name, root);
  if (version === ownVersion) return ok(about, `${name} ${version}.`);
  return {
    about,
    status: "warning",
    text: `${name} is ${version} in the project, and this command ${ownVersion}.`,
    advice: `Run the command in ${root} with npx pulumi-comm100, or npm install ${name}@${ownVersion} there.`,
  };
}

const notInstalled = (about: string, name: string, root: string): Finding => ({
  about,
  status: "error",
  text: `${name} isn't installed where Pulumi looks for it: in ${root}.`,
  advice: `Run npm install ${name} there.`,
});

/** The version of a package as seen from a folder; undefined when it isn't there. */
function versionIn(folder: string, name: string): string | undefined {
  try {
    const file = createRequire(join(folder, "index.js")).resolve(`${name}/package.json`);
    return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
  } catch {
    return undefined;
  }
}
