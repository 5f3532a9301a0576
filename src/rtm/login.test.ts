// Login, logout, and the connection of a client to its broker.
import { afterEach, describe, expect, test } from "vitest";
import type { ErrorCode, Transport, TransportEvents } from "../index.ts";
import { createFakeClock, createMemoryNetwork } from "../testing/index.ts";
import { placeOf } from "./config.ts";
import type { Network } from "./network.ts";
import { createRtmCall, createRtmScene, errorOf, noteClientEvents } from "./scene.fixture.ts";
import { createInstance, setBroker } from "./sdk.ts";

/** A client at a broker that does only what the test tells it to. */
function createStranded() {
  const clock = createFakeClock();
  const brokers: TransportEvents[] = [];
  const invitations: Transport = {
    start: (events) => {
      brokers.push(events);
      events.changed("connecting", undefined);
    },
    connect: (peer) => ({ peer, start: () => {}, send: () => {}, close: () => {} }),
    stop: async () => {},
  };
  const messages = createMemoryNetwork();
  const network: Network = {
    join: (id) => ({ invitations, messages: messages.join(id), end: () => {} }),
  };
  const client = createInstance("an app", { network, clock });
  const notes = noteClientEvents(client, "ConnectionStateChanged");
  const broker = (): TransportEvents => {
    const last = brokers.at(-1);
    if (last === undefined) throw new Error("Nobody registered.");
    return last;
  };
  return { client, clock, notes, broker, brokers };
}

const LOGIN = ["ConnectionStateChanged", "CONNECTING", "LOGIN"];
const LOGIN_SUCCESS = ["ConnectionStateChanged", "CONNECTED", "LOGIN_SUCCESS"];
const LOGIN_FAILURE = ["ConnectionStateChanged", "DISCONNECTED", "LOGIN_FAILURE"];
const LOGOUT = ["ConnectionStateChanged", "DISCONNECTED", "LOGOUT"];

describe("login", () => {
  test("resolves when the broker has registered us, and the events come before that", async () => {
    const client = createRtmScene().create();
    const notes = noteClientEvents(client, "ConnectionStateChanged");
    await client.login({ uid: "ada", token: "secret" });
    expect(notes).toEqual([LOGIN, LOGIN_SUCCESS]);
    expect([client.uid, client.token]).toEqual(["ada", "secret"]);
  });

  test.each([
    undefined,
    null,
    {},
    { uid: 5 },
    { uid: "" },
    { uid: "null" },
    { uid: "é" },
    { uid: "x".repeat(65) },
  ])("%o is refused with code 2, without an event", async (options) => {
    const { clock, create } = createRtmScene();
    const client = create();
    const notes = noteClientEvents(client, "ConnectionStateChanged");
    expect(await errorOf(() => client.login(options as never))).toEqual(["RtmInvalidArgumentError", 2]);
    await clock.settle();
    expect(notes).toEqual([]);
  });

  test("twice is refused with code 7, during the first login and after it", async () => {
    const client = createRtmScene().create();
    const first = client.login({ uid: "ada" });
    expect(await errorOf(() => client.login({ uid: "ada" }))).toEqual(["RtmInvalidStatusError", 7]);
    await first;
    expect(await errorOf(() => client.login({ uid: "bob" }))).toEqual(["RtmInvalidStatusError", 7]);
    expect(client.uid).toBe("ada");
  });

  test.each<[ErrorCode, number]>([
    ["peer-id-taken", 6],
    ["broker-refused", 6],
    ["broker-unreachable", 11],
    ["webrtc-unsupported", 1],
  ])("%s: rejects with code %i", async (code, expected) => {
    const { client, clock, notes, broker } = createStranded();
    const login = errorOf(() => client.login({ uid: "ada" }));
    await clock.settle();
    broker().failed(code, "It is so.");
    broker().changed("closed", undefined);
    expect(await login).toEqual(["RtmError", expected]);
    await clock.settle();
    expect(notes).toEqual([LOGIN, LOGIN_FAILURE]);
    expect(clock.timers).toBe(0);
  });

  test("a broker that closes silently: code 1", async () => {
    const { client, clock, broker } = createStranded();
    const login = errorOf(() => client.login({ uid: "ada" }));
    await clock.settle();
    broker().changed("closed", undefined);
    expect(await login).toEqual(["RtmError", 1]);
  });

  test("a broker that never answers: LOGIN_TIMEOUT, code 8; then it can be tried again", async () => {
    const { client, clock, notes, broker } = createStranded();
    const login = errorOf(() => client.login({ uid: "ada" }));
    await clock.advance(12_000);
    expect(await login).toEqual(["RtmError", 8]);
    expect(notes).toEqual([LOGIN, ["ConnectionStateChanged", "DISCONNECTED", "LOGIN_TIMEOUT"]]);
    const again = client.login({ uid: "ada" });
    await clock.settle();
    broker().changed("online", "ada" as never);
    await again;
    expect(notes.slice(2)).toEqual([LOGIN, LOGIN_SUCCESS]);
  });

  test("a network that throws: the login fails with that error", async () => {
    const network: Network = {
      join: () => {
        throw new TypeError("No network.");
      },
    };
    const client = createInstance("an app", { network, clock: createFakeClock() });
    const notes = noteClientEvents(client, "ConnectionStateChanged");
    await expect(client.login({ uid: "ada" })).rejects.toThrow("No network.");
    expect(notes).toEqual([LOGIN, LOGIN_FAILURE]);
  });
});

