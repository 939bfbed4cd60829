import type { Diagnostic } from "../engine";
import { type Sdk, structOf } from "./sdk";
import type { Properties } from "./values";

/** A resource as the program registers it. */
export interface Registration {
  type: string;
  name: string;
  parent: string;
  custom: boolean;
  inputs: Properties;
  dependencies: string[];
  /** Of these, the ones that each input comes from. */
  propertyDependencies: Record<string, string[]>;
  /** `urn::id`, or empty for the default provider. */
  provider: string;
  protect: boolean;
  retainOnDelete: boolean;
  deletedWith: string;
  deleteBeforeReplace: boolean;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  additionalSecretOutputs: string[];
  /** Earlier URNs, or earlier names. */
  aliases: { urn?: string; name?: string }[];
}

/** A resource that the program only wants to know, by `.get()`. */
export type ReadRegistration = Pick<
  Registration,
  "type" | "name" | "parent" | "inputs" | "dependencies" | "provider" | "additionalSecretOutputs"
> & { id: string };

export interface Registered {
  urn: string;
  /** Empty while it isn't known. */
  id: string;
  outputs: Properties;
}

/** What the services hand on. */
export interface MonitorHandlers {
  register(registration: Registration): Promise<Registered>;
  read(registration: ReadRegistration): Promise<Registered>;
  registerOutputs(urn: string, outputs: Properties): void;
  log(diagnostic: Diagnostic): void;
}

/** The services that programs and providers call the engine by. */
export interface Monitor {
  readonly address: string;
  close(): void;
}

type Reply = (error: { code: number; details: string } | null, answer?: object) => void;
type Messages = typeof import("@pulumi/pulumi/proto/resource_pb");
type RegisterRequest = InstanceType<Messages["RegisterResourceRequest"]>;
type ReadRequest = InstanceType<Messages["ReadResourceRequest"]>;
type OutputsRequest = InstanceType<Messages["RegisterResourceOutputsRequest"]>;
type LogRequest = InstanceType<typeof import("@pulumi/pulumi/proto/engine_pb")["LogRequest"]>;

/** Without `outputValues` and `resourceReferences` property values stay plain JSON. */
const FEATURES: ReadonlySet<string> = new Set(["secrets", "deletedWith", "aliasSpecs"]);

export async function startMonitor(sdk: Sdk, handlers: MonitorHandlers): Promise<Monitor> {
  const { grpc } = sdk;
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const empty = () => new sdk.empty.Empty();
  let rootUrn = "";
  // The SDK takes this for an engine that ends, and ends the program without a message of its own.
  const terminating = { code: grpc.status.UNAVAILABLE, details: "The operation has failed." };

  server.addService(sdk.services.ResourceMonitorService, {
    supportsFeature(call: { request: { getId(): string } }, reply: Reply) {
      const answer = new sdk.resource.SupportsFeatureResponse();
      answer.setHassupport(FEATURES.has(call.request.getId()));
      reply(null, answer);
    },
    registerResource(call: { request: RegisterRequest }, reply: Reply) {
      handlers.register(registrationIn(call.request)).then(
        (registered) => reply(null, registerAnswer(sdk, registered)),
        () => reply(terminating),
      );
    },
    readResource(call: { request: ReadRequest }, reply: Reply) {
      handlers.read(readIn(call.request)).then(
        (registered) => reply(null, readAnswer(sdk, registered)),
        () => reply(terminating),
      );
    },
    registerResourceOutputs(call: { request: OutputsRequest }, reply: Reply) {
      handlers.registerOutputs(call.request.getUrn(), call.request.getOutputs()?.toJavaScript() ?? {});
      reply(null, empty());
    },
    signalAndWaitForShutdown: (_: unknown, reply: Reply) => reply(null, empty()),
  });
  server.addService(sdk.services.EngineService, {
    log(call: { request: LogRequest }, reply: Reply) {
      const severity = (["debug", "info", "warning", "error"] as const)[call.request.getSeverity()] ?? "info";
      const urn = call.request.getUrn();
      const message = call.request.getMessage().trim();
      if (severity !== "debug" && !call.request.getEphemeral()) {
        handlers.log({ severity, message, ...(urn === "" ? {} : { urn }) });
      }
      reply(null, empty());
    },
    setRootResource(call: { request: { getUrn(): string } }, reply: Reply) {
      rootUrn = call.request.getUrn();
      reply(null, new sdk.engine.SetRootResourceResponse());
    },
    getRootResource(_: unknown, reply: Reply) {
      const answer = new sdk.engine.GetRootResourceResponse();
      answer.setUrn(rootUrn);
      reply(null, answer);
    },
  });

  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

function registrationIn(request: RegisterRequest): Registration {
  const propertyDependencies = request.getPropertydependenciesMap().toArray() as unknown as [
    string,
    string[][],
  ][];
  return {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    inputs: request.getObject()?.toJavaScript() ?? {},
    dependencies: request.getDependenciesList(),
    propertyDependencies: Object.fromEntries(
      propertyDependencies.map(([property, [urns = []]]) => [property, urns]),
    ),
    provider: request.getProvider(),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    deletedWith: request.getDeletedwith(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: request.getAliasesList().map((alias) => {
      const urn = alias.getUrn();
      return urn === "" ? { name: alias.getSpec()?.getName() ?? "" } : { urn };
    }),
  };
}

function readIn(request: ReadRequest): ReadRegistration {
  return {
    id: request.getId(),
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    inputs: request.getProperties()?.toJavaScript() ?? {},
    dependencies: request.getDependenciesList(),
    provider: request.getProvider(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
  };
}

function registerAnswer(sdk: Sdk, { urn, id, outputs }: Registered): object {
  const answer = new sdk.resource.RegisterResourceResponse();
  answer.setUrn(urn);
  answer.setId(id);
  answer.setObject(structOf(sdk, outputs));
  return answer;
}

function readAnswer(sdk: Sdk, { urn, outputs }: Registered): object {
  const answer = new sdk.resource.ReadResourceResponse();
  answer.setUrn(urn);
  answer.setProperties(structOf(sdk, outputs));
  return answer;
}
