import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { copyOfRepository } from "./copy";
import { newLinesOf, recipeBelow, type Step } from "./steps";

/** The recipes of provider/README.md, carried out in copies of this repository. */
const repository = resolve(__dirname, "../..");
const page = readFileSync(join(repository, "provider/README.md"), "utf8");
const recipes = [recipeBelow("Adding a field", page), recipeBelow("Adding an object of the API", page)];
const steps = recipes.flatMap((recipe) => recipe.steps);
const commands = new Set(recipes.flatMap((recipe) => recipe.commands));

const facts = "test/definitions/facts.test.ts";
const indexes = "test/definitions/index.test.ts";
const coverage = "test/coverage.test.ts";
const emulated = "test/emulator/facts.test.ts";
const demo = "test/emulator/fixtures.test.ts";
const example = "test/examples/full-site.test.ts";
const reference = "test/generate/reference.test.ts";

/** Of `npm test` what has to do with fields and objects: all of it takes minutes. */
const tests = [
  [facts, indexes, coverage, emulated, demo, example, reference, "test/emulator/permissions.test.ts"],
  [
    "test/pulumi/every-kind.test.ts test/emulator/objects.test.ts test/emulator/endpoints.test.ts test/emulator/openapi.test.ts",
    '-t "CustomVariable|WebhookHeader|customVariables|webhooks/"',
  ],
].map((files) => `npx vitest run ${files.join(" ")}`);

/** Of those tests what is about fields and objects being there. */
const telling = "fields of|index of|is complete|no endpoint|have a table|in use|at least one|npm run docs";

interface LeftOut {
  title: string;
  isLeftOut(step: Step): boolean;
  /** The tests of which one tells each line. */
  told: readonly string[];
}

/** `npm run docs` is left out each time, too. */
const leftOut: readonly LeftOut[] = [
  {
    title: "the facts of a field, and the object in the example and in the demo",
    isLeftOut: ({ file, code }) => /^(examples|.*fixtures)\//.test(file) || code.includes('"description"'),
    told: [facts, example, demo, reference],
  },
  {
    title: "a field in its definition, and the object in the emulator's index",
    isLeftOut: ({ file }) => /definitions\/custom-variable|objects\/index/.test(file),
    told: [facts, indexes],
  },
  {
    title: "a field in the emulator, and the object in the definitions' index",
    isLeftOut: ({ file }) => /objects\/custom-variable|definitions\/index/.test(file),
    told: [emulated, indexes],
  },
  {
    title: "the facts of an object",
    isLeftOut: ({ code }) => code.includes('"kind": "object"') || code.includes('"operationId"'),
    told: [facts, coverage],
  },
  {
    title: "the files of an object",
    isLeftOut: ({ file }) => /webhook-header|index/.test(file),
    told: [coverage, emulated],
  },
];

const copies: ReturnType<typeof copyOfRepository>[] = [];
const newCopy = () => {
  const copy = copyOfRepository();
  copies.push(copy);
  return copy;
};
afterAll(() => {
  for (const copy of copies) copy.dispose();
});

describe.concurrent("the recipes for a field and an object", { timeout: 600_000 }, () => {
  it("leave nothing to do: docs, checks and tests pass", async () => {
    const copy = newCopy();
    for (const step of steps) step.carryOut(copy.folder);
    for (const command of commands) {
      for (const one of command === "npm test" ? tests : [command]) {
        const { code, output } = await copy.run(one);
        expect(code, `${one}\n${output}`).toBe(0);
      }
    }
    const written = readFileSync(join(copy.folder, "docs/reference/webhook-header.md"), "utf8");
    expect(written).toMatch(
      /new comm100\.WebhookHeader\("chatEnds hooks\.example\.com [0-9a-f]{8}\/X-Shop", \{/,
    );
  });

  it("have no step that may be left out: the tests name the line", async () => {
    const copy = newCopy();
    for (const { title, isLeftOut, told } of leftOut) {
      for (const { file } of steps) reset(file, copy.folder);
      for (const step of steps.filter((one) => !isLeftOut(one))) step.carryOut(copy.folder);
      const { output } = await copy.run(`npx vitest run ${told.join(" ")} -t "${telling}"`);
      const lines = steps.filter(isLeftOut).flatMap(newLinesOf);
      expect(lines.length, title).toBeGreaterThan(0);
      for (const line of lines) expect(output, title).toContain(line);
      if (told.includes(reference)) expect(output, title).toContain("if not, run: npm run docs");
    }
  });
});

/** As it is in this repository. */
function reset(file: string, folder: string): void {
  if (existsSync(join(repository, file))) cpSync(join(repository, file), join(folder, file));
  else rmSync(join(folder, file), { force: true });
}
