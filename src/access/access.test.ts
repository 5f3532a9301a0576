// A Peer's access token and servers, kept fresh with a broker that the test plays.
import { describe, expect, test, vi } from "vitest";
import { InvitationError } from "../base/pure/errors.ts";
import { createFakeClock } from "../testing/index.ts";
import { type AccessOptions, keepAccess } from "./access.ts";

const MINUTE_MS = 60_000;

/** The parts of a Peer that matter here, with events by hand. */
class FakePeer {
  id: string | null;
  readonly destroyed = false;
  readonly options: Record<string, unknown> = {
    host: "broker.test",
    port: 9000,
    path: "/broker/",
    secure: true,
    token: "first",
    config: { iceServers: [{ urls: "stun:own" }], iceTransportPolicy: "relay" },
  };
  readonly #listeners = new Map<string, Set<(event: never) => void>>();

  constructor(id: string | null = "alice") {
    this.id = id;
  }

  on(event: string, listener: (event: never) => void): void {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
  }

  off(event: string, listener: (event: never) => void): void {
    this.#listeners.get(event)?.delete(listener);
  }

  emit(event: string, value?: object): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(value as never);
  }

  get listeners(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }
}

type Reply = readonly [status: number, body: unknown] | Error;

/** A broker of the test: what it answers to each path, and what it was asked. */
function createScene({ peer = new FakePeer(), ...options }: { peer?: FakePeer } & AccessOptions = {}) {
  const clock = createFakeClock();
  const asked: string[] = [];
  let made = 0;
  const replies: Record<"renew" | "ice", () => Reply> = {
    renew: () => {
      made += 1;
      return [200, { token: `renewed-${made}`, expiresInMs: 60 * MINUTE_MS }];
    },
    ice: () => [
      200,
      {
        iceServers: [{ urls: ["turn:t"], username: `u${asked.length}`, credential: "c" }],
        expiresInMs: 40 * MINUTE_MS,
      },
    ],
  };
  const fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input));
    const path = url.pathname.split("/").at(-1) as "renew" | "ice";
    const { authorization } = init.headers as Record<string, string>;
    asked.push(`${init.method} ${url} ${authorization}`);
    const reply = replies[path]();
    if (reply instanceof Error) throw reply;
    const [status, body] = reply;
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  };
  const access = keepAccess(peer, { fetch, clock, ...options });
  const errors: InvitationError[] = [];
  access.on("error", (error) => errors.push(error));
  return { peer, clock, asked, replies, access, errors };
}

const BASE = "https://broker.test:9000/broker";

describe("at the start", () => {
  test("asks for a token with the present one, then for servers with the new one", async () => {
    const { access, asked, peer } = createScene();
    await access.ready;
    expect(asked).toEqual([
      `POST ${BASE}/renew?id=alice Bearer first`,
      `GET ${BASE}/ice?id=alice Bearer renewed-1`,
    ]);
    expect(peer.options["token"]).toBe("renewed-1");
  });

  test("waits for the id of a Peer that has none yet", async () => {
    const peer = new FakePeer(null);
    const { access, asked, clock } = createScene({ peer });
    await clock.advance(MINUTE_MS);
    expect(asked).toEqual([]);
    peer.id = "of the broker";
    peer.emit("open");
    await access.ready;
    expect(asked).toHaveLength(2);
    expect(asked[0]).toContain("id=of%20the%20broker");
  });

  test("goes on with the Peer's own servers until the broker's are there, and keeps the rest of the configuration", async () => {
    const { access, peer } = createScene();
    expect(peer.options["config"]).toBe(access.config);
    expect(access.config).toEqual({ iceServers: [{ urls: "stun:own" }], iceTransportPolicy: "relay" });
    await access.ready;
    expect({ ...access.config }).toEqual({
      iceServers: [{ urls: ["turn:t"], username: "u2", credential: "c" }],
      iceTransportPolicy: "relay",
    });
  });

  test("a broker that has neither is asked once, and the Peer stays as it is", async () => {
    const { access, asked, replies, clock, peer, errors } = createScene();
    replies.renew = replies.ice = () => [404, "Not found"];
    await access.ready;
    await clock.advance(1_000 * MINUTE_MS);
    expect(asked).toHaveLength(2);
    expect(clock.timers).toBe(0);
    expect(errors).toEqual([]);
    expect(peer.options["token"]).toBe("first");
    expect(access.config.iceServers).toEqual([{ urls: "stun:own" }]);
  });
});

