import type { Answer, Operation } from "../core/operation";
import { groupsOf } from "../core/operations";
import { parametersOf } from "../core/paths";
import { definitions } from "../definitions";
import { systems } from "../definitions/systems";
import type { Client } from "../generated/client";
import type { Call, CallArguments } from "./call";
import { connect } from "./client";
import type { ClientOptions } from "./options";
import { pagesOf } from "./paging";
import type { QueryValue } from "./query";

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
    nothing: async (call, operation, args) => void (await call.nothing(operation, args)),
    pages: (call, operation, args) =>
      pagesOf(operation, Number(args.query?.pageIndex ?? 1), (pageIndex) =>
        call.page(operation, { ...args, query: { ...args.query, pageIndex } }),
      ),
  };
