import { drift } from "./drift";
import { preview } from "./preview";
import type { Scene } from "./scene";

/** Every picture of the documentation. */
export const scenes: readonly Scene[] = [preview, drift];
