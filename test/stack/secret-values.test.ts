import { describe, expect, it } from "vitest";
import { holdsSecret, masked, revealed, sealedLike, sealedNamed } from "../../provider/stack/secret-values";

const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const plain = (value: unknown) => ({ ...mark, plaintext: JSON.stringify(value) });
const encrypted = { ...mark, ciphertext: "v1:obviously-fake" };

describe("secrets in states and plans", () => {
  it("are read at any depth, and left alone when they are encrypted", () => {
    const server = { port: 25, password: plain("obviously-fake") };
    expect(revealed({ server, list: [plain({ a: plain(1) })] })).toEqual({
      server: { port: 25, password: "obviously-fake" },
      list: [{ a: 1 }],
    });
    expect(revealed({ password: encrypted })).toEqual({ password: encrypted });
  });

  it("are marked where a pattern has them, and a list as a whole", () => {
    const pattern = { name: "a", server: { password: encrypted }, list: ["x", plain("y")], all: plain({}) };
    const value = { name: "b", server: { password: "p", port: 1 }, list: ["z"], all: { deep: 1 }, more: "m" };
    expect(sealedLike(pattern, value)).toEqual({
      name: "b",
      server: { password: plain("p"), port: 1 },
      list: plain(["z"]),
      all: plain({ deep: 1 }),
      more: "m",
    });
    expect(sealedNamed(["more", "absent", "all"], { more: { a: plain(1) }, all: plain(2), rest: 3 })).toEqual(
      {
        more: plain({ a: 1 }),
        all: plain(2),
        rest: 3,
      },
    );
  });

  it("are the same behind a mask, whatever encryption made of them", () => {
    expect(masked({ a: [encrypted], b: 1 })).toEqual({ a: ["[secret]"], b: 1 });
    expect([holdsSecret({ a: [{ b: encrypted }] }), holdsSecret({ a: [null, "[secret]"] })]).toEqual([
      true,
      false,
    ]);
  });
});
