import { describe, expect, it } from "vitest";
import { checkOptions } from "../../provider/api/checked-options";
import { realEnvironment } from "../../provider/api/client";
import { type ApiRequest, createSender } from "../../provider/api/sender";
import { definitions } from "../../provider/definitions";
import { prepared, spellings } from "../support/documented-requests";
import { credentials, send, startTestEmulator, type TestEmulator } from "../support/emulator";
import { type Fault, faults, helpful, LIMIT, lifecycleWrites, survivesFaults } from "../support/lost-answers";

/** Three faults for each kind, others for the next one. */
survivesFaults((definition) => {
  const first = definitions.indexOf(definition);
  return [0, 4, 8].map((distance) => faults[(first + distance) % faults.length] as Fault);
});

/** Those that are no part of the life of a resource: commands, and what only the client can do. */
const others = spellings.filter(
  ({ method, path, title, operationId }) =>
    title === spellings.find((one) => one.operationId === operationId)?.title &&
    method !== "GET" &&
    !isLifecycle(method, path),
);

function isLifecycle(method: string, path: string): boolean {
  const general = `${method} ${path.replace("/livechat", "").replace(/\{\w+\}/g, "{id}")}`;
  return lifecycleWrites.some((write) => write.toLowerCase() === general.toLowerCase());
}

describe.concurrent("any other write of the client", () => {
  it.each(others)("$method $path: is never sent twice where twice would count", async (endpoint) => {
    const emulator = await startTestEmulator();
    const { sender, close } = openSender(emulator);
    try {
      for (const fault of faults) {
        const { path, body } = await prepared(emulator, endpoint);
        const address = `/api/v3/livechat${path}`;
        const request = { method: endpoint.method, path: address, endpoint: address, body } as ApiRequest;
        await emulator.forgetRequests();
        await emulator.fault({ method: endpoint.method, path: "/**", fault });
        const failure = await sender.send(request).then(
          () => undefined,
          (error: Error) => error,
        );
        if (failure) expect(failure.message).toMatch(helpful);
        const sent = await emulator.requests();
        if (endpoint.method === "POST") expect(sent).toHaveLength(1);
        else if (failure)
          expect((await send(emulator, endpoint.method, path, body)).status).toBeOneOf([200, 204, 404]);
      }
    } finally {
      await close();
      await emulator.close();
    }
  });
});

function openSender({ url }: TestEmulator) {
  const environment = { ...realEnvironment, random: () => 0.001 };
  const options = checkOptions({ baseUrl: url, credentials, timeoutSeconds: LIMIT });
  const sender = createSender(options, environment, false);
  return { sender, close: () => sender.close() };
}
