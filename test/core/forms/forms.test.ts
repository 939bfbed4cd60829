import { describe, expect, it } from "vitest";
import { type Problem, validate } from "../../../provider/core/validate";
import { definitionNamed } from "../../../provider/definitions";

const id = "8c9a7b10-2f4e-4a65-9d0f-5f1c2d3e4a51";
const campaignId = "zzzzzzzz-1111-1111-1111-ABCDEFGHIJKL";

/** The problems of an object whose other properties are right: errors as they are, warnings with a mark. */
function problems(kind: string, inputs: Record<string, unknown>): string[] {
  const definition = definitionNamed(kind);
  if (!definition) throw new Error(`There is no kind ${kind}`);
  const owner = definition.parameters.includes("campaignId") ? { campaignId } : {};
  return validate(definition, { ...owner, ...inputs }).map(text);
}

const text = ({ path, message, isWarning }: Problem) => `${isWarning ? "warning: " : ""}${path}: ${message}`;

describe("an id", () => {
  it.each([id, campaignId, "7", 7])("may be %s", (value) => {
    expect(problems("ChatButton", { campaignId: value, type: "image" })).toEqual([]);
  });

  it.each(["SalesE", "sales", "my-campaign", "a campaign", "8c9a7b10", `${id}0`, "1e3"])(
    "is never %j, which may be a name: what to write instead is said",
    (value) => {
      expect(problems("ChatButton", { campaignId: value })).toEqual([
        `campaignId: "${value}" is not an id (a GUID or a number). Write the id of the Campaign, not its name: such as sales.id of a resource, or comm100.getCampaignOutput(…).id.`,
      ]);
    },
  );

  it("that a site document can give by name says so", () => {
    expect(problems("DynamicCampaign", { defaultCampaignId: "Sales" })[0]).toContain(
      'in a site document { campaign: "Sales" }.',
    );
    const alertTo = { departmentIds: ["Repairs"], agentIds: ["ann@example.com"] };
    const said = problems("CustomerSegment", { name: "A", conditions: [], alertTo });
    expect(said).toEqual([
      expect.stringMatching(
        /^alertTo\.departmentIds\[0\]: "Repairs" is not an id .*\{ department: "Repairs" \}/,
      ),
      expect.stringMatching(
        /^alertTo\.agentIds\[0\]: must be a whole number.*\{ agent: "ann@example\.com" \}/,
      ),
    ]);
  });
});

describe("routeToId", () => {
  it("is no name", () => {
    expect(problems("Routing", { routeTo: "department", routeToId: "Repairs" })[0]).toContain(
      'routeToId: "Repairs" is not an id (a GUID or a number). Write the id of the Agent or Department',
    );
  });

  it("goes with routeTo: a number for an agent, a GUID for a department; else a warning", () => {
    expect(problems("Routing", { routeTo: "agent", routeToId: "7" })).toEqual([]);
    expect(problems("Routing", { routeTo: "department", routeToId: id })).toEqual([]);
    expect(problems("Routing", { routeToId: "7" })).toEqual([]);
    expect(problems("Routing", { routeTo: "department", routeToId: "7" })).toEqual([
      'warning: routeToId: "7" is not the id of a department, though routeTo is department: departments have GUIDs.',
    ]);
    expect(problems("CustomRule", { name: "A", routeTo: "agent", routeToId: id })).toEqual([
      `warning: routeToId: "${id}" is not the id of an agent, though routeTo is agent: agents have whole numbers.`,
    ]);
    const whenNoRuleMatched = { actionWhenNoRuleMatched: "routeToDepartment", routeToIdWhenNoRuleMatched: 7 };
    expect(problems("Routing", whenNoRuleMatched)).toHaveLength(1);
  });
});