describe("renews", () => {
  test("each when three quarters of its life are over", async () => {
    const { access, asked, clock } = createScene();
    await access.ready;
    await clock.advance(30 * MINUTE_MS - 1);
    expect(asked).toHaveLength(2);
    await clock.advance(1);
    expect(asked.at(-1)).toContain("/ice");
    await clock.advance(15 * MINUTE_MS);
    expect(asked.at(-1)).toContain("/renew?id=alice Bearer renewed-1");
  });

  test("says when what it has expires, and tells of each change", async () => {
    const { access, clock } = createScene();
    const seen = vi.fn();
    access.on("changed", seen);
    await access.ready;
    expect(seen).toHaveBeenCalledTimes(2);
    expect(access.snapshot).toMatchObject({
      tokenExpiresAtMs: clock.nowMs() + 60 * MINUTE_MS,
      iceExpiresAtMs: clock.nowMs() + 40 * MINUTE_MS,
    });
    expect(JSON.stringify(access.snapshot)).not.toContain("renewed");
    expect(Object.isFrozen(access.snapshot)).toBe(true);
  });

  test("when the broker is lost in the second half of the token's life, and not in the first", async () => {
    const { access, asked, clock, peer } = createScene();
    await access.ready;
    await clock.advance(29 * MINUTE_MS);
    peer.emit("disconnected");
    await clock.settle();
    expect(asked).toHaveLength(2);
    clock.sleep(MINUTE_MS);
    peer.emit("disconnected");
    await clock.settle();
    expect(asked.at(-1)).toContain("/renew");
  });

  test("when the broker has refused the token, and at no other error", async () => {
    const { access, asked, clock, peer } = createScene();
    await access.ready;
    peer.emit("error", { type: "peer-unavailable", message: "the access token" });
    peer.emit("error", { type: "server-error", message: "the broker is full" });
    await clock.settle();
    expect(asked).toHaveLength(2);
    peer.emit("error", { type: "server-error", message: "the access token has expired" });
    await clock.settle();
    expect(asked).toHaveLength(3);
  });

  test("what fell due while the machine slept, as soon as the Peer is open again", async () => {
    const { access, asked, clock, peer } = createScene();
    await access.ready;
    clock.sleep(500 * MINUTE_MS);
    peer.emit("open");
    await clock.settle();
    expect(asked.slice(2).map((it) => it.split("?")[0])).toEqual([`POST ${BASE}/renew`, `GET ${BASE}/ice`]);
  });

  test("servers only with a good token: after a sleep, and when the broker finds the token over", async () => {
    const { access, asked, replies, clock, errors, peer } = createScene();
    await access.ready;
    const { ice } = replies;
    let good = "renewed-1";
    replies.ice = () => (asked.at(-1)?.endsWith(good) ? ice() : [401, "the access token has expired"]);
    clock.sleep(500 * MINUTE_MS);
    good = "renewed-2";
    await clock.advance(1);
    expect(asked.slice(2).map((it) => it.split("Bearer ")[1])).toEqual(["renewed-1", "renewed-2"]);
    // Its life was said to be longer than it is.
    good = "renewed-3";
    await clock.advance(31 * MINUTE_MS);
    expect(asked.slice(4).map((it) => it.replace(/.*\/(\w+)\?.* /, "$1 "))).toEqual([
      "ice renewed-2",
      "renew renewed-2",
      "ice renewed-3",
    ]);
    expect(errors).toEqual([]);
    expect(peer.options["token"]).toBe("renewed-3");
  });

  test("goes on after a broker that had both has neither for a while", async () => {
    const { access, replies, clock, errors, peer } = createScene();
    await access.ready;
    const { renew, ice } = replies;
    replies.renew = replies.ice = () => [404, "Not found"];
    await clock.advance(50 * MINUTE_MS);
    expect(errors.map(({ code }) => code)).toEqual(["broker-refused", "broker-refused"]);
    Object.assign(replies, { renew, ice });
    await clock.advance(2 * MINUTE_MS);
    expect(peer.options["token"]).not.toBe("renewed-1");
    expect(access.snapshot.iceExpiresAtMs).toBeGreaterThan(clock.nowMs());
  });

  test("at most once a second, however short a life is", async () => {
    const { access, asked, replies, clock } = createScene();
    replies.renew = () => [200, { token: "t", expiresInMs: -5 }];
    replies.ice = () => [404, ""];
    await access.ready;
    await clock.advance(10_000);
    expect(asked).toHaveLength(2 + 10);
  });

  test("on request, and one request at a time", async () => {
    const { access, asked } = createScene();
    await access.ready;
    await Promise.all([access.renew(), access.renew()]);
    expect(asked).toHaveLength(4);
  });
});

