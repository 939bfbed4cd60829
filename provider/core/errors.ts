/**
 * Something that the user of this package can put right: wrong configuration, an object that is in the way,
 * an answer of the service. Its message says what happened, where, and what to do next; it never holds
 * a credential. Anything else that is thrown is a mistake of ours.
 */
export class Comm100Error extends Error {
  override name = "Comm100Error";
}