describe("the address of a ban", () => {
  it.each(["192.0.2.66", "2001:db8::7", "::ffff:192.0.2.1"])("may be %s", (ip) => {
    expect(problems("Ban", { type: "ip", ip })).toEqual([]);
  });

  it.each(["999.1.1.1", "192.0.2", "192.0.2.0/24", "example.com", "fe80::1%eth0", "192.0.2.1 "])(
    "is not %j",
    (ip) => {
      expect(problems("Ban", { type: "ip", ip })).toEqual([
        `ip: "${ip}" is not an IP address such as 192.0.2.7 or 2001:db8::7.`,
      ]);
    },
  );

  it.each([
    ["192.0.2.9", "192.0.2.10", []],
    ["192.0.2.9", "192.0.2.9", []],
    ["2001:db8::9", "2001:db8::10", []],
    [
      "192.0.2.10",
      "192.0.2.9",
      ['ipRangeTo: "192.0.2.9" comes before ipRangeFrom: the range would end before it begins.'],
    ],
    [
      "2001:db8::1:0",
      "2001:db8::ffff",
      ['ipRangeTo: "2001:db8::ffff" comes before ipRangeFrom: the range would end before it begins.'],
    ],
    [
      "192.0.2.1",
      "2001:db8::7",
      ['ipRangeTo: "2001:db8::7" is an IPv6 address, and ipRangeFrom an IPv4 one.'],
    ],
    [
      "999.1.1.1",
      "192.0.2.9",
      ['ipRangeFrom: "999.1.1.1" is not an IP address such as 192.0.2.7 or 2001:db8::7.'],
    ],
  ])("as a range from %s to %s is compared by number", (ipRangeFrom, ipRangeTo, expected) => {
    expect(problems("Ban", { type: "ipRange", ipRangeFrom, ipRangeTo })).toEqual(expected);
  });
});

describe("a logical expression", () => {
  const conditions = [1, 2, 3].map(() => ({ field: "City", operator: "is", value: "Oslo" }));
  const said = (logicalExpression: string, more = {}) =>
    problems("AutoInvitation", {
      name: "A",
      conditionMetType: "logicalExpression",
      conditions,
      logicalExpression,
      ...more,
    });

  it.each(["1", "(1 or 2) and 3", "1 AND (2 Or not(3))", "((1))", "not 1 and 2", ""])("may be %j", (one) => {
    expect(said(one)).toEqual([]);
  });

  it.each([
    ["(1 or 7", "has a ( without its )."],
    ["1 or 2)", "has a ) without its (."],
    ["or 1", "has or where a number is missing."],
    ["1 2", "has no and or or in front of 2."],
    ["()", "has ) where a number is missing."],
    ["1 or", "ends where a number is missing."],
  ])("of the form %j is an error", (one, message) => {
    expect(said(one)).toEqual([expect.stringContaining(`logicalExpression: "${one}" ${message}`)]);
    expect(said(one)[0]).toContain("It holds numbers of conditions");
  });

  it.each([
    ["1 xor 2", "xor"],
    ["City is Oslo", "city"],
    ["1 && 2", "&"],
    ["x".repeat(5000), `${"x".repeat(40)}…`],
  ])("with other words is an error: %j", (one, word) => {
    expect(said(one)).toEqual([
      expect.stringContaining(`logicalExpression: "${word}" has no place in an expression. It holds numbers`),
    ]);
  });

  it("that names numbers which no condition has is a warning", () => {
    expect(said("(1 or 7) and 9")).toEqual([
      'warning: logicalExpression: "(1 or 7) and 9" names 7 and 9, and the numbers of conditions are 1, 2, 3.',
    ]);
    const ordered = conditions.map((one, index) => ({ ...one, order: 10 * (index + 1) }));
    expect(said("10 and 30", { conditions: ordered })).toEqual([]);
    expect(said("1", { conditions: ordered })[0]).toContain(
      "names 1, and the numbers of conditions are 10, 20, 30",
    );
    expect(said("7", { conditions: undefined })).toEqual([]);
  });

  it("that is declared to have no effect does no harm", () => {
    expect(said("(1 or 7", { conditionMetType: "all" })).toEqual([
      expect.stringMatching(/^warning: .*probably has an effect only when/),
      expect.stringMatching(/^warning: .*has a \( without its \)/),
    ]);
  });

  it("is checked in every list of conditions, also in an object's parts", () => {
    const rule = { name: "A", conditionMetType: "logicalExpression", logicalExpression: "(1", conditions };
    expect(problems("Routing", { type: "customRule", customRules: [rule] })[0]).toContain(
      'customRules[0].logicalExpression: "(1" has a ( without',
    );
    expect(problems("CustomerSegment", rule)[0]).toContain("logicalExpression: ");
  });
});

