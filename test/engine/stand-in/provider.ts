import { UNKNOWN } from "../shown";
import { startScript } from "./processes";
import { type Sdk, structOf } from "./sdk";
import { isSecret, type Properties, plain } from "./values";

/** How the provider answered diff. */
export interface DiffAnswer {
  /** undefined: the engine has to compare the inputs itself. */
  changes: boolean | undefined;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** A resource that was created or updated, but not completely. */
export class PartialFailure extends Error {
  readonly id: string;
  readonly outputs: Properties;
  readonly reasons: string[];

  constructor(id: string, outputs: Properties, reasons: string[]) {
    super(reasons.join("\n"));
    this.id = id;
    this.outputs = outputs;
    this.reasons = reasons;
  }
}

/** A provider process. Secrets are given to it in clear. */
export interface Provider {
  /** The problems are texts for people. */
  check(urn: string, olds: Properties, news: Properties): Promise<{ inputs: Properties; problems: string[] }>;
  diff(urn: string, id: string, olds: Properties, news: Properties): Promise<DiffAnswer>;
  create(urn: string, inputs: Properties): Promise<{ id: string; outputs: Properties }>;
  read(
    urn: string,
    id: string,
    outputs: Properties,
  ): Promise<{ id: string; outputs: Properties; inputs: Properties | undefined }>;
  update(urn: string, id: string, olds: Properties, news: Properties): Promise<Properties>;
  delete(urn: string, id: string, outputs: Properties): Promise<void>;
  stop(): Promise<void>;
}

export interface ProviderOptions {
  engineAddress: string;
  folder: string;
  project: string;
  environment: NodeJS.ProcessEnv;
  /** By full key, in clear. */
  config: Properties;
  /** Called with every line that the process prints. */
  line(text: string): void;
  killed: AbortSignal;
}

export async function startProvider(sdk: Sdk, options: ProviderOptions): Promise<Provider> {
  const { client, stop } = await startProcess(sdk, options);

  const struct = (properties: Properties) => structOf(sdk, plain(properties));

  /** Calls by the name of the stub's method; messages have no common type in the stubs. */
  function call<Answer>(method: string, request: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const stub = client[method] as (
        request: object,
        done: (error: Error | null, answer: Answer) => void,
      ) => void;
      stub.call(client, request, (error, answer) =>
        error ? reject(failureIn(sdk, error)) : resolve(answer),
      );
    });
  }

  const configure = new sdk.provider.ConfigureRequest();
  configure.setArgs(struct(options.config));
  await call("configure", configure);

  return {
    async check(urn, olds, news) {
      const request = new sdk.provider.CheckRequest();
      request.setUrn(urn);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      const answer = await call<import("@pulumi/pulumi/proto/provider_pb").CheckResponse>("check", request);
      const problems = answer
        .getFailuresList()
        .map((failure) =>
          problemText(failure.getProperty(), news[failure.getProperty()], failure.getReason()),
        );
      return { inputs: answer.getInputs()?.toJavaScript() ?? {}, problems };
    },
    async diff(urn, id, olds, news) {
      const request = new sdk.provider.DiffRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      const answer = await call<import("@pulumi/pulumi/proto/provider_pb").DiffResponse>("diff", request);
      const { DIFF_NONE, DIFF_SOME } = sdk.provider.DiffResponse.DiffChanges;
      const known = answer.getChanges();
      return {
        changes: known === DIFF_NONE ? false : known === DIFF_SOME ? true : undefined,
        replaces: answer.getReplacesList(),
        deleteBeforeReplace: answer.getDeletebeforereplace(),
      };
    },
    async create(urn, inputs) {
      const request = new sdk.provider.CreateRequest();
      request.setUrn(urn);
      request.setProperties(struct(inputs));
      const answer = await call<import("@pulumi/pulumi/proto/provider_pb").CreateResponse>("create", request);
      return { id: answer.getId(), outputs: answer.getProperties()?.toJavaScript() ?? {} };
    },
    async read(urn, id, outputs) {
      const request = new sdk.provider.ReadRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setProperties(struct(outputs));
      const answer = await call<import("@pulumi/pulumi/proto/provider_pb").ReadResponse>("read", request);
      return {
        id: answer.getId(),
        outputs: answer.getProperties()?.toJavaScript() ?? {},
        inputs: answer.getInputs()?.toJavaScript(),
      };
    },
    async update(urn, id, olds, news) {
      const request = new sdk.provider.UpdateRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      const answer = await call<import("@pulumi/pulumi/proto/provider_pb").UpdateResponse>("update", request);
      return answer.getProperties()?.toJavaScript() ?? {};
    },
    async delete(urn, id, outputs) {
      const request = new sdk.provider.DeleteRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setProperties(struct(outputs));
      await call("delete", request);
    },
    stop,
  };
}

/** Starts the process and waits for it to be ready. */
async function startProcess(sdk: Sdk, options: ProviderOptions) {
  const { engineAddress, folder, project, environment, killed } = options;
  let announce: ((port: string) => void) | undefined;
  const port = new Promise<string>((resolve) => {
    announce = resolve;
  });
  const running = startScript(sdk.providerScript, [engineAddress], {
    folder,
    environment: { ...environment, PULUMI_NODEJS_PROJECT: project, PULUMI_PROJECT: project },
    line(text) {
      // The first line is the port, all others are what the provider says.
      if (!announce) return options.line(text);
      announce(text);
      announce = undefined;
    },
  });
  killed.addEventListener("abort", running.kill);
  const died = running.ended.then(() =>
    Promise.reject(new Error("The provider's process ended unexpectedly.")),
  );
  died.catch(() => undefined);
  const client = new sdk.services.ResourceProviderClient(
    `127.0.0.1:${await Promise.race([port, died])}`,
    sdk.grpc.credentials.createInsecure(),
    { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 },
  );
  const stop = async () => {
    client.close();
    running.kill();
    await running.ended;
  };
  return { client, stop };
}

/** Pulumi's words for a problem that check found; like Pulumi, it shows the value even of a secret. */
function problemText(property: string, value: unknown, reason: string): string {
  if (property === "") return ` has a problem: ${reason}`;
  return `: property ${property} value {${valueText(value)}} has a problem: ${reason}`;
}

function valueText(value: unknown): string {
  if (value === undefined) return "<nil>";
  if (isSecret(value)) return `&{{${valueText(value.value)}}}`;
  return typeof value === "object" || value === UNKNOWN ? JSON.stringify(value) : String(value);
}

/** A partial failure travels in the details of the gRPC status. */
function failureIn(sdk: Sdk, error: Error): Error {
  const { details, metadata } = error as { details?: string; metadata?: import("@grpc/grpc-js").Metadata };
  const [packed] = metadata?.get("grpc-status-details-bin") ?? [];
  const partial = packed instanceof Buffer ? partialFailureIn(sdk, packed) : undefined;
  return partial ?? new Error(details ?? error.message);
}

function partialFailureIn(sdk: Sdk, packed: Buffer): PartialFailure | undefined {
  const { Status } = sdk.status;
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  if (!detail?.getTypeName().endsWith("ErrorResourceInitFailed")) return undefined;
  const failed = sdk.provider.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  const outputs = failed.getProperties()?.toJavaScript() ?? {};
  return new PartialFailure(failed.getId(), outputs, failed.getReasonsList());
}
