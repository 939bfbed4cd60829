import { dialects } from "./spelling";

/** What a setting may be and what it means: types, checks, variables and documentation follow from it. */
export interface SettingFacts {
  /** A sentence or two, for editors and documentation. */
  description: string;
  type: "text" | "number" | "wholeNumber" | "flag" | "choice";
  /** What it says: where the site is, who asks, how its service is talked to, or how a stack is to be treated. */
  about: "address" | "credentials" | "conversation" | "stack";
  isRequired?: true;
  /** Kept as a Pulumi secret, and never in a file. */
  isSecret?: true;
  default?: string | number | boolean;
  /** Of a number. */
  minimum?: number;
  maximum?: number;
  /** Of a choice. */
  choices?: readonly string[];
}

/**
 * The settings, as named in the Pulumi configuration namespace `comm100`, as arguments of `Provider`, as options of
 * the client, and in comm100.config.yaml.
 */
export const settings = {
  baseUrl: {
    description:
      "The API's origin, such as `https://api1.comm100.io`: the number is that of the control panel's `portalN`.",
    type: "text",
    about: "address",
    isRequired: true,
  },
  email: {
    description: "The e-mail address of the agent that the API key belongs to.",
    type: "text",
    about: "credentials",
  },
  apiKey: {
    description: "The API key of the site, for the agent of `email`.",
    type: "text",
    about: "credentials",
    isSecret: true,
  },
  username: {
    description: "OAuth, instead of `email` and `apiKey`: the agent's e-mail address.",
    type: "text",
    about: "credentials",
  },
  password: {
    description: "OAuth: the password of the agent of `username`.",
    type: "text",
    about: "credentials",
    isSecret: true,
  },
  accessToken: {
    description: "Instead of both: a token that was issued elsewhere. It is not renewed.",
    type: "text",
    about: "credentials",
    isSecret: true,
  },
  tokenUrl: {
    description:
      "Where OAuth tokens come from. Default: `portalN.comm100.io` for `apiN.comm100.io`, else `baseUrl`; with `/oauth/token`.",
    type: "text",
    about: "address",
  },
  timeoutSeconds: {
    description: "Time limit of one request, in seconds.",
    type: "number",
    about: "conversation",
    default: 30,
    minimum: 0.1,
    maximum: 3600,
  },
  maxConcurrency: {
    description: "How many requests are under way at once at most.",
    type: "wholeNumber",
    about: "conversation",
    default: 8,
    minimum: 1,
    maximum: 256,
  },
  maxRequestsPerMinute: {
    description:
      "Requests are spread so that no minute has more. Default: as many as the service lets through.",
    type: "wholeNumber",
    about: "conversation",
    minimum: 1,
    maximum: 1_000_000,
  },
  maxRetries: {
    description: "How often a request is repeated at most after a passing failure.",
    type: "wholeNumber",
    about: "conversation",
    default: 5,
    minimum: 0,
    maximum: 100,
  },
  lookUpSeconds: {
    description:
      "How long an object whose creation got no clear answer is looked for, in seconds, before it is created again: longer than the service's lists lag behind.",
    type: "number",
    about: "conversation",
    default: 30,
    minimum: 0,
    maximum: 3600,
  },
  allowInsecure: {
    description:
      "Allows `http:` to an address that isn't this machine's, so that credentials cross the network in clear.",
    type: "flag",
    about: "conversation",
    default: false,
  },
  dialect: {
    description: "Whose spelling of names and enum values goes out; both are always understood.",
    type: "choice",
    about: "conversation",
    choices: dialects,
    default: "published",
  },
  movedFrom: {
    description:
      "The origin that the site had before, when its host has moved: the next `pulumi up` takes the stack's state along to `baseUrl`.",
    type: "text",
    about: "stack",
  },
  previewChecks: {
    description:
      "Lets a preview read the site: it checks credentials, ids and names that are taken, and shows what an update will take over.",
    type: "flag",
    about: "stack",
    default: false,
  },
} as const satisfies Record<string, SettingFacts>;

export type Setting = keyof typeof settings;

export const settingNames = Object.keys(settings) as Setting[];

export const isSetting = (name: string): name is Setting => Object.hasOwn(settings, name);

export const factsOfSetting = (setting: Setting): SettingFacts => settings[setting];

/** The settings that say how a service is talked to. */
export type ConversationSetting = {
  [Name in Setting]: (typeof settings)[Name]["about"] extends "conversation" ? Name : never;
}[Setting];

export const conversationSettings = settingNames.filter(
  (name): name is ConversationSetting => settings[name].about === "conversation",
);

/** The settings that say how a stack is treated: they mean nothing to a client. */
export type StackSetting = {
  [Name in Setting]: (typeof settings)[Name]["about"] extends "stack" ? Name : never;
}[Setting];

/** A site of comm100.config.yaml signs in with these, and has the names of their variables: `emailEnv`. */
export const sitesFileCredentials = ["email", "apiKey"] as const satisfies readonly Setting[];

/** The environment variable of a setting: `COMM100_API_KEY`, or `COMM100_EU_API_KEY` for the provider "eu". */
export function environmentVariable(setting: Setting, providerName?: string): string {
  const words = [
    providerName?.replace(/[^0-9A-Za-z]+/g, "_"),
    setting.replace(/[A-Z]/g, (letter) => `_${letter}`),
  ];
  return ["COMM100", ...words.filter((word) => word !== undefined && word !== "")].join("_").toUpperCase();
}

/** `comm100:email and comm100:apiKey (or COMM100_EMAIL and COMM100_API_KEY)` */
export function whereToSet(...names: readonly Setting[]): string {
  const configured = names.map((name) => `comm100:${name}`).join(" and ");
  return `${configured} (or ${names.map((name) => environmentVariable(name)).join(" and ")})`;
}
