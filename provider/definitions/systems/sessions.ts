import type { System } from "../../core/system";
import { chatsOfSession } from "./chat";
import { offlineMessagesOfSession } from "./offline-message";
import { session } from "./session";

const include = ["visitor", "contact"] as const;

export const sessions: System = {
  endpointName: "sessions",
  description: "The visits of the site's visitors.",
  operations: {
    list: {
      description: "All visits (2020 draft: the published document has no list).",
      method: "GET",
      path: "/livechat/sessions",
      answer: "list",
      returns: session,
      include,
      isWithdrawn: true,
    },
    get: {
      description: "One visit.",
      method: "GET",
      path: "/livechat/sessions/{sessionId}",
      answer: "object",
      returns: session,
      include,
    },
    listChats: chatsOfSession,
    listOfflineMessages: offlineMessagesOfSession,
  },
};
