/** What was found out about one thing, in a line. */
export interface Finding {
  /** Such as `credentials`: part of the interface. */
  about: string;
  /**
   * `error`: it would go wrong; `warning`: it may, or a part of it would; `unknown`: it can't be told without
   * writing, or doesn't matter here.
   */
  status: "ok" | "warning" | "unknown" | "error";
  /** What there is. */
  text: string;
  /** What to do; missing where there is nothing to do. */
  advice?: string;
}

export const ok = (about: string, text: string): Finding => ({ about, status: "ok", text });

/** What a thrown value says, in a line. */
export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
