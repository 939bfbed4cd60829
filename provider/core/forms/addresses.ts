import type { Form } from "./form";

/** One e-mail address, as the HTML standard has it, and with letters of any script. */
export const email: Form = (text) =>
  isEmail(text) ? undefined : { message: "is not an e-mail address such as ann@example.com." };

/**
 * Several e-mail addresses. What separates them isn't documented, so any usual separator will do. A piece without an @ is
 * none of an address, unless addresses have names in front of them.
 */
export const emails: Form = (text) => {
  const about = text.split(/[\s,;]+/).find((piece) => piece !== "" && !isEmail(piece));
  if (about === undefined) return undefined;
  const isCertain = !about.includes("@") && !/[<">]/.test(text);
  const message = "is not an e-mail address, and the field holds nothing else.";
  return { message, about, ...(!isCertain && { isWarning: true }) };
};

const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?`;
const emailAddress = new RegExp(String.raw`^[^\s@,;<>()"\\]+@${label}(?:\.${label})*$`, "u");
const isEmail = (text: string) => emailAddress.test(text);

/** An absolute URL. The macros of the service, such as `{!Visitor.IP}`, stand for what isn't known. */
export const urlWithMacros: Form = (text) =>
  text.startsWith("{!") || URL.canParse(text.replace(/\{![^}]*\}/g, "0"))
    ? undefined
    : { message: "is not an absolute URL such as https://example.com/{!Visitor.IP}." };

/** An absolute http or https URL. */
export const webUrl: Form = (text) =>
  /^https?:\/\//i.test(text) && URL.canParse(text)
    ? undefined
    : { message: "is not an absolute http or https URL." };

/** A domain, also with `*.` in front, or a URL. */
export const domainOrUrl: Form = (text) => {
  const url = urlOf(text.includes("://") ? text : `https://${text}`);
  if (url && url.username === "" && !/[\s,;]/.test(text)) return undefined;
  return { message: "is neither a domain such as shop.example.com nor a URL." };
};

/** The name or the IP address of a host. */
export const host: Form = (text) => {
  const url = urlOf(`https://${text}`) ?? urlOf(`https://[${text}]`);
  if (url && url.username === "" && !/[\s,;/?#]/.test(text)) return undefined;
  return { message: "is not the name of a host such as mail.example.com." };
};

const urlOf = (text: string) => (URL.canParse(text) ? new URL(text) : undefined);
