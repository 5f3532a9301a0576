// Each Peer has one client.
import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { createInvitationClient, createPeerJsTransport } from "../index.ts";
import { errorOf } from "../testing/clients.fixture.ts";
import type { Peer } from "./peerjs.ts";

/** The part of a Peer that a client without invitations needs. Its PeerJS has no posts. */
function createPeer(parts: { readonly id?: string | null; readonly token?: string } = {}): Peer {
  const { id = "ada", token } = parts;
  const state = {
    id,
    open: true,
    disconnected: false,
    destroyed: false,
    connections: {},
    options: { token },
  };
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

test("a second client on the same Peer is refused through another transport, too, and does no harm", async () => {
  const peer = createPeer();
  const transport = createPeerJsTransport(peer);
  const first = createInvitationClient(transport);
  for (const again of [() => createPeerJsTransport(peer), () => peer]) {
    const error = errorOf(() => createInvitationClient(again()));
    expect(error).toMatchObject({ code: "invalid-option", operation: "createInvitationClient" });
    expect(error.message).toContain("await its close() first");
  }
  await createPeerJsTransport(peer).stop();
  expect(errorOf(() => createInvitationClient(peer)).code).toBe("invalid-option");
  expect(first.state).toBe("online");
  await first.close();
  const second = createInvitationClient(createPeerJsTransport(peer));
  await transport.stop();
  expect(errorOf(() => createInvitationClient(peer)).code).toBe("invalid-option");
  await second.close();
  expect((peer as unknown as EventEmitter).eventNames()).toEqual([]);
});

test("an option of a transport that is undefined counts as not given", async () => {
  const peer = createPeer();
  const client = createInvitationClient(peer);
  const same = createPeerJsTransport(peer, { label: undefined, reconnect: undefined } as never);
  expect(errorOf(() => createInvitationClient(same)).message).toContain("await its close() first");
  await client.close();
});

test("two transports with labels of their own share one Peer", async () => {
  const peer = createPeer();
  const clients = ["calls", "letters"].map((label) =>
    createInvitationClient(createPeerJsTransport(peer, { label })),
  );
  expect(clients.map(({ state }) => state)).toEqual(["online", "online"]);
  await Promise.all(clients.map((client) => client.close()));
});

test("nothing of an invitation travels with the request for a connection", async () => {
  const peer = createPeer();
  const connect = vi.spyOn(peer, "connect");
  const client = createInvitationClient(peer);
  client.createLocalInvitation("bob", { content: "lunch?" }).send();
  expect(connect).toHaveBeenCalledWith("bob", expect.objectContaining({ label: "peer-invite" }));
  expect(connect.mock.calls[0]?.[1]).not.toHaveProperty("metadata");
  await client.close();
});

test("a PeerJS without what posts need is reported once, in words, and calls are made as before", async () => {
  const peer = createPeer();
  const connect = vi.spyOn(peer, "connect");
  const client = createInvitationClient(peer);
  const errors: string[] = [];
  client.on("error", ({ code, message }) => errors.push(code, message));
  await Promise.resolve();
  (peer as unknown as EventEmitter).emit("open", "ada");
  const advice = expect.stringContaining("PeerJS 1.5.5");
  expect(errors).toEqual(["gate-unsupported", advice, "posts-unsupported", advice]);
  expect(client.state).toBe("online");
  client.createLocalInvitation("bob").send();
  expect(connect).toHaveBeenCalledOnce();
  await client.close();
});

test("another Peer has another client", async () => {
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

test("an id that is too long to be called throws at once, with what is allowed, and the Peer can be used again", async () => {
  const peer = createPeer({ id: "a".repeat(200) });
  const error = errorOf(() => createInvitationClient(peer));
  expect(error).toMatchObject({ code: "invalid-peer-id", operation: "createInvitationClient" });
  expect(error.message).toContain("aaaa");
  expect(error.message).toContain("1 to 128 letters and digits");
  await createInvitationClient(Object.assign(peer, { id: "a".repeat(128) })).close();
});

test("an id from the broker that nobody can call is reported, and the client is not online", async () => {
  const peer = createPeer({ id: null });
  const connect = vi.spyOn(peer, "connect");
  const client = createInvitationClient(Object.assign(peer, { open: false }));
  const errors: string[] = [];
  client.on("error", ({ code, message }) => errors.push(code, message));
  expect(client.state).toBe("connecting");
  Object.assign(peer, { id: "ada.42", open: true }).emit("open", "ada.42");
  expect(errors).toEqual(["invalid-peer-id", expect.stringContaining("1 to 128 letters and digits")]);
  expect([client.state, client.peerId]).toEqual(["closed", undefined]);
  const invitation = client.createLocalInvitation("bob").send();
  expect(await invitation.outcome).toEqual({ kind: "failed", reason: "broker-offline" });
  expect(connect).not.toHaveBeenCalled();
  await client.close();
});

test("the log warns once about a Peer whose token PeerJS made, but not if an app made it", async () => {
  for (const [token, lines] of [
    ["4fzyo82mvyr", [expect.stringContaining("crypto.randomUUID()")]],
    ["3b241101-e2bb-4255-8caf-4136c566a962", []],
  ] as const) {
    const log = vi.fn();
    const peer = createPeer({ token });
    const client = createInvitationClient(peer, { log });
    (peer as unknown as EventEmitter).emit("open", "ada");
    expect(log.mock.calls.flat()).toEqual(lines);
    await client.close();
  }
});

test("the connections of a client have ids that do not come from Math.random", async () => {
  const peer = createPeer();
  const connect = vi.spyOn(peer, "connect");
  const random = vi.spyOn(Math, "random");
  const client = createInvitationClient(peer);
  for (const callee of ["bob", "carol"]) client.createLocalInvitation(callee).send();
  const ids = connect.mock.calls.map(([, options]) => (options as { connectionId?: string }).connectionId);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^dc_[0-9a-f]{32}$/);
  expect(random).not.toHaveBeenCalled();
  await client.close();
  random.mockRestore();
});
