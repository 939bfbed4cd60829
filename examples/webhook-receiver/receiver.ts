import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { NotAnEventError, type PostedEvent, parseEvent } from "pulumi-comm100/webhooks";

/** A server that hands on every event. What isn't one is answered with 400 and the reason. */
export const receiver = (receive: (posted: PostedEvent) => unknown) =>
  createServer(async (request, response) => {
    try {
      await receive(parseEvent(await text(request)));
      response.writeHead(204).end();
    } catch (error) {
      const isTheirs = error instanceof NotAnEventError;
      if (!isTheirs) console.error(error);
      response.writeHead(isTheirs ? 400 : 500).end(isTheirs ? error.message : "");
    }
  });
