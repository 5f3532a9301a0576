// @ts-check
// Access tokens over real loopback sockets: who gets an id, who does not, what the others are told, and what is logged of it.
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { WebSocketServer } from "ws";
import {
  ACCESS,
  inSeconds,
  jwtOf,
  OTHER_PAIR,
  PRIVATE_KEY,
  PUBLIC_KEY,
  plainToken,
  SECRET,
  tokenOf,
} from "./access.fixture.mjs";
import { createAccess, createAccessToken } from "./access.mjs";
import { readAccess } from "./access-option.mjs";
import { startBroker, Talker } from "./broker.fixture.mjs";
import { CLOSES } from "./guard.mjs";
import { BROKER_LIMITS } from "./limits.mjs";
import { Tally } from "./log.mjs";
import { NO_METER } from "./meter.mjs";
import { readOptions } from "./options.mjs";
import { createMemoryRegistry } from "./registry/memory.mjs";
import { Sockets } from "./sockets.mjs";

const KINDS = /** @type {(keyof typeof ACCESS)[]} */ (Object.keys(ACCESS));
const PAYLOAD = { type: "data", connectionId: "dc_1", serialization: "raw" };

/** @param {import("./options.mjs").BrokerOptions} options */
async function start(options) {
  const broker = await startBroker({ logEveryMs: 1_000, ...options });
  onTestFinished(broker.stop);
  return broker;
}

/**
 * What a socket is told with this token.
 *
 * @param {Awaited<ReturnType<typeof start>>} broker
 * @param {string} id
 * @param {string} token
 */
async function askWith(broker, id, token) {
  const talker = broker.ask(id, encodeURIComponent(token));
  const first = await talker.next();
  return first.type === "OPEN" ? first : { ...first, closed: await talker.closed };
}

/** @param {keyof typeof CLOSES} reason */
const refusal = (reason) => ({
  type: "ERROR",
  payload: { msg: CLOSES[reason][1] },
  closed: [...CLOSES[reason]],
});

test.each(KINDS)("the holder of an access token gets the id that it names, and talks: %s", async (kind) => {
  const broker = await start({ access: ACCESS[kind] });
  const alice = await broker.register("alice", tokenOf(kind, "alice"));
  const bob = await broker.register("bob", tokenOf(kind, "bob"));
  alice.say({ type: "OFFER", dst: "bob", payload: PAYLOAD });
  expect(await bob.next()).toMatchObject({ type: "OFFER", src: "alice" });
});

test.each(KINDS)("an id of any shape that PeerJS allows can have a token: %s", async (kind) => {
  const broker = await start({ access: ACCESS[kind] });
  for (const id of ["a b_c-d", "1234567890", "a".repeat(128)])
    expect(await askWith(broker, encodeURIComponent(id), tokenOf(kind, id))).toEqual({ type: "OPEN" });
});

