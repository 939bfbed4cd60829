import type { Kind } from "../core/definition";
import { collection } from "./collection";
import type { Strategy } from "./managed";
import { singleton } from "./singleton";

/** How the API keeps an object decides how it is managed: the only place that tells kinds apart. */
export const strategies: Readonly<Record<Kind, Strategy>> = { collection, singleton };
