import type * as pulumi from "@pulumi/pulumi";

export interface LookupOptions {
  /** The site that is asked. Default: that of `parent`, else that of the stack's configuration. */
  provider?: pulumi.ProviderResource | undefined;
  parent?: pulumi.Resource | undefined;
}

/** Arguments of which one is enough. */
export type AtLeastOne<Arguments> = {
  [Name in keyof Arguments]-?: Required<Pick<Arguments, Name>> & Partial<Omit<Arguments, Name>>;
}[keyof Arguments];
