import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { LiveChatSite, Provider } from "../../provider";
import { Campaign, ChatButton, CustomVariable, PreChat, Webhook } from "../../provider/generated/resources";

/** As Pulumi's guide to unit tests has it. Gives what is declared under these mocks. */
function setMocks(): pulumi.runtime.MockResourceArgs[] {
  const declared: pulumi.runtime.MockResourceArgs[] = [];
  pulumi.runtime.setMocks({
    newResource(resource) {
      declared.push(resource);
      return { id: `${resource.name}-id`, state: resource.inputs };
    },
    call: ({ inputs }) => inputs,
  });
  return declared;
}

const known = <Value>(output: pulumi.Output<Value>): Promise<Value> =>
  new Promise((resolve) => output.apply(resolve));

const program = () => {
  const sales = new Campaign("sales", { name: "Sales" });
  return { sales, button: new ChatButton("button", { campaignId: sales.id, type: "image" }) };
};

const site = () =>
  new LiveChatSite("shop", { campaigns: [{ name: "Sales", chatButton: { type: "image" } }] });

const wrong = (args: object) => args as never;

beforeAll(() => void setMocks());

describe("under the same mocks", () => {
  it.each(["one", "another"])("%s test declares the same program", async () => {
    expect(await known(program().button.campaignId)).toBe("sales-id");
  });

  it.each(["one", "another"])("%s test declares the same site", async () => {
    expect(await known(site().resource("ChatButton", "Sales").type)).toBe("image");
  });

  it("a test that declares it once more in a later step of its own isn't taken for the same program", async () => {
    expect(await known(program().sales.id)).toBe("sales-id");
    expect(await known(program().sales.id)).toBe("sales-id");
  });
});

it("programs that are declared right after each other under mocks of their own don't meet", () => {
  setMocks();
  program();
  setMocks();
  expect(() => program()).not.toThrow();
});

describe("in a unit test a mistake is thrown where it is declared:", () => {
  it("of a resource, with all that is wrong with it", () => {
    expect(() => new Campaign("sales", wrong({ nam: "Sales" }))).toThrow(
      [
        "comm100: 2 problems in this program; nothing was sent to Comm100.",
        '  Campaign "sales": name: is required.',
        '  Campaign "sales": nam: is not a property of Campaign. Did you mean "name"?',
      ].join("\n"),
    );
  });

  it("of a site", () => {
    expect(() => new LiveChatSite("shop", wrong({ campaign: [] }))).toThrow('LiveChatSite "shop": campaign');
  });

  it("of a provider", () => {
    expect(() => new Provider("eu", wrong({ baseURL: "https://api3.comm100.io" }))).toThrow(
      'Did you mean "baseUrl"?',
    );
  });

  it("two resources that are one object", () => {
    new CustomVariable("a", { name: "Cart", type: "text" });
    expect(() => new CustomVariable("b", { name: "Cart", type: "text" })).toThrow(
      'has the same name as CustomVariable "a"',
    );
  });

  it("the resource option import, with what to do instead", () => {
    const campaign = () => new Campaign("sales", { name: "Sales" }, { import: "1" });
    expect(campaign).toThrow(
      /the resource option `import` doesn't work.*`comm100 import`, or .*`adopt: true`/,
    );
    const button = () => new ChatButton("button", { campaignId: "1" }, { import: "1" });
    expect(button).toThrow(/`comm100 import`: see docs\/import\.md/);
  });

  it("an id to look up that is empty", () => {
    expect(() => new Campaign("sales", { name: "Sales" }, { id: "" })).toThrow("option `id` is empty");
  });

  it("and the next test isn't troubled by it", async () => {
    expect(() => new Campaign("sales", wrong({}))).toThrow("name: is required.");
    expect(await known(program().sales.name)).toBe("Sales");
  });
});

describe("null", () => {
  it("is unset where the field is optional, at any depth", async () => {
    const declared = setMocks();
    new Campaign("sales", wrong({ name: "Sales", description: null }));
    const fields = [{ field: { name: "Name" }, isRequired: null }];
    new PreChat("form", wrong({ campaignId: "1", fields, greetingMessage: null }));
    new Webhook(
      "archive",
      wrong({ event: "chatEnds", targetUrl: "https://hooks.example.com/a", adopt: null }),
    );
    await expect.poll(() => declared.length).toBe(3);
    for (const { inputs } of declared) expect(Object.values(inputs)).not.toContain(null);
  });

  it("is missing where the field is required", () => {
    expect(() => new Campaign("sales", wrong({ name: null }))).toThrow("name: is required.");
    expect(() => new ChatButton("button", wrong({ campaignId: null }))).toThrow("campaignId: is required.");
  });

  it("is no value of a setting, and no part of a site", async () => {
    const declared = setMocks();
    new Provider("eu", wrong({ baseUrl: "https://api3.comm100.io", maxRequestsPerMinute: null }));
    new LiveChatSite("shop", wrong({ campaigns: [{ name: "Sales", chatButton: null }], webhooks: null }));
    await expect.poll(() => declared.map(({ name }) => name).sort()).toEqual(["eu", "shop", "shop/Sales"]);
    expect(Object.keys(declared.find(({ name }) => name === "eu")?.inputs)).not.toContain(
      "comm100:maxRequestsPerMinute",
    );
  });
});

it("what is looked up by its id needs only what it belongs to", async () => {
  setMocks();
  const managed = new ChatButton("button", { campaignId: "1", type: "image" });
  const read = new ChatButton("read", { campaignId: "1" }, { id: "1" });
  expect(await known(pulumi.all([managed.id, read.id]))).toEqual(["button-id", "1"]);
  expect(() => new ChatButton("nowhere", wrong({}), { id: "1" })).toThrow("campaignId: is required.");
});
