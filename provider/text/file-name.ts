/** Names of devices on Windows, with whatever ending. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:\.|$))/i;

/** With folders above and a time behind it, less than file systems allow: 255 bytes, of which a letter may take four. */
const longest = 50;

/** A name of a site or a stack as part of a file's name: in this folder, on Windows too. */
export const fileNamePart = (name: string): string => {
  const letters = [...name.normalize("NFC").replace(/[^\p{L}\p{M}\p{N} _.-]+/gu, "-")];
  const plain = letters
    .slice(0, longest)
    .join("")
    .replace(/^[ .]+|[ .]+$/g, "");
  return plain.replace(device, "$&_") || "_";
};
