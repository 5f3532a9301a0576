// The network on PeerJS: makes the Peer of a login, and ends it. The only file of src/rtm that names PeerJS.
import * as peerjs from "peerjs";
import { createPeerJsTransport } from "../index.ts";
import type { Network } from "./network.ts";

/** Where the broker is: PeerJS's options of a Peer. */
export type Broker = peerjs.PeerOptions;

/** Node itself takes PeerJS for CommonJS, which has but a default there; a bundler takes its module. */
const { Peer } = "Peer" in peerjs ? peerjs : (peerjs as { readonly default: typeof peerjs }).default;

/** The label of the connections that carry messages. */
const MESSAGES_LABEL = "peer-invite-rtm";

/** The ids that this page has: a second login of one must not come with the first one's token. */
const inUse = new Set<string>();

/** A network on the broker `broker`; without one on PeerJS's own. */
export function createPeerJsNetwork(broker: Broker = {}): Network {
  return {
    join(peerId) {
      const isFirst = !inUse.has(peerId);
      const token = isFirst ? readToken(peerId) : createToken();
      const peer = new Peer(peerId, { token, ...broker });
      if (isFirst) inUse.add(peerId);
      return {
        invitations: createPeerJsTransport(peer),
        messages: createPeerJsTransport(peer, { label: MESSAGES_LABEL, reconnect: false }),
        end: () => {
          if (isFirst) inUse.delete(peerId);
          peer.destroy();
        },
      };
    },
  };
}

/** The broker gives an id that is still registered only to who has its token: a tab that crashed comes back with it. */
function readToken(peerId: string): string {
  const key = `peer-invite-rtm.${peerId}`;
  const fresh = createToken();
  try {
    const token = sessionStorage.getItem(key) ?? fresh;
    sessionStorage.setItem(key, token);
    return token;
  } catch {
    // A page may be denied its storage, or have none.
    return fresh;
  }
}

function createToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
