/** What a text has to look like. */
export interface Format {
  words: string;
  pattern: RegExp;
  /** An empty text isn't taken for a value that isn't set. */
  isNeverEmpty?: true;
}

const octet = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const port = "(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5]?[0-9]{1,4})";
/** The last part of a name begins with a letter: what ends in a number has to be an address. */
const host = `(([A-Za-z0-9_-]+[.])*[A-Za-z][A-Za-z0-9_-]*[.]?|${octet}([.]${octet}){3}|\\[::1\\])`;
const user = "([A-Za-z0-9._~%:-]+@)?";

/** No example has an empty one. */
const hex = "[0-9A-Fa-f]{6}";

/** Written so that every text of the form is one: the OpenAPI document says the same, and others make texts from it. */
const formats = {
  colour: { words: "a colour of the form #RRGGBB", pattern: new RegExp(`^#${hex}$`), isNeverEmpty: true },
  bareColour: { words: "a colour of the form RRGGBB", pattern: new RegExp(`^${hex}$`), isNeverEmpty: true },
  url: {
    words: "an absolute URL",
    pattern: new RegExp(`^[Hh][Tt][Tt][Pp][Ss]?://${user}${host}(:${port})?([/?#]|$)`),
  },
} as const satisfies Record<string, Format>;

export const formatOf = ({ format }: { format?: keyof typeof formats }): Format | undefined =>
  format && formats[format];
