/** An object with what the chosen values of `include` add to it. */
export type Including<Item, Includes, Chosen> = Item &
  Intersection<Chosen extends keyof Includes ? Includes[Chosen] : never>;

/** All members of a union at once; nothing for an empty one. */
type Intersection<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;
