import { afterAll, describe, expect, it } from "vitest";
import { commandFolder } from "../support/command";

const folder = commandFolder();
afterAll(() => folder.dispose());

const mistakes = `customVariables:
  - name: Cart
    type: desimal
  - name: Cart
    type: text
webhooks:
  - event: chatEnds
campaigns:
  - name: Sales
    chatButton:
      type: image
      textLinkButtonText: Chat with us
      colour: "#FF0000"
    routing:
      type: simple
      isEnable: true
      routeTo: department
      routeToId: { departmnt: Repairs }
dynamicCampaign:
  defaultCampaignId: { campaign: Slaes }
`;

describe("comm100 validate", () => {
  it("describes what is there twice by what it is", async () => {
    folder.put(
      "twins.yaml",
      `bans:
  - { type: ip, ip: 192.0.2.66 }
  - { type: ip, ip: 192.0.2.66, comment: Spam, resourceName: other }
webhooks:
  - { event: chatEnds, targetUrl: "https://user:hush@hooks.example.com/a" }
  - { event: chatEnded, targetUrl: "https://user:hush@hooks.example.com/a", resourceName: other }
`,
    );
    const { output, notes } = await folder.run(["validate", "twins.yaml"]);
    expect(output + notes).toContain(
      'bans[1]: has the same type "ip" and ip "192.0.2.66" as bans[0]: both would be one object.',
    );
    expect(output + notes).toMatch(
      /webhooks\[1\]: has the same event "chatEnd(s|ed)" and targetUrl "https:\/\/\[secret\]@hooks\.example\.com\/a" as webhooks\[0\]/,
    );
  });

  it("says with file, line and column what is wrong, offline, and nothing of a right document", async () => {
    folder.put("site.yaml", mistakes);
    folder.put("right.json", JSON.stringify({ campaigns: [{ name: "Sales" }] }));
    const { code, output, notes } = await folder.run(["validate", "right.json", "site.yaml"]);
    const lines = output.trimEnd().split("\n");
    for (const line of lines) expect(line).toMatch(/^site\.yaml:\d+:\d+: error: \S+: \S/);
    const said = lines.map((line) => line.replace(/^site\.yaml:(\d+):\d+: error: /, "$1 ")).join("\n");
    expect(said).toMatch(/^3 customVariables\[0\]\.type: .*Did you mean "decimal"\?/m);
    expect(said).toMatch(/^4 customVariables\[1\]/m);
    expect(said).toMatch(/^7 webhooks\[0\]\.targetUrl: /m);
    expect(said).toMatch(/^12 campaigns\[0\]\.chatButton\.textLinkButtonText: .*type/m);
    expect(said).toMatch(/^13 campaigns\[0\]\.chatButton\.colour: /m);
    expect(said).toMatch(/^18 campaigns\[0\]\.routing\.routeToId/m);
    expect(said).toMatch(/^20 dynamicCampaign\.defaultCampaignId.*"Slaes"/m);
    expect(notes).toBe(`right.json, site.yaml: ${lines.length} problems.\n`);
    expect(code).toBe(1);
    expect((await folder.run(["validate", "right.json"])).code).toBe(0);
  });

  it("prints the same as JSON, to a file", async () => {
    folder.put("site.yaml", mistakes);
    const { code, output } = await folder.run([
      "validate",
      "site.yaml",
      "--json",
      "--out",
      "reports/problems.json",
    ]);
    expect([code, output]).toEqual([1, ""]);
    const problems = JSON.parse(folder.read("reports/problems.json")) as object[];
    expect(problems).toContainEqual(
      expect.objectContaining({ file: "site.yaml", line: 7, level: "error", path: "webhooks[0].targetUrl" }),
    );
  });

  it("takes the values of an overlay, and wants all of them", async () => {
    folder.put("site.yaml", 'webhooks: [{ event: chatEnds, targetUrl: "$' + '{hooks}/a" }]\n');
    folder.put("full.yaml", "values: { hooks: https://hooks.example.com }\n");
    folder.put("empty.yaml", "values: {}\n");
    expect((await folder.run(["validate", "site.yaml", "--overlay", "full.yaml"])).code).toBe(0);
    const { code, output } = await folder.run(["validate", "site.yaml", "--overlay", "empty.yaml"]);
    expect(code).toBe(1);
    expect(output).toContain("stands for a value that the overlay doesn't have");
  });
});

it("says what is wrong with the form of a value, and with YAML itself, in which lines", async () => {
  folder.put(
    "forms.yaml",
    `bans:
  - { type: ip, ip: 999.1.1.1 }
  - { type: ipRange, ipRangeFrom: 192.0.2.10, ipRangeTo: 192.0.2.9 }
campaigns:
  - name: Sales
    routing: { type: simple, isEnable: true, routeTo: department, routeToId: Repairs }
    chatWindow: { color: red, fromEmailAddress: ann }
    autoInvitations:
      - name: Hello
        conditionMetType: logicalExpression
        logicalExpression: (1 or 7
        conditions: [{ field: City, operator: is, value: Oslo }]
`,
  );
  const { code, output } = await folder.run(["validate", "forms.yaml"]);
  expect(code).toBe(1);
  const expected = [
    /^2 bans\[0\]\.ip: "999\.1\.1\.1" is not an IP address/m,
    /^3 bans\[1\]\.ipRangeTo: "192\.0\.2\.9" comes before ipRangeFrom/m,
    /^6 campaigns\[0\]\.routing\.routeToId: "Repairs" is not an id .*\{ department: "Repairs" \}/m,
    /^7 campaigns\[0\]\.chatWindow\.color: "red" is not a colour/m,
    /^7 campaigns\[0\]\.chatWindow\.fromEmailAddress: "ann" is not an e-mail address/m,
    /^11 campaigns\[0\]\.autoInvitations\[0\]\.logicalExpression: "\(1 or 7" has a \( without its \)/m,
  ];
  const said = output.replace(/^forms\.yaml:(\d+):\d+: error: /gm, "$1 ");
  for (const one of expected) expect(said).toMatch(one);
  expect(said.trimEnd().split("\n")).toHaveLength(expected.length);
  folder.put("twice.yaml", "campaigns:\n  - name: A\n    name: B\n");
  const twice = await folder.run(["validate", "twice.yaml"]);
  expect(twice.code).toBe(1);
  expect(twice.notes).toContain("twice.yaml:3:5: two keys `name`: lines 2 and 3.");
});
