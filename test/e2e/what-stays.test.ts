import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { brief, openSite, succeeded, writes } from "../support/site";

interface Field {
  id: string;
  isRequired: boolean;
  isVisible: boolean;
  field: { name: string };
}

describe.each([findEngine()])("what can't be deleted, on $name", (engine) => {
  it("a system form field is taken over by its name, and put back as it was", async () => {
    const { apply, stack, emulator } = await openSite(engine);
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    const fields = () => emulator.call<Field[]>("GET", `/campaigns/${id}/preChat/campaignFormFields`);
    const before = await fields();
    const program = (more: string) =>
      `new comm100.CampaignFormField("phone", { campaignId: "${id}", form: "preChat", field: { name: "phone" }, ${more} });`;
    await apply(program("isVisible: true"));
    await apply(program("isVisible: true, isRequired: true"));
    const changed = (await fields()).find(({ field }) => field.name === "phone");
    expect(changed).toMatchObject({ isVisible: true, isRequired: true });
    expect(await fields()).toHaveLength(before.length);
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    succeeded(await stack.destroy());
    expect(await fields()).toEqual(before);
  });

  it("a conversion action stays as it is, which is said once", async () => {
    const { apply, stack, emulator } = await openSite(engine);
    await apply(`
      new comm100.ConversionAction("one", { name: "Order", type: "url", operator: "contains", value: "/thanks", isEnable: true });
      new comm100.ConversionAction("two", { name: "Call", type: "api" });`);
    await emulator.forgetRequests();
    const { output } = succeeded(await stack.destroy());
    expect(output.match(/ConversionAction: the API can't delete it/g)).toHaveLength(1);
    expect(writes(await emulator.requests())).toEqual([]);
    const left = await emulator.call<{ name: string }[]>("GET", "/conversionActions");
    expect(left.map(({ name }) => name).sort()).toEqual(["Call", "Order"]);
  });

  it("an agent's status is put back, and so are rows of auto distribution", async () => {
    const { apply, stack, emulator } = await openSite(engine);
    await emulator.load({
      agents: [{ id: 7, status: "Offline" }, { id: 8 }],
      departments: [{ id: "d1", name: "Sales" }],
    });
    const distribution = () => emulator.call("GET", "/autoDistribution");
    const before = await distribution();
    await apply(`
      new comm100.LiveChatAgent("ann", { agentId: 7, status: "Away" });
      new comm100.AutoDistribution("distribution", { agentAutoDistributions: [{ agentId: 8, ifAutoAcceptChat: true, maxConcurrentChats: 2 }] });`);
    expect(await emulator.call("GET", "/agents/7")).toMatchObject({ status: "Away" });
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    succeeded(await stack.destroy());
    expect(await emulator.call("GET", "/agents/7")).toMatchObject({ status: "Offline" });
    expect(sorted(await distribution())).toEqual(sorted(before));
  });
});

/** The rows have no order. */
const sorted = (value: unknown) => {
  const { agentAutoDistributions: rows, ...rest } = value as {
    agentAutoDistributions: { agentId: number }[];
  };
  return { ...rest, rows: rows.toSorted((one, other) => one.agentId - other.agentId) };
};
