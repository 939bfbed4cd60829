/** What is wrong with a text that has a form. */
export interface FormProblem {
  /** What is wrong, to stand behind the text: `is not an e-mail address`. */
  message: string;
  /** The part of the text that it is about. Default: all of it. */
  about?: string;
  /** True where the documents don't say enough to refuse it. */
  isWarning?: true;
}

/**
 * The form of a text that isn't empty.
 *
 * @param beside the value of a field beside it, as far as it is declared
 */
export type Form = (text: string, beside: (field: string) => unknown) => FormProblem | undefined;

/** A form that is only likely, as the documents don't state it: what hasn't it is a warning. */
export const likely =
  (form: Form): Form =>
  (text, beside) => {
    const problem = form(text, beside);
    return problem && { ...problem, isWarning: true };
  };
