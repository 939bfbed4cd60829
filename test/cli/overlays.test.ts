import { afterAll, describe, expect, it } from "vitest";
import { commandFolder } from "../support/command";

const folder = commandFolder();
afterAll(() => folder.dispose());

const site = `campaigns:
  - name: Store
    chatButton:
      type: adaptive
      adaptiveButtonColor: \${brand}
    chatWindow:
      color: \${brand}
    preChat:
      fields:
        - field: { name: Phone }
          isRequired: true
        - field: { name: Email }
    routing:
      type: simple
      isEnable: true
      routeTo: department
      routeToId: { department: Sales }
  - name: Support
webhooks:
  - event: chatEnds
    targetUrl: \${hooks}/ended
`;

/** What validate says of the document with an overlay, without the level. */
async function validated(overlay: string, document = site) {
  folder.put("site.yaml", document);
  folder.put("shop.yaml", overlay);
  const { code, output, notes } = await folder.run(["validate", "site.yaml", "--overlay", "shop.yaml"]);
  const lines = output
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "");
  return { code, lines, output, notes };
}

const values = `values:
  brand: "#0A66C2"
  hooks: https://hooks.example.com
`;

describe("an overlay", () => {
  it("that fits its document is fine, also with an entry that is new, and one that is removed", async () => {
    const { code, output } = await validated(`${values}site:
  campaigns:
    - name: Store
      chatButton: { adaptiveButtonColor: "#B3261E" }
      preChat:
        fields:
          - field: { name: Phone }
          - field: { name: Company }
            new: true
          - field: { name: Email }
            removed: true
    - { name: Support, removed: true }
    - { name: Fair, new: true }
`);
    expect([code, output]).toEqual([0, ""]);
  });

  it("can't have an entry that matches nothing, at any depth, and nothing that is new and there, or gone and not there", async () => {
    const { code, lines } = await validated(`${values}site:
  campaigns:
    - name: Stor
      chatButton: { adaptiveButtonColor: "#B3261E" }
    - name: Support
      new: true
    - { name: Suport, removed: true }
    - name: Store
      preChat:
        fields:
          - field: { name: Phon }
            isRequired: false
      chatWindow: { title: null }
    - description: Of which one?
`);
    expect(code).toBe(1);
    const said = lines.map((line) => line.replace(/^shop\.yaml:(\d+:\d+): error: /, "$1 "));
    expect(said).toEqual([
      expect.stringMatching(
        /^6:7 site\.campaigns\[0\]: matches nothing .* no "Stor" here\. Did you mean "Store"\? .*new: true\.$/,
      ),
      expect.stringMatching(/^8:7 site\.campaigns\[1\]: says new: true, but the document has "Support"/),
      expect.stringMatching(/^10:7 site\.campaigns\[2\]: matches nothing .* Did you mean "Support"\?$/),
      expect.stringMatching(
        /^14:13 site\.campaigns\[3\]\.preChat\.fields\[0\]: matches nothing .* no "Phon" here\. Did you mean "Phone"\?/,
      ),
      expect.stringMatching(/^16:21 site\.campaigns\[3\]\.chatWindow\.title: takes away title/),
      expect.stringMatching(/^17:7 site\.campaigns\[4\]: has no name, /),
    ]);
  });

  it("can't say of what is removed anything else, nor of one thing twice", async () => {
    const { lines } = await validated(`${values}site:
  campaigns:
    - { name: Support, removed: true, description: Gone }
    - name: Store
    - name: Store
    - { name: Fair, new: yes please }
`);
    expect(lines).toEqual([
      expect.stringMatching(
        /^shop\.yaml:6:7: .* nothing else can be said of "Support": remove description\.$/,
      ),
      expect.stringMatching(/^shop\.yaml:8:7: .* is about "Store" like an entry above it\./),
      expect.stringMatching(/^shop\.yaml:9:7: .* has new, which can only be true\.$/),
    ]);
  });

  it("has its unused values and references named: a slip is an error, what is only left over a warning that always shows", async () => {
    const { code, lines, notes } = await validated(`values:
  brand: "#0A66C2"
  hoks: https://hooks.example.com
  colour: red
references:
  department: { Sale: Sales (shop), Repairs: Repairs (shop) }
  departmnt: { Sales: Sales (shop) }
`);
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^site\.yaml:21:5: error: .*\$\{hooks\} stands for .* Did you mean "hoks"\?$/),
      `shop.yaml:3:3: error: values.hoks: nothing uses \${hoks} in site.yaml. Did you mean "hooks"?`,
      `shop.yaml:4:3: warning: values.colour: nothing uses \${colour} in site.yaml.`,
      'shop.yaml:6:17: error: references.department.Sale: nothing refers to department "Sale" in site.yaml. Did you mean "Sales"?',
      'shop.yaml:6:37: warning: references.department.Repairs: nothing refers to department "Repairs" in site.yaml.',
      expect.stringMatching(/^shop\.yaml:7:3: error: references\.departmnt: .* Did you mean "department"\?$/),
    ]);
    expect(notes).toBe("site.yaml: 4 problems.\n");
    const left = await validated(`${values}  colour: red\n`);
    expect([left.code, left.lines]).toEqual([
      0,
      [`shop.yaml:4:3: warning: values.colour: nothing uses \${colour} in site.yaml.`],
    ]);
  });

  it("is where a wrong value is reported that it brings, once, with the places that use it", async () => {
    const { lines } = await validated(`values:
  brand: red
  hooks: hooks.example.com
references:
  department: { Sales: "" }
site:
  campaigns:
    - name: Support
      chatButton: { type: image, adaptiveButtonColor: blue }
`);
    expect(lines).toEqual([
      `shop.yaml:2:3: error: campaigns[0].chatButton.adaptiveButtonColor: "red" is not a colour of the form #RRGGBB. It is what \${brand} is here, used in site.yaml:5:7, site.yaml:7:7.`,
      expect.stringMatching(
        /^shop\.yaml:3:3: error: webhooks\[0\]\.targetUrl: .* It is what \$\{hooks\} is here, used in site\.yaml:21:5\.$/,
      ),
      expect.stringMatching(
        /^shop\.yaml:9:34: error: campaigns\[1\]\.chatButton\.adaptiveButtonColor: "blue" is not/,
      ),
    ]);
  });

  it("is matched by names as they are on its site, and its slips of names are its own", async () => {
    const document = `campaigns: [{ name: "\${brand} Store", chatButton: { type: adaptive } }]\n`;
    const fits = await validated(
      "values: { brand: Acme }\nsite: { campaigns: [{ name: Acme Store, chatButton: { adaptiveButtonColor: '#B3261E' } }] }\n",
      document,
    );
    expect([fits.code, fits.output]).toEqual([0, ""]);
    const { lines } = await validated(
      "values: { brand: Acme }\nsite:\n  campaigns:\n    - name: Acme Store\n      chatButon: { type: image }\n",
      document,
    );
    expect(lines).toEqual([
      'shop.yaml:5:7: error: campaigns[0].chatButon: is not a property here. Did you mean "chatButton"?',
    ]);
  });

  it("that is none is refused with line and column", async () => {
    folder.put("shop.yaml", "values:\n  a b: 1\nvaleus: {}\n");
    const { code, notes } = await folder.run(["validate", "site.yaml", "--overlay", "shop.yaml"]);
    expect(code).toBe(1);
    expect(notes).toMatch(/shop\.yaml is no overlay: shop\.yaml:2:3: .*word of letters/);
    expect(notes).toMatch(/shop\.yaml:3:1: valeus is not one of .* Did you mean "values"\?/);
  });
});
