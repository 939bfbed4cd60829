import * as z from "zod";

/** What a test says of an event; what it leaves out is taken from the site, where there is something. */
export const happeningSchema = z.strictObject({
  event: z.string(),
  chatId: z.string().optional(),
  visitorId: z.string().optional(),
  offlineMessageId: z.string().optional(),
  agentId: z.int().optional(),
  /** Of agentStatusChanges: the agent's new state. */
  status: z.enum(["online", "away", "login", "logout"]).optional(),
});

export type Happening = z.output<typeof happeningSchema>;
