// @ts-check
// The project's broker on `HOST PORT`, in a process of its own that ends with its parent.
import { createServer } from "node:http";
import { createBroker } from "peer-invite-broker";

const [host, port] = process.argv.slice(2);
process.once("disconnect", () => process.exit());

const broker = createBroker({
  // The pages come from the browser's own host, or from another port of this one.
  allowedOrigins: ["*"],
  // The part "load" has thousands of peers on one host, which call as fast as they can.
  socketsPerHost: 50_000,
  peersMax: 50_000,
  connectBurst: 1_000_000,
  messagesPerSecond: 1_000_000,
  hostMessagesPerSecond: 1_000_000,
});
const server = createServer(broker.handle);
broker.attach(server);
server.listen(Number(port), host, () => process.send?.("ready"));
