import { runInNewContext } from "node:vm";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { acceptedProperty } from "../../provider/cli/accept";
import type { Properties } from "../../provider/core/definition";
import { moduleFor, programOf } from "../../provider/program";
import { literal } from "../../provider/program/print";
import { actedOn, hostileText } from "../support/hostile-text";

/** What a module says to the compiler, without types. */
function compiled(source: string): string {
  const { outputText, diagnostics } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  expect(diagnostics).toEqual([]);
  return outputText;
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

/** The resources that a program declares, when it is run. */
function declaredBy(source: string): unknown[] {
  const declared: unknown[] = [];
  const comm100 = new Proxy(
    {},
    {
      get: (_, kind) =>
        class {
          id = "an id";
          constructor(name: string, args: unknown) {
            declared.push([kind, name, plain(args)]);
          }
        },
    },
  );
  runInNewContext(compiled(source), { exports: {}, require: () => comm100 });
  return declared;
}

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    hostileText,
    fc.constantFrom(1, true, null),
    fc.array(tie("any"), { maxLength: 2 }),
    fc.dictionary(hostileText, tie("any"), { maxKeys: 2, noNullPrototype: true }),
  ),
})).any;

/** A name that the check of a document takes. */
const name = hostileText.filter((text) => text.trim() !== "");

describe("a program in TypeScript", () => {
  it("has any value as it is, and acts on nothing where its source is shown", () => {
    fc.assert(
      fc.property(value, (one) => {
        const source = `(${literal(one)})`;
        expect(actedOn(source)).toEqual([]);
        expect(source).not.toContain("\n");
        expect(plain(runInNewContext(compiled(source)))).toEqual(one);
      }),
    );
  });

  it("gets one line by --accept, which is the property where it is pasted", () => {
    fc.assert(
      fc.property(hostileText, value, (path, right) => {
        fc.pre(right !== null && right !== "[secret]" && path !== "" && !/\.|\]$| \(order\)$/.test(path));
        const line = acceptedProperty({ path, right });
        expect([actedOn(line), line.includes("\n")]).toEqual([[], false]);
        expect(plain(runInNewContext(compiled(`({\n${line}\n})`)))).toEqual(
          Object.fromEntries([[path, right]]),
        );
      }),
    );
  });

  it("declares objects of any names, and is source alone, in comments too", () => {
    fc.assert(
      fc.property(name, name, hostileText, (campaign, variable, text) => {
        const document: Properties = {
          campaigns: [{ name: campaign, description: text, chatButton: { adaptiveButtonColor: "#00FF00" } }],
          customVariables: [{ name: variable, type: "text", value: text }],
        };
        const { files } = programOf(document);
        for (const source of Object.values(files)) {
          expect(actedOn(source)).toEqual([]);
          compiled(source);
        }
        const declared = declaredBy(moduleFor(document));
        expect(declared).toContainEqual([
          "CustomVariable",
          expect.any(String),
          { name: variable, type: "text", value: text },
        ]);
        expect(declared).toContainEqual([
          "Campaign",
          expect.any(String),
          { name: campaign, description: text },
        ]);
      }),
      { numRuns: 50 },
    );
  });
});
