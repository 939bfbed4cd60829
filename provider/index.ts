/**
 * Comm100 Live Chat in Pulumi programs: `import * as comm100 from "pulumi-comm100"`.
 * The resource classes are generated from `definitions/`.
 */
export * from "./generated/lookups";
export * from "./generated/resources";
export * from "./generated/site";
export { Provider, type ProviderArgs } from "./pulumi/provider";
