import { describe, expect, it } from "vitest";
import { documentText } from "../../provider/site-document/text";
import { openLyingService } from "../support/lying-service";
import { all, alone, apply, emptySite, folderFor, makesEachObjectOnce } from "../support/promotions";
import { whatIsOn } from "../support/site-and-state";

describe("comm100 promote --apply beside others", () => {
  it("makes each object once, where one begins a little later", () => makesEachObjectOnce(60));

  it("takes back what it has made, where another run has made the same and takes nothing back", async () => {
    const emulator = await emptySite();
    const service = await openLyingService(emulator);
    service.lie(async (method, path, truth) => {
      // Another run's, which looked before this one wrote.
      if (method === "POST" && !path.startsWith("/conversionActions")) await truth();
      return undefined;
    });
    const { code, notes } = await folderFor(service.url).run(apply);
    expect(code).toBe(0);
    expect(notes).toMatch(
      /customVariables\[Cart\]: another run has made the same at the same time\. \S+ stays, and/,
    );
    expect(await whatIsOn(emulator)).toEqual(await alone());
  });

  it("names both where the API can't delete what it has made", async () => {
    const emulator = await emptySite();
    const service = await openLyingService(emulator);
    service.lie(async (method, path, truth) => {
      if (method === "POST" && path.startsWith("/conversionActions")) await truth();
      return undefined;
    });
    const folder = folderFor(service.url);
    folder.put("site.yaml", documentText(all, "yaml"));
    const { code, notes } = await folder.run(apply);
    const ids = (await emulator.call<{ id: string }[]>("GET", "/conversionActions")).map(({ id }) => id);
    expect(code).toBe(1);
    for (const id of ids) expect(notes).toContain(id);
  });
});
