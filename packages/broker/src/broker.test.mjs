// @ts-check
// The mounted broker over real loopback sockets. It opens, relays, reports an absent peer soon, and leaves the server's other
// WebSockets alone.
import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { startBroker, Talker } from "./broker.fixture.mjs";

/** @type {Awaited<ReturnType<typeof startBroker>>} */
let broker;

beforeAll(async () => {
  broker = await startBroker({}, (server) => {
    const others = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket, head) => {
      if (request.url === "/other") others.handleUpgrade(request, socket, head, (it) => it.send('"other"'));
    });
  });
});

afterAll(() => broker.stop());

const PAYLOAD = { type: "data", connectionId: "dc_1", serialization: "raw", label: "hello" };

test("a peer opens and reaches another", async () => {
  const alice = await broker.register("alice");
  const bob = await broker.register("bob");
  alice.say({ type: "OFFER", dst: "bob", src: "eve", payload: PAYLOAD });
  expect(await bob.next()).toEqual({ type: "OFFER", src: "alice", dst: "bob", payload: PAYLOAD });
});

test("a post without a connection reaches its addressee", async () => {
  const alice = await broker.register("ann");
  const bob = await broker.register("ben");
  for (const type of ["ANSWER", "CANDIDATE"]) {
    alice.say({ type, dst: "ben", payload: { post: "hello" } });
    expect(await bob.next()).toEqual({ type, src: "ann", dst: "ben", payload: { post: "hello" } });
  }
});

test("many messages at once, and large ones, all arrive in their order", async () => {
  const from = await broker.register("max");
  const to = await broker.register("moritz");
  const sizes = [...Array(30).fill(100), 130_000, 130_000, 130_000, 10];
  for (const [n, size] of sizes.entries()) {
    from.say({ type: "CANDIDATE", dst: "moritz", payload: { n, post: "x".repeat(size) } });
  }
  const heard = [];
  while (heard.length < sizes.length) heard.push((await to.next()).payload);
  expect(heard.map(({ n, post }) => [n, post.length])).toEqual([...sizes.entries()]);
});

test("an absent peer is reported soon", async () => {
  const carol = await broker.register("carol");
  carol.say({ type: "OFFER", dst: "nobody", payload: PAYLOAD });
  expect(await carol.next()).toMatchObject({ type: "EXPIRE", src: "nobody" });
});

test("a peer that comes in time gets what was sent to it before", async () => {
  const dora = await broker.register("dora");
  dora.say({ type: "OFFER", dst: "late", payload: PAYLOAD });
  await dora.isHeard("dora");
  expect(await (await broker.register("late")).next()).toMatchObject({ type: "OFFER", src: "dora" });
});

test("what was posted to an absent id goes to the peer that takes the id in time", async () => {
  const erin = await broker.register("erin");
  erin.say({ type: "CANDIDATE", dst: "free-id", payload: { post: "hello" } });
  await erin.isHeard("erin");
  const anybody = await broker.register("free-id");
  expect(await anybody.next()).toMatchObject({ src: "erin", payload: { post: "hello" } });
});

test("a newer socket of the same peer is told that it has the id, and the older one that it has lost it", async () => {
  const older = await broker.register("gene");
  const newer = await broker.register("gene");
  expect(await older.next()).toMatchObject({ type: "ID-TAKEN" });
  expect(await older.closed).toEqual([4001, "another connection with the same id and token took over"]);
  await newer.isHeard("gene");
});

