// @ts-check
// A registry in a process of its own, which a test may kill or pause. It does what its parent says.
import { createRedisRegistry } from "./redis.mjs";

/** @param {unknown} message */
const say = (message) => process.send?.(message);

const registry = createRedisRegistry({
  ...JSON.parse(String(process.argv[2])),
  events: {
    deliver: (...args) => say({ event: "deliver", args }),
    lost: (...args) => say({ event: "lost", args }),
    expired: (...args) => say({ event: "expired", args }),
    ready: (...args) => say({ event: "ready", args }),
  },
});

process.on("message", async (/** @type {any} */ { number, call, args }) => {
  const result = await /** @type {any} */ (registry)[call](...args);
  say({ number, result });
});
process.on("disconnect", () => process.exit());
