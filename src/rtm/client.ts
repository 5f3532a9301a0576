// RTM's client: one user, logged in or not. Owns what is known when nobody is logged in; the rest is its session's.

import type { TransportState } from "../index.ts";
import { type RtmCallEventHandler, RtmCallManager } from "./call-manager.ts";
import { placeOf, type RtmConfig } from "./config.ts";
import {
  InvitationApiCallError,
  LoginError,
  LogoutError,
  PeerMessageError,
  PeerSubscriptionStatusError,
  QueryPeersBySubscriptionOptionError,
  QueryPeersOnlineStatusError,
  RenewTokenError,
} from "./error-code.ts";
import { RtmError, RtmInvalidArgumentError, RtmInvalidStatusError, RtmUnsupportedError } from "./errors.ts";
import { isWithinLimit } from "./letters.ts";
import { LocalInvitation } from "./local-invitation.ts";
import type { Words } from "./mailbox.ts";
import type {
  PeerMessageSendResult,
  PeersOnlineStatusResult,
  RtmMessage,
  RtmRawMessage,
  SendMessageOptions,
} from "./message.ts";
import { RemoteInvitation } from "./remote-invitation.ts";
import { loggedOut, Session, type SessionEvents } from "./session.ts";
import type { ConnectionChangeReason, ConnectionState, PeerSubscriptionOption } from "./status-code.ts";
import { checkUid } from "./uid.ts";
import { ClientBase, RtmChannel } from "./unsupported.ts";

/** Options of `login`. */
export interface LoginOptions {
  /** Who logs in: 1 to 64 letters, digits, spaces and `! # $ % & ( ) + - : ; < = . > ? @ [ ] ^ _ { } | ~ ,`; not `null`. */
  uid: string;
  /** RTM's token. Nobody checks it here. */
  token?: string | undefined;
}

/** How a client that is logged in stands with its broker. */
const CONNECTIONS = {
  connecting: ["RECONNECTING", "INTERRUPTED"],
  offline: ["RECONNECTING", "INTERRUPTED"],
  online: ["CONNECTED", "LOGIN_SUCCESS"],
  closed: ["ABORTED", "BANNED_BY_SERVER"],
} as const satisfies Record<TransportState, readonly [ConnectionState, ConnectionChangeReason]>;

const NOT_LOGGED_IN = "Nobody is logged in. Wait for login() first.";

/** One user. Made by `createInstance`. */
export class RtmClient extends ClientBase {
  /** Who is logged in, or was last; empty before. */
  uid = "";
  /** The token of the last login or `renewToken`. */
  token: string | null = null;
  readonly #appId: string;
  readonly #config: RtmConfig;
  readonly #managers: RtmCallManager[] = [];
  #state: ConnectionState = "DISCONNECTED";
  /** The login that is in force: whatever is left of an earlier one is over. */
  #attempt: object | undefined;
  #session: Session | undefined;
  /** The former session's last words: the next one may want the same uid. */
  #farewell: Promise<void> = Promise.resolve();

  /** @internal */
  constructor(appId: string, config: RtmConfig) {
    super();
    this.#appId = appId;
    this.#config = config;
  }

