// One login: the registration, and everything that works on it. It reports to its client by uid.

import { createSecret } from "../base/secret.ts";
import {
  type Clock,
  createInvitationClient,
  DEFAULT_LIMITS,
  type ErrorCode,
  type InvitationClient,
  type LimitOptions,
  type RemoteInvitation,
  type TransportState,
} from "../index.ts";
import { Contacts } from "./contacts.ts";
import { LoginError } from "./error-code.ts";
import { RtmError, RtmInvalidStatusError } from "./errors.ts";
import { decodeLetter, encodeLetter } from "./letters.ts";
import type { Invite } from "./local-invitation.ts";
import { Mailbox, type Words } from "./mailbox.ts";
import type { Sent } from "./mapping.ts";
import type { Network, PeerId, Registration } from "./network.ts";
import { Presence } from "./presence.ts";
import type { PeerOnlineState } from "./status-code.ts";
import type { Addresses } from "./uid.ts";

/** How long a login may take, in ms. A broker that still has the id of a crashed tab takes 6 s. */
const LOGIN_TIMEOUT_MS = 12_000;

/** RTM's code for a login that fails because of the broker. Any other failure is LOGIN_ERR_UNKNOWN. */
const LOGIN_CODES: Readonly<Partial<Record<ErrorCode, number>>> = {
  "peer-id-taken": LoginError.LOGIN_ERR_NOT_AUTHORIZED,
  "broker-refused": LoginError.LOGIN_ERR_NOT_AUTHORIZED,
  "broker-unreachable": LoginError.LOGIN_ERR_GATEWAY_CONNECT_FAILED,
};

/** The error of a login that was logged out before it completed. */
export function loggedOut(): RtmError {
  return new RtmInvalidStatusError(LoginError.LOGIN_ERR_ABORTED_BY_LOGOUT, "It was logged out meanwhile.");
}

/** The events of a session. */
export interface SessionEvents {
  /** The state of the broker connection, from the login on: first `online`. */
  changed(state: TransportState): void;
  /** After the login: the uid now belongs to someone else. */
  replaced(): void;
  rang(callerId: string, invitation: RemoteInvitation): void;
  message(uid: string, words: Words, atMs: number): void;
  statuses(statuses: ReadonlyMap<string, PeerOnlineState>): void;
}

/** The parts a session is made of. */
export interface SessionParts {
  readonly uid: string;
  readonly network: Network;
  readonly addresses: Addresses;
  readonly clock: Clock;
  readonly limits?: LimitOptions | undefined;
  readonly events: SessionEvents;
}

/** One login. Its construction registers with the broker. */
export class Session {
  /** Resolves when the login has succeeded. @throws RtmError with a code of `LoginError` */
  readonly opened: Promise<void>;
  readonly client: InvitationClient;
  readonly mailbox: Mailbox;
  readonly presence: Presence;
  readonly #parts: SessionParts;
  readonly #registration: Registration;
  readonly #contacts: Contacts;
  #settle: (error?: RtmError) => void = () => {};
  #phase: "opening" | "open" | "ended" = "opening";
  #problem: RtmError | undefined;
  #isCutOff = false;
  /** The id that the client of peer-invite gives its next invitation. */
  #callId = createSecret();

