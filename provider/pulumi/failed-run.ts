import * as pulumi from "@pulumi/pulumi";
import {
  ReadResourceResponse,
  RegisterResourceRequest,
  RegisterResourceResponse,
  Result,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { visibleLines } from "../text/visible";
import { sharesProcess } from "./host";
import { internal, PROVIDER_TEXT, typeToken } from "./identity";

/**
 * Ends the run of the program with an error, whatever starts the program.
 *
 * An input that rejects isn't enough. The SDK never settles the outputs of a resource that wasn't registered, so that a
 * program whose process goes on waits for ever for what depends on it. Where nothing depends on it, the SDK tells the
 * engine that the program came to its end, and the engine deletes what the program didn't register. So from now on the
 * engine hears nothing more of the run but its error, and each resource comes to nothing at once.
 */
export async function failRun(error: Error): Promise<void> {
  const monitor = pulumi.runtime.getMonitor() as Monitor | undefined;
  if (monitor) silence(monitor);
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
  visibleLines(pulumi.RunError.isInstance(error as object) ? error.message : (error.stack ?? error.message));

/** What the SDK asks of an engine. */
interface Monitor {
  registerResource(request: RegisterResourceRequest, answer: Answer): void;
}
type Answer = (error: null, message: object) => void;

const silenced = new WeakSet<Monitor>();

/** From now on the SDK gets the answers of an engine that leaves out every resource. */
function silence(monitor: Monitor): void {
  if (silenced.has(monitor)) return;
  silenced.add(monitor);
  const register = monitor.registerResource.bind(monitor);
  let ending: NodeJS.Timeout | undefined;
  Object.assign(monitor, {
    registerResource(request: RegisterResourceRequest, answer: Answer) {
      const response = new RegisterResourceResponse();
      response.setUrn(urnOf(request));
      response.setResult(Result.SKIP);
      answer(null, response);
      if (sharesProcess())
        ending ??= setTimeout(() => register(refused(request), () => {}), patience).unref();
    },
    readResource(request: Requested, answer: Answer) {
      const response = new ReadResourceResponse();
      response.setUrn(urnOf(request));
      answer(null, response);
    },
    registerResourceOutputs: (_: unknown, answer: Answer) => answer(null, {}),
    signalAndWaitForShutdown(_: unknown, answer: Answer) {
      clearTimeout(ending);
      answer(null, {});
    },
  });
}

/** How long a program may go on after its mistake, in milliseconds. */
const patience = 500;

/**
 * A resource that the provider refuses, which ends the run. A program in a shared process may wait for a value that
 * doesn't become known any more, and only its engine can end that.
 */
function refused(declined: RegisterResourceRequest): RegisterResourceRequest {
  const Struct = declined.getObject()?.constructor as unknown as {
    fromJavaScript(object: object): ReturnType<RegisterResourceRequest["getObject"]>;
  };
  const request = new RegisterResourceRequest();
  request.setType(typeToken("Campaign"));
  request.setName("the program");
  request.setCustom(true);
  request.setObject(
    Struct.fromJavaScript({
      [internal.kind]: "Campaign",
      [internal.problem]: "it went on after a mistake, which is named here, too.",
      [internal.provider]: PROVIDER_TEXT,
    }),
  );
  return request;
}

interface Requested {
  getType(): string;
  getName(): string;
}

const urnOf = (request: Requested) =>
  `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${request.getType()}::${request.getName()}`;
