import type { Form } from "./form";

/** Markup of a picture. */
export const svg: Form = (text) =>
  /<svg[\s>]/i.test(text) ? undefined : { message: "is not SVG markup: it has no <svg> element." };
