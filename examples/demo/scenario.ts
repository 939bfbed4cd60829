import { isDeepStrictEqual } from "node:util";
import type { OperationResult, Stack } from "../../test/engine";
import { everything, type Site } from "./site";

export interface DemoStep {
  title: string;
  /** Without a result when the engine has no part in it. */
  run(stack: Stack, site: Site): Promise<OperationResult | undefined>;
  /** What isn't as it should be after the step; undefined when all is well. */
  problem(result: OperationResult | undefined, site: Site): Promise<string | undefined>;
}

const declaredColour = "#0A66C2";
const otherColour = "#D32F2F";

/** The five objects of examples/shop. */
const objectCount = 5;

export const scenario: readonly DemoStep[] = [
  {
    title: "preview: shows what would be created, and calls nothing",
    run: (stack) => stack.preview(),
    problem: async (result, site) => first(steps(result, { create: objectCount }), await objects(site, 0)),
  },
  {
    title: "up: creates everything",
    run: (stack) => stack.up(),
    problem: async (result, site) =>
      first(
        steps(result, { create: objectCount }),
        await objects(site, objectCount),
        await colourProblem(site, declaredColour),
      ),
  },
  {
    title: "up again: nothing to do",
    run: (stack) => stack.up(),
    problem: async (result) => steps(result, {}),
  },
  {
    title: `somebody changes the chat button's colour to ${otherColour}, behind Pulumi's back`,
    async run(_, site) {
      const { path, fields } = await chatButton(site);
      await site.put(path, { ...fields, adaptiveButtonColor: otherColour });
      return undefined;
    },
    problem: (_, site) => colourProblem(site, otherColour),
  },
  {
    title: "refresh: shows exactly that property",
    run: (stack) => stack.refresh(),
    problem: async (result) => {
      const differences = (result?.steps ?? []).flatMap((step) => step.differences);
      const paths = differences.map(({ path, new: now }) => [path, now]);
      const expected = [["adaptiveButtonColor", otherColour]];
      return isDeepStrictEqual(paths, expected) ? undefined : `the drift found is ${JSON.stringify(paths)}`;
    },
  },
  {
    title: "up: puts it right",
    run: (stack) => stack.up(),
    problem: async (result, site) =>
      first(steps(result, { update: 1 }), await colourProblem(site, declaredColour)),
  },
  {
    title: "destroy: leaves nothing behind",
    run: (stack) => stack.destroy(),
    problem: async (result, site) => first(steps(result, { delete: objectCount }), await objects(site, 0)),
  },
];

const first = (...problems: (string | undefined)[]) => problems.find((problem) => problem !== undefined);

/** Compares how many steps of each kind there were. */
function steps(result: OperationResult | undefined, expected: Record<string, number>): string | undefined {
  const kinds = ["create", "update", "replace", "delete"] as const;
  const wrong = kinds.filter((kind) => (result?.counts[kind] ?? 0) !== (expected[kind] ?? 0));
  return wrong.length === 0
    ? undefined
    : wrong
        .map((kind) => `${result?.counts[kind] ?? 0} ${kind} steps instead of ${expected[kind] ?? 0}`)
        .join(", ");
}

async function objects(site: Site, expected: number): Promise<string | undefined> {
  const { length } = await everything(site);
  return length === expected ? undefined : `the emulator holds ${length} objects instead of ${expected}`;
}

async function colourProblem(site: Site, expected: string): Promise<string | undefined> {
  const { adaptiveButtonColor } = (await chatButton(site)).fields;
  return adaptiveButtonColor === expected
    ? undefined
    : `the chat button's colour is ${String(adaptiveButtonColor)}`;
}

async function chatButton(site: Site) {
  const [campaign] = await site.list("/campaigns");
  const path = `/campaigns/${campaign?.id}/chatButton`;
  return { path, fields: await site.get(path) };
}