describe("logout", () => {
  test("resolves when the uid is free, and leaves nothing behind", async () => {
    const { clock, login, create } = createRtmScene();
    const first = await login("ada");
    const notes = noteClientEvents(first, "ConnectionStateChanged");
    await first.logout();
    expect(notes).toEqual([LOGOUT]);
    expect(clock.timers).toBe(0);
    await create().login({ uid: "ada" });
  });

  test("without a login: rejects with code 102", async () => {
    const { create, login } = createRtmScene();
    expect(await errorOf(() => create().logout())).toEqual(["RtmInvalidStatusError", 102]);
    const client = await login("ada");
    await client.logout();
    expect(await errorOf(() => client.logout())).toEqual(["RtmInvalidStatusError", 102]);
  });

  test("a login right after it waits for it; listeners stay", async () => {
    const { login } = createRtmScene();
    const client = await login("ada");
    const notes = noteClientEvents(client, "ConnectionStateChanged");
    void client.logout();
    await client.login({ uid: "ada" });
    expect(notes).toEqual([LOGOUT, LOGIN, LOGIN_SUCCESS]);
  });

  test("during a login: the login rejects with code 10", async () => {
    const { client, clock, notes } = createStranded();
    const login = errorOf(() => client.login({ uid: "ada" }));
    await clock.settle();
    await client.logout();
    expect(await login).toEqual(["RtmInvalidStatusError", 10]);
    expect(notes).toEqual([LOGIN, LOGOUT]);
    expect(clock.timers).toBe(0);
  });

  test("before a login has started with the broker: the same, and nothing is registered", async () => {
    const { client, clock, brokers } = createStranded();
    const login = errorOf(() => client.login({ uid: "ada" }));
    await client.logout();
    expect(await login).toEqual(["RtmInvalidStatusError", 10]);
    await clock.settle();
    expect(brokers).toEqual([]);
  });

  test("cancels what was sent, and the callee is told", async () => {
    const { ada, local, ring, clock } = await createRtmCall();
    const remote = await ring();
    await ada.logout();
    await clock.settle();
    expect([local.state, remote.state]).toEqual(["CANCELED", "CANCELED"]);
  });
});

describe("the connection", () => {
  test("is RECONNECTING when the broker is lost, and CONNECTED when it is back", async () => {
    const { invitations, login, clock } = createRtmScene();
    const client = await login("ada");
    const notes = noteClientEvents(client, "ConnectionStateChanged");
    invitations.setBroker(false);
    invitations.setBroker(true);
    await clock.settle();
    expect(notes).toEqual([["ConnectionStateChanged", "RECONNECTING", "INTERRUPTED"], LOGIN_SUCCESS]);
  });

  test.each(["broker-unreachable", "broker-refused"] as const)(
    "%s in between is not an end",
    async (code) => {
      const { client, clock, notes, broker } = createStranded();
      const login = client.login({ uid: "ada" });
      await clock.settle();
      broker().changed("online", "ada" as never);
      await login;
      broker().changed("connecting", "ada" as never);
      broker().failed(code, "It is so.");
      broker().changed("online", "ada" as never);
      await clock.settle();
      expect(notes.slice(2)).toEqual([
        ["ConnectionStateChanged", "RECONNECTING", "INTERRUPTED"],
        LOGIN_SUCCESS,
      ]);
    },
  );

  test.each<[string, (broker: TransportEvents) => void]>([
    ["REMOTE_LOGIN", (broker) => broker.failed("peer-id-taken", "It is taken.")],
    ["BANNED_BY_SERVER", (broker) => broker.changed("closed", undefined)],
  ])("is ABORTED by %s; then logout and login work", async (reason, end) => {
    const { client, clock, notes, broker } = createStranded();
    const login = client.login({ uid: "ada" });
    await clock.settle();
    broker().changed("online", "ada" as never);
    await login;
    end(broker());
    await clock.settle();
    expect(notes.slice(2)).toEqual([["ConnectionStateChanged", "ABORTED", reason]]);
    expect(await errorOf(() => client.renewToken("t"))).toEqual(["RtmInvalidStatusError", 102]);
    await client.logout();
    void client.login({ uid: "ada" }).catch(() => {});
    await clock.settle();
    expect(notes.slice(3)).toEqual([LOGOUT, LOGIN]);
  });

  test("ABORTED can log in without logging out", async () => {
    const { client, clock, notes, broker } = createStranded();
    const login = client.login({ uid: "ada" });
    await clock.settle();
    broker().changed("online", "ada" as never);
    await login;
    broker().failed("peer-id-taken", "It is taken.");
    void client.login({ uid: "ada" }).catch(() => {});
    await clock.settle();
    expect(notes.slice(3)).toEqual([LOGIN]);
  });
});

describe("the broker", () => {
  afterEach(() => setBroker(undefined));

  test("on PeerJS's own broker, which anybody shares, the appId is part of the peer id", () => {
    expect(placeOf("app", {}).addresses.peerIdOf("ada")).toBe("app-ada");
  });

  test("on a broker that is given, in the configuration or for all, a uid is its own peer id", () => {
    expect(placeOf("app", { broker: { host: "localhost" } }).addresses.peerIdOf("ada")).toBe("ada");
    setBroker({ host: "localhost" });
    expect(placeOf("app", {}).addresses.peerIdOf("ada")).toBe("ada");
  });

  test("an error that the network throws becomes an RTM error, and the client can log in again", async () => {
    const { create, network } = createRtmScene();
    let isBroken = true;
    const ada = create((id) => {
      if (isBroken) throw new TypeError("no such host");
      return network.join(id);
    });
    await expect(ada.login({ uid: "ada" })).rejects.toMatchObject({
      code: 1,
      message: expect.stringContaining("no such host"),
      cause: expect.any(TypeError),
    });
    isBroken = false;
    await ada.login({ uid: "ada" });
    await ada.logout();
  });
});