/** @type {[name: string, kind: keyof typeof ACCESS, token: () => string, reason: keyof typeof CLOSES][]} */
const REFUSED = [
  ...KINDS.flatMap((kind) => {
    /** @type {typeof REFUSED} */
    const rows = [
      ["what PeerJS makes up itself", kind, () => "k9f3m2x1ab", "tokenAbsent"],
      ["a token that expired a minute ago", kind, () => tokenOf(kind, "alice", -60), "tokenExpired"],
      [
        "a token of somebody else",
        kind,
        () => tokenOf(kind, "bob"),
        kind === "plain" ? "tokenUnsigned" : "tokenForeign",
      ],
      ["a token whose signature is changed", kind, () => changed(tokenOf(kind, "alice")), "tokenUnsigned"],
      [
        "a token without its signature",
        kind,
        () => tokenOf(kind, "alice").replace(/[^.]+$/, ""),
        kind === "plain" ? "tokenAbsent" : "tokenUnsigned",
      ],
      ["a token with a point more", kind, () => `${tokenOf(kind, "alice")}.`, "tokenAbsent"],
      ["a token of spaces", kind, () => "   ", "tokenAbsent"],
      ["a token of odd characters", kind, () => "é\u0000\u202e", "query"],
      ["a token of points", kind, () => "..", "tokenAbsent"],
      ["a token that is too long", kind, () => tokenOf(kind, "alice") + "a".repeat(1_024), "query"],
      ["the owner key of the registry", kind, () => "access:alice", "tokenAbsent"],
    ];
    return rows;
  }),
  ["another secret", "plain", () => plainToken("alice", inSeconds(60), `${SECRET}!`), "tokenUnsigned"],
  [
    "a later expiry with the old HMAC",
    "plain",
    () => tokenOf("plain", "alice").replace(/^\d+/, String(inSeconds(600))),
    "tokenUnsigned",
  ],
  [
    "an expiry in another notation",
    "plain",
    () => tokenOf("plain", "alice").replace(/^/, "0"),
    "tokenAbsent",
  ],
  ["an endless expiry", "plain", () => `1${"0".repeat(12)}.${"a".repeat(43)}`, "tokenAbsent"],
  ["an HMAC in another notation", "plain", () => `${tokenOf("plain", "alice")}=`, "tokenAbsent"],
  ["a JWT", "plain", () => tokenOf("HS256", "alice"), "tokenAbsent"],
  ["a plain token", "HS256", () => tokenOf("plain", "alice"), "tokenAbsent"],
  ["another secret", "HS256", () => jwtOf(good(), { key: `${SECRET}!` }), "tokenUnsigned"],
  [
    "another key pair",
    "EdDSA",
    () => jwtOf(good(), { alg: "EdDSA", key: OTHER_PAIR.privateKey }),
    "tokenUnsigned",
  ],
  ["alg none", "HS256", () => jwtOf(good(), { alg: "none" }), "tokenUnsigned"],
  ["alg none", "EdDSA", () => jwtOf(good(), { alg: "none" }), "tokenUnsigned"],
  ["alg None", "HS256", () => jwtOf(good(), { header: { alg: "None" } }), "tokenUnsigned"],
  ["alg HS512 with the right secret", "HS256", () => jwtOf(good(), { alg: "HS512" }), "tokenUnsigned"],
  [
    "HS256 with the public key as its secret",
    "EdDSA",
    () => jwtOf(good(), { key: PUBLIC_KEY }),
    "tokenUnsigned",
  ],
  ["EdDSA for a broker of HS256", "HS256", () => jwtOf(good(), { alg: "EdDSA" }), "tokenUnsigned"],
  [
    "a key of its own in the header",
    "EdDSA",
    () =>
      jwtOf(good(), {
        alg: "EdDSA",
        key: OTHER_PAIR.privateKey,
        header: { jwk: {}, jku: "http://127.0.0.1/", kid: "../x" },
      }),
    "tokenUnsigned",
  ],
  [
    "a header that must be understood",
    "HS256",
    () => jwtOf(good(), { header: { crit: ["x"], x: 1 } }),
    "tokenAbsent",
  ],
  ["no expiry", "HS256", () => jwtOf({ sub: "alice" }), "tokenEndless"],
  ["an expiry that is a text", "HS256", () => jwtOf({ sub: "alice", exp: "never" }), "tokenEndless"],
  ["an infinite expiry", "HS256", () => jwtOf('{"sub":"alice","exp":1e999}'), "tokenEndless"],
  ["no subject", "HS256", () => jwtOf({ exp: inSeconds(60) }), "tokenForeign"],
  ["a list of subjects", "HS256", () => jwtOf({ ...good(), sub: ["alice"] }), "tokenForeign"],
  ["the subject in capitals", "HS256", () => jwtOf({ ...good(), sub: "Alice" }), "tokenForeign"],
  ["not yet", "HS256", () => jwtOf({ ...good(), nbf: inSeconds(60) }), "tokenEarly"],
  ["never yet", "HS256", () => jwtOf('{"sub":"alice","exp":9999999999,"nbf":1e999}'), "tokenEarly"],
  ["claims that are a list", "HS256", () => jwtOf("[]"), "tokenAbsent"],
  ["claims that are no JSON", "HS256", () => jwtOf("{"), "tokenAbsent"],
];

