import type { Answer, OutgoingRequest } from "../connection";

/** A request to the API. */
export interface Outgoing extends OutgoingRequest {
  /** With the method, and the names of the path's parameters in place of their values. */
  endpoint: string;
}

/** Sends a request. Each step towards the service is made of the next one. */
export type Send<Request extends OutgoingRequest = Outgoing> = (outgoing: Request) => Promise<Answer>;
