import type { z } from "zod";
import type { Definition, Kind } from "./definition";
import { flag, oneOf } from "./fields";

type Fields = Readonly<Record<string, z.ZodType>>;

const onDelete = oneOf(
  ["restore", "retain"],
  "What `pulumi destroy` does, as the object itself can't be deleted: `restore` puts the declared fields back to the values they had before this resource managed them, `retain` leaves them.",
  { default: "restore" },
);

/**
 * Inputs that steer how a resource is managed and are no fields of the API object. They are inputs and not
 * Pulumi resource options because the provider sees nothing else.
 */
const options: Readonly<Record<Kind, Fields>> = {
  collection: {
    adopt: flag(
      "Takes an object of the same natural key that already exists under management, with the declared values, instead of stopping with an error.",
      { default: false },
    ),
  },
  singleton: {},
};

/** All that a program may declare: parents, fields and options. */
export const declarable = (definition: Definition): Fields => ({
  ...definition.inputs,
  ...options[definition.kind],
  ...(definition.canBeGivenBack && { onDelete }),
});
