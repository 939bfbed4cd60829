import type { Diagnostic } from "../engine";
import type { Sdk } from "./sdk";
import type { Properties } from "./values";

/** A resource as the program registers it. */
export interface Registration {
  type: string;
  name: string;
  parent: string;
  custom: boolean;
  inputs: Properties;
  dependencies: string[];
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

export interface Registered {
  urn: string;
  /** Empty while it isn't known. */
  id: string;
  outputs: Properties;
}

/** What the services hand on. */
export interface MonitorHandlers {
  register(registration: Registration): Promise<Registered>;
  registerOutputs(urn: string, outputs: Properties): void;
  log(diagnostic: Diagnostic): void;
}

/** The services that programs and providers call the engine by. */
export interface Monitor {
  readonly address: string;
  close(): void;
}

type Reply<Answer> = (error: { code: number; details: string } | null, answer?: Answer) => void;
type RegisterRequest = import("@pulumi/pulumi/proto/resource_pb").RegisterResourceRequest;

/** Without `outputValues` and `resourceReferences` property values stay plain JSON. */
const features: ReadonlySet<string> = new Set(["secrets", "deletedWith", "aliasSpecs"]);

export async function startMonitor(sdk: Sdk, handlers: MonitorHandlers): Promise<Monitor> {
  const { grpc } = sdk;
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const empty = () => new sdk.empty.Empty();
  let rootUrn = "";

  server.addService(sdk.services.ResourceMonitorService, {
    supportsFeature(call: { request: { getId(): string } }, reply: Reply<object>) {
      const answer = new sdk.resource.SupportsFeatureResponse();
      answer.setHassupport(features.has(call.request.getId()));
      reply(null, answer);
    },
    registerResource(call: { request: RegisterRequest }, reply: Reply<object>) {
      handlers.register(registrationIn(call.request)).then(
        (registered) => reply(null, answerFor(sdk, registered)),
        // The SDK takes this for an engine that is shutting down, and says nothing more.
        () => reply({ code: grpc.status.UNAVAILABLE, details: "The update has failed" }),
      );
    },
    registerResourceOutputs(
      call: { request: import("@pulumi/pulumi/proto/resource_pb").RegisterResourceOutputsRequest },
      reply: Reply<object>,
    ) {
      handlers.registerOutputs(call.request.getUrn(), call.request.getOutputs()?.toJavaScript() ?? {});
      reply(null, empty());
    },
    signalAndWaitForShutdown: (_: unknown, reply: Reply<object>) => reply(null, empty()),
  });
  server.addService(sdk.services.EngineService, {
    log(call: { request: import("@pulumi/pulumi/proto/engine_pb").LogRequest }, reply: Reply<object>) {
      const severity = (["debug", "info", "warning", "error"] as const)[call.request.getSeverity()] ?? "info";
      const urn = call.request.getUrn();
      const message = call.request.getMessage().trim();
      if (severity !== "debug" && !call.request.getEphemeral()) {
        handlers.log({ severity, message, ...(urn === "" ? {} : { urn }) });
      }
      reply(null, empty());
    },
    setRootResource(call: { request: { getUrn(): string } }, reply: Reply<object>) {
      rootUrn = call.request.getUrn();
      reply(null, new sdk.engine.SetRootResourceResponse());
    },
    getRootResource(_: unknown, reply: Reply<object>) {
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
  return {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    inputs: request.getObject()?.toJavaScript() ?? {},
    dependencies: request.getDependenciesList(),
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

function answerFor(sdk: Sdk, { urn, id, outputs }: Registered): object {
  const answer = new sdk.resource.RegisterResourceResponse();
  answer.setUrn(urn);
  answer.setId(id);
  answer.setObject(sdk.struct.Struct.fromJavaScript(outputs as Record<string, never>));
  return answer;
}
