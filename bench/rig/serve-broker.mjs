// @ts-check
// The project's broker on `HOST PORT`, in a process of its own that ends with its parent.
import { createServer } from "node:http";
import { mountBroker } from "../../scripts/broker.mjs";

const [host, port] = process.argv.slice(2);
process.once("disconnect", () => process.exit());

/** @type {import("vite").Connect.NextHandleFunction | undefined} */
let broker;
const server = createServer((request, response) =>
  broker?.(request, response, () => response.writeHead(404).end()),
);
broker = await mountBroker(server);
server.listen(Number(port), host, () => process.send?.("ready"));
