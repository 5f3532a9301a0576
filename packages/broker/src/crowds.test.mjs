// @ts-check
// Strangers in crowds against the command in a process of its own: what they cost is bounded, and others are undisturbed. With
// `npm run test:broker`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isLong } from "../test/redis-server.fixture.mjs";
import { Talker } from "./broker.fixture.mjs";

const CLI = fileURLToPath(new URL("cli.mjs", import.meta.url));
const CROWD = 4_000;
const MB = 1_048_576;
/** Above what an idle process moves by itself. */
const SLACK_MB = 60;

describe.skipIf(!isLong || process.platform !== "linux")("a crowd of strangers", () => {
  /** @type {import("node:child_process").ChildProcess} */
  let child;
  let port = 0;
  /** @type {import("node:net").Socket[]} */
  let sockets = [];
  /** @type {[Talker, Talker]} */
  let pair;

  /** @param {string[]} args */
  const start = async (args) => {
    child = spawn(process.execPath, [CLI, "--host", "127.0.0.1", "--port", "0", ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said] = await once(/** @type {import("node:stream").Readable} */ (child.stdout), "data");
    child.stdout?.resume();
    port = Number(/:(\d+)\//.exec(String(said))?.[1]);
    pair = [await register("alice"), await register("bob")];
  };

  beforeEach(() => {
    sockets = [];
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    child.kill("SIGKILL");
    await once(child, "exit");
  });

  /** @param {string} id */
  const register = async (id) => {
    const talker = new Talker(`ws://127.0.0.1:${port}/peerjs?key=peerjs&id=${id}&token=t`);
    expect(await talker.next()).toEqual({ type: "OPEN" });
    return talker;
  };

  /** The resident size of the process, in MB. */
  const sizeMb = () => {
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
  };

  /** Says something from alice to bob, and waits until bob has heard it. */
  const talk = async () => {
    const [alice, bob] = pair;
    alice.say({ type: "ANSWER", dst: "bob", payload: { post: "hello" } });
    expect(await bob.next()).toMatchObject({ payload: { post: "hello" } });
  };

  /** A TCP connection from one of many addresses of this machine. @param {number} number @param {string} text what it says */
  const dial = (number, text) => {
    const localAddress = `127.0.${1 + (number % 100)}.1`;
    const socket = connect({ port, host: "127.0.0.1", localAddress });
    socket.on("error", () => {});
    socket.resume();
    if (text !== "") socket.write(text);
    sockets.push(socket);
    return socket;
  };

  /** @param {import("node:net").Socket} socket @returns {Promise<void>} when it is closed, in whatever way */
  const closing = (socket) => new Promise((resolve) => socket.once("close", () => resolve()));

  /**
   * A crowd, a few at a time: of a connection that waits too long to be taken, and says nothing, the server never hears.
   *
   * @param {(n: number) => import("node:net").Socket} make
   */
  const gather = async (make) => {
    /** @type {Promise<void>[]} */
    const closed = [];
    for (let n = 0; n < CROWD; n += 1) {
      closed.push(closing(make(n)));
      if (n % 200 === 199) await talk();
    }
    return closed;
  };

  const HALF_OPEN = {
    "that say nothing": "",
    "that never end their headers": "GET /peerjs HTTP/1.1\r\nHost: localhost\r\nX-A: ",
    "that promise a body and send none":
      "POST /renew HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n",
  };

  test.each(Object.entries(HALF_OPEN))(
    "%s: they are closed within fifteen seconds",
    async (_, text) => {
      await start([]);
      const before = sizeMb();
      const closed = await gather((n) => dial(n, text));
      await talk();
      expect(sizeMb() - before).toBeLessThan(SLACK_MB + (CROWD * 20_000) / MB);
      await Promise.all(closed);
      await talk();
      await register("carol");
    },
    30_000,
  );

  test("from one address: only so many are held, and other addresses are served", async () => {
    await start(["--sockets-per-host", "50"]);
    const startMs = performance.now();
    const closed = await gather(() => dial(7, ""));
    await Promise.all(closed.slice(170));
    // Those beyond the bound are closed at once: those within it, when they have said nothing for ten seconds.
    expect(performance.now() - startMs).toBeLessThan(8_000);
    expect(sockets.filter(({ destroyed }) => !destroyed)).toHaveLength(170);
    await talk();
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toContain('refused_total{reason="too many connections from one address"}');
  }, 30_000);

  test("100 MB in one message, in a message of parts, and in the body of a request are not read", async () => {
    await start([]);
    const before = sizeMb();
    const key = Buffer.from("0123456789abcdef").toString("base64");
    const upgrade = (/** @type {string} */ id) =>
      `GET /peerjs?key=peerjs&id=${id}&token=t HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`;
    // Fin and text, or a beginning of text; a mask of zeros; 100 MB.
    const header = (/** @type {number} */ first) =>
      Buffer.from([first, 0xff, 0, 0, 0, 0, 0x05, 0xf5, 0xe1, 0, 0, 0, 0, 0]);
    const piece = Buffer.alloc(65_536, "[");
    const part = Buffer.concat([Buffer.from([0x01, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]), piece]);
    const next = Buffer.concat([Buffer.from([0x00, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]), piece]);
    const flows = [
      { begin: [upgrade("whole"), header(0x81)], go: piece },
      { begin: [upgrade("parts"), part], go: next },
      {
        begin: ["POST /renew?id=x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n"],
        go: piece,
      },
    ];
    for (const { begin, go } of flows) {
      const socket = dial(3, "");
      const closed = closing(socket);
      for (const text of begin) socket.write(text);
      let sent = 0;
      while (!socket.destroyed && sent < 100 * MB) {
        sent += go.length;
        if (!socket.write(go))
          await Promise.race([new Promise((go) => socket.once("drain", () => go(undefined))), closed]);
      }
      await closed;
      expect(sent).toBeLessThan(20 * MB);
    }
    expect(sizeMb() - before).toBeLessThan(SLACK_MB);
    await talk();
  }, 30_000);

  test("5000 ids of odd shapes, none of which is registered", async () => {
    await start(["--connect-burst", "100000"]);
    const before = sizeMb();
    const odd = [
      "__proto__",
      "a  b",
      "-",
      "ü",
      "a%00",
      "a/b",
      "%F0%9F%98%80",
      "a".repeat(129),
      "",
      " a",
      "constructor ",
      "a\u202eb",
    ];
    for (let batch = 0; batch < 50; batch += 1) {
      await Promise.all(
        Array.from({ length: 100 }, async (_, n) => {
          const id = `${odd[n % odd.length]}`;
          const talker = new Talker(
            `ws://127.0.0.1:${port}/peerjs?key=peerjs&id=${encodeURIComponent(id)}&token=t`,
          );
          await talker.closed;
        }),
      );
    }
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toContain("peer_invite_broker_registrations 2\n");
    expect(sizeMb() - before).toBeLessThan(SLACK_MB);
    await talk();
  }, 60_000);

  test("who registers and leaves without end is told to stop, and others are served", async () => {
    await start(["--connect-burst", "100"]);
    /** @type {number[]} */
    const refused = [];
    for (let n = 0; n < 150; n += 1) {
      const talker = new Talker(`ws://127.0.0.1:${port}/peerjs?key=peerjs&id=churn&token=t`);
      const first = await Promise.race([talker.next(), talker.refused]);
      if (typeof first === "number") refused.push(first);
      talker.terminate();
    }
    expect(refused.length).toBeGreaterThan(20);
    expect(new Set(refused)).toEqual(new Set([429]));
    await talk();
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toContain(
      'refused_total{reason="Too many new sockets from one address: connectsPerSecond"}',
    );
  }, 30_000);
});
