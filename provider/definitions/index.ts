import type { Definition } from "../core/definition";
import { autoInvitation } from "./auto-invitation";
import { campaign } from "./campaign";
import { chatButton } from "./chat-button";
import { customVariable } from "./custom-variable";
import { webhook } from "./webhook";

/** Every object of the API that can be declared. */
export const definitions: readonly Definition[] = [
  autoInvitation,
  campaign,
  chatButton,
  customVariable,
  webhook,
];

const byName = new Map(definitions.map((definition) => [definition.name, definition]));

/** The definition of that name, which is the resource's `__kind`. */
export function definitionNamed(name: unknown): Definition | undefined {
  return typeof name === "string" ? byName.get(name) : undefined;
}
