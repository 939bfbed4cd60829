import * as pulumi from "@pulumi/pulumi";

/** Whether a program gets the value only later. */
export const isEventual = (value: unknown) => pulumi.Output.isInstance(value) || value instanceof Promise;

/** Whether a program gets the value, or anything in it at any depth, only later. */
export const hasEventual = (value: unknown): boolean =>
  isEventual(value) ||
  (typeof value === "object" && value !== null && Object.values(value).some(hasEventual));
