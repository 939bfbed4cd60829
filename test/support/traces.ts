/**
 * The secrets of which a text holds a trace: in clear, escaped for JSON or a URL, or in base64, wherever in what was
 * encoded they stood.
 */
export function tracesOf(secrets: readonly string[], text: string): string[] {
  return secrets.filter((secret) => spellings(secret).some((spelling) => text.includes(spelling)));
}

function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  // Three bytes make four characters: what comes before decides where they begin. The ends are mixed with the neighbours.
  const encoded = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + bytes.length) * 4) / 3) - 1),
  );
  const urlSafe = encoded.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
    bytes.toString("hex"),
    ...encoded,
    ...urlSafe,
  ];
}
