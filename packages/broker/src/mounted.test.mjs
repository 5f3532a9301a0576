// @ts-check
// A broker on an app's own server that has what the command has: many nodes over Redis, and metrics. By the names of the package.
import { once } from "node:events";
import { createServer } from "node:http";
import { createBroker } from "peer-invite-broker";
import { createMetrics } from "peer-invite-broker/metrics";
import { createRedisRegistry } from "peer-invite-broker/redis";
import { expect, onTestFinished, test, vi } from "vitest";
import { redisForTests, startRedis } from "../test/redis-server.fixture.mjs";
import { createClients } from "./broker.fixture.mjs";
import { beginBroker } from "./registry/first.mjs";

const program = redisForTests();

test.skipIf(program === undefined)("servers of an app share one Redis, and count what they do", async () => {
  const redis = await startRedis(String(program));
  onTestFinished(() => redis.stop());
  await beginBroker(redis);
  const start = async (/** @type {string} */ node) => {
    const metrics = createMetrics(() => broker);
    const broker = createBroker({
      log: () => {},
      meter: metrics,
      createRegistry: (parts) => createRedisRegistry({ ...parts, url: redis.url, node }),
    });
    const server = createServer(broker.handle);
    broker.attach(server);
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const clients = createClients(`127.0.0.1:${port}`);
    onTestFinished(async () => {
      clients.cut();
      await broker.stop();
      server.close();
    });
    return { ...clients, metrics };
  };
  const [a, b] = [await start("a"), await start("b")];
  const [alice, bob] = [await a.register("alice"), await b.register("bob")];
  alice.say({ type: "ANSWER", dst: "bob", payload: { post: "hello" } });
  expect(await bob.next()).toMatchObject({ src: "alice", payload: { post: "hello" } });
  // The answer of Redis may come after bob has heard.
  const counted = /^peer_invite_broker_relayed_total{type="ANSWER"} 1$/m;
  await vi.waitFor(async () => expect(await a.metrics.text()).toMatch(counted));
  const text = await a.metrics.text();
  expect(text).toMatch(/^peer_invite_broker_registrations 1$/m);
  expect(text).toMatch(/^peer_invite_broker_engine_seconds_count [1-9]/m);
});