  constructor(parts: SessionParts) {
    const { network, addresses, uid, clock, limits, events } = parts;
    this.#parts = parts;
    this.#registration = network.join(addresses.peerIdOf(uid));
    this.client = createInvitationClient(this.#registration.invitations, {
      clock,
      ...(limits && { limits }),
      // In RTM every invitation rings, and the app itself says when it is busy.
      whenBusy: "ring",
      onGlare: () => "ring",
      newId: () => this.#callId,
    });
    this.#contacts = new Contacts({
      transport: this.#registration.messages,
      clock,
      limits: { ...DEFAULT_LIMITS, ...onlyGiven(limits) },
      events: {
        text: (peer, text) => this.#hear(peer, text),
        changed: (peer, how) => {
          if (how === "closed") this.mailbox.closed(peer);
          this.presence.changed(peer, how);
        },
      },
    });
    this.mailbox = new Mailbox({
      contacts: this.#contacts,
      clock,
      arrived: (peer, words) => events.message(this.uidOf(peer), words, Math.floor(clock.nowMs())),
    });
    this.presence = new Presence({
      contacts: this.#contacts,
      clock,
      changed: (statuses) =>
        events.statuses(new Map([...statuses].map(([peer, it]) => [this.uidOf(peer), it]))),
    });
    this.opened = this.#open();
    this.client.on("changed", ({ state }) => this.#changed(state));
    this.client.on("error", ({ code, message }) => this.#failed(code, message));
    this.client.on("invitation", (invitation) => {
      const caller = invitation.caller as PeerId;
      this.#contacts.noticed(caller);
      if (this.#isUser(caller)) events.rang(this.uidOf(caller), invitation);
      else invitation.refuse();
    });
    this.#changed(this.client.state);
  }

  /** Whether the login has succeeded, and nothing has ended it. */
  get isOpen(): boolean {
    return this.#phase === "open";
  }

  /** The peer id of `uid`. */
  peerOf(uid: string): PeerId {
    return this.#parts.addresses.peerIdOf(uid) as PeerId;
  }

  /** The uid of `peer`, which must be a user of this app. */
  uidOf(peer: PeerId): string {
    return this.#parts.addresses.uidOf(peer) ?? peer;
  }

  /** Whether `uid` is online. One that was found absent a moment ago counts as offline. */
  find(uid: string): Promise<boolean> {
    return this.#contacts.find(this.peerOf(uid));
  }

  /** Whether our own connection is up. */
  get isOnline(): boolean {
    return this.#contacts.isOnline;
  }

  /** Makes an invitation, not yet sent. @throws InvitationError */
  invite({ callId, calleeId, content, channelId }: Invite): Sent {
    this.#callId = callId;
    const options = channelId === undefined ? { content } : { content, channelId };
    const invitation = this.client.createLocalInvitation(this.peerOf(calleeId), options);
    const isCutOff = (): boolean => this.#isCutOff;
    return {
      invitation,
      get isCutOff() {
        return isCutOff();
      },
    };
  }

  /**
   * Ends the session: cancels and gives up its invitations, and tells the others. Resolves when the uid is free again.
   * @param how - `isCutOff`: the session did not end by the user's logout
   */
  async end({ isCutOff }: { readonly isCutOff: boolean }): Promise<void> {
    this.#phase = "ended";
    this.#isCutOff = isCutOff;
    this.#settle(loggedOut());
    this.presence.stop();
    this.mailbox.stop();
    await Promise.all([this.client.close(), this.#contacts.stop()]);
    this.#registration.end();
  }

  #open(): Promise<void> {
    const { clock } = this.#parts;
    return new Promise((resolve, reject) => {
      const timeout = new RtmError(LoginError.LOGIN_ERR_TIMEOUT, "The broker did not answer in time.");
      const callOff = clock.schedule(clock.nowMs() + LOGIN_TIMEOUT_MS, () =>
        this.#settle(this.#problem ?? timeout),
      );
      this.#settle = (error) => {
        callOff();
        if (error === undefined) resolve();
        else reject(error);
      };
    });
  }

  #changed(state: TransportState): void {
    if (this.#phase === "open") this.#parts.events.changed(state);
    if (this.#phase !== "opening") return;
    if (state === "closed")
      this.#settle(this.#problem ?? new RtmError(LoginError.LOGIN_ERR_UNKNOWN, "The login failed."));
    if (state !== "online") return;
    this.#phase = "open";
    this.#parts.events.changed(state);
    this.#settle();
  }

  #failed(code: ErrorCode, message: string): void {
    // Without posts, calls only ring later; without a gate, strangers cost more.
    if (code === "posts-unsupported" || code === "gate-unsupported") return;
    if (this.#phase === "open" && code === "peer-id-taken") this.#parts.events.replaced();
    this.#problem = new RtmError(LOGIN_CODES[code] ?? LoginError.LOGIN_ERR_UNKNOWN, message);
  }

  /** Apps of RTM can only handle peers with a uid. A peer of another app at the same broker has none. */
  #isUser(peer: PeerId): boolean {
    return this.#parts.addresses.uidOf(peer) !== undefined;
  }

  #hear(peer: PeerId, text: unknown): void {
    if (!this.#isUser(peer)) return;
    this.presence.heard(peer);
    const letter = decodeLetter(text);
    if (letter?.t === "ping") this.#contacts.say(peer, encodeLetter({ t: "pong" }));
    else if (letter !== undefined) this.mailbox.hear(peer, letter);
  }
}

/** Without those that are undefined, which count as left out. The client has checked the others. */
function onlyGiven(limits: LimitOptions = {}): LimitOptions {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}
