import { chmodSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { openApiDocument } from "./provider/emulator/openapi/document.js";

/**
 * What Node loads is a few files and not some two hundred: a program and its provider load the package at every run,
 * and finding and reading files was two thirds of what that takes. Of zod only what is used goes in, as each of its
 * own entry points loads the error messages of sixty languages. Each with the file of its licence.
 */
const licenceOf = { "fastest-levenshtein": "LICENSE.md", zod: "LICENSE" };

const entries = ["index", "api/index", "emulator/index", "pulumi/runtime", "webhooks/index", "cli/main"];

export default defineConfig({
  plugins: [licences(), openApi(), runBit()],
  ssr: { noExternal: Object.keys(licenceOf), target: "node" },
  build: {
    ssr: true,
    target: "node20",
    // Errors name functions, and whoever looks for one reads the file.
    minify: false,
    // The types are there already.
    emptyOutDir: false,
    outDir: "dist",
    reportCompressedSize: false,
    rollupOptions: {
      // zod's notes for another bundler.
      onwarn: (warning, warn) => warning.code === "INVALID_ANNOTATION" || warn(warning),
      input: Object.fromEntries(
        entries.map((name) => [name, resolve(import.meta.dirname, `provider/${name}.ts`)]),
      ),
      output: {
        format: "cjs",
        exports: "named",
        interop: "auto",
        // In bytes: what is less than that goes into a file that is loaded with it anyway.
        experimentalMinChunkSize: 2500,
        entryFileNames: "[name].js",
        chunkFileNames: ({ name, facadeModuleId, moduleIds }) =>
          `shared/${name === "index" ? basename(dirname(facadeModuleId ?? moduleIds.at(-1) ?? "")) : "[name]"}.js`,
      },
    },
  },
  logLevel: "warn",
});

/** Beside what goes in goes the licence that it comes with. */
function licences(): Plugin {
  const text = ([name, file]: [string, string]) =>
    `${name}\n\n${readFileSync(resolve(import.meta.dirname, "node_modules", name, file), "utf8")}`;
  return {
    name: "licences",
    generateBundle() {
      this.emitFile({
        type: "asset",
        fileName: "licences.txt",
        source: Object.entries(licenceOf).map(text).join("\n"),
      });
    },
  };
}

/** The OpenAPI document that the emulator serves, for whoever generates a client. */
function openApi(): Plugin {
  const manifest = readFileSync(resolve(import.meta.dirname, "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  return {
    name: "openapi",
    generateBundle() {
      const source = `${JSON.stringify(openApiDocument(version), null, 1)}\n`;
      this.emitFile({ type: "asset", fileName: "openapi.json", source });
    },
  };
}

/**
 * What begins with `#!` is run itself. npm sets the bit when it installs, and never again: in a clone `npx pulumi-comm100` needs
 * it from each build. Windows has no such bit, and there this does nothing.
 */
function runBit(): Plugin {
  return {
    name: "run-bit",
    writeBundle({ dir = "" }, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === "chunk" && file.code.startsWith("#!")) chmodSync(join(dir, name), 0o755);
      }
    },
  };
}
