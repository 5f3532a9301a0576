// The network on PeerJS: makes the Peer of a login, and ends it. The only file of src/rtm that names PeerJS.
import * as peerjs from "peerjs";
import { createPeerJsTransport } from "../index.ts";
import { createCallId } from "./ids.ts";
import type { Network } from "./network.ts";

/** Where the broker is: PeerJS's options of a Peer. */
export type Broker = peerjs.PeerOptions;

/** Node itself takes PeerJS for CommonJS, which has but a default there; a bundler takes its module. */
const { Peer } = "Peer" in peerjs ? peerjs : (peerjs as { readonly default: typeof peerjs }).default;

/** The label of the connections that carry messages. */
const MESSAGES_LABEL = "peer-invite-rtm";

/** A network on the broker `broker`; without one on PeerJS's own. */
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

/** The broker gives an id that is still registered only to who has its token: a tab that crashed comes back with it. */
function readToken(peerId: string): string {
  const key = `peer-invite-rtm.${peerId}`;
  const fresh = createCallId();
  try {
    const token = sessionStorage.getItem(key) ?? fresh;
    sessionStorage.setItem(key, token);
    return token;
  } catch {
    // A page may be denied its storage, or have none.
    return fresh;
  }
}
