// @ts-check
// The broker's HTTP over real loopback sockets: renewal, ICE servers, what pages of other origins may ask, and the bounds.
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { ACCESS, inSeconds, jwtOf, PRIVATE_KEY, plainToken, SECRET, tokenOf } from "./access.fixture.mjs";
import { HostAccounts } from "./account.mjs";
import { startBroker } from "./broker.fixture.mjs";
import { CLOSES } from "./guard.mjs";

const SIGNING = /** @type {const} */ (["plain", "HS256", "EdDSA"]);
const ICE = { urls: ["stun:t.example", "turn:t.example?transport=udp"], secret: "secret-of-coturn" };

/** @param {import("./options.mjs").BrokerOptions} options */
async function start(options) {
  const broker = await startBroker(options);
  onTestFinished(broker.stop);
  /**
   * @param {string} method
   * @param {string} path
   * @param {string} [token]
   * @param {RequestInit} [init]
   */
  const ask = async (method, path, token, { headers, ...init } = {}) => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const url = `http://${broker.address}/broker${path}`;
    const response = await fetch(url, { method, ...init, headers: { ...authorization, ...headers } });
    const text = await response.text();
    const isJson = response.headers.get("content-type") === "application/json";
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== "" ? JSON.parse(text) : text,
    };
  };
  return { ...broker, ask };
}

test.each(SIGNING)("a token is renewed, and a socket with the new one has the same id: %s", async (kind) => {
  const broker = await start({ access: ACCESS[kind], renewedForMs: 600_000 });
  const old = tokenOf(kind, "alice", 60);
  const alice = await broker.register("alice", old);
  const { status, headers, body } = await broker.ask("POST", "/renew?id=alice", old);
  expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(body.token).not.toBe(old);
  expect(body.expiresInMs).toBeGreaterThan(590_000);
  expect(body.expiresInMs).toBeLessThanOrEqual(600_000);
  expect(Math.abs(body.expiresAt - Date.now() - body.expiresInMs)).toBeLessThan(5_000);
  // The old socket goes on until the new one takes over.
  await alice.isHeard("alice");
  const newer = await broker.register("alice", body.token);
  expect(await alice.closed).toEqual([...CLOSES.takeover]);
  await newer.isHeard("alice");
  const again = await broker.ask("POST", "/renew?id=alice", body.token);
  expect(again.status).toBe(200);
});

test.each(SIGNING)(
  "a token that expired within the grace is renewed, a wrong one never: %s",
  async (kind) => {
    const broker = await start({ access: ACCESS[kind], renewGraceMs: 60_000, clockToleranceMs: 0 });
    const renew = (/** @type {string | undefined} */ token, id = "alice") =>
      broker.ask("POST", `/renew?id=${id}`, token);
    const late = tokenOf(kind, "alice", -30);
    expect((await renew(late)).status).toBe(200);
    // Renewed, but good for nothing else.
    const refused = await broker.ask("GET", "/ice?id=alice", late);
    expect(refused.status).toBe(404);
    /** @type {[string | undefined, keyof typeof CLOSES][]} */
    const wrong = [
      [tokenOf(kind, "alice", -90), "tokenExpired"],
      [tokenOf(kind, "bob"), kind === "plain" ? "tokenUnsigned" : "tokenForeign"],
      [`${tokenOf(kind, "alice")}.`, "tokenAbsent"],
      [`${tokenOf(kind, "alice")}${"a".repeat(2_000)}`, "tokenAbsent"],
      [undefined, "tokenAbsent"],
    ];
    for (const [token, reason] of wrong) {
      const { status, headers, body } = await renew(token);
      expect([status, body]).toEqual([401, CLOSES[reason][1]]);
      expect(headers.get("www-authenticate")).toBe(
        `Bearer error="invalid_token", error_description="${CLOSES[reason][1]}"`,
      );
    }
  },
);

test("a renewed token has the broker's issuer and audience, and nothing else of the old one", async () => {
  const names = { issuer: "https://app.example", audience: "broker" };
  const broker = await start({ access: { jwt: { privateKey: PRIVATE_KEY, ...names } } });
  const claims = { sub: "alice", iss: names.issuer, aud: ["api", "broker"], exp: inSeconds(60), admin: true };
  const { body } = await broker.ask("POST", "/renew?id=alice", jwtOf(claims, { alg: "EdDSA" }));
  const [header, payload] = body.token.split(".").map((/** @type {string} */ it) => {
    const text = Buffer.from(it, "base64url").toString();
    return text.startsWith("{") ? JSON.parse(text) : text;
  });
  expect(header).toEqual({ alg: "EdDSA", typ: "JWT" });
  expect(payload).toEqual({
    sub: "alice",
    iss: names.issuer,
    aud: "broker",
    iat: expect.any(Number),
    exp: body.expiresAt / 1_000,
  });
});

