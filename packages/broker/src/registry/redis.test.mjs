// @ts-check
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe } from "vitest";
import { isLong, redisForTests, startRedis } from "../../test/redis-server.fixture.mjs";
import { CONTRACT_PARTS, describeRegistry } from "./contract.fixture.mjs";
import { beginBroker } from "./first.mjs";
import { makeNode, until } from "./node.fixture.mjs";
import { createRedisRegistry } from "./redis.mjs";

const program = redisForTests();

describe.skipIf(program === undefined)("over Redis", () => {
  /** @type {Awaited<ReturnType<typeof startRedis>>} */
  let redis;
  beforeAll(async () => {
    redis = await startRedis(String(program));
  });
  afterAll(() => redis.stop());

  for (const count of isLong ? [1, 2, 3] : [1]) {
    describeRegistry(`the registry of ${count === 1 ? "one node" : `${count} nodes`}`, async () => {
      const parts = { url: redis.url, prefix: randomUUID(), ...CONTRACT_PARTS };
      await beginBroker(parts);
      const nodes = await Promise.all(
        Array.from({ length: count }, (_, index) =>
          makeNode((events) => createRedisRegistry({ ...parts, events, node: `node${index}` })),
        ),
      );
      await until(() => nodes.every(({ ready }) => ready.length > 0), "all are ready");
      const [a, b = a, c = b] = nodes;
      if (a === undefined || b === undefined || c === undefined) throw new Error("no node");
      return {
        ...{ a, b, c },
        stop: async () => {
          await Promise.all(nodes.map((node) => node.stop()));
        },
      };
    });
  }
});
