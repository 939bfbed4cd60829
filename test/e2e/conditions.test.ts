import { describe, expect, it } from "vitest";
import { engines, findEngine } from "../engine";
import { openSite, succeeded } from "../support/site";

describe.each([findEngine()])("fields that depend on others, on $name", (engine) => {
  it("are refused at preview where the API would ignore or miss them, with the condition", async () => {
    const { stack, project, emulator } = await openSite(engine);
    project.write(`
      new comm100.ChatButton("button", { campaignId: "1", type: "image", textLinkButtonText: "Chat" });
      new comm100.Ban("ban", { type: "ip", visitorId: "1" });
      new comm100.SecureFormField("field", { secureFormId: "1", name: "a", displayName: "A", type: "text", options: [{ value: "x" }] });
      new comm100.PreChat("form", { campaignId: "1", fields: [{ field: { name: "Size", type: "textBox", leftText: "No" } }, { field: { id: "x", name: "Colour" } }, { field: { name: "Size" } }] });`);
    const { succeeded: ended, diagnostics } = await stack.preview();
    expect(ended).toBe(false);
    const text = diagnostics.map(({ message }) => message).join("\n");
    for (const line of [
      'ChatButton "button": textLinkButtonText: has an effect only when type is textLink; here it is image. Remove the property, or change type.',
      'Ban "ban": visitorId: has an effect only when type is visitor; here it is ip.',
      'Ban "ban": ip: is required, as type is ip.',
      'SecureFormField "field": options: has an effect only when type is radioBox, dropdownList or checkboxList; here it is text.',
      'PreChat "form": fields[0].field.leftText: has an effect only when type is NPS; here it is textBox.',
      'PreChat "form": fields[1].field.id: is read-only',
      'PreChat "form": fields[2].field.name: is the same as that of fields[0].',
    ]) {
      expect(text).toContain(line);
    }
    expect(await emulator.requests()).toEqual([]);
  });

  it("are a warning that doesn't hide an error of the same program", async () => {
    const { project, stack } = await openSite(engine);
    const uncertain = "maxConcurrentChatsForAllAgents: 3, isLimitMaxConcurrentChatsForAllAgents: false";
    for (const [program, expected] of [
      [
        `const nobody = comm100.getAgentOutput({ email: "nobody@example.com" });
         new comm100.AutoDistribution("a", { autoDistributionMethod: "roundRobin", ${uncertain}, agentAutoDistributions: [{ agentId: nobody.id }] });`,
        'No Agent has the email "nobody@example.com"',
      ],
      [
        `new comm100.AutoDistribution("a", { autoDistributionMethod: "roundRobin", ${uncertain} });
         new comm100.Campaign("sales", { name: 7 });`,
        'Campaign "sales": name: must be a string, not a number.',
      ],
    ] as const) {
      project.write(program);
      const { succeeded: isDone, diagnostics } = await stack.up();
      expect(isDone).toBe(false);
      expect(diagnostics.map(({ message }) => message).join()).toContain(expected);
    }
  });

  it("are a warning where the documents are uncertain, and the program runs", async () => {
    const { stack, project } = await openSite(engine);
    project.write(`
      const sales = new comm100.Campaign("sales", { name: "Sales" });
      new comm100.PreChat("form", { campaignId: sales.id, isTeamNameDisplayed: false, teamName: "Sales", fields: [{ field: { name: "Score", type: "NPS" } }] });
      new comm100.CampaignFormField("file", { campaignId: sales.id, form: "postChat", field: { name: "Photo", type: "file" } });`);
    const { diagnostics } = succeeded(await stack.up());
    const warnings = diagnostics.filter(({ severity }) => severity === "warning");
    const text = warnings.map(({ message }) => message).join();
    for (const line of [
      "teamName: probably has an effect only when isTeamNameDisplayed is true; here it is false.",
      "fields[0].field.type: has a value that doesn't go with preChat, where it is one of textBox,",
      "field.type: has a value that doesn't go with postChat, where it is one of textBox,",
    ]) {
      expect(text).toContain(line);
    }
  });
});

describe.each(engines())("warnings about what the documents are uncertain of, on $name", (engine) => {
  it("are given for what is new or changed, and not for what the state has", async () => {
    const { stack, project } = await openSite(engine);
    const program = (form: string, ...fields: string[]) =>
      project.write(`
        const sales = new comm100.Campaign("sales", { name: "Sales" });
        new comm100.PreChat("form", { campaignId: sales.id, ${form}, fields: [${fields.join()}] });`);
    const warningsOf = async (running = stack.preview()) =>
      succeeded(await running)
        .diagnostics.filter(({ severity }) => severity === "warning")
        .map(({ message }) => message.replace(/: (?:probably|has a).*/s, ""));
    const score = `{ field: { name: "Score", type: "NPS" } }`;
    const team = `isTeamNameDisplayed: false, teamName: "Sales"`;
    program(team, score);
    const both = ['PreChat "form": teamName', 'PreChat "form": fields[0].field.type'];
    expect(await warningsOf()).toEqual(both);
    await warningsOf(stack.up());
    expect(await warningsOf()).toEqual([]);
    // Something else is changed, and entries have other places.
    const size = `{ field: { name: "Size", type: "textBox" } }`;
    program(`${team}, greetingMessage: "Hi"`, size, score);
    expect(await warningsOf()).toEqual([]);
    // Its value is changed, what it depends on, and there is another one of it.
    program(
      `isTeamNameDisplayed: false, teamName: "Shop"`,
      `{ field: { name: "Again", type: "NPS" } }`,
      score,
    );
    expect(await warningsOf()).toEqual(['PreChat "form": teamName', 'PreChat "form": fields[0].field.type']);
  });
});
