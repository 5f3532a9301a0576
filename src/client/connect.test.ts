// Who may connect, as an app sees it: `mayConnect`, and the standing of each peer at the transport.
import { describe, expect, test, vi } from "vitest";
import { createInvitationClient, type InvitationClientOptions } from "../index.ts";
import { createScene, errorOf, ringingAt } from "../testing/clients.fixture.ts";
import type { Standing, Transport, TransportEvents } from "../transport/transport.ts";

/** Ada and bob on a network that counts the requests for a connection that are answered. */
function createPair(
  options: { readonly ada?: InvitationClientOptions; readonly bob?: InvitationClientOptions } = {},
) {
  const scene = createScene();
  const ada = scene.join("ada", options.ada);
  const bob = scene.join("bob", options.bob);
  return { ...scene, ada, bob };
}

const HIDDEN: InvitationClientOptions = { mayConnect: () => false };

describe("mayConnect", () => {
  test.each([{ ada: HIDDEN }, { bob: HIDDEN }, { ada: HIDDEN, bob: HIDDEN }])(
    "R19.1 R19.2 R19.3 with () => false a call rings without a connection, which is made once it is accepted: %#",
    async (options) => {
      const { ada, bob, network, clock } = createPair(options);
      const local = ada.createLocalInvitation("bob").send();
      await clock.advance(20_000);
      expect([local.state, ringingAt(bob).state, network.openChannels]).toEqual(["received", "ringing", 0]);
      const remote = ringingAt(bob);
      remote.accept();
      await clock.settle();
      expect([local.state, remote.state]).toEqual(["accepted", "accepted"]);
      const lines = [local.openLine(), remote.openLine()];
      const heard = vi.fn();
      lines[1]?.on("data", heard);
      lines[0]?.send("hello");
      await clock.advance(1_000);
      expect([heard.mock.calls, network.openChannels > 0]).toEqual([[["hello"]], true]);
    },
  );

  test("R19.1 a contact is connected while it rings, and a stranger is not", async () => {
    const { ada, bob, join, network, clock } = createPair({ bob: { mayConnect: (peer) => peer === "ada" } });
    join("mallory").createLocalInvitation("bob").send();
    await clock.advance(5_000);
    expect([ringingAt(bob).caller, network.openChannels]).toEqual(["mallory", 0]);
    ringingAt(bob).refuse();
    await clock.advance(5_000);
    ada.createLocalInvitation("bob").send();
    await clock.advance(5_000);
    expect([ringingAt(bob).caller, network.openChannels]).toEqual(["ada", 2]);
  });

  test("R19.1 it can be changed, from the next call on", async () => {
    const { ada, bob, network, clock } = createPair({ bob: HIDDEN });
    const first = ada.createLocalInvitation("bob").send();
    await clock.advance(1_000);
    bob.setPolicy({ mayConnect: () => true });
    first.cancel();
    ada.createLocalInvitation("bob").send();
    await clock.advance(1_000);
    expect(network.openChannels).toBe(2);
  });

  test("R19.1 an app that forbids it while it rings is obeyed at once", async () => {
    const { ada, bob, network, clock } = createPair();
    ada.createLocalInvitation("bob").send();
    await clock.advance(1_000);
    bob.setPolicy({ mayConnect: () => false });
    network.cut("ada", "bob");
    await clock.advance(20_000);
    expect([ringingAt(bob).state, network.openChannels]).toEqual(["ringing", 0]);
    expect(bob.stats.connectionsRefused).toBeGreaterThan(0);
  });

  test("R19.2 without posts, an invitation that the caller's own app keeps from connecting is not sent", async () => {
    const { ada, clock } = createPair({ ada: { ...HIDDEN, posts: false } });
    await clock.settle();
    const local = ada.createLocalInvitation("bob");
    const error = errorOf(() => local.send());
    expect(error).toMatchObject({
      code: "may-not-connect",
      operation: "send",
      state: "idle",
      allowed: ["send"],
    });
    expect([local.state, ada.invitations]).toEqual(["idle", []]);
    ada.setPolicy({ mayConnect: () => true });
    expect(local.send().state).toBe("sent");
  });

  test("R19.2 one that only the callee's app keeps from connecting fails as unreachable", async () => {
    const { ada, bob, clock } = createPair({ ada: { posts: false }, bob: HIDDEN });
    const local = ada.createLocalInvitation("bob").send();
    await clock.advance(60_000);
    expect(local.snapshot.outcome).toMatchObject({ kind: "failed", reason: "peer-unreachable" });
    expect(bob.stats.connectionsRefused).toBeGreaterThan(0);
  });

  test("an app that closes its client in it is told so", async () => {
    const { ada, clock } = createPair();
    await clock.settle();
    ada.setPolicy({
      mayConnect: () => {
        void ada.close();
        return true;
      },
    });
    expect(errorOf(() => ada.createLocalInvitation("bob").send()).code).toBe("client-closed");
  });
});

describe("the standing of a peer", () => {
  function createStanding(options: InvitationClientOptions = {}) {
    let events: TransportEvents | undefined;
    const log = vi.fn();
    const transport: Transport = {
      start: (given) => {
        events = given;
        given.changed("online", "ada" as never);
      },
      connect: (peer) => ({ peer, start: () => {}, send: () => {}, close: () => {} }),
      stop: async () => {},
    };
    const client = createInvitationClient(transport, { log, ...options });
    const standingOf = (peer: string): Standing | undefined => events?.standingOf(peer as never);
    return { client, standingOf, log, events: () => events };
  }

  test("R19.4 is that of a stranger, unless this client called it or the app knows it", () => {
    const { client, standingOf } = createStanding({ knows: (peer) => peer === "carol" });
    client.createLocalInvitation("bob").send();
    expect(["bob", "carol", "mallory"].map(standingOf)).toEqual(["known", "known", "stranger"]);
  });

  test("R19.1 is refused if the app says so, and after the client is closed", () => {
    const { client, standingOf } = createStanding({ mayConnect: (peer) => peer !== "mallory" });
    expect(["bob", "mallory"].map(standingOf)).toEqual(["stranger", "refused"]);
    void client.close();
    expect(standingOf("bob")).toBe("refused");
  });

  test("what the transport turns away is counted, and said in the log", () => {
    const { client, events, log } = createStanding();
    events()?.turnedAway?.("mallory", "connectionsCrowded");
    expect(client.stats.connectionsCrowded).toBe(1);
    expect(log).toHaveBeenCalledExactlyOnceWith("mallory: turned away (connectionsCrowded)");
  });
});
