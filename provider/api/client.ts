import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, Operation } from "../core/operation";
import { groupsOf } from "../core/operations";
import { parametersOf } from "../core/paths";
import { definitions } from "../definitions";
import { systems } from "../definitions/systems";
import type { Client } from "../generated/client";
import { type Call, type CallArguments, createCall } from "./call";
import { type ObjectsApi, objectsApi } from "./objects";
import { type CheckedOptions, type ClientEnvironment, type ClientOptions, checkOptions } from "./options";
import { pagesOf } from "./pages";
import type { QueryValue } from "./query";
import { createSender } from "./sender";

/**
 * A typed client of the Comm100 Live Chat API v3, with a pool of kept connections.
 * Call `close` when done with it.
 *
 * @throws Comm100Error for options that can't be right; no request is made before the first call
 */
export function createClient(options: ClientOptions): Client {
  const { call, close } = connect(options, { endsRun: false });
  const groups = groupsOf(definitions, systems).map(({ endpointName, operations }) => [
    endpointName,
    Object.fromEntries(
      Object.entries(operations).map(([name, operation]) => [name, method(call, operation)]),
    ),
  ]);
  return { ...Object.fromEntries(groups), close } as Client;
}

export interface Connected {
  call: Call;
  api: ObjectsApi;
  /** The options with their defaults. */
  options: CheckedOptions;
  environment: ClientEnvironment;
  close(): Promise<void>;
}

/**
 * The same operations for any definition: what the lifecycle uses.
 *
 * @param endsRun whether nothing more is sent after an answer that every further request would get, too
 */
export function connect(clientOptions: ClientOptions, { endsRun = true } = {}): Connected {
  const environment: ClientEnvironment = { ...realEnvironment, ...clientOptions.environment };
  const options = checkOptions(clientOptions);
  const sender = createSender(options, environment, endsRun);
  const call = createCall(sender, options.dialect);
  return { call, api: objectsApi(call), options, environment, close: () => sender.close() };
}

export const realEnvironment: ClientEnvironment = {
  now: Date.now,
  random: Math.random,
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};

type Query = Readonly<Record<string, QueryValue>>;

/** A method of the client: the path's parameters in their order, the body, the query. */
const method = (call: Call, operation: Operation) => {
  const parameters = parametersOf(operation.path);
  return (...args: readonly unknown[]) => {
    const bodyAndQuery = args.slice(parameters.length);
    const body = operation.body === undefined ? undefined : bodyAndQuery.shift();
    return answers[operation.answer](call, operation, {
      parameters: Object.fromEntries(parameters.map((name, index) => [name, args[index]])),
      body,
      query: (bodyAndQuery[0] ?? {}) as Query,
    });
  };
};

const answers: Readonly<Record<Answer, (call: Call, operation: Operation, args: CallArguments) => unknown>> =
  {
    object: (call, operation, args) => call.object(operation, args),
    list: (call, operation, args) => call.list(operation, args),
    nothing: (call, operation, args) => call.nothing(operation, args),
    pages: (call, operation, args) =>
      pagesOf(operation, Number(args.query?.pageIndex ?? 1), (pageIndex) =>
        call.page(operation, { ...args, query: { ...args.query, pageIndex } }),
      ),
  };