const good = () => ({ sub: "alice", exp: inSeconds(60) });
/** @param {string} token with another character in the middle of its signature */
function changed(token) {
  const at = token.length - 20;
  return `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
}

test.each(KINDS)(
  "a token that is refused gets no id, and a PeerJS error and a close code that say why: %s",
  async (kind) => {
    const broker = await start({ access: ACCESS[kind] });
    const rows = REFUSED.filter((row) => row[1] === kind);
    const told = await Promise.all(
      rows.map(async ([name, , token]) => [name, await askWith(broker, "alice", token())]),
    );
    expect(told).toEqual(
      rows.map(([name, , , reason]) => [
        name,
        reason === "query"
          ? expect.objectContaining({ type: "ERROR", closed: [...CLOSES.query] })
          : refusal(reason),
      ]),
    );
    // None of them has the id.
    await broker.register("alice", tokenOf(kind, "alice"));
  },
);

test("iss and aud are compared if the broker names them", async () => {
  const names = { issuer: "https://app.example", audience: "broker" };
  const access = { jwt: { secret: SECRET, ...names } };
  const broker = await start({ access });
  const [iss, aud] = [names.issuer, names.audience];
  for (const wrong of [{}, { iss }, { aud }, { iss, aud: "api" }, { iss: "https://evil.example", aud }])
    expect(await askWith(broker, "alice", jwtOf({ ...good(), ...wrong }))).toEqual(refusal("tokenElsewhere"));
  expect(await askWith(broker, "alice", jwtOf({ ...good(), iss, aud: ["api", "broker"] }))).toEqual({
    type: "OPEN",
  });
  expect(await askWith(broker, "alice", await createAccessToken(access, "alice", 60))).toEqual({
    type: "OPEN",
  });
});

test("the newer name of EdDSA is the same algorithm", async () => {
  const broker = await start({ access: { jwt: { publicKey: PUBLIC_KEY } } });
  const token = jwtOf(good(), { alg: "EdDSA", header: { alg: "Ed25519" } });
  expect(await askWith(broker, "alice", token)).toEqual({ type: "OPEN" });
});

test("clocks may differ by the tolerance, and no more", async () => {
  const kind = "HS256";
  const exact = await start({ access: ACCESS[kind], clockToleranceMs: 0 });
  const kind30 = await start({ access: ACCESS[kind], clockToleranceMs: 30_000 });
  const late = tokenOf(kind, "alice", -5);
  const early = jwtOf({ ...good(), nbf: inSeconds(5) });
  expect(await askWith(exact, "alice", late)).toEqual(refusal("tokenExpired"));
  expect(await askWith(exact, "alice", early)).toEqual(refusal("tokenEarly"));
  expect(await askWith(kind30, "alice", late)).toEqual({ type: "OPEN" });
  expect(await askWith(kind30, "alice", early)).toEqual({ type: "OPEN" });
  expect(await askWith(kind30, "alice", tokenOf(kind, "alice", -40))).toEqual(refusal("tokenExpired"));
});

test.each(KINDS)(
  "another token of the same subject takes the id over, and nobody else's token does: %s",
  async (kind) => {
    const broker = await start({ access: ACCESS[kind] });
    const older = await broker.register("alice", tokenOf(kind, "alice", 60));
    const bob = await broker.register("bob", tokenOf(kind, "bob"));
    expect((await askWith(broker, "alice", tokenOf(kind, "bob"))).type).toBe("ERROR");
    expect((await askWith(broker, "alice", tokenOf(kind, "alice", -60))).type).toBe("ERROR");
    await older.isHeard("alice");
    const newer = await broker.register("alice", tokenOf(kind, "alice", 600));
    expect(await older.closed).toEqual([...CLOSES.takeover]);
    bob.say({ type: "OFFER", dst: "alice", payload: PAYLOAD });
    expect(await newer.next()).toMatchObject({ type: "OFFER", src: "bob" });
  },
);

test("a socket keeps its id when its token expires, and needs a new token when it connects again", async () => {
  const broker = await start({ access: ACCESS.plain, clockToleranceMs: 0 });
  const token = tokenOf("plain", "alice", 1);
  const alice = await broker.register("alice", token);
  while (Date.now() < Number(token.split(".")[0]) * 1_000) await new Promise((go) => setTimeout(go, 50));
  await alice.isHeard("alice");
  expect(await askWith(broker, "alice", token)).toEqual(refusal("tokenExpired"));
  await alice.isHeard("alice");
  await broker.register("alice", tokenOf("plain", "alice"));
  expect(await alice.closed).toEqual([...CLOSES.takeover]);
});

/** Sources by which tokens come in while keys change, and which one makes the new tokens. */
const CHANGES = {
  "a secret": { from: ACCESS.plain, to: { secret: "another-secret-for-tests-that-is-newer" } },
  "plain tokens to JWT": { from: ACCESS.plain, to: ACCESS.HS256 },
  "a pair of keys": { from: ACCESS.EdDSA, to: { jwt: { privateKey: OTHER_PAIR.privateKey } } },
  "the issuer": {
    from: { jwt: { secret: SECRET, issuer: "https://old.example" } },
    to: { jwt: { secret: SECRET, issuer: "https://new.example" } },
  },
};

test.each(Object.entries(CHANGES))(
  "while keys change, both make tokens of one owner, and the broker renews with the new one: %s",
  async (_, { from, to }) => {
    const [old, fresh] = await Promise.all(
      [from, to].map((access) => createAccessToken(access, "alice", 600)),
    );
    const during = await start({ access: [to, from] });
    const older = await during.register("alice", encodeURIComponent(String(old)));
    const newer = await during.register("alice", encodeURIComponent(String(fresh)));
    expect(await older.closed).toEqual([...CLOSES.takeover]);
    await newer.isHeard("alice");
    const url = `http://${during.address}/broker/renew?id=alice`;
    const renewed = await fetch(url, { method: "POST", headers: { authorization: `Bearer ${old}` } });
    const { token } = await renewed.json();
    // Afterwards the old key is worth nothing, and what was renewed is good.
    const after = await start({ access: to });
    expect((await askWith(after, "alice", String(old))).type).toBe("ERROR");
    expect(await askWith(after, "alice", token)).toEqual({ type: "OPEN" });
    const made = await createAccessToken([to, from], "alice", 60);
    expect(await askWith(after, "alice", made)).toEqual({ type: "OPEN" });
  },
);

