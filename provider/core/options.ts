import type { Definition } from "./definition";
import type { Fields } from "./field-facts";
import { flag, oneOf } from "./fields";
import { remembered } from "./remembered";

const onDelete = oneOf(
  ["restore", "retain"],
  "What `pulumi destroy` does, as the object itself can't be deleted: `restore` puts the declared fields back to the values they had before this resource managed them, `retain` leaves them.",
  { default: "restore" },
);

const adopt = flag(
  "Takes an object of the same natural key that already exists under management, with the declared values, instead of stopping with an error.",
  { default: false },
);

/**
 * All that a program may declare: parents, fields, `adopt` and `onDelete`. These two are inputs and not Pulumi resource
 * options, as a provider sees inputs only.
 */
export const declarable = remembered(
  (definition: Definition): Fields => ({
    ...definition.inputs,
    ...(definition.hasId && { adopt }),
    ...(definition.canBeGivenBack && { onDelete }),
  }),
);
