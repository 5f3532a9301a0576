// One client to a Peer.
import { EventEmitter } from "eventemitter3";
import { expect, test } from "vitest";
import { createInvitationClient } from "../index.ts";
import { errorOf } from "../testing/clients.fixture.ts";
import type { Peer } from "../transport/peerjs.ts";

/** As much of a Peer as a client without business needs. */
function createPeer(): Peer {
  const state = { id: "ada", open: true, disconnected: false, destroyed: false, connections: {} };
  return Object.assign(new EventEmitter(), state, { connect: () => undefined }) as unknown as Peer;
}

test("a second client on the same Peer is refused, until the first one is closed", async () => {
  const peer = createPeer();
  const first = createInvitationClient(peer);
  const error = errorOf(() => createInvitationClient(peer));
  expect(error).toMatchObject({ code: "invalid-option", operation: "createInvitationClient" });
  expect(error.message).toContain("await its close() first");
  expect(first.state).toBe("online");
  await first.close();
  const second = createInvitationClient(peer);
  expect(second.peerId).toBe("ada");
  await second.close();
  expect((peer as unknown as EventEmitter).eventNames()).toEqual([]);
});

test("another Peer has a client of its own", async () => {
  const clients = [createPeer(), createPeer()].map((peer) => createInvitationClient(peer));
  expect(clients.map(({ state }) => state)).toEqual(["online", "online"]);
  await Promise.all(clients.map((client) => client.close()));
});

test.each([null, 5, "fast"])("options that are %j are refused in words", (options) => {
  const error = errorOf(() => createInvitationClient(createPeer(), options as never));
  expect(error).toMatchObject({ code: "invalid-option", message: expect.stringContaining("options") });
  expect(errorOf(() => createInvitationClient(createPeer(), { limits: options as never })).code).toBe(
    "invalid-option",
  );
});
