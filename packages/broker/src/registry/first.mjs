// @ts-check
// For anyone who has just started a Redis for a broker that has no nodes yet.
import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";

/**
 * Tells an empty Redis that it has forgotten nothing, so that ids can be registered at once. Without this, the nodes cannot tell
 * a new Redis from one that was restarted, and wait for `recoveryMs`. Never call it where nodes of this broker may be running.
 *
 * @param {{ readonly url: string, readonly prefix?: string }} parts as for createRedisRegistry
 * @returns {Promise<void>}
 */
export async function beginBroker({ url, prefix = "peer-invite" }) {
  const redis = new Redis(url, { maxRetriesPerRequest: 10 });
  redis.on("error", () => {});
  try {
    const [, run = ""] = /run_id:(\w+)/.exec(await redis.info("server")) ?? [];
    await redis.multi().set(`${prefix}:run`, run, "NX").set(`${prefix}:epoch`, randomUUID(), "NX").exec();
  } finally {
    redis.disconnect();
  }
}
