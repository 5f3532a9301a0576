// A broker that fails, on a handmade transport that reports it.
import { afterEach, describe, expect, test, vi } from "vitest";
import { startCall } from "../call/index.ts";
import {
  type ChannelEvents,
  createInvitationClient,
  type ErrorCode,
  type PeerId,
  type Transport,
  type TransportEvents,
} from "../index.ts";
import { createFakeClock } from "../testing/index.ts";

/** A client on a transport that does only what the test tells it to. */
function createClient() {
  const clock = createFakeClock();
  let events: TransportEvents | undefined;
  const connect = vi.fn((peer: never) => ({ peer, start: () => {}, send: () => {}, close: () => {} }));
  const transport: Transport = {
    start: (given) => {
      events = given;
      given.changed("connecting", undefined);
    },
    connect,
    stop: async () => {},
  };
  const client = createInvitationClient(transport, { clock });
  const errors: unknown[] = [];
  client.on("error", ({ code, message, cause }) => errors.push([code, message, cause]));
  if (events === undefined) throw new Error("the transport was not started");
  return { client, clock, connect, errors, broker: events };
}

afterEach(() => void vi.unstubAllGlobals());

describe("a broker that fails", () => {
  test.each<ErrorCode>(["peer-id-taken", "broker-unreachable", "broker-refused", "webrtc-unsupported"])(
    "%s is an error event, and what was sent fails at once",
    async (code) => {
      const { client, clock, errors, broker } = createClient();
      const local = client.createLocalInvitation("bob").send();
      expect([client.state, local.snapshot.progress]).toEqual(["connecting", "reaching-broker"]);
      const cause = new Error("PeerJS says so");
      broker.failed(code, "It is so.", cause);
      broker.changed("closed", undefined);
      expect(errors).toEqual([[code, "It is so.", cause]]);
      expect(client.state).toBe("closed");
      expect(await local.outcome).toEqual({ kind: "failed", reason: "broker-offline" });
      const next = client.createLocalInvitation("bob").send();
      expect(await next.outcome).toEqual({ kind: "failed", reason: "broker-offline" });
      await client.close();
      expect(clock.timers).toBe(0);
    },
  );

  test("R3.2 a broker that never answers: the invitation fails in time, and nothing hangs", async () => {
    const { client, clock, connect } = createClient();
    const local = client.createLocalInvitation("bob").send();
    await clock.advance(30_000);
    expect(await local.outcome).toEqual({ kind: "failed", reason: "broker-offline" });
    expect(connect).not.toHaveBeenCalled();
  });

  test("R11.2 channels that never open: the invitation fails in time", async () => {
    const { client, clock, connect, broker } = createClient();
    const local = client.createLocalInvitation("bob").send();
    broker.changed("online", "ada" as never);
    await clock.advance(30_000);
    expect(await local.outcome).toEqual({ kind: "failed", reason: "peer-unreachable" });
    expect(connect.mock.calls.length).toBeGreaterThan(1);
  });

  test("the id is known once the broker reports it, and is refused as a callee from then on", () => {
    const { client, broker } = createClient();
    const early = client.createLocalInvitation("ada");
    expect(client.peerId).toBeUndefined();
    broker.changed("online", "ada" as never);
    expect(client.peerId).toBe("ada");
    expect(() => early.send()).toThrow('Cannot send: "ada" is this peer itself. Invite another one.');
    expect(early.state).toBe("idle");
  });

  test("a state that was already reported is not a change", () => {
    const { client, broker } = createClient();
    const changed = vi.fn();
    client.on("changed", changed);
    broker.changed("connecting", undefined);
    expect(changed).not.toHaveBeenCalled();
  });

  test("an error without a listener does not throw", () => {
    const { client, broker } = createClient();
    client.removeAllListeners("error");
    expect(() => broker.failed("broker-unreachable", "Away.")).not.toThrow();
  });

  test("R8.4 a hint that a channel is dead reaches the book", async () => {
    const { client, clock, broker } = createClient();
    const close = vi.fn();
    let channel: { opened(): void; doubted(): void } | undefined;
    const start = (events: NonNullable<typeof channel>): void => {
      channel = events;
    };
    broker.incoming({ peer: "bob" as never, start, send: () => {}, close });
    channel?.opened();
    const local = client.createLocalInvitation("bob").send();
    expect(local.snapshot.progress).toBe("reaching-peer");
    channel?.doubted();
    expect(local.snapshot.progress).toBe("reaching-broker");
    await clock.advance(120_000);
    expect(close).toHaveBeenCalledOnce();
  });

  test("a transport that throws is reported, and the client continues", () => {
    const reports: unknown[] = [];
    vi.stubGlobal("reportError", (error: unknown) => reports.push(error));
    const { client, connect, broker } = createClient();
    const boom = new Error("boom");
    connect.mockImplementationOnce(() => {
      throw boom;
    });
    broker.changed("online", "ada" as never);
    const local = client.createLocalInvitation("bob").send();
    expect(reports).toEqual([boom]);
    expect(local.state).toBe("sent");
  });
});

test("opening a line after the Peer was destroyed throws, because nobody could hear of its end", async () => {
  const { client, broker } = createClient();
  broker.changed("online", "ada" as PeerId);
  const local = client.createLocalInvitation("bob").send();
  const text = (frame: object) => JSON.stringify({ id: local.id, ...frame });
  let events: ChannelEvents | undefined;
  const channel = {
    peer: "bob" as PeerId,
    start: (given: ChannelEvents) => {
      events = given;
    },
    send: () => {},
    close: () => {},
  };
  broker.incoming(channel);
  events?.opened();
  events?.text(text({ t: "accept", response: "" }));
  expect(local.state).toBe("accepted");
  broker.changed("closed", undefined);
  events?.closed("closed");
  expect(() => local.openLine()).toThrow(
    "Cannot openLine: the Peer was destroyed, and there is no link to the other one.",
  );
  expect(() => startCall(local)).toThrow("Cannot startCall: the client was closed, or its Peer destroyed.");
});
