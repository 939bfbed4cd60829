/** The client of the Comm100 Live Chat API v3, usable on its own: `import { createClient } from "pulumi-comm100/api"`. */
export { Comm100Error } from "../core/errors";
export { timeOf } from "../core/time";
export type * from "../generated/client";
export type * from "../generated/objects";
export type { Exchange } from "./call-log";
export { createClient } from "./create-client";
export { ApiError, NoAnswerError, UnexpectedAnswerError } from "./errors";
export type { LostReason } from "./lost-answer";
export type { ClientOptions, Credentials } from "./options";
export type { Pages } from "./pages";
