import { webhook } from "../objects/webhook";
import type { Store } from "../store/store";
import { isThisMachine } from "../wire/loopback";
import type { Happening } from "./happening";
import { payloadOf } from "./payloads";

export interface Delivery {
  webhookId: string;
  targetUrl: string;
  /** What the target answered. */
  status?: number;
  /** Why nothing was sent, or no answer came. */
  error?: string;
}

/** Milliseconds that a target has. */
const patience = 5000;

/**
 * Posts an event to every webhook of its kind, all at once.
 *
 * @throws RuleError for an event that there isn't, or an id that the site doesn't have
 */
export function deliver(happening: Happening, store: Store, stopping: AbortSignal): Promise<Delivery[]> {
  const { event, body } = payloadOf(happening, store);
  const webhooks = store.members(webhook.path).filter((one) => one.event === event);
  return Promise.all(
    webhooks.map(async ({ id, targetUrl }) => ({
      webhookId: String(id),
      targetUrl: String(targetUrl),
      ...(await post(String(targetUrl), JSON.stringify(body), stopping)),
    })),
  );
}

async function post(
  url: string,
  body: string,
  stopping: AbortSignal,
): Promise<Omit<Delivery, "webhookId" | "targetUrl">> {
  const { hostname } = new URL(url);
  if (!isThisMachine(hostname.replace(/^\[|\]$/g, ""))) {
    return { error: "Skipped: the emulator posts to this machine only." };
  }
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      // It could lead to another machine.
      redirect: "manual",
      signal: AbortSignal.any([stopping, AbortSignal.timeout(patience)]),
    });
    await answer.body?.cancel();
    return { status: answer.status };
  } catch (error) {
    const { message, cause } = error as Error;
    return { error: cause instanceof Error ? cause.message : message };
  }
}
