// One client to a Peer.
import { EventEmitter } from "eventemitter3";
import { expect, test, vi } from "vitest";
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

test.each([
  [undefined, { t: "invite", content: "lunch?" }],
  [true, { t: "invite", content: "lunch?" }],
  [false, undefined],
])("R16.1 with openingFrame %s the OFFER of a first call carries %o", async (openingFrame, frame) => {
  const peer = createPeer();
  const connect = vi.spyOn(peer, "connect");
  const client = createInvitationClient(peer, openingFrame === undefined ? {} : { openingFrame });
  client.createLocalInvitation("bob", { content: "lunch?" }).send();
  expect(connect).toHaveBeenCalledWith("bob", expect.objectContaining({ label: "peer-invite" }));
  const metadata: string | undefined = connect.mock.calls[0]?.[1]?.metadata;
  expect(metadata === undefined ? metadata : JSON.parse(metadata)).toEqual(
    frame && expect.objectContaining(frame),
  );
  await client.close();
});

test("another Peer has a client of its own", async () => {
  const clients = [createPeer(), createPeer()].map((peer) => createInvitationClient(peer));
  expect(clients.map(({ state }) => state)).toEqual(["online", "online"]);
  await Promise.all(clients.map((client) => client.close()));
});

test.each([
  { newId: "x" },
  { newId: () => "a1" },
  { log: {} },
  { onGlare: "ring" },
  { storage: null },
  { storage: { load: () => null } },
  { clock: () => 0 },
  { clock: { nowMs: () => 0 } },
])("of %o it is said what is wrong, and the Peer is free for another try", async (options) => {
  const peer = createPeer();
  const [name = ""] = Object.keys(options);
  const error = errorOf(() => createInvitationClient(peer, options as never));
  expect(error).toMatchObject({ code: "invalid-option", operation: "createInvitationClient" });
  expect(error.message).toContain(name);
  await createInvitationClient(peer).close();
});

test.each([null, 5, "fast"])("options that are %j are refused in words", (options) => {
  const error = errorOf(() => createInvitationClient(createPeer(), options as never));
  expect(error).toMatchObject({ code: "invalid-option", message: expect.stringContaining("options") });
  expect(errorOf(() => createInvitationClient(createPeer(), { limits: options as never })).code).toBe(
    "invalid-option",
  );
});
