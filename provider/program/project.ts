import { yamlLine } from "../text/yaml";

/** The files of a Pulumi project around its program. */
export const projectFiles = (name: string, version: string): Record<string, string> => ({
  ".gitignore": "node_modules/\n",
  "Pulumi.yaml": `${yamlLine({ name })}\nruntime: nodejs\ndescription: A Comm100 Live Chat site\n`,
  "package.json": json({
    name,
    private: true,
    dependencies: { "@pulumi/pulumi": "^3.216.0", "pulumi-comm100": `^${version}` },
    devDependencies: { typescript: "^5.9.0" },
  }),
  "tsconfig.json": json({
    compilerOptions: { target: "es2022", module: "nodenext", strict: true, skipLibCheck: true },
    files: ["index.ts"],
  }),
});

/** What Pulumi and npm both take as a name. */
export const projectName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "") || "live-chat";

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
