import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../core/definition";
import { isSameOverlay, type Overlay, withOverlay } from "../overlay";
import type { Written } from "../written";
import type { LayerChange } from "./layer-change";

/** Another site with the same document, or with the same overlay. */
export interface OtherSite {
  name: string;
  overlay: Overlay;
  hasSameDocument: boolean;
}

/** Whether a change of one site's files changes what they say of another site. */
export function isChanged(
  { source, overlay }: Written,
  change: LayerChange,
  { overlay: other, hasSameDocument }: OtherSite,
): boolean {
  if (change.overlay !== undefined && isSameOverlay(overlay, other)) return true;
  if (change.document === undefined || !hasSameDocument) return false;
  const as = (document: Properties) => withOverlay(document, other).document;
  return !isDeepStrictEqual(as(source.document), as(change.document));
}
