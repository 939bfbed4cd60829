import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { findEngine } from "../engine";
import { brief, openSite, succeeded } from "../support/site";

/** A proxy that keeps the bodies that pass through it. */
async function recorded(target: string) {
  const bodies: Record<string, unknown>[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      if (text !== "") bodies.push(JSON.parse(text));
      const passed = httpRequest(
        `${target}${incoming.url}`,
        { method: incoming.method, headers: incoming.headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        },
      );
      passed.end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { bodies, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe.each([findEngine()])("two spellings, on $name", (engine) => {
  const program = (event: string, list: string) => `
    const sales = new comm100.Campaign("sales", { name: "Sales" });
    new comm100.Webhook("hook", { event: "${event}", targetUrl: "https://hooks.example.com/x" });
    new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello", ${list}: [{ field: "City", operator: "include", value: "Oslo" }] });`;

  it.each([
    [undefined, { event: "chatStarts" }, "conditions"],
    ["draft", { event: "chatStarted" }, "condition"],
  ])("are both taken, and go out in those of the dialect %s", async (dialect, hook, list) => {
    const { apply, stack, emulator } = await openSite(engine);
    const { bodies, url } = await recorded(emulator.url);
    await stack.setConfig("comm100:baseUrl", url);
    if (dialect !== undefined) await stack.setConfig("comm100:dialect", dialect);
    await apply(program("chatStarted", "condition"));
    expect(bodies).toContainEqual(expect.objectContaining(hook));
    expect(bodies.find(({ name }) => name === "Hello")).toHaveProperty(list);
    const sent = bodies.length;
    expect(brief(await apply(program("chatStarts", "conditions")))).toEqual([]);
    expect(brief(succeeded(await stack.refresh()))).toEqual([]);
    expect(bodies).toHaveLength(sent);
  });

  it("of one field at once are refused, and so is a dialect that there isn't", async () => {
    const { stack, project, emulator } = await openSite(engine);
    project.write(`
      new comm100.AutoInvitation("hello", { campaignId: "1", name: "Hello", conditions: [], condition: [] });`);
    const twice = await stack.preview();
    expect(twice.succeeded).toBe(false);
    expect(twice.output).toContain("condition: is another name of conditions, which is declared, too.");
    await stack.setConfig("comm100:dialect", "drafts");
    project.write(`new comm100.Campaign("sales", { name: "Sales" });`);
    const { output } = await stack.preview();
    expect(output).toContain('Did you mean "draft"?');
    expect(await emulator.requests()).toEqual([]);
  });
});
