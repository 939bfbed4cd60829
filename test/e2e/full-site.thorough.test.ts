import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { definitions } from "../../provider/definitions";
import { findEngine } from "../engine";
import { people as namedBySamples } from "../support/arbitrary";
import { brief, openSite, succeeded, writes } from "../support/site";
import { fieldsIn, siteDescription } from "../support/site-description";

const people: object = JSON.parse(
  readFileSync(resolve(__dirname, "../../examples/full-site/people.json"), "utf8"),
);

it("every field of every kind is updated, and nothing is left to do after it", async () => {
  const { apply, stack, emulator } = await openSite(findEngine());
  await emulator.load(people);
  await emulator.load(namedBySamples);
  const updated = new Set<string>();
  for (const [index, seed] of seedsThatChangeAll().entries()) {
    const description = siteDescription(seed);
    await emulator.load({ agentAwayStatuses: statusesIn(description) });
    const { steps } = await apply(`new comm100.LiveChatSite("shop", ${JSON.stringify(description)});`);
    if (index === 0) continue;
    for (const { op, type, differences } of steps) {
      expect(["same", "update"]).toContain(op);
      for (const { path } of differences)
        updated.add(`${type.split("comm100:")[1]}.${path.split(/[.[]/)[0]}`);
    }
  }
  expect(updatable.filter((field) => !updated.has(field))).toEqual([]);
  await emulator.forgetRequests();
  expect(brief(succeeded(await stack.refresh()))).toEqual([]);
  expect(writes(await emulator.requests())).toEqual([]);
  succeeded(await stack.destroy());
  expect(await emulator.call("GET", "/campaigns")).toEqual([]);
});

/** Besides the three that there always are, an agent's status is one that the site names. */
const statusesIn = ({ agents }: Record<string, unknown>) =>
  (agents as { status: string }[]).map(({ status }) => ({ name: status }));

const updatable = definitions.flatMap(({ name, inputs, parameters }) =>
  Object.keys(inputs).flatMap((field) => (parameters.includes(field) ? [] : [`${name}.${field}`])),
);

/** Seeds of descriptions of which each changes what the ones before haven't, until every field was changed. */
function seedsThatChangeAll(): number[] {
  const all = Array.from({ length: 150 }, (_, seed) => fieldsIn(siteDescription(seed)));
  const chosen = [0];
  const left = new Set(updatable);
  while (left.size > 0) {
    const last = all[chosen.at(-1) ?? 0] ?? new Map<string, string>();
    const gains = all.map((other) => changedFields(last, other).filter((field) => left.has(field)));
    const most = Math.max(...gains.map(({ length }) => length));
    const best = gains.findIndex(({ length }) => length === most);
    if (most === 0) throw new Error(`No description changes ${[...left].join(", ")}`);
    for (const field of gains[best] ?? []) left.delete(field);
    chosen.push(best);
  }
  return chosen;
}

/** `ChatButton.type` for each that differs between two descriptions. */
function changedFields(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  const keys = [...new Set([...one.keys(), ...other.keys()])];
  return keys
    .filter((key) => one.get(key) !== other.get(key))
    .map((key) => key.slice(key.lastIndexOf(" ") + 1));
}