test("a broker that stops tells its peers to connect again, and gives the ids back", async () => {
  const { createBroker } = await import("./index.mjs");
  const server = createServer();
  const own = createBroker({ log: () => {} });
  own.attach(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const talker = new Talker(`ws://127.0.0.1:${port}/broker/peerjs?key=peerjs&id=hal&token=t`);
  expect(await talker.next()).toEqual({ type: "OPEN" });
  await own.stop();
  expect(await talker.closed).toEqual([1012, "the broker restarts"]);
  server.close();
});

test("an id that is taken is not given to another token", async () => {
  const frank = await broker.register("frank");
  const other = broker.ask("frank", "another");
  expect(await other.next()).toMatchObject({ type: "ID-TAKEN" });
  await other.closed;
  await frank.isHeard("frank");
});

test("a peer is told why it is not registered", async () => {
  const url = "/broker/peerjs?key=";
  const long = broker.open(`${url}peerjs&id=${"a".repeat(200)}&token=t`);
  expect(await long.next()).toEqual({
    type: "ERROR",
    payload: { msg: 'An id is 1 to 128 letters and digits, with single spaces, "_" or "-" between them' },
  });
  expect(await long.closed).toEqual([4002, "the id, token or key is impossible"]);
  const wrongKey = broker.open(`${url}wrong&id=gina&token=t`);
  expect(await wrongKey.next()).toEqual({ type: "ERROR", payload: { msg: "Invalid key provided" } });
});

test("only ids that match the broker's pattern as a whole are registered", async () => {
  const strict = await startBroker({ idPattern: "user-[0-9]+|bot" });
  for (const id of ["user-7", "bot"]) await strict.register(id);
  for (const id of ["user-", "user-7x", "xbot", "User-7", "__proto__"]) {
    const refused = strict.ask(id);
    expect((await refused.next()).type).toBe("ERROR");
    expect([4002, 4009]).toContain((await refused.closed)[0]);
  }
  const named = strict.ask("bots");
  expect(await named.next()).toEqual({ type: "ERROR", payload: { msg: "the broker takes no such id" } });
  expect(await named.closed).toEqual([4009, "the broker takes no such id"]);
  strict.stop();
});

test("requests outside the broker's path reach the server", async () => {
  expect(await broker.open("/other").next()).toBe("other");
  expect(await (await fetch(`http://${broker.address}/brokers`)).text()).toBe("not the broker");
  expect(await (await fetch(`http://${broker.address}/broker/peerjs/id`)).text()).toMatch(/^[\w-]{36}$/);
});

test("an upgrade to an unknown path is refused below the broker's path, and left to the server's other listeners elsewhere", async () => {
  expect(await broker.open("/broker/other").refused).toBe(404);
  expect(await broker.open("/broker").refused).toBe(404);
  // The broker does not answer this one, because another listener may still do so.
  const theirs = broker.dial(
    "GET /theirs HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
  );
  expect(await broker.open("/other").next()).toBe("other");
  expect(theirs.bytesRead).toBe(0);
  // Its end is nobody's error.
  theirs.resetAndDestroy();
  expect(await broker.open("/other").next()).toBe("other");

  const alone = await startBroker();
  expect(await alone.open("/theirs").refused).toBe(404);
  expect(await alone.open("/").refused).toBe(404);
  alone.stop();
});

test("a broker may be the only thing on its server", async () => {
  const alone = await startBroker({ path: "/" });
  expect(await alone.open("/peerjs?key=peerjs&id=a&token=t").next()).toEqual({ type: "OPEN" });
  expect(await (await fetch(`http://${alone.address}/peerjs/id`)).text()).toMatch(/^[\w-]{36}$/);
  expect(await alone.open("/broker/peerjs?key=peerjs&id=a&token=t").refused).toBe(404);
  alone.stop();
});

test("a page of another origin is refused, on HTTP and on the WebSocket, unless it is allowed", async () => {
  const open = await startBroker({
    allowedOrigins: ["https://app.example"],
    allowedHosts: ["broker.example"],
  });
  const url = `http://${open.address}/broker/peerjs/id`;
  /** @type {[headers: Record<string, string>, isLetIn: boolean][]} */
  const pages = [
    [{ origin: "https://app.example" }, true],
    [{ origin: `http://localhost:${open.address.split(":")[1]}` }, true],
    [{ origin: "https://evil.example" }, false],
    [{ origin: "null" }, false],
    [{ host: "broker.example" }, true],
    [{ host: "evil.example" }, false],
  ];
  for (const [index, [headers, isLetIn]] of pages.entries()) {
    const asked = open.ask(`page-${index}`, "t", { headers });
    expect(isLetIn ? await asked.next() : await asked.refused).toEqual(isLetIn ? { type: "OPEN" } : 403);
    if (headers["host"] !== undefined) continue;
    expect((await fetch(url, { headers })).status).toBe(isLetIn ? 200 : 403);
  }
  const rebound = open.dial("GET /broker/peerjs/id HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  expect(String(await once(rebound, "data"))).toContain("403 Forbidden");
  open.stop();
});
