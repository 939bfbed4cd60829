import type { Definition } from "../core/definition";
import { id, type More, object } from "../core/fields";

/** A member of a collection inside another object's answer: it has its id there, too. */
export const member = ({ name, fields }: Definition, description: string, more: More = {}) =>
  object(name, { id: id("Id of the object.", { readOnly: true }), ...fields }, description, more);
