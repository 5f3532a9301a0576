// @ts-check
// A broker in a process of its own, so that a test can kill it. It tells its parent the port that it listens on.
import { createServer } from "node:http";
import { createBroker } from "peer-invite-broker";

// The pages come from the port of the tests' server.
const broker = createBroker({ allowedOrigins: ["*"] });
const server = createServer(broker.handle);
broker.attach(server);
server.listen(Number(process.argv[2] ?? 0), "localhost", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.(address?.port);
});
