// @ts-check
// Bots and Peers in processes of their own: what a thousand invitations leave behind, and that a process ends by itself.
import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CROWDED, startBroker } from "./broker.fixture.mjs";
import { Child } from "./child.fixture.mjs";

/** These take half a minute: `npm run test:node` has them all. */
const isLong = process.env["NODE_TESTS"] === "all";
/**
 * How much the heap may grow from the 200th to the 1000th invitation, in bytes. A client remembers ended invitations for five
 * minutes, which takes about 2 kB for each.
 */
const GROWTH_MAX_BYTES = 3_000_000;
/** How long a process may take to end once its Peer was destroyed, in ms. A socket without an answer takes one second. */
const EXIT_MAX_MS = 2_500;

/** @type {Awaited<ReturnType<typeof startBroker>>} */
let broker;
/** @type {Child[]} */
const children = [];

/** @param {string} script @param {readonly unknown[]} args */
function run(script, ...args) {
  const child = new Child(`${script}.child.fixture.mjs`, args.map(String));
  children.push(child);
  return child;
}

beforeAll(async () => {
  // A thousand invitations from one machine, and all of them to one bot.
  broker = await startBroker(CROWDED);
});
afterAll(async () => {
  for (const child of children) child.kill();
  await broker.stop();
});

describe.runIf(isLong)("a bot in a process of its own", () => {
  test("takes 1000 invitations: no outcome is lost, its heap stays flat, and it exits by itself", async () => {
    const { port } = broker.at;
    const bot = run("bot", "bot", port);
    expect(await bot.next()).toBe("runs");
    const ended = [];
    const heaps = [];
    for (const count of [200, 800]) {
      const callers = run("callers", "bot", port, count, 8, `c${count}`);
      ended.push(...(await callers.next()));
      expect((await callers.exit()).code).toBe(0);
      bot.say("measure");
      heaps.push((await bot.next()).heapUsed);
    }
    bot.say("close");
    const { outcomes, errors, working } = await bot.next();
    const { code, tookMs } = await bot.exit();

    expect(ended).toHaveLength(1_000);
    // Some callers leave right after they cancel, and are gone before they are heard.
    const wanted = {
      accept: ["accepted accepted"],
      refuse: ["refused refused"],
      throw: ["refused refused"],
      cancel: ["canceled canceled", "canceled failed"],
    };
    for (const { id, content, kind, echoed } of ended) {
      expect(wanted[/** @type {keyof typeof wanted} */ (content)]).toContain(`${kind} ${outcomes[id]}`);
      expect(echoed).toBe(content === "accept");
    }
    expect(Object.keys(outcomes)).toHaveLength(1_000);
    expect([errors, working]).toEqual([200, 0]);
    expect(heaps[1] - heaps[0]).toBeLessThan(GROWTH_MAX_BYTES);
    expect([code, bot.output]).toEqual([0, ""]);
    expect(tookMs).toBeLessThan(EXIT_MAX_MS);
  });
});

describe.runIf(isLong)("a process ends by itself once its Peer was destroyed", () => {
  test.each(["open", "connecting", "at once", "invitation without an answer"])("%s", async (moment) => {
    await expectExit(run("exit", moment, broker.at.port));
  });

  test("after an error: nothing listens where the broker should be", async () => {
    await expectExit(run("exit", "error", 1));
  });

  test("while the broker never answers", async () => {
    const silent = createServer(() => {}).listen(0, "localhost");
    await once(silent, "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (silent.address());
    await expectExit(run("exit", "no answer", port));
    silent.close();
  });
});

/** @param {Child} child */
async function expectExit(child) {
  expect(await child.next()).toBe("destroyed");
  const { code, tookMs } = await child.exit();
  expect([code, child.output]).toEqual([0, ""]);
  expect(tookMs).toBeLessThan(EXIT_MAX_MS);
}
