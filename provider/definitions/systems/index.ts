import type { System } from "../../core/system";
import { accessTokens } from "./access-token";
import { departments, globalAgents } from "./agents";
import { chats } from "./chat";
import { installationCode } from "./installation-code";
import { offlineMessages } from "./offline-message";
import { sessions } from "./sessions";
import { translationExcludedWordItems } from "./translation-excluded-word";
import { visitors } from "./visitor";

/** Every group of endpoints that isn't that of an object which can be declared. */
export const systems: readonly System[] = [
  accessTokens,
  chats,
  departments,
  globalAgents,
  installationCode,
  offlineMessages,
  sessions,
  translationExcludedWordItems,
  visitors,
];
