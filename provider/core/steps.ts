export type Step = string | number;

/** `campaigns`, 0, `name` of `campaigns[0].name`. */
export const stepsOf = (path: string): Step[] =>
  [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name = ""]) =>
    index === undefined ? name : Number(index),
  );
