/**
 * What the numbers of a visitor's status mean, from 0 on, as the vendor's version 1 has them (docs/api-notes.md#o49).
 * The second is none of the words of version 3. A file without imports: receivers of webhooks load nothing else.
 */
export const visitorStatuses = [
  "waitingForChat",
  "voiceChatting",
  "chatting",
  "preChat",
  "manuallyInvited",
  "autoInvited",
  "offlineMessage",
  "refusedByOperator",
  "refusedByVisitor",
  "chatEnded",
  "inSite",
  "outOfSite",
] as const;
