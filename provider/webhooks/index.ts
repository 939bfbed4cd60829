/** What Comm100 Live Chat posts to webhooks: `import { parseEvent } from "pulumi-comm100/webhooks"`. */
export { Comm100Error } from "../core/errors";
export { timeOf } from "../core/time";
export { visitorStatuses } from "../definitions/systems/visitor-status";
export { parseEvent } from "./parse-event";
export type * from "./parts";
export type * from "./payloads";
export { NotAnEventError } from "./refused";
