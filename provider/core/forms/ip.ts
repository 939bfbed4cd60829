import { BlockList, isIP } from "node:net";
import { UNKNOWN } from "../unknown";
import type { Form } from "./form";

/** An IPv4 or IPv6 address. */
export const ip: Form = (text) =>
  isAddress(text) ? undefined : { message: "is not an IP address such as 192.0.2.7 or 2001:db8::7." };

/** The last address of a range whose first one is in the field beside it. */
export const ipFrom =
  (firstField: string): Form =>
  (text, beside) => {
    const problem = ip(text, beside);
    const first = beside(firstField);
    if (problem || typeof first !== "string" || first === UNKNOWN || !isAddress(first)) return problem;
    if (isIP(first) !== isIP(text)) {
      return { message: `is an IPv${isIP(text)} address, and ${firstField} an IPv${isIP(first)} one.` };
    }
    if (isRange(first, text)) return undefined;
    return { message: `comes before ${firstField}: the range would end before it begins.` };
  };

/** The zone of an address means something on one machine only. */
const isAddress = (text: string) => isIP(text) !== 0 && !text.includes("%");

/** Node compares the addresses by their numbers. */
function isRange(first: string, last: string): boolean {
  try {
    new BlockList().addRange(first, last, isIP(first) === 4 ? "ipv4" : "ipv6");
    return true;
  } catch {
    return false;
  }
}