describe("addresses", () => {
  it.each([
    ["ChatWindow", "fromEmailAddress", "ann@example.com"],
    ["ChatWindow", "fromEmailAddress", "Änne.o'hara+chat@bücher.example"],
    [
      "ChatWindow",
      "receivingEmailAddressesForArchivingTranscripts",
      "a@example.com; b@example.com,c@example.com d@example.com",
    ],
    ["CampaignOfflineMessage", "customEmailAddresses", "a@example.com"],
    ["Routing", "emailsToReceiveOfflineMessage", "a@example.com\nb@example.com"],
    ["CustomVariable", "hyperlink", "https://crm.example.com/{!Visitor.IP}?name={!Visitor.Name}"],
    ["CustomVariable", "hyperlink", "{!Visitor.CurrentPage}/x"],
    [
      "ChatButton",
      "allowedDomains",
      ["example.com", "*.example.com", "https://shop.example.com/a", "localhost:8080"],
    ],
    ["MobilePush", "iosThirdPartyURL", "https://push.example.com/"],
  ])("%s.%s may be %j", (kind, field, value) => {
    expect(ofForm(kind, { [field]: value })).toEqual([]);
  });

  it.each([
    ["ChatWindow", "fromEmailAddress", "ann", '"ann" is not an e-mail address such as'],
    [
      "ChatWindow",
      "fromEmailAddress",
      "a@x.example,b@x.example",
      '"a@x.example,b@x.example" is not an e-mail address',
    ],
    [
      "ChatWindow",
      "receivingEmailAddressesForArchivingTranscripts",
      "a@example.com, bob",
      '"bob" is not an e-mail address',
    ],
    ["CampaignOfflineMessage", "customEmailAddresses", "nobody", '"nobody" is not an e-mail address'],
    [
      "Routing",
      "emailsToReceiveOfflineMessage",
      "a@example.com; b.example.com",
      '"b.example.com" is not an e-mail address',
    ],
  ])("%s.%s is not %j", (kind, field, value, message) => {
    expect(ofForm(kind, { [field]: value })).toEqual([expect.stringContaining(`${field}: ${message}`)]);
  });

  it.each([
    ["Routing", "emailsToReceiveOfflineMessage", "Ann <ann@example.com>", '"Ann" is not an e-mail address'],
    [
      "Routing",
      "emailsToReceiveOfflineMessage",
      "a@@example.com",
      '"a@@example.com" is not an e-mail address',
    ],
    ["CustomVariable", "hyperlink", "crm/{!Visitor.IP}", '"crm/{!Visitor.IP}" is not an absolute URL'],
    ["MobilePush", "androidThirdPartyURL", "push.example.com", "is not an absolute http or https URL."],
    ["ChatButton", "customizedAdaptiveButtonIcon", "icon.svg", "is not SVG markup"],
  ])("%s.%s had better not be %j, of which the documents say less", (kind, field, value, message) => {
    expect(ofForm(kind, { [field]: value })).toEqual([expect.stringMatching(/^warning: /)]);
    expect(ofForm(kind, { [field]: value })[0]).toContain(message);
  });

  it("are checked in lists and in parts of an object", () => {
    expect(ofForm("ChatButton", { allowedDomains: ["a.example", "a.example, b.example"] })).toEqual([
      'warning: allowedDomains[1]: "a.example, b.example" is neither a domain such as shop.example.com nor a URL.',
    ]);
    const customSMTPServer = { fromEmail: "ann", mailServer: "https://mail.example.com" };
    expect(ofForm("ChatWindow", { isSMTPServerCustomized: true, customSMTPServer })).toEqual([
      expect.stringContaining('customSMTPServer.fromEmail: "ann" is not an e-mail address'),
      expect.stringMatching(/^warning: customSMTPServer\.mailServer: .*is not the name of a host/),
    ]);
  });
});

it("a number is told where one is compared, as a warning", () => {
  const conditions = [
    { field: "Numberofvisits", operator: "isMoreThan", value: "many" },
    { field: "Numberofvisits", operator: "isMoreThan", value: "3" },
  ];
  expect(problems("AutoInvitation", { name: "A", conditions })).toEqual([
    'warning: conditions[0].value: "many" is not a number, which Numberofvisits is compared with.',
  ]);
});

/** Without what is said of fields that have no effect in the combination. */
const ofForm = (kind: string, inputs: Record<string, unknown>) => {
  const name = kind === "CustomVariable" ? { name: "A", type: "text" } : {};
  return problems(kind, { ...name, ...inputs }).filter((one) => !one.includes("has an effect only when"));
};
