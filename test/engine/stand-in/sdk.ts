import { createRequire } from "node:module";
import { join } from "node:path";
import type { Properties } from "./values";

/** Pulumi's SDK as the project has it: the stand-in works with any version that the provider supports. */
export interface Sdk {
  resource: typeof import("@pulumi/pulumi/proto/resource_pb");
  provider: typeof import("@pulumi/pulumi/proto/provider_pb");
  engine: typeof import("@pulumi/pulumi/proto/engine_pb");
  status: typeof import("@pulumi/pulumi/proto/status_pb");
  struct: typeof import("google-protobuf/google/protobuf/struct_pb");
  empty: typeof import("google-protobuf/google/protobuf/empty_pb");
  grpc: typeof import("@grpc/grpc-js");
  /** Service definitions; their stubs have no types of their own. */
  services: {
    ResourceMonitorService: import("@grpc/grpc-js").ServiceDefinition;
    EngineService: import("@grpc/grpc-js").ServiceDefinition;
    ResourceProviderClient: import("@grpc/grpc-js").ServiceClientConstructor;
  };
  /** The scripts that run programs and providers. */
  runScript: string;
  providerScript: string;
}

export function sdkOf(project: string): Sdk {
  const fromProject = createRequire(join(project, "package.json"));
  const fromSdk = createRequire(fromProject.resolve("@pulumi/pulumi/package.json"));
  const load = <Module>(name: string) => fromSdk(name) as Module;
  const proto = <Module>(name: string) => load<Module>(`./proto/${name}`);
  return {
    resource: proto("resource_pb"),
    provider: proto("provider_pb"),
    engine: proto("engine_pb"),
    status: proto("status_pb"),
    struct: load("google-protobuf/google/protobuf/struct_pb.js"),
    empty: load("google-protobuf/google/protobuf/empty_pb.js"),
    grpc: load("@grpc/grpc-js"),
    services: {
      ...proto<Pick<Sdk["services"], "ResourceMonitorService">>("resource_grpc_pb"),
      ...proto<Pick<Sdk["services"], "EngineService">>("engine_grpc_pb"),
      ...proto<Pick<Sdk["services"], "ResourceProviderClient">>("provider_grpc_pb"),
    },
    runScript: fromSdk.resolve("./cmd/run"),
    providerScript: fromSdk.resolve("./cmd/dynamic-provider"),
  };
}

/** Properties as the wire has them: JSON values only. */
export function structOf(sdk: Sdk, properties: Properties) {
  return sdk.struct.Struct.fromJavaScript(properties as Record<string, never>);
}
