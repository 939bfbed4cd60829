import * as pulumi from "@pulumi/pulumi";
import { ReadResourceResponse, RegisterResourceResponse, Result } from "@pulumi/pulumi/proto/resource_pb.js";
import { sharesProcess } from "./host";

/**
 * Ends the run of the program with an error, whatever starts the program.
 *
 * An input that rejects isn't enough. The SDK never settles the outputs of a resource that wasn't registered, so that a
 * program whose process goes on waits for ever for what depends on it. Where nothing depends on it, the SDK tells the
 * engine that the program came to its end, and the engine deletes what the program didn't register. So from now on the
 * engine hears nothing more of the run but its error, and each resource comes to nothing at once.
 */
export async function failRun(error: Error): Promise<void> {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor) Object.assign(monitor, silence);
  if (told.has(error)) return;
  told.add(error);
  // What is thrown in a shared process ends the other runs, too. What is logged belongs to this one.
  if (sharesProcess()) await pulumi.log.error(textOf(error));
  // The process ends with an exit code that keeps the engine from deleting anything.
  else void Promise.reject(error);
}

const told = new WeakSet<Error>();

/** A RunError is the user's to solve, and its stack is noise. */
const textOf = (error: Error) =>
  pulumi.RunError.isInstance(error as object) ? error.message : (error.stack ?? error.message);

type Answer = (error: null, message: object) => void;

/** What the SDK asks of an engine, answered as an engine does for what it left out. */
const silence = {
  registerResource(request: Requested, answer: Answer) {
    const response = new RegisterResourceResponse();
    response.setUrn(urnOf(request));
    response.setResult(Result.SKIP);
    answer(null, response);
  },
  readResource(request: Requested, answer: Answer) {
    const response = new ReadResourceResponse();
    response.setUrn(urnOf(request));
    answer(null, response);
  },
  registerResourceOutputs: (_: unknown, answer: Answer) => answer(null, {}),
  signalAndWaitForShutdown: (_: unknown, answer: Answer) => answer(null, {}),
};

interface Requested {
  getType(): string;
  getName(): string;
}

const urnOf = (request: Requested) =>
  `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${request.getType()}::${request.getName()}`;