describe("fails", () => {
  const cases: readonly (readonly [string, () => Reply, string])[] = [
    ["no network", () => new TypeError("Failed to fetch"), "broker-unreachable"],
    ["too often", () => [429, "Too many requests"], "broker-unreachable"],
    ["not now", () => [503, "the broker is not ready; try again"], "broker-unreachable"],
    ["refused", () => [401, "the access token has expired"], "broker-refused"],
    [
      "a broker with only a public key",
      () => [501, "This broker cannot make access tokens"],
      "broker-refused",
    ],
    ["no JSON", () => [200, "<html>"], "broker-refused"],
    ["null", () => [200, "null"], "broker-refused"],
    ["no token", () => [200, { expiresInMs: 1 }], "broker-refused"],
    ["a token with a line end", () => [200, { token: "a\nb", expiresInMs: 1 }], "broker-refused"],
    ["a token that is too long", () => [200, { token: "a".repeat(1_025), expiresInMs: 1 }], "broker-refused"],
    ["no life", () => [200, { token: "a" }], "broker-refused"],
    [
      "an answer that is too long",
      () => [200, { token: "a", expiresInMs: 1, x: "x".repeat(70_000) }],
      "broker-refused",
    ],
  ];

  test.each(cases)("with %s: says so once, keeps the token, and tries again", async (_, reply, code) => {
    const { access, replies, errors, peer, clock } = createScene();
    const { renew } = replies;
    replies.renew = reply;
    replies.ice = () => [404, ""];
    await access.ready;
    await clock.advance(20_000);
    expect(errors.map((it) => it.code)).toEqual([code]);
    expect(errors[0]).toBeInstanceOf(InvitationError);
    expect(errors[0]?.message).not.toContain("first");
    expect(peer.options["token"]).toBe("first");
    replies.renew = renew;
    await clock.advance(MINUTE_MS);
    expect(peer.options["token"]).toMatch(/^renewed-/);
  });

  test("with pauses that double, up to a minute", async () => {
    const { access, replies, asked, clock } = createScene();
    replies.renew = () => [503, ""];
    replies.ice = () => [404, ""];
    await access.ready;
    const at: number[] = [];
    for (let s = 1; s <= 300; s += 1) {
      const before = asked.length;
      await clock.advance(1_000);
      if (asked.length > before) at.push(s);
    }
    expect(at).toEqual([1, 3, 7, 15, 31, 63, 123, 183, 243]);
  });

  test("if no answer comes in ten seconds, also where fetch heeds no signal", async () => {
    const peer = new FakePeer();
    const clock = createFakeClock();
    const access = keepAccess(peer, { clock, fetch: () => new Promise(() => {}) });
    const errors: string[] = [];
    access.on("error", ({ code }) => errors.push(code));
    await clock.advance(20_000);
    // The token's, then the servers'.
    expect(errors).toEqual(["broker-unreachable", "broker-unreachable"]);
    await access.ready;
    access.close();
    await clock.settle();
    expect(clock.timers).toBe(0);
  });

  test.each([
    ["no array", {}],
    ["no object", ["stun:a"]],
    ["another kind of address", [{ urls: ["https://a"] }]],
    ["no address", [{ urls: [] }]],
    ["a credential that is no text", [{ urls: ["turn:a"], username: "u", credential: {} }]],
    ["too many", Array.from({ length: 21 }, () => ({ urls: ["stun:a"] }))],
  ])("with servers that are no servers, and keeps the Peer's own: %s", async (_, iceServers) => {
    const { access, replies, errors } = createScene();
    replies.ice = () => [200, { iceServers, expiresInMs: 1_000 }];
    await access.ready;
    expect(errors.map(({ code }) => code)).toEqual(["broker-refused"]);
    expect(access.config.iceServers).toEqual([{ urls: "stun:own" }]);
  });
});

