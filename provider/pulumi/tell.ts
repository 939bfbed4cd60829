import { visible } from "../text/visible";

/** A line for the user: the host passes on what the process prints. */
export const tell = (message: string) => console.log(visible(`comm100: ${message}`));