  /**
   * Logs in: registers with the broker. Rejects with an RtmError whose code is one of `LoginError`; a uid that is in use
   * elsewhere is refused.
   */
  async login(options: LoginOptions): Promise<void> {
    const uid = checkUid("uid", options?.uid, LoginError.LOGIN_ERR_INVALID_ARGUMENT);
    if (this.#state !== "DISCONNECTED" && this.#state !== "ABORTED") {
      throw new RtmInvalidStatusError(LoginError.LOGIN_ERR_ALREADY_LOGIN, "A login is made already.");
    }
    this.uid = uid;
    this.token = options.token ?? null;
    this.#change("CONNECTING", "LOGIN");
    const attempt = {};
    this.#attempt = attempt;
    try {
      await this.#farewell;
      if (this.#attempt !== attempt) throw loggedOut();
      this.#session = this.#register(uid);
      await this.#session.opened;
    } catch (cause) {
      const error = cause instanceof RtmError ? cause : failed(cause);
      if (this.#attempt === attempt) this.#leave("DISCONNECTED", reasonOf(error));
      throw error;
    }
  }

  /** Logs out: what was sent is canceled, what rings is given up. Resolves when the uid is free again. */
  async logout(): Promise<void> {
    if (this.#state === "DISCONNECTED") {
      throw new RtmInvalidStatusError(LogoutError.LOGOUT_ERR_USER_NOT_LOGGED_IN, NOT_LOGGED_IN);
    }
    this.#leave("DISCONNECTED", "LOGOUT");
    await this.#farewell;
  }

  /** Takes note of a new token. Nobody checks it here. */
  async renewToken(token: string): Promise<void> {
    this.#here(RenewTokenError.RENEW_TOKEN_ERR_USER_NOT_LOGGED_IN);
    if (typeof token !== "string" || token === "") {
      throw new RtmInvalidArgumentError(
        RenewTokenError.RENEW_TOKEN_ERR_INVALID_ARGUMENT,
        "The token must be a string.",
      );
    }
    this.token = token;
  }

  /**
   * An invitation to `calleeId`, not yet sent.
   * @throws RtmInvalidArgumentError code 1
   */
  createLocalInvitation(calleeId: string): LocalInvitation {
    const { INVITATION_API_CALL_ERR_INVALID_ARGUMENT: code } = InvitationApiCallError;
    return new LocalInvitation(checkUid("calleeId", calleeId, code), (uid, content, channelId) => {
      const session = this.#session;
      if (!session?.isOpen) return undefined;
      const options = channelId === undefined ? { content } : { content, channelId };
      return session.client.createLocalInvitation(session.peerOf(uid), options);
    });
  }

  /** The native SDKs' way to invitations; `handler` hears of those that ring here, and of those the manager creates. */
  getRtmCallManager(handler: RtmCallEventHandler = {}): RtmCallManager {
    const manager = new RtmCallManager(this, handler);
    this.#managers.push(manager);
    return manager;
  }

  /** Sends `message` to the user `peerId`, if that is there: nobody keeps it otherwise. */
  async sendMessageToPeer(
    message: RtmMessage | RtmRawMessage,
    peerId: string,
    _options?: SendMessageOptions,
  ): Promise<PeerMessageSendResult> {
    const codes = PeerMessageError;
    const session = this.#here(codes.PEER_MESSAGE_ERR_USER_NOT_LOGGED_IN);
    const uid = checkUid("peerId", peerId, codes.PEER_MESSAGE_ERR_INVALID_USERID);
    if (uid === this.uid) {
      throw new RtmInvalidArgumentError(codes.PEER_MESSAGE_ERR_INVALID_USERID, "The peerId is one's own.");
    }
    const words = wordsOf(message);
    if (!session.mailbox.takes()) {
      throw new RtmError(codes.PEER_MESSAGE_ERR_TOO_OFTEN, "These are more than 180 messages in 3 seconds.");
    }
    return { hasPeerReceived: await session.mailbox.send(session.peerOf(uid), words) };
  }

  /** Whether each of `peerIds` is there now. */
  async queryPeersOnlineStatus(peerIds: string[]): Promise<PeersOnlineStatusResult> {
    const codes = QueryPeersOnlineStatusError;
    const session = this.#here(codes.QUERY_PEERS_ONLINE_STATUS_ERR_USER_NOT_LOGGED_IN);
    const uids = checkUids(peerIds, codes.QUERY_PEERS_ONLINE_STATUS_ERR_INVALID_ARGUMENT);
    const asked = uids.map(async (uid) => [uid, uid === this.uid || (await session.reach(uid))]);
    return Object.fromEntries(await Promise.all(asked));
  }

  /** Has `PeersOnlineStatusChanged` tell how `peerIds` are, and every change. */
  async subscribePeersOnlineStatus(peerIds: string[]): Promise<void> {
    const [session, peers] = this.#subscription(peerIds);
    session.presence.subscribe(peers);
  }

  /** Ends that for `peerIds`. */
  async unsubscribePeersOnlineStatus(peerIds: string[]): Promise<void> {
    const [session, peers] = this.#subscription(peerIds);
    session.presence.unsubscribe(peers);
  }

  /** Whom {@link subscribePeersOnlineStatus} is in force for. */
  async queryPeersBySubscriptionOption(_option: PeerSubscriptionOption): Promise<string[]> {
    const { QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_USER_NOT_LOGGED_IN: code } =
      QueryPeersBySubscriptionOptionError;
    const session = this.#here(code);
    return session.presence.peers.map((peer) => session.uidOf(peer));
  }

  /** A message, for {@link sendMessageToPeer}. */
  createMessage<Message extends RtmMessage | RtmRawMessage>(message: Message): Message {
    return { messageType: "rawMessage" in message ? "RAW" : "TEXT", ...message };
  }

  /** A channel by its name: everything that it does rejects. */
  createChannel(channelId: string): RtmChannel {
    return new RtmChannel(channelId);
  }

  /** Takes RTM's parameters. They mean nothing here. */
  setParameters(_parameters: object): void {}

  readonly #events: SessionEvents = {
    stateChanged: (state) => {
      const [connection, reason] = CONNECTIONS[state];
      if (state === "closed") this.#leave(connection, reason);
      else this.#change(connection, reason);
    },
    replaced: () => this.#leave("ABORTED", "REMOTE_LOGIN"),
    rang: (callerId, invitation) => {
      const remote = new RemoteInvitation(callerId, invitation);
      this.tell("RemoteInvitationReceived", remote);
      for (const manager of this.#managers) manager.receive(remote);
    },
    message: (uid, words) => {
      const properties = {
        serverReceivedTs: Date.now(),
        isOfflineMessage: false,
        isHistoricalMessage: false,
      };
      this.tell("MessageFromPeer", { messageType: "TEXT", ...words }, uid, properties);
    },
    statuses: (statuses) => this.tell("PeersOnlineStatusChanged", Object.fromEntries(statuses)),
  };

  #register(uid: string): Session {
    return new Session({ uid, ...placeOf(this.#appId, this.#config), events: this.#events });
  }

  #leave(state: ConnectionState, reason: ConnectionChangeReason): void {
    const session = this.#session;
    this.#session = undefined;
    this.#attempt = undefined;
    if (session !== undefined) this.#farewell = session.end();
    this.#change(state, reason);
  }

  #change(state: ConnectionState, reason: ConnectionChangeReason): void {
    if (this.#state === state) return;
    this.#state = state;
    this.tell("ConnectionStateChanged", state, reason);
  }

  /** @throws RtmInvalidStatusError with `code` */
  #here(code: number): Session {
    if (this.#session?.isOpen) return this.#session;
    throw new RtmInvalidStatusError(code, NOT_LOGGED_IN);
  }

  #subscription(peerIds: string[]): readonly [Session, ReturnType<Session["peerOf"]>[]] {
    const codes = PeerSubscriptionStatusError;
    const session = this.#here(codes.PEER_SUBSCRIPTION_STATUS_ERR_USER_NOT_LOGGED_IN);
    const uids = checkUids(peerIds, codes.PEER_SUBSCRIPTION_STATUS_ERR_INVALID_ARGUMENT);
    return [session, uids.filter((uid) => uid !== this.uid).map((uid) => session.peerOf(uid))];
  }
}

/** What the network threw, such as PeerJS at options that it cannot use, as an error of a login. */
function failed(cause: unknown): RtmError {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new RtmError(LoginError.LOGIN_ERR_UNKNOWN, `The login failed: ${words}`, cause);
}

function reasonOf(error: unknown): ConnectionChangeReason {
  const isTimeout = error instanceof RtmError && error.code === LoginError.LOGIN_ERR_TIMEOUT;
  return isTimeout ? "LOGIN_TIMEOUT" : "LOGIN_FAILURE";
}

/** @throws RtmInvalidArgumentError with `code` */
function checkUids(value: unknown, code: number): string[] {
  if (!Array.isArray(value)) throw new RtmInvalidArgumentError(code, "The peerIds must be an array of uids.");
  return [...new Set(value.map((uid) => checkUid("peerId", uid, code)))];
}

/** @throws RtmUnsupportedError for what is no text; RtmInvalidArgumentError */
function wordsOf(message: RtmMessage | RtmRawMessage): Words {
  const { text, description, messageType = "TEXT" } = { text: undefined, ...message };
  if (messageType !== "TEXT") throw new RtmUnsupportedError(`A message of the type ${messageType}`);
  const isText = typeof text === "string" && (description === undefined || typeof description === "string");
  if (!isText || !isWithinLimit(text, description)) {
    const code = PeerMessageError.PEER_MESSAGE_ERR_INVALID_MESSAGE;
    throw new RtmInvalidArgumentError(code, "A message is { text: string } of at most 32 KB.");
  }
  return description === undefined ? { text } : { text, description };
}
