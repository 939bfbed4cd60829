import type { ObjectRules } from "../rules";
import { autoInvitation } from "./auto-invitation";
import { campaign } from "./campaign";
import { chatButton } from "./chat-button";
import { customVariable } from "./custom-variable";
import { webhook } from "./webhook";

/** Every object that the emulator serves. */
export const objects: readonly ObjectRules[] = [
  autoInvitation,
  campaign,
  chatButton,
  customVariable,
  webhook,
];