test("of several sources, the one that may have made a token says what is wrong with it", async () => {
  const broker = await start({
    access: [ACCESS.plain, ACCESS.EdDSA, { jwt: { secret: SECRET, audience: "broker" } }],
  });
  expect(await askWith(broker, "alice", "nonsense")).toEqual(refusal("tokenAbsent"));
  expect(await askWith(broker, "alice", tokenOf("plain", "bob"))).toEqual(refusal("tokenUnsigned"));
  expect(await askWith(broker, "alice", tokenOf("plain", "alice", -60))).toEqual(refusal("tokenExpired"));
  expect(await askWith(broker, "alice", tokenOf("EdDSA", "bob"))).toEqual(refusal("tokenForeign"));
  expect(await askWith(broker, "alice", tokenOf("HS256", "alice"))).toEqual(refusal("tokenElsewhere"));
});

test("nothing of a token or a key is in the log or in what a peer is told", async () => {
  const look = async (/** @type {keyof typeof ACCESS} */ kind) => {
    const broker = await start({ access: ACCESS[kind], ice: { urls: ["turn:t.example"], secret: SECRET } });
    /** @type {string[]} */
    const told = [];
    const tokens = REFUSED.filter((row) => row[1] === kind).map((row) => row[2]());
    const headers = (/** @type {string} */ token) => ({ authorization: `Bearer ${token}` });
    for (const token of [...tokens, tokenOf(kind, "alice")]) {
      told.push(JSON.stringify(await askWith(broker, "alice", token)));
      if (!/^[!-~]+$/.test(token)) continue;
      const url = `http://${broker.address}/broker/ice?id=bob`;
      told.push(await (await fetch(url, { headers: headers(token) })).text());
    }
    // The second line has the sums.
    while (broker.lines.length < 2) await new Promise((go) => setTimeout(go, 50));
    const all = [...told, ...broker.lines].join("\n");
    expect(all).toContain(CLOSES.tokenExpired[1]);
    for (const part of tokens
      .flatMap((it) => it.split("."))
      .filter((it) => it.length > 8 && !it.includes("access:")))
      expect(all).not.toContain(part);
    for (const key of [SECRET, PUBLIC_KEY, PRIVATE_KEY]) expect(all).not.toContain(key.slice(30, 60));
  };
  await Promise.all(KINDS.map(look));
});

