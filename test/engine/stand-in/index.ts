import type { Engine } from "../engine";

export function standInEngine(): Engine {
  return { name: "stand-in", version: "", createStack: () => Promise.reject(new Error("not written yet")) };
}
