// A world of the transport contract on real PeerJS, against the broker of the server that served this page.
import { Peer, type PeerOptions } from "peerjs";
import type { PeerId } from "../../src/core/wire/ids.ts";
import { CONNECTION_LABEL, createPeerJsTransport } from "../../src/peerjs/peerjs.ts";
import type { ContractWorld } from "../../src/transport/contract-world.ts";

declare global {
  interface Window {
    /** Switches the connection to the broker off and on. The test provides it. */
    setBroker(online: boolean): Promise<void>;
  }
}

/** What the cases for PeerJS need in addition. */
export interface PeerJsWorld extends ContractWorld {
  /** A Peer of the app; without `id` with an id that nobody had before. */
  createPeer(id?: string, options?: Pick<PeerOptions, "key" | "token">): Peer;
  /** Ends every Peer of this world. */
  destroy(): void;
}

/** A new world without peers. */
export function createPeerJsWorld(): PeerJsWorld {
  const peers: Peer[] = [];
  const createPeer: PeerJsWorld["createPeer"] = (id = newId(), options = {}) => {
    const { hostname: host, port } = location;
    const token = newId();
    const peer = new Peer(id, {
      host,
      port: Number(port),
      path: "/broker",
      token,
      config: { iceServers: [] },
      ...options,
    });
    peers.push(peer);
    return peer;
  };
  return {
    createPeer,
    join() {
      const peer = createPeer();
      return { id: peer.id as PeerId, transport: createPeerJsTransport(peer) };
    },
    absent: newId() as PeerId,
    setBroker: (online) => window.setBroker(online),
    countChannels(id) {
      const peer = peers.find((one) => one.id === id);
      const connections: { label: string }[] = Object.values(peer?.connections ?? {}).flat();
      return connections.filter(({ label }) => label === CONNECTION_LABEL).length;
    },
    check(holds, sentence) {
      if (!holds) throw new Error(sentence);
    },
    deadlineMs: 15_000,
    destroy() {
      for (const peer of peers) peer.destroy();
    },
  };
}

function newId(): string {
  return `peer-${crypto.randomUUID()}`;
}
