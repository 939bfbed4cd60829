import type { Kind } from "../core/definition";
import { collection } from "./collection";
import { singleton } from "./singleton";
import type { Strategy } from "./strategy";

/** How the API keeps an object decides how it is managed: the only place that tells kinds apart. */
export const strategies: Readonly<Record<Kind, Strategy>> = { collection, singleton };
