import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../provider/core/unknown";
import { validate } from "../../provider/core/validate";
import { autoInvitation } from "../../provider/definitions/auto-invitation";
import { campaign } from "../../provider/definitions/campaign";
import { chatButton } from "../../provider/definitions/chat-button";
import { mobilePush } from "../../provider/definitions/mobile-push";
import { webhook } from "../../provider/definitions/webhook";

const problems = (definition: Parameters<typeof validate>[0], inputs: Record<string, unknown>) =>
  validate(definition, inputs).map(({ path, message }) => `${path}: ${message}`);

const parent = { campaignId: "11111111-1111-1111-1111-111111111111" };
const inPlaceOfName =
  " Write the id of the Campaign, not its name: such as sales.id of a resource, or comm100.getCampaignOutput(…).id.";

describe("validate", () => {
  it("finds nothing wrong with declared fields of the right types", () => {
    expect(problems(campaign, { name: "Sales", description: "", adopt: true })).toEqual([]);
    expect(
      problems(chatButton, { ...parent, adaptiveButtonIconType: 3, allowedDomains: ["a.example"] }),
    ).toEqual([]);
  });

  it("names a missing required field", () => {
    expect(problems(campaign, {})).toEqual(["name: is required."]);
    expect(problems(campaign, { name: null })).toEqual(["name: is required."]);
  });

  it("offers the nearest property for one that doesn't exist", () => {
    expect(problems(campaign, { name: "Sales", descripton: "" })).toEqual([
      'descripton: is not a property of Campaign. Did you mean "description"?',
    ]);
  });

  it("offers nothing for a property that resembles none", () => {
    expect(problems(campaign, { name: "Sales", quux: "" })).toEqual(["quux: is not a property of Campaign."]);
  });

  it("says that a read-only field is an output", () => {
    expect(problems(chatButton, { ...parent, imageButtonOnlineImage: "x" })[0]).toContain("is read-only");
  });

  it("offers the nearest value of an enum", () => {
    expect(problems(chatButton, { ...parent, type: "adaptve" })).toEqual([
      'type: "adaptve" is not one of adaptive, image, textLink. Did you mean "adaptive"?',
    ]);
  });

  it("accepts the draft's spelling of an enum value and doesn't list it", () => {
    const targetUrl = "https://hooks.example.com/";
    expect(problems(webhook, { event: "chatStarted", targetUrl })).toEqual([]);
    expect(problems(webhook, { event: "x", targetUrl })[0]).not.toContain("chatStarted");
  });

  it("gives the path of a problem in a nested list", () => {
    const conditions = [
      { field: "City", operator: "is", value: "Oslo" },
      { field: "City", operator: "isnt", valu: "Oslo" },
    ];
    expect(problems(autoInvitation, { ...parent, name: "Hello", conditions })).toEqual([
      'conditions[1].operator: "isnt" is not one of is, isNot, contains, doesNotContain, isMoreThan, isNotMoreThan, isLessThan, isNotLessThan, regularExpression. Did you mean "isNot"?',
      "conditions[1].value: is required.",
      'conditions[1].valu: is not a property of LiveChatCondition. Did you mean "value"?',
    ]);
  });

  it.each([
    ["type", 1, "1 is not one of adaptive, image, textLink."],
    ["isHideWhenOffline", "yes", "must be true or false, not a string."],
    ["allowedDomains", "a.example", "must be a list, not a string."],
    ["allowedDomains", [1], "must be a string, not a number."],
    ["adaptiveButtonColor", "red", '"red" is not a colour of the form #RRGGBB.'],
    ["adaptiveButtonRightOffset", 1.5, "must be a whole number, not a fraction."],
    ["adaptiveButtonRightOffset", "1", "must be a whole number, not a string."],
    ["adaptiveButtonIconType", 5, "5 is not one of 1, 2, 3, 4."],
    ["customizedAdaptiveButtonIcon", {}, "must be a string, not an object."],
    ["customizedAdaptiveButtonIcon", "\ud800", "has half of a surrogate pair."],
    ["adaptiveButtonOnlineIcon", "x", "must be an object, not a string."],
    ["onDelete", "restor", '"restor" is not one of restore, retain. Did you mean "restore"?'],
    ["campaignId", "../other", `"../other" is not an id (a GUID or a number).${inPlaceOfName}`],
    ["campaignId", "", '"" is not an id (a GUID or a number).'],
    ["campaignId", "SalesE", `"SalesE" is not an id (a GUID or a number).${inPlaceOfName}`],
    ["campaignId", "my-campaign", `"my-campaign" is not an id (a GUID or a number).${inPlaceOfName}`],
  ])("refuses a wrong value of %s: %j", (property, value, message) => {
    const [problem] = validate(chatButton, { ...parent, [property]: value });
    expect(problem?.path.replace(/\[0\]$/, "")).toBe(property);
    expect(problem?.message).toBe(message);
  });

  it("repeats a wrong value of a field that has a form, shortened, and without what may be a credential", () => {
    const event = "x".repeat(60);
    const targetUrl = "hooks.example.com/a?token=obviously-fake-secret";
    const [wrongEvent, wrongUrl] = problems(webhook, { event, targetUrl });
    expect(wrongEvent).toContain(`event: "${"x".repeat(40)}…" is not one of`);
    expect(wrongUrl).toBe('targetUrl: "hooks.example.com/a?…" is not an absolute http or https URL.');
    const [other] = problems(webhook, {
      event: "chatEnds",
      targetUrl: "ftp://me:obviously-fake@example.com",
    });
    expect(other).toBe('targetUrl: "ftp://…@example.com" is not an absolute http or https URL.');
  });

  it("never repeats a free text, nor what the API document or the program calls secret", () => {
    const secret = "obviously-fake-secret";
    const free = problems(webhook, { event: "chatEnds", targetUrl: [secret], [`${secret}?`]: secret });
    expect(free.filter((line) => !line.startsWith(secret)).join("\n")).not.toContain(secret);
    expect(problems(mobilePush, { androidGcmAPIKey: [secret] }).join("\n")).not.toContain(secret);
    expect(problems(campaign, { name: `${secret}\ud800` }).join("\n")).not.toContain(secret);
    const marked = validate(webhook, { event: "chatEnds", targetUrl: secret }, ["targetUrl"]);
    expect(marked).toEqual([{ path: "targetUrl", message: "is not an absolute http or https URL." }]);
  });

  it.each([
    ["as a whole", { ...parent, conditions: UNKNOWN }],
    ["an element", { ...parent, conditions: [UNKNOWN] }],
    [
      "a leaf",
      { ...parent, conditions: [{ field: UNKNOWN, operator: UNKNOWN, value: UNKNOWN, order: UNKNOWN }] },
    ],
    ["the parent", { campaignId: UNKNOWN }],
  ])("lets what isn't known yet pass: %s", (_, inputs) => {
    expect(
      problems(autoInvitation, { name: UNKNOWN, isEnable: UNKNOWN, position: UNKNOWN, ...inputs }),
    ).toEqual([]);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("refuses the property %s", (name) => {
    const inputs: Record<string, unknown> = JSON.parse(
      `{"name": "Sales", ${JSON.stringify(name)}: {"polluted": true}}`,
    );
    expect(problems(campaign, inputs)[0]).toContain("is not a property of Campaign");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
