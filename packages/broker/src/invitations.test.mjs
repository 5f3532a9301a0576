// @ts-check
// Peers that ring each other through three nodes while nodes and Redis fail: the two ends of every invitation agree, every peer is
// back soon, and no id is at two places. The invitations are those of peer-invite, by post alone.
import { createInvitationClient } from "peer-invite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { startNodes } from "../test/nodes.fixture.mjs";
import { isLong, redisForTests } from "../test/redis-server.fixture.mjs";

const PEERS = 200;
const RETRY_MS = 250;
/** How long a peer may take to be back, its own pauses included, in ms. */
const BACK_MS = 3_000 + 2 * RETRY_MS;

/** A peer at the broker without WebRTC, which connects again whenever it is cut. */
class Line {
  #address;
  #id;
  #token = crypto.randomUUID();
  /** @type {WebSocket | undefined} */
  #socket;
  #isOver = false;
  /** @type {import("peer-invite").TransportEvents | undefined} */
  #events;
  /** When it was last cut; undefined while it is registered. @type {number | undefined} */
  cutAtMs = performance.now();

  /** @param {string} address @param {string} id */
  constructor(address, id) {
    this.#address = address;
    this.#id = id;
  }

  /** @returns {import("peer-invite").Transport} */
  get transport() {
    return {
      start: (events) => {
        this.#events = events;
        events.changed("connecting", undefined);
        this.#connect();
      },
      // There is no WebRTC here, so no channel ever opens.
      connect: (peer) => ({
        peer,
        start: ({ closed }) => queueMicrotask(() => closed("closed")),
        send: () => {},
        close: () => {},
      }),
      post: (dst, post) => this.#say({ type: "CANDIDATE", dst, payload: { label: "peer-invite", post } }),
      stop: async () => {
        this.#isOver = true;
        this.#socket?.terminate();
      },
    };
  }

