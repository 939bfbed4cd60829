import { setTimeout as sleep } from "node:timers/promises";
import type { Context, MiddlewareHandler, Next } from "hono";
import { ApiFailure, type Environment, jsonType } from "../wire/answers";
import type { Fault, Faults } from "./faults";

/** Does what a fault says, where there is one for the request. */
export function faulty({
  faults,
  stopping,
}: {
  faults: Faults;
  stopping: AbortSignal;
}): MiddlewareHandler<Environment> {
  return async (context, next) => {
    const fault = faults.next(context.req.method, context.req.path);
    if (!fault) return next();
    if ("delayMs" in fault) return delayed(fault.delayMs, stopping, context, next);
    if ("reset" in fault) return cut(fault.reset, context, next);
    return answered(fault, context, next);
  };
}

async function delayed(
  milliseconds: number,
  stopping: AbortSignal,
  context: Context<Environment>,
  next: Next,
): Promise<Response | undefined> {
  const isOver = await sleep(milliseconds, true, { signal: stopping }).catch(() => false);
  if (!isOver) return cut("before", context, next);
  await next();
  return undefined;
}

async function cut(when: "before" | "after", context: Context<Environment>, next: Next): Promise<Response> {
  if (when === "after") await next();
  context.set("isCut", true);
  context.env.incoming.socket.destroy();
  return replaced(context, new Response());
}

async function answered(
  fault: Extract<Fault, { status: number }>,
  context: Context<Environment>,
  next: Next,
): Promise<Response> {
  if (fault.when === "after") await next();
  return replaced(context, answerOf(fault));
}

/** Not made with the context's help, as that keeps the headers of the answer that nobody is to see. */
function answerOf({ status, headers, body }: Extract<Fault, { status: number }>): Response {
  const { code, message } = new ApiFailure(status, "A fault that a test asked for.");
  const text = typeof body === "string" ? body : JSON.stringify(body ?? { code, message });
  return new Response(text, { status, headers: { "content-type": jsonType, ...headers } });
}

/** In place of the answer that the handlers gave, if they did. */
function replaced(context: Context, answer: Response): Response {
  // Setting an answer over another would merge their headers.
  context.res = undefined;
  context.res = answer;
  return answer;
}
