// The types of all that the package exports.
import type { InvitationClient, InvitationClientOptions, RemoteInvitation, Transport } from "peer-invite";
import type { Peer } from "peerjs";

/** Every code of a {@link NodePeerError}, and what it means. */
export declare const NODE_PEER_ERRORS: {
  readonly "node-too-old": string;
  readonly "webrtc-missing": string;
  readonly "peerjs-missing": string;
  readonly "invalid-option": string;
};

/** A mistake in how a Peer or a bot is made, or something that this machine lacks for it. */
export declare class NodePeerError extends Error {
  readonly name: "NodePeerError";
  readonly code: keyof typeof NODE_PEER_ERRORS;
  constructor(code: keyof typeof NODE_PEER_ERRORS, message: string, options?: { cause?: unknown });
}

/** The options of {@link createNodePeer}: PeerJS's, without those that only a page has a use for. */
export interface NodePeerOptions {
  /** The broker's host. Default: PeerJS's public broker. */
  readonly host?: string;
  /** The broker's port. Default 443. */
  readonly port?: number;
  /** The path below which the broker is. Default `/`. */
  readonly path?: string;
  /** The key of PeerJS's own server. Default `peerjs`. */
  readonly key?: string;
  /** Anyone who knows it can take the id over. Default: a random UUID from `node:crypto`. */
  readonly token?: string;
  /** Whether the broker is asked over TLS. Default: only on port 443. */
  readonly secure?: boolean;
  /** STUN and TURN servers, as in a browser. Default: none. */
  readonly config?: Pick<RTCConfiguration, "iceServers" | "iceTransportPolicy">;
}

/**
 * Makes a PeerJS `Peer` in Node. It is not open yet, as in a browser. `peer.destroy()` frees everything that it has, and
 * then the process can exit by itself. Nothing becomes a global of the process.
 * @throws NodePeerError rejects with `node-too-old`, `webrtc-missing`, `peerjs-missing`, `invalid-option`
 */
export declare function createNodePeer(id: string, options?: NodePeerOptions): Promise<Peer>;

/** What `onInvitation` gets besides the invitation. */
export interface InvitationContext {
  /**
   * Aborts once there is nothing left to do for this invitation: it ended without an accept, its line closed, or the bot
   * closes.
   */
  readonly signal: AbortSignal;
}

/** The options of {@link createBot}: its own, and those of a client. `whenBusy` is `ring` by default. */
export interface BotOptions extends InvitationClientOptions {
  /**
   * A Peer or a transport, which stays yours; or the id and options of a Peer, which the bot makes and destroys
   * ({@link createNodePeer}).
   */
  readonly peer: Peer | Transport | ({ readonly id: string } & NodePeerOptions);
  /**
   * Called for each invitation that rings here, also while others run. If it throws or rejects, an invitation that is
   * still open is refused, and the error goes to `onError`. An invitation that it leaves open rings on until its time is
   * up.
   */
  readonly onInvitation: (invitation: RemoteInvitation, context: InvitationContext) => unknown;
  /**
   * Called with each error of `onInvitation`, and its invitation, and with each error of the client. Default: it is
   * printed with `console.error`. What it throws is printed too.
   */
  readonly onError?: (error: unknown, invitation?: RemoteInvitation) => unknown;
}

/** A running bot. */
export interface Bot {
  /** Its client, for everything else: its state, its events, calls of its own. */
  readonly client: InvitationClient;
  /** How many invitations `onInvitation` is working on. */
  readonly working: number;
  /**
   * Ends every invitation and line, aborts every signal, and destroys the Peer if the bot made it. Resolves within two
   * seconds. Does not wait for `onInvitation`. May be called twice.
   */
  close(): Promise<void>;
  /** {@link close} */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Makes a bot, which answers invitations with a function. A Peer that is given is listened to at once. Handling SIGTERM is
 * the app's: `process.once("SIGTERM", () => bot.close())`.
 * @throws NodePeerError rejects as `createNodePeer` does
 * @throws InvitationError rejects with `invalid-option`, `invalid-peer-id`
 */
export declare function createBot(options: BotOptions): Promise<Bot>;
