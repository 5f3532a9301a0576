// RTM's client: the methods that an app calls, and the checks of each. Its user and its session do the rest.
import { type RtmCallEventHandler, RtmCallManager } from "./call-manager.ts";
import { placeOf, type RtmConfig } from "./config.ts";
import {
  CreateChannelError,
  InvitationApiCallError,
  LoginError,
  PeerMessageError,
  PeerSubscriptionStatusError,
  QueryPeersBySubscriptionOptionError,
  QueryPeersOnlineStatusError,
  RenewTokenError,
} from "./error-code.ts";
import { notLoggedIn, RtmError, RtmInvalidArgumentError } from "./errors.ts";
import { type Caller, LocalInvitation } from "./local-invitation.ts";
import type { Manners } from "./manners.ts";
import {
  messageTypeOf,
  type PeerMessageSendResult,
  type PeersOnlineStatusResult,
  type RtmMessage,
  type SendMessageOptions,
  typed,
  wordsOf,
} from "./message.ts";
import type { PeerId } from "./network.ts";
import { refuse } from "./refuse.ts";
import { RemoteInvitation } from "./remote-invitation.ts";
import { Session, type SessionEvents } from "./session.ts";
import type { ConnectionState, PeerSubscriptionOption } from "./status-code.ts";
import { checkUid, checkUids } from "./uid.ts";
import { ClientBase, RtmChannel } from "./unsupported.ts";
import { User } from "./user.ts";

/** Options of `login`. */
export interface LoginOptions {
  /**
   * The user who logs in: 1 to 64 letters, digits, spaces and `! # $ % & ( ) + - : ; < = . > ? @ [ ] ^ _ { } | ~ ,`;
   * not `null`.
   */
  uid: string;
  /** RTM's token. It is not checked here. */
  token?: string | undefined;
}

/** One user. Made by `createInstance`. */
export class RtmClient extends ClientBase {
  readonly #user: User;
  readonly #manners: Manners;
  readonly #manager: RtmCallManager;
  readonly #caller: Caller;