  /** @param {object} message */
  #say(message) {
    if (this.cutAtMs === undefined) this.#socket?.send(JSON.stringify(message));
  }

  #connect() {
    if (this.#isOver) return;
    const socket = new WebSocket(
      `ws://${this.#address}/broker/peerjs?key=peerjs&id=${this.#id}&token=${this.#token}&version=1.5.5`,
    );
    this.#socket = socket;
    socket.on("error", () => {});
    socket.on("message", (data) => this.#hear(JSON.parse(String(data))));
    socket.on("close", () => {
      if (this.#isOver) return;
      this.cutAtMs ??= performance.now();
      this.#events?.changed("offline", undefined);
      setTimeout(() => this.#connect(), RETRY_MS);
    });
  }

  /** @param {{ type: string, src: string, payload?: { post?: string } }} message */
  #hear({ type, src, payload }) {
    if (type === "OPEN") {
      this.cutAtMs = undefined;
      this.#events?.changed("online", /** @type {import("peer-invite").PeerId} */ (this.#id));
    } else if (type === "EXPIRE") this.#events?.absent(/** @type {any} */ (src));
    else if (payload?.post !== undefined) this.#events?.posted(/** @type {any} */ (src), payload.post);
  }
}

/** @param {() => boolean} isSo @param {number} mostMs */
async function until(isSo, mostMs) {
  const end = performance.now() + mostMs;
  while (!isSo() && performance.now() < end) await pass(20);
  return isSo();
}

/** @param {number} ms */
const pass = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const program = redisForTests();

describe.skipIf(program === undefined || !isLong)("peers that ring each other over three nodes", () => {
  /** @type {Awaited<ReturnType<typeof startNodes>>} */
  let broker;
  /** @type {{ id: string, line: Line, client: import("peer-invite").InvitationClient }[]} */
  let peers = [];
  /** What came of each invitation at each of its ends. @type {Map<string, Record<string, string>>} */
  const ends = new Map();
  let isRinging = true;

  /** @param {import("peer-invite").Invitation} invitation */
  const watch = (invitation) => {
    const id = `${invitation.role === "local" ? invitation.callee : invitation.caller} ${invitation.id}`;
    const key = invitation.id;
    void invitation.outcome.then(({ kind }) => {
      ends.set(key, { ...ends.get(key), [invitation.role]: kind });
    });
    return id;
  };

  beforeAll(async () => {
    const args = [
      "--path",
      "/broker",
      "--sockets-per-host",
      "1000",
      "--drain-ms",
      "1000",
      "--connect-burst",
      "10000",
      "--host-messages-per-second",
      "100000",
    ];
    broker = await startNodes(String(program), { args });
    peers = Array.from({ length: PEERS }, (_, n) => {
      const id = `peer-${n}`;
      const line = new Line(broker.address, id);
      const limits = { ttlMs: 10_000, deliverTimeoutMs: 8_000 };
      const client = createInvitationClient(line.transport, { limits, whenBusy: "ring" });
      client.on("invitation", (invitation) => {
        watch(invitation);
        if (Math.random() < 0.6) invitation.accept();
        else if (Math.random() < 0.7) invitation.refuse();
      });
      return { id, line, client };
    });
    expect(await until(() => peers.every(({ line }) => line.cutAtMs === undefined), 10_000)).toBe(true);
    const ring = async () => {
      while (isRinging) {
        const [from, to] = [pick(), pick()];
        if (from !== to) {
          const invitation = from.client.createLocalInvitation(to.id);
          watch(invitation);
          invitation.send();
          if (Math.random() < 0.2) setTimeout(() => invitation[Symbol.dispose](), Math.random() * 300);
        }
        await pass(10);
      }
    };
    void ring();
  });

  afterAll(async () => {
    for (const { client } of peers) void client.close();
    await broker?.stop();
  });

  const pick = () => /** @type {typeof peers[number]} */ (peers[Math.floor(Math.random() * peers.length)]);

  const isCut = () => peers.some(({ line }) => line.cutAtMs !== undefined);

  /** Resolves with whether every peer is registered again in its time. */
  const allBack = () => until(() => !isCut(), BACK_MS);

  /** Resolves once somebody has lost its node, with whether every peer is registered again in its time. */
  const allBackAfterLoss = async () => (await until(isCut, 15_000)) && (await allBack());

  test("a node is killed, and comes back", async () => {
    await pass(1_000);
    await broker.nodes[0]?.signal("SIGKILL");
    expect(await allBackAfterLoss()).toBe(true);
    await broker.nodes[0]?.start();
    await pass(1_000);
  });

  test("all nodes are drained one after the other", async () => {
    for (const node of broker.nodes) {
      await node.signal("SIGTERM");
      expect(await allBack()).toBe(true);
      await node.start();
    }
    expect(await broker.registrations()).toBe(PEERS);
  });

  test("Redis is away for five seconds, and forgets everything", async () => {
    await broker.redis.kill();
    await pass(5_000);
    await broker.redis.start();
    await pass(500);
    expect(await allBack()).toBe(true);
  });

  test("a node is drained just after that", async () => {
    const [node] = broker.nodes;
    await node?.signal("SIGTERM");
    expect(await allBack()).toBe(true);
    await node?.start();
  });

  test("a node is paused past its lease, and comes back", async () => {
    const [, node] = broker.nodes;
    await node?.signal("SIGSTOP");
    await pass(20_000);
    await node?.signal("SIGCONT");
    // Those that hung on it learn now that they have lost their ids.
    expect(await allBackAfterLoss()).toBe(true);
    expect(await broker.registrations()).toBe(PEERS);
  }, 60_000);

  test("Redis is away for longer than a node may go on", async () => {
    await broker.redis.kill();
    expect(await until(isCut, 12_000)).toBe(true);
    await broker.redis.start();
    // It has forgotten everything, and the nodes cannot know any more who had what.
    expect(await until(() => !isCut(), 10_000 + BACK_MS)).toBe(true);
    expect(await broker.registrations()).toBe(PEERS);
  }, 60_000);

  test("the two ends of every invitation agree", async () => {
    isRinging = false;
    expect(await until(() => peers.every(({ client }) => client.invitations.length === 0), 20_000)).toBe(
      true,
    );
    const both = [...ends.values()].filter(
      ({ local, remote }) => local !== undefined && remote !== undefined,
    );
    expect(both.length).toBeGreaterThan(200);
    const onesided = both.filter(({ local, remote }) => {
      if (local === "failed" || remote === "failed") return false;
      return (local === "accepted") !== (remote === "accepted");
    });
    expect(onesided).toEqual([]);
    const accepted = both.filter(({ local }) => local === "accepted").length;
    expect(accepted).toBeGreaterThan(50);
  }, 40_000);
});
