/** Receives the webhooks of a site on a port of this machine, and prints each event. Run it as README.md says. */
import { lineOf } from "./line";
import { receiver } from "./receiver";

const port = Number(process.env.PORT ?? 8090);

receiver((posted) => console.log(lineOf(posted))).listen(port, "127.0.0.1", () =>
  console.log(`Webhooks can be posted to http://127.0.0.1:${port}/`),
);
