import * as pulumi from "@pulumi/pulumi";

/** Pulumi shows a RunError without a stack, and once, however many registrations it ends. */
export function programError(message: string): Error {
  const error = new pulumi.RunError(message);
  // The SDK writes the name of the input that failed in front of the message, once for each registration.
  Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
  // Making the text of a stack takes Node 20 many seconds in a program: it reads the source maps of the SDK.
  error.stack = message;
  return error;
}