describe("getToken", () => {
  const jwt = (claims: object): string => {
    const part = (it: object) => btoa(JSON.stringify(it)).replaceAll("=", "");
    return `${part({ alg: "EdDSA" })}.${part(claims)}.sig`;
  };

  test("is asked for this id in place of the broker, and its life counts", async () => {
    const getToken = vi.fn(async () => ({
      token: "of the app".replaceAll(" ", "-"),
      expiresInMs: 4 * MINUTE_MS,
    }));
    const { access, asked, clock, peer } = createScene({ getToken });
    await access.ready;
    expect(getToken).toHaveBeenCalledWith("alice");
    expect(peer.options["token"]).toBe("of-the-app");
    expect(asked).toEqual([`GET ${BASE}/ice?id=alice Bearer of-the-app`]);
    await clock.advance(3 * MINUTE_MS);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  test.each([
    ["a JWT's exp", () => jwt({ sub: "alice", exp: Math.floor(Date.now() / 1_000) + 1_200 }), 15],
    ["a plain token's beginning", () => `${Math.floor(Date.now() / 1_000) + 1_200}.abc`, 15],
    ["nothing it says", () => "opaque", 7.5],
    ["a JWT without exp", () => jwt({ sub: "alice" }), 7.5],
    ["nothing, if it is over already by a clock that is wrong", () => jwt({ exp: 1_000 }), 7.5],
  ])("a text lives as long as %s", async (_, token, minutes) => {
    const getToken = vi.fn(token);
    const { access, clock } = createScene({ getToken });
    await access.ready;
    await clock.advance(minutes * MINUTE_MS - 5_000);
    expect(getToken).toHaveBeenCalledTimes(1);
    await clock.advance(10_000);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  test.each([
    ["throws", () => Promise.reject(new Error("not logged in")), "getToken failed"],
    ["gives nothing", () => undefined as never, "1 to 1024 printable"],
    ["gives an empty text", () => "", "1 to 1024 printable"],
    ["gives no life", () => ({ token: "t" }) as never, "expiresInMs"],
  ])("that %s: an error, and it is asked again", async (_, getToken, words) => {
    const asked = vi.fn(getToken);
    const { access, errors, clock } = createScene({ getToken: asked });
    await access.ready;
    await clock.advance(1_000);
    expect(errors.map(({ code }) => code)).toEqual(["invalid-option"]);
    expect(errors[0]?.message).toContain(words);
    expect(asked).toHaveBeenCalledTimes(2);
  });
});

describe("ends", () => {
  test.each(["close", "destroy"])("with %s: no timer, listener or request is left", async (how) => {
    const { access, peer, clock, asked } = createScene();
    await access.ready;
    if (how === "close") access.close();
    else peer.emit("close");
    access.close();
    expect(peer.listeners).toBe(0);
    expect(clock.timers).toBe(0);
    await access.renew();
    expect(asked).toHaveLength(2);
    expect(access.config.iceServers).toHaveLength(1);
  });

  test("before the first answer: what comes is ignored", async () => {
    const { access, peer, clock } = createScene();
    access.close();
    await access.ready;
    await clock.settle();
    expect(peer.options["token"]).toBe("first");
    expect(clock.timers).toBe(0);
  });

  test("by `using`", () => {
    const { access, peer } = createScene();
    access[Symbol.dispose]();
    expect(peer.listeners).toBe(0);
  });
});

test.each([
  ["no Peer", () => keepAccess({})],
  ["null", () => keepAccess(null as never)],
  ["an unknown option", () => keepAccess(new FakePeer(), { token: "t" } as never)],
  ["no function", () => keepAccess(new FakePeer(), { getToken: "t" } as never)],
])("throws at once for %s", (_, make) => {
  expect(make).toThrow(expect.objectContaining({ code: "invalid-option" }));
});
