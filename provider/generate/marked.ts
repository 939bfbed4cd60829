/**
 * The text with something new between `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws Error when the text lacks one of the two
 */
export function withMarked(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${start} and ${end} aren't both there`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}
