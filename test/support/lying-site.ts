import type { Engine } from "../engine";
import { type LyingService, openLyingService } from "./lying-service";
import { openSite, type Site } from "./site";

export interface LyingSite extends Site {
  service: LyingService;
}

/** A stack, and its site behind a service that can lie. */
export async function openLyingSite(engine: Engine): Promise<LyingSite> {
  const site = await openSite(engine);
  const service = await openLyingService(site.emulator);
  await site.stack.setConfig("comm100:baseUrl", service.url);
  return { ...site, service };
}
