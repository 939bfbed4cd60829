import { probably } from "../core/conditions";
import { oneOf, text } from "../core/fields";
import { logicalExpression as expression } from "../core/forms/logical-expression";

/** How a list of conditions combines; segments, rules and auto invitations share it. */
export const conditionMetType = (more: { required?: true; default?: string } = {}) =>
  oneOf(["all", "any", "logicalExpression"], "How the conditions combine.", more);

export const logicalExpression = text(
  "Expression over the conditions' order numbers, such as (1 or 2) and 3.",
  { when: probably("conditionMetType", "logicalExpression"), form: expression("conditions") },
);
