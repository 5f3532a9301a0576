// A client that closes can destroy its Peer.
import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { createInvitationClient } from "../index.ts";
import { errorOf } from "../testing/clients.fixture.ts";
import { createMemoryNetwork } from "../testing/index.ts";
import { destroyPeer } from "./destroy-peer.ts";
import type { Peer } from "./peerjs.ts";

function createPeer(destroy: () => void) {
  const done: string[] = [];
  const state = {
    id: "ada",
    open: true,
    disconnected: false,
    destroyed: false,
    options: {},
    // PeerJS stores this after an OFFER with the serialization "constructor": the id of the peer, as an object.
    connections: { eve: [Object("eve")], bob: [{ close: () => done.push("bob's connection") }] },
    connect: () => undefined,
    disconnect: () => done.push("disconnect"),
    destroy: () => {
      done.push("destroy");
      destroy();
    },
  };
  return { done, peer: Object.assign(new EventEmitter(), state) as unknown as Peer };
}

test("close destroys the Peer only if it is asked to, once, after the client has closed", async () => {
  const { done, peer } = createPeer(() => {});
  const client = createInvitationClient(peer);
  await client.close();
  expect(done).toEqual([]);
  const asked = client.close({ destroyPeer: true });
  expect(done).toEqual([]);
  await Promise.all([asked, client.close({ destroyPeer: true })]);
  expect(done).toEqual(["destroy"]);
  expect((peer as unknown as EventEmitter).eventNames()).toEqual([]);
});

test("a client on a transport of the app's own just stops it", async () => {
  const network = createMemoryNetwork();
  const client = createInvitationClient(network.join("ada"));
  await client.close({ destroyPeer: true });
  await createInvitationClient(network.join("ada")).close();
});

test("a transport that cannot stop is destroyed all the same, and close rejects", async () => {
  const done: string[] = [];
  const transport = {
    start: () => {},
    connect: () => {
      throw new Error("not asked for");
    },
    stop: () => Promise.reject(new Error("stuck")),
    destroy: () => void done.push("destroy"),
  };
  await expect(createInvitationClient(transport).close({ destroyPeer: true })).rejects.toThrow("stuck");
  expect(done).toEqual(["destroy"]);
});

test("close refuses what is no option of it, and the client goes on", async () => {
  const client = createInvitationClient(createMemoryNetwork().join("ada"));
  for (const options of [{ destroy: true }, { destroyPeer: 1 }]) {
    expect(errorOf(() => client.close(options as object))).toMatchObject({ code: "invalid-option" });
  }
  expect(client.state).toBe("online");
  await client.close();
});

test("a Peer that PeerJS cannot destroy leaves the broker, and its connections are closed one by one", () => {
  const { done, peer } = createPeer(() => {
    throw new TypeError("connection.close is not a function");
  });
  destroyPeer(peer);
  expect(done).toEqual(["destroy", "disconnect", "bob's connection"]);
});
