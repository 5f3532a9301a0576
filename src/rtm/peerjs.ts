// The network on PeerJS: makes the Peer of a login, and destroys it. The only file of src/rtm that imports PeerJS.
import * as peerjs from "peerjs";
import { createSecret } from "../base/secret.ts";
import { createPeerJsTransport } from "../index.ts";
import type { Network } from "./network.ts";

/** The location of the broker: PeerJS's options of a Peer. */
export type Broker = peerjs.PeerOptions;

/** Node loads PeerJS as CommonJS, which has only a default export there; a bundler loads its module. */
const { Peer } = "Peer" in peerjs ? peerjs : (peerjs as { readonly default: typeof peerjs }).default;

/** The label of the connections that carry messages. */
const MESSAGES_LABEL = "peer-invite-rtm";

/** Makes a network on the broker `broker`; without one, on PeerJS's own. */
export function createPeerJsNetwork(broker: Broker = {}): Network {
  return {
    join(peerId) {
      const peer = new Peer(peerId, { token: readToken(peerId), ...broker });
      return {
        invitations: createPeerJsTransport(peer),
        messages: createPeerJsTransport(peer, { label: MESSAGES_LABEL, reconnect: false }),
        end: () => peer.destroy(),
      };
    },
  };
}

/**
 * The token for a peer id, kept for the tab. The broker gives an id that is still registered only to a peer with its
 * token, so a tab that crashed can come back under its id.
 */
function readToken(peerId: string): string {
  const key = `peer-invite-rtm.${peerId}`;
  const fresh = createSecret();
  try {
    const token = sessionStorage.getItem(key) ?? fresh;
    sessionStorage.setItem(key, token);
    return token;
  } catch {
    // A page may be denied its storage, or have none.
    return fresh;
  }
}