  /** @internal */
  constructor(appId: string, config: RtmConfig, manners: Manners) {
    super();
    this.#manners = manners;
    this.#manager = new RtmCallManager(this);
    const user = new User({
      manners,
      place: () => placeOf(appId, config),
      open: (uid, place, events) => new Session({ uid, ...place, events: { ...this.#events, ...events } }),
      changed: (state, reason) => this.tell("ConnectionStateChanged", state, reason),
    });
    this.#user = user;
    this.#caller = {
      manners,
      get isLoggedIn() {
        return user.session !== undefined;
      },
      invite: (invite) => user.session?.invite(invite),
    };
  }

  /** The state of the broker connection. */
  get connectionState(): ConnectionState {
    return this.self().#user.state;
  }

  /** anyRTC's list of channels, which is always empty here. */
  readonly channels: Readonly<Record<string, { joined: boolean; channel: RtmChannel }>> = {};

  /** The uid that is logged in, or was last; empty before the first login. */
  get uid(): string {
    return this.self().#user.uid;
  }

  /** The token of the last login or `renewToken`. */
  get token(): string | null {
    return this.self().#user.token;
  }

  /**
   * Logs in by registering with the broker. Rejects with an RtmError whose code is one of `LoginError`. A uid that is
   * in use in another page is refused. A client of this page that has the uid becomes `ABORTED` with `REMOTE_LOGIN`.
   */
  async login(options: LoginOptions): Promise<void> {
    const uid = checkUid("uid", options?.uid, LoginError.LOGIN_ERR_INVALID_ARGUMENT);
    await this.self().#user.login(uid, options.token ?? null);
  }

  /**
   * Logs out: cancels the invitations that were sent, and gives up those that ring. Resolves when the uid is free
   * again. Without a login, a client of `AgoraRTM` rejects with code 102, and one of `ArRTM` does nothing.
   */
  async logout(): Promise<void> {
    await this.self().#user.logout();
  }

  /** Calls {@link logout} without reporting the result, for a page that is being left. */
  logoutSync(): void {
    this.logout().catch(() => {});
  }

  /** Stores a new token. It is not checked here. */
  async renewToken(token: string): Promise<void> {
    const codes = RenewTokenError;
    const user = this.self().#user;
    user.here(codes.RENEW_TOKEN_ERR_USER_NOT_LOGGED_IN);
    if (typeof token !== "string" || token === "") {
      throw new RtmInvalidArgumentError(
        codes.RENEW_TOKEN_ERR_INVALID_ARGUMENT,
        "The token must be a string.",
      );
    }
    user.token = token;
  }

  /**
   * Makes an invitation to `calleeId`, not yet sent.
   * @throws RtmInvalidArgumentError code 1
   */
  createLocalInvitation(calleeId: string): LocalInvitation {
    const { INVITATION_API_CALL_ERR_INVALID_ARGUMENT: code } = InvitationApiCallError;
    return new LocalInvitation(checkUid("calleeId", calleeId, code), this.self().#caller);
  }

  /**
   * The native SDKs' interface to invitations: the client's only manager. `handler` replaces the one before. It hears
   * of the invitations that ring here, and of those that the manager creates.
   */
  getRtmCallManager(handler?: RtmCallEventHandler): RtmCallManager {
    const manager = this.self().#manager;
    if (handler !== undefined) manager.setEventListener(handler);
    return manager;
  }

  /** Sends the text message `message` to the user `peerId`, if that user is online. Messages are not kept for later. */
  sendMessageToPeer(
    message: RtmMessage,
    peerId: string,
    _options?: SendMessageOptions,
  ): Promise<PeerMessageSendResult> {
    const messageType = messageTypeOf(message) ?? "TEXT";
    if (messageType === "TEXT") return this.self().#send(message, peerId);
    return refuse(`A message of the type ${messageType}`, "Send text: JSON.stringify what you have.");
  }

  async #send(message: RtmMessage, peerId: string): Promise<PeerMessageSendResult> {
    const codes = PeerMessageError;
    const session = this.self().#user.here(codes.PEER_MESSAGE_ERR_USER_NOT_LOGGED_IN);
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

  /**
   * Whether each of `peerIds` is online. The answer is immediate for a user with an open channel, and for one that was
   * found absent within the last 2 s. Rejects with code 102 if the client is logged out before the answer.
   */
  async queryPeersOnlineStatus(peerIds: string[]): Promise<PeersOnlineStatusResult> {
    const codes = QueryPeersOnlineStatusError;
    const user = this.self().#user;
    const session = user.here(codes.QUERY_PEERS_ONLINE_STATUS_ERR_USER_NOT_LOGGED_IN);
    const uids = checkUids(peerIds, codes.QUERY_PEERS_ONLINE_STATUS_ERR_INVALID_ARGUMENT);
    const asked = uids.map(async (uid) => {
      const isThere = uid === user.uid || (await session.find(uid));
      return { uid, isThere, isKnown: isThere || session.isOnline };
    });
    const answers = await Promise.all(asked);
    if (!session.isOpen) throw notLoggedIn(codes.QUERY_PEERS_ONLINE_STATUS_ERR_USER_NOT_LOGGED_IN);
    if (answers.some(({ isKnown }) => !isKnown)) {
      const message = "The connection is lost: it cannot be told who is there.";
      throw new RtmError(codes.QUERY_PEERS_ONLINE_STATUS_ERR_TIMEOUT, message);
    }
    return Object.fromEntries(answers.map(({ uid, isThere }) => [uid, isThere]));
  }

  /** Subscribes to the online status of `peerIds`: `PeersOnlineStatusChanged` reports it, and every change. */
  async subscribePeersOnlineStatus(peerIds: string[]): Promise<void> {
    const [session, peers] = this.self().#subscription(peerIds);
    session.presence.subscribe(peers);
  }

  /** Ends the subscription for `peerIds`. */
  async unsubscribePeersOnlineStatus(peerIds: string[]): Promise<void> {
    const [session, peers] = this.self().#subscription(peerIds);
    session.presence.unsubscribe(peers);
  }

  /** The users whose status is subscribed to by {@link subscribePeersOnlineStatus}. */
  async queryPeersBySubscriptionOption(_option: PeerSubscriptionOption): Promise<string[]> {
    const { QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_USER_NOT_LOGGED_IN: code } =
      QueryPeersBySubscriptionOptionError;
    const session = this.self().#user.here(code);
    return session.presence.peers.map((peer) => session.uidOf(peer));
  }

  /**
   * Makes a message, for {@link sendMessageToPeer}.
   * @throws RtmInvalidArgumentError code 7
   */
  createMessage<Message extends RtmMessage>(message: Partial<Message>): Message {
    return typed(message);
  }

  /**
   * Makes a channel by its name. All of its operations reject.
   * @throws RtmInvalidArgumentError code 1
   */
  createChannel(channelId: string): RtmChannel {
    const { CREATE_CHANNEL_ERR_INVALID_ARGUMENT: code } = CreateChannelError;
    return new RtmChannel(checkUid("channelId", channelId, code));
  }

  /** Accepts RTM's parameters. They have no effect here. */
  setParameters(_parameters: object): void {}

  /** Accepts RTM's options again. They have no effect here. */
  updateConfig(_config: object): void {}

  readonly #events: Pick<SessionEvents, "rang" | "message" | "statuses"> = {
    rang: (callerId, invitation) => {
      const remote = new RemoteInvitation(callerId, invitation, this.#manners);
      this.tell("RemoteInvitationReceived", remote);
      this.#manager.receive(remote);
    },
    message: (uid, words, atMs) => {
      const properties = { serverReceivedTs: atMs, isOfflineMessage: false, isHistoricalMessage: false };
      this.tell("MessageFromPeer", { messageType: "TEXT", ...words }, uid, properties);
    },
    statuses: (statuses) => this.tell("PeersOnlineStatusChanged", Object.fromEntries(statuses)),
  };

  #subscription(peerIds: string[]): readonly [Session, PeerId[]] {
    const codes = PeerSubscriptionStatusError;
    const session = this.#user.here(codes.PEER_SUBSCRIPTION_STATUS_ERR_USER_NOT_LOGGED_IN);
    const uids = checkUids(peerIds, codes.PEER_SUBSCRIPTION_STATUS_ERR_INVALID_ARGUMENT);
    return [session, uids.filter((uid) => uid !== this.#user.uid).map((uid) => session.peerOf(uid))];
  }
}