test("createAccessToken makes tokens of every kind, and says what is wrong", async () => {
  for (const kind of KINDS) {
    if (kind === "EdDSA with the public key only") continue;
    const broker = await start({ access: ACCESS[kind] });
    const token = await createAccessToken(ACCESS[kind], "alice", 60);
    expect(token.length).toBeLessThan(BROKER_LIMITS.tokenMaxLength.value / 2);
    expect(await askWith(broker, "alice", token)).toEqual({ type: "OPEN" });
    expect((await askWith(broker, "bob", token)).type).toBe("ERROR");
  }
  await expect(createAccessToken({ jwt: { publicKey: PUBLIC_KEY } }, "alice", 60)).rejects.toThrow(
    'The broker\'s option "access" needs a jwt.privateKey to make tokens.',
  );
  await expect(createAccessToken({ secret: "short" }, "alice", 60)).rejects.toThrow("at least 32 characters");
  await expect(createAccessToken(ACCESS.plain, "a.b", 60)).rejects.toThrow(TypeError);
  for (const seconds of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
    await expect(createAccessToken(ACCESS.plain, "alice", seconds)).rejects.toThrow(RangeError);
});

test("no more tokens are checked at once than the limit", async () => {
  const { limits } = readOptions({ tokenChecksMax: 3 });
  const access = createAccess(readAccess(ACCESS.EdDSA), limits);
  const token = tokenOf("EdDSA", "alice");
  const ask = () => Promise.all(Array.from({ length: 5 }, () => access.check("alice", token)));
  const kinds = (await ask()).map((it) => (it.is === "valid" ? "valid" : it.why));
  expect(kinds).toEqual(["valid", "valid", "valid", "later", "later"]);
  // Also after wrong ones.
  await Promise.all(Array.from({ length: 5 }, () => access.check("alice", "x.y.z")));
  expect((await ask()).filter((it) => it.is === "valid")).toHaveLength(3);
});

/** Sockets whose tokens are checked when the test says so. */
async function startSlow() {
  const { limits } = readOptions({ socketsPerHost: 4, peersMax: 3 });
  /** @type {((verdict: import("./access.mjs").AccessVerdict) => void)[]} */
  const waiting = [];
  /** @type {import("./registry/registry.mjs").Claim[]} */
  const claims = [];
  const sockets = new Sockets({
    limits,
    tally: new Tally(() => {}, 60_000),
    log: () => {},
    meter: NO_METER,
    key: "peerjs",
    idPattern: /^/,
    access: /** @type {any} */ ({ check: () => new Promise((resolve) => waiting.push(resolve)) }),
    createRegistry: (parts) => {
      const registry = createMemoryRegistry(parts);
      const register = (/** @type {import("./registry/registry.mjs").Claim} */ claim) => {
        claims.push(claim);
        return registry.register(claim);
      };
      return { ...registry, register };
    },
  });
  const server = createServer();
  const webSockets = new WebSocketServer({ server });
  webSockets.on("connection", (socket, { url = "" }) => {
    void sockets.add(socket, "192.0.2.1", { id: url.slice(1), token: "t", key: "peerjs" });
    socket.once("close", () => webSockets.emit("gone"));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  /** @type {Talker[]} */
  const talkers = [];
  onTestFinished(async () => {
    for (const talker of talkers) talker.terminate();
    await sockets.stop(0);
    server.close();
  });
  /** @param {string} id */
  const open = (id) => {
    const talker = new Talker(`ws://127.0.0.1:${port}/${id}`);
    talkers.push(talker);
    return talker;
  };
  /** @param {string} id @returns a client whose token is being checked */
  const ask = async (id) => {
    const before = waiting.length;
    const talker = open(id);
    await once(talker, "open");
    while (waiting.length === before) await new Promise((go) => setImmediate(go));
    return talker;
  };
  return { sockets, webSockets, waiting, claims, ask, open };
}

const VALID = /** @type {const} */ ({ is: "valid", expiresAtMs: 0 });

test("nothing that a socket says before its token is checked is passed on or kept", async () => {
  const { sockets, waiting, claims, ask } = await startSlow();
  const bob = await ask("bob");
  waiting[0]?.(VALID);
  expect(await bob.next()).toEqual({ type: "OPEN" });
  const alice = await ask("alice");
  alice.say({ type: "OFFER", dst: "bob", payload: PAYLOAD });
  alice.say({ type: "OFFER", dst: "absent", payload: PAYLOAD });
  // Both have been read when the answer to a ping comes.
  alice.ping();
  await once(alice, "pong");
  expect(await bob.isHeard("bob")).toEqual([]);
  expect([sockets.has("alice"), claims.length]).toEqual([false, 1]);
  waiting[1]?.(VALID);
  expect(await alice.next()).toEqual({ type: "OPEN" });
  expect(await bob.isHeard("bob")).toEqual([]);
  expect(claims.map(({ id, token, isProven }) => [id, token, isProven])).toEqual([
    ["bob", "access:bob", true],
    ["alice", "access:alice", true],
  ]);
});

test("a socket that ends while its token is checked leaves nothing, and the id is free", async () => {
  const { sockets, webSockets, waiting, claims, ask } = await startSlow();
  for (let index = 0; index < 10; index += 1) {
    const alice = await ask("alice");
    const gone = once(webSockets, "gone");
    alice.terminate();
    await gone;
    waiting[index]?.(index % 2 === 0 ? VALID : { is: "refused", why: "tokenExpired" });
    await new Promise((go) => setImmediate(go));
  }
  expect([sockets.has("alice"), claims.length]).toEqual([false, 0]);
  // With room for three peers, so none of the ten counts.
  const alice = await ask("alice");
  waiting.at(-1)?.(VALID);
  expect(await alice.next()).toEqual({ type: "OPEN" });
});

test("sockets whose tokens are being checked count as peers, and as sockets of their host", async () => {
  const { waiting, ask, open } = await startSlow();
  for (const id of ["a", "b", "c"]) await ask(id);
  const full = open("d");
  expect(await full.next()).toMatchObject({
    payload: { msg: "Server has reached its concurrent user limit" },
  });
  const crowd = open("e");
  expect((await crowd.closed)[0]).toBe(CLOSES.crowd[0]);
  expect(waiting).toHaveLength(3);
});

test("a broker that stops closes those whose tokens are being checked, and registers none of them", async () => {
  const { sockets, waiting, claims, ask } = await startSlow();
  const alice = await ask("alice");
  await sockets.stop(0);
  waiting[0]?.(VALID);
  expect(await alice.closed).toEqual([...CLOSES.stopping]);
  expect([sockets.has("alice"), claims.length]).toEqual([false, 0]);
});
