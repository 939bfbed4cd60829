import type { ClientSettings } from "../generated/client-settings";
import type { Exchange } from "./call-log";
import type { Credentials } from "./credentials";

export type { Credentials };

export interface ClientOptions extends ClientSettings {
  credentials: Credentials;
  /** Refuses to send anything but GET, and requests for tokens. Default false. */
  readOnly?: boolean;
  /** Told of every request when it has ended, repetitions and requests for tokens included. Must not throw. */
  onExchange?: (exchange: Exchange) => void;
  /** Ends every request and every pause of the client when it is aborted; they fail with `NoAnswerError`. */
  signal?: AbortSignal;
  /** Told what a person who waits wants to know, such as that the service asks for a pause. */
  onNotice?: (message: string) => void;
  /** What the client takes from outside; for tests. */
  environment?: Partial<ClientEnvironment>;
}

export interface ClientEnvironment {
  /**
   * Milliseconds since any moment, for intervals. It never goes back: the time of day does, when a clock is set.
   * While a machine is suspended it may stand still, which makes nothing wrong: a token that has ended in the meantime
   * is refused and renewed, and a pause that was over is waited for to its end.
   */
  now(): number;
  random(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
