import { basename, posix, win32 } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createNames } from "../../provider/program/names";
import { fileNamePart } from "../../provider/text/file-name";
import { hostileText } from "../support/hostile-text";

/** As Windows documents it. */
function isNameOnWindows(name: string): boolean {
  const [stem = ""] = name.split(".");
  const isDevice = /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])$/i.test(stem.trimEnd());
  return !isDevice && !/[<>:"/\\|?*]|[ .]$|^ /.test(name) && ![...name].some((one) => one < " ");
}

const named = fc.oneof(
  hostileText,
  fc.constantFrom("con", "Nul.x", "COM¹", "LPT9 ", "..", ".", "aux.", "CON .a"),
);

it("a part of a file's name stays in its folder, is a name on Windows too, and no longer than a file system takes", () => {
  fc.assert(
    fc.property(named, (name) => {
      const part = fileNamePart(name);
      for (const file of [part, `${part}-2026-12-01.json`, `${part}.site.yaml`]) {
        expect(isNameOnWindows(file)).toBe(true);
        expect([posix.basename(file), win32.basename(file)]).toEqual([file, file]);
        expect(Buffer.byteLength(file)).toBeLessThan(255);
      }
      expect(part).not.toMatch(/^\.|\p{Cc}|\p{Cf}|\p{Cs}/u);
    }),
    { numRuns: 500 },
  );
});

it("a name that is one already stays as it is", () => {
  for (const name of ["production", "acme-shop-production", "Production EU", "été_2.1"])
    expect(fileNamePart(name)).toBe(name);
  expect(fileNamePart("acme/shop/production")).toBe("acme-shop-production");
});

it("the files of a program are names on Windows, each once", () => {
  fc.assert(
    fc.property(fc.array(named, { maxLength: 6 }), (texts) => {
      const names = createNames();
      const files = texts.map((text) => `${names.file(text, "Campaign")}.ts`);
      expect(files.every(isNameOnWindows)).toBe(true);
      expect(files.map((file) => basename(file))).toEqual(files);
      expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(files.length);
    }),
  );
});
