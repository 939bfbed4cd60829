import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export interface FactField {
  name: string;
  type: string;
  format?: string;
  enum?: (string | number)[];
  enumRef?: string;
  enumOpen?: boolean;
  readOnly: boolean;
  serverAssigned?: boolean;
  expandOnly?: boolean;
  mandatory: boolean;
  mandatoryWhen?: string;
  dependsOn?: string;
  default?: unknown;
  include?: string;
  /** "maybe" where free text can hold a credential. */
  secret?: boolean | "maybe";
  writeOnly?: boolean;
  naturalKey?: boolean;
  /** Names an existing entry of a list, so that it is sent although it can't be changed. */
  key?: boolean;
  references?: string[];
  min?: number;
  max?: number;
  /** What the two documents say where they differ: the seed is the draft. */
  conflict?: {
    seed?: { name?: string; enum?: string };
    published?: { name?: string };
  };
}

export interface FactParameter {
  name: string;
  type: string;
  enum?: string[];
}

export interface FactEndpoint {
  operationId: string;
  resource: string;
  method: string;
  path: string;
  /** The draft's, where they are others. */
  seedPath?: string;
  seedMethod?: string;
  /** Other spellings in one of the documents. */
  alt?: { method?: string; path: string }[];
  params: { path: FactParameter[]; query: FactParameter[] };
  requestType: string | null;
  statusCodes: { success: number };
  responseType: string | null;
  /** Of which one is needed. */
  permissions: string[];
}

export interface Facts {
  types: Record<
    string,
    {
      fields: FactField[];
      kind: string;
      replyOnly?: boolean /** Of the neighbouring global API. */;
      referenced?: boolean;
    }
  >;
  /** seedValues: the draft's spellings, each with the published one. */
  enums: Record<string, { values: (string | { value: string })[]; seedValues?: Record<string, string> }>;
  /** The contradictions of the documents. */
  oddities: { id: string }[];
  endpoints: FactEndpoint[];
  events: { list: { event: string; external: { wireEvent: string | null; fields: EventField[] } }[] };
}

/** Of an event's payload, as the vendor's help centre shows it. */
export interface EventField {
  name: string;
  fields?: EventField[];
}

/** Every fact about the API that was read out of its documents; see test/facts. */
export const facts: Facts = JSON.parse(readFileSync(resolve(__dirname, "../facts/api.json"), "utf8"));

/** The values of a field's enum, its own or the one that it refers to; not of one that sites can extend. */
export function enumOf(field: FactField): (string | number)[] | undefined {
  if (field.enumOpen) return undefined;
  const referred = field.enumRef === undefined ? undefined : facts.enums[field.enumRef]?.values;
  return field.enum ?? referred?.map((value) => (typeof value === "string" ? value : value.value));
}

/** Whether the service alone sets the field. */
export const setByService = (field: FactField) =>
  !field.key && (field.readOnly || (field.serverAssigned ?? false) || (field.expandOnly ?? false));
