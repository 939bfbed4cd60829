/** A longer text is a sentence, and its words are anybody's. */
const mostWords = 3;

/** The texts in answers, in small letters: each as a whole, and the words of the short ones, as of a person's name. */
export function textsIn(bodies: readonly unknown[]): ReadonlySet<string> {
  const texts = new Set<string>();
  // No recursion: a body may be as deep as somebody wants it to be.
  const left: unknown[] = [...bodies];
  for (let value = left.pop(); value !== undefined || left.length > 0; value = left.pop()) {
    if (typeof value === "string") addText(value.toLowerCase(), texts);
    else if (typeof value === "object" && value !== null)
      for (const one of Object.values(value)) left.push(one);
  }
  return texts;
}

function addText(text: string, texts: Set<string>): void {
  texts.add(text);
  const words = text.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== "");
  if (words.length <= mostWords || text.includes("@")) for (const word of words) texts.add(word);
}