test("a renewed token is never good for a shorter time than the old one", async () => {
  const broker = await start({ access: ACCESS.plain, renewedForMs: 60_000 });
  const expiry = inSeconds(86_400);
  const { body } = await broker.ask("POST", "/renew?id=alice", plainToken("alice", expiry));
  expect(body.expiresAt).toBe(expiry * 1_000);
});

test("a broker that cannot renew says so", async () => {
  const open = await start({});
  expect(await open.ask("POST", "/renew?id=alice", "x")).toMatchObject({
    status: 404,
    body: "This broker has no access tokens: access",
  });
  const kind = "EdDSA with the public key only";
  const checking = await start({ access: ACCESS[kind] });
  expect(await checking.ask("POST", "/renew?id=alice", tokenOf(kind, "alice"))).toMatchObject({
    status: 501,
    body: "This broker cannot make access tokens; the app renews them: access.jwt.privateKey",
  });
});

test("a peer with an access token gets ICE servers, with credentials for it alone that expire", async () => {
  const broker = await start({ access: ACCESS.EdDSA, ice: { ...ICE, ttlSeconds: 600 } });
  const { status, headers, body } = await broker.ask("GET", "/ice?id=a%20b", tokenOf("EdDSA", "a b"));
  expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
  const username = `${body.expiresAt / 1_000}:a+b`;
  expect(body).toEqual({
    iceServers: [
      { urls: ["stun:t.example"] },
      {
        urls: ["turn:t.example?transport=udp"],
        username,
        credential: createHmac("sha1", ICE.secret).update(username).digest("base64"),
      },
    ],
    expiresAt: expect.any(Number),
    expiresInMs: expect.any(Number),
  });
  expect(body.expiresInMs).toBeGreaterThan(590_000);
  expect(body.expiresInMs).toBeLessThanOrEqual(600_000);
  const head = await broker.ask("HEAD", "/ice?id=alice", tokenOf("EdDSA", "alice"));
  expect([head.status, head.body]).toEqual([200, ""]);
});

test("nobody else gets ICE servers, unless they are open", async () => {
  const broker = await start({ access: ACCESS.HS256, ice: ICE });
  expect(await broker.ask("GET", "/ice?id=alice")).toMatchObject({
    status: 401,
    body: CLOSES.tokenAbsent[1],
  });
  const bobs = tokenOf("HS256", "bob");
  expect(await broker.ask("GET", "/ice?id=alice", bobs)).toMatchObject({
    status: 401,
    body: CLOSES.tokenForeign[1],
  });
  const expired = tokenOf("HS256", "alice", -60);
  expect(await broker.ask("GET", "/ice?id=alice", expired)).toMatchObject({
    status: 401,
    body: CLOSES.tokenExpired[1],
  });
  for (const query of ["", "?id=", "?id=a.b", "?id=__proto__", "?id=alice&id=bob"])
    expect(await broker.ask("GET", `/ice${query}`, bobs)).toMatchObject({
      status: 400,
      body: "Name your id: ?id=",
    });

  const open = await start({ ice: { ...ICE, open: true } });
  expect((await open.ask("GET", "/ice?id=alice")).body.iceServers).toHaveLength(2);
  const both = await start({ access: ACCESS.HS256, ice: { ...ICE, open: true } });
  expect((await both.ask("GET", "/ice?id=alice")).status).toBe(200);
  const none = await start({ access: ACCESS.HS256 });
  expect((await none.ask("GET", "/ice?id=bob", bobs)).status).toBe(404);
});

test("STUN alone needs no secret, and has no credentials", async () => {
  const broker = await start({ ice: { urls: ["stun:t.example:3478"], open: true } });
  const { body } = await broker.ask("GET", "/ice?id=alice");
  expect(body.iceServers).toEqual([{ urls: ["stun:t.example:3478"] }]);
});

test("a page of an allowed origin may send an Authorization header, and no other page", async () => {
  const broker = await start({ access: ACCESS.plain, ice: ICE, allowedOrigins: ["https://app.example"] });
  const asked = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization",
  };
  const headers = { ...asked, origin: "https://app.example" };
  for (const [path, methods] of Object.entries({ "/renew": "POST", "/ice": "GET", "/peerjs/id": "GET" })) {
    const allowed = await broker.ask("OPTIONS", path, undefined, { headers });
    expect([allowed.status, allowed.body]).toEqual([204, ""]);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      "access-control-allow-origin": "https://app.example",
      "access-control-allow-methods": methods,
      "access-control-allow-headers": "authorization, content-type",
      vary: "origin",
    });
  }
  const evil = { ...asked, origin: "https://evil.example" };
  for (const method of ["OPTIONS", "POST"]) {
    const refused = await broker.ask(method, "/renew?id=alice", tokenOf("plain", "alice"), { headers: evil });
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  }
  const answered = await broker.ask("POST", "/renew?id=alice", "x", { headers });
  expect([answered.status, answered.headers.get("access-control-allow-origin")]).toEqual([
    401,
    "https://app.example",
  ]);
});

