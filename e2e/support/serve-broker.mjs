// @ts-check
// A broker in a process of its own, so that a test can kill it. It tells its parent the port that it listens on.
import { createServer } from "node:http";
import { mountBroker } from "../../scripts/broker.mjs";

/** @type {import("vite").Connect.NextHandleFunction | undefined} */
let broker;
const server = createServer((request, response) =>
  broker?.(request, response, () => response.writeHead(404).end()),
);
// The pages come from the port of the tests' server.
broker = await mountBroker(server, { allowedOrigins: ["*"] });
server.listen(Number(process.argv[2] ?? 0), "localhost", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.(address?.port);
});
