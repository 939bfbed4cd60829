import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { visible } from "./visible";

/** A message's plain text. There `[text](address)` is a link, and `{0}` stands for an argument (SARIF 2.1.0, 3.11.5 and 3.11.6). */
export const sarifText = (text: string): string =>
  visible(text)
    .replace(/[\\[\]]/g, "\\$&")
    .replace(/[{}]/g, "$&$&");

/** The file of a location, relative to where the command runs. */
export const sarifUri = (file: string): string => {
  if (isAbsolute(file)) return pathToFileURL(file.toWellFormed()).href;
  const separator = process.platform === "win32" ? /[\\/]/ : "/";
  return file
    .toWellFormed()
    .split(separator)
    .map((name) => encodeURIComponent(name))
    .join("/");
};
