/** What a text has to look like. */
export interface Format {
  words: string;
  pattern: RegExp;
  /** It has to be one that can be taken apart, too. */
  isAddress?: true;
}

export const formats = {
  colour: { words: "a colour of the form #RRGGBB", pattern: /^#[0-9A-Fa-f]{6}$/ },
  bareColour: { words: "a colour of the form RRGGBB", pattern: /^[0-9A-Fa-f]{6}$/ },
  url: { words: "an absolute URL", pattern: /^[Hh][Tt][Tt][Pp][Ss]?:/, isAddress: true },
} as const satisfies Record<string, Format>;

export const holds = ({ pattern, isAddress }: Format, text: string): boolean =>
  pattern.test(text) && (!isAddress || URL.canParse(text));