test("unknown paths and methods are refused, and the old paths are as before", async () => {
  const broker = await start({});
  for (const [method, path, status, allow] of /** @type {const} */ ([
    ["GET", "", 200, null],
    ["GET", "/", 200, null],
    ["HEAD", "/peerjs/id", 200, null],
    ["GET", "/peerjs/peers", 401, null],
    ["GET", "/__proto__", 404, null],
    ["POST", "/peerjs/id", 405, "GET"],
    ["GET", "/renew", 405, "POST"],
    ["DELETE", "/ice", 405, "GET"],
    ["POST", "/nothing", 404, null],
  ])) {
    const answer = await broker.ask(method, path);
    expect([method, path, answer.status, answer.headers.get("allow")]).toEqual([method, path, status, allow]);
  }
});

test("a request with a large or endless body is refused before it is read, and its connection ends", async () => {
  const broker = await start({ access: ACCESS.plain });
  const token = tokenOf("plain", "alice");
  const small = await broker.ask("POST", "/renew?id=alice", token, { body: "a".repeat(1_024) });
  expect(small.status).toBe(200);
  const head = `POST /broker/renew?id=alice HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n`;
  for (const length of [
    "Content-Length: 1025",
    "Content-Length: 99999999999",
    "Transfer-Encoding: chunked",
  ]) {
    const socket = broker.dial(`${head}${length}\r\n\r\n`);
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1.1 413 /);
    await once(socket, "end");
  }
});

test("one host's requests are bounded, and other hosts go on", async () => {
  let address = "192.0.2.1";
  const broker = await start({
    access: ACCESS.plain,
    ice: ICE,
    requestBurst: 10,
    requestsPerSecond: 1,
    addressOf: () => address,
  });
  const token = tokenOf("plain", "alice");
  const both = () => [
    broker.ask("GET", "/ice?id=alice", token),
    broker.ask("POST", "/renew?id=alice", "not a token"),
  ];
  const answers = await Promise.all(Array.from({ length: 10 }, both).flat());
  const tooMany = answers.filter(({ status }) => status === 429);
  expect(tooMany.length).toBeGreaterThanOrEqual(5);
  expect(tooMany.length).toBeLessThanOrEqual(10);
  expect(tooMany[0]?.headers.get("retry-after")).toBe("1");
  address = "192.0.2.2";
  expect((await broker.ask("GET", "/ice?id=alice", token)).status).toBe(200);
});

test("hosts beyond the maximum share one account, and a full account is forgotten", async () => {
  const accounts = new HostAccounts(2, 0.05, 2);
  const paid = ["a", "b", "c", "d", "e", "a", "a"].map((host) => accounts.pay(host));
  expect(paid).toEqual([true, true, true, true, false, true, false]);
  // Two are earned in 40 ms.
  await new Promise((go) => setTimeout(go, 150));
  expect(["f", "g", "f", "g", "h", "h", "h"].map((host) => accounts.pay(host))).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
});

test("a token on a busy broker is told to try again", async () => {
  const broker = await start({ access: ACCESS.EdDSA, ice: ICE, tokenChecksMax: 1 });
  const token = tokenOf("EdDSA", "alice");
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => broker.ask("GET", "/ice?id=alice", token)),
  );
  for (const { status, headers } of answers) {
    expect([200, 503]).toContain(status);
    if (status === 503) expect(headers.get("retry-after")).toBe("1");
  }
  expect(answers.some(({ status }) => status === 200)).toBe(true);
});

test("what the broker answers and logs does not contain the secrets", async () => {
  const broker = await start({ access: ACCESS.plain, ice: ICE });
  const token = tokenOf("plain", "alice");
  const answers = [
    await broker.ask("GET", "/ice?id=alice", token),
    await broker.ask("POST", "/renew?id=alice", token),
    await broker.ask("POST", "/renew?id=bob", token),
  ];
  const all = `${JSON.stringify(answers.map(({ body }) => body))}${broker.lines.join()}`;
  for (const secret of [SECRET, ICE.secret, token]) expect(all).not.toContain(secret);
});
