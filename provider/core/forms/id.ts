import type { Form } from "./form";

/**
 * Ids are GUIDs or whole numbers. The documents' own samples have letters after f (docs/api-notes.md#ids), so any letter
 * is right; a name hardly ever is of this form.
 */
export const idPattern = /^(?:[0-9a-z]{8}(?:-[0-9a-z]{4}){3}-[0-9a-z]{12}|[0-9]{1,20})$/i;

export const isIdText = (text: string): boolean => idPattern.test(text);

/** The id of an agent or of a department: which of the two, says the field beside it. */
export const idOfTarget =
  (field: string, targets: { agent: string; department: string }): Form =>
  (text, beside) => {
    const target = beside(field);
    const isNumber = /^\d+$/.test(text);
    if (target === targets.agent && !isNumber) {
      return {
        message: `is not the id of an agent, though ${field} is ${target}: agents have whole numbers.`,
        isWarning: true,
      };
    }
    if (target === targets.department && isNumber) {
      return {
        message: `is not the id of a department, though ${field} is ${target}: departments have GUIDs.`,
        isWarning: true,
      };
    }
    return undefined;
  };
