import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equal } from "../../provider/core/canonical";
import { merged } from "../../provider/core/merged";
import { differing, observed } from "../../provider/core/observed";
import { definitions } from "../../provider/definitions";
import { autoInvitation } from "../../provider/definitions/auto-invitation";
import { chatButton } from "../../provider/definitions/chat-button";
import { webhook } from "../../provider/definitions/webhook";
import { inputsOf } from "../support/arbitrary";

const fields = chatButton.fields;

describe("equal", () => {
  const same = (name: string, one: unknown, other: unknown) => {
    const field = { ...chatButton.inputs, ...webhook.inputs }[name];
    if (!field) throw new Error(`no field ${name}`);
    return equal(field, one, other);
  };

  it.each([
    ["an enum value in another case", "imageButtonPositionOnMobile", "RightMiddle", "rightmiddle"],
    ["the draft's name of an enum value", "event", "chatStarted", "chatStarts"],
    ["a colour in another case", "adaptiveButtonColor", "#AABBCC", "#aabbcc"],
    ["a GUID in another case", "campaignId", "AB-1", "ab-1"],
    ["a list without order in another order", "allowedDomains", ["a", "b"], ["b", "a"]],
    ["an empty list and none", "allowedDomains", [], undefined],
    ["an empty text and null", "textLinkButtonText", "", null],
    ["a flag as text", "isHideWhenOffline", true, "true"],
  ])("holds for %s", (_, name, one, other) => {
    expect(same(name, one, other)).toBe(true);
  });

  it.each([
    ["false and nothing", "isHideWhenOffline", false, undefined],
    ["0 and nothing", "adaptiveButtonRightOffset", 0, undefined],
    ["texts in another case", "textLinkButtonText", "Chat", "chat"],
    ["a list with a member more", "allowedDomains", ["a"], ["a", "a"]],
  ])("doesn't hold for %s", (_, name, one, other) => {
    expect(same(name, one, other)).toBe(false);
  });
});

describe("observed", () => {
  it("shows the declared fields only", () => {
    expect(observed(fields, { type: "image" }, { type: "textLink", isHideWhenOffline: true })).toEqual({
      type: "textLink",
    });
  });

  it("keeps the declared spelling of an equal value", () => {
    const declared = { adaptiveButtonColor: "#AABBCC", allowedDomains: ["b", "a"] };
    const live = { adaptiveButtonColor: "#aabbcc", allowedDomains: ["a", "b"] };
    expect(observed(fields, declared, live)).toEqual(declared);
  });

  it("leaves out a field that the service no longer has", () => {
    expect(observed(fields, { type: "image", textLinkButtonText: "Chat" }, { type: "image" })).toEqual({
      type: "image",
    });
  });

  it("shows the declared keys of nested objects, and surplus members with the same keys", () => {
    const declared = { conditions: [{ field: "City", operator: "is", value: "Oslo" }] };
    const live = {
      conditions: [
        { field: "City", operator: "is", value: "Rome", order: 1 },
        { field: "Language", operator: "is", value: "it", order: 2 },
      ],
    };
    expect(observed(autoInvitation.fields, declared, live)).toEqual({
      conditions: [
        { field: "City", operator: "is", value: "Rome" },
        { field: "Language", operator: "is", value: "it" },
      ],
    });
  });
});

describe("merged", () => {
  it("keeps what isn't declared, also fields it doesn't know, and drops what is read-only", () => {
    const live = { type: "image", imageButtonOnlineImage: "key", isHideWhenOffline: true, somethingNew: [1] };
    expect(merged(fields, { type: "textLink" }, live)).toEqual({
      type: "textLink",
      isHideWhenOffline: true,
      somethingNew: [1],
    });
  });

  it("sends enum values in their documented spelling", () => {
    expect(merged(webhook.fields, { event: "chatStarted" }, {})).toEqual({ event: "chatStarts" });
  });

  it("keeps undeclared keys of nested objects at the same position", () => {
    const declared = { conditions: [{ field: "City", operator: "include", value: "Oslo" }] };
    const live = { conditions: [{ field: "City", operator: "is", value: "Rome", order: 7 }] };
    expect(merged(autoInvitation.fields, declared, live)).toEqual({
      conditions: [{ field: "City", operator: "contains", value: "Oslo", order: 7 }],
    });
  });
});

describe.each(definitions)("for any valid inputs of $name", (definition) => {
  it("writing them leaves no difference, and reading them back gives them unchanged", () => {
    fc.assert(
      fc.property(inputsOf(definition), inputsOf(definition), (declared, live) => {
        const written = merged(definition.fields, declared, live);
        expect(differing(definition.fields, declared, written)).toEqual([]);
        expect(observed(definition.fields, declared, written)).toEqual(declared);
      }),
    );
  });
});
