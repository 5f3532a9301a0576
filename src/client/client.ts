// The object an app holds: it makes local invitations, rings for remote ones, and says how things stand with the broker.

import { checkMethods, checkNames, checkSignal } from "../base/check.ts";
import type { Clock } from "../base/clock.ts";
import { ObservableEmitter } from "../base/observable.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { keepSame } from "../base/same.ts";
import type { BookInput } from "../core/book/effects.ts";
import type { Stats } from "../core/book/stats.ts";
import { createLocal } from "../core/invitation/local-invitation.ts";
import type { PeerId } from "../core/wire/ids.ts";
import type { Limits } from "../core/wire/limits.ts";
import { createPeerJsTransport, type Peer } from "../peerjs/peerjs.ts";
import type { Transport, TransportState } from "../transport/transport.ts";
import { checkInvitationId, checkLimit, checkPeer, checkPeerId, repeatedId } from "./check.ts";
import type { InvitationClientEvents, InvitationClientSnapshot } from "./client-events.ts";
import { type ClientSettings, type InvitationClientOptions, settleOptions } from "./client-options.ts";
import { Engine } from "./engine.ts";
import { Lines } from "./lines.ts";
import { LocalInvitation, type LocalInvitationOptions } from "./local-invitation.ts";
import { createMissed } from "./missed.ts";
import { watchPage } from "./page.ts";
import { changePolicy, type Policy, type PolicyOptions, stanceOf } from "./policy.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";
import { Roster, type RosterPort } from "./roster.ts";

/**
 * Makes an invitation client for `peer`: a PeerJS `Peer`, open or not yet, which stays the app's own; or any other
 * {@link Transport}. One client to a Peer, until its `close()` has resolved. To be away for a while, call `peer.disconnect()` when
 * the client is `online`: it stays `offline` until `peer.reconnect()`. A Peer that merely lost its broker is registered again.
 * @throws InvitationError `invalid-option`; `invalid-peer-id`: the Peer's id is one that nobody can call
 */
export function createInvitationClient(
  peer: Peer | Transport,
  options: InvitationClientOptions = {},
): InvitationClient {
  const settings = settleOptions(options);
  if (!isTransport(peer)) return new InvitationClient(createPeerJsTransport(checkPeer(peer)), settings);
  checkMethods("the transport", peer, ["start", "connect", "stop"], "createInvitationClient");
  return new InvitationClient(peer, settings);
}

/** A peer's invitations, out and in. Made by {@link createInvitationClient}. */
export class InvitationClient extends ObservableEmitter<InvitationClientSnapshot, InvitationClientEvents> {
  readonly #limits: Limits;
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #newId: () => string;
  readonly #roster: Roster;
  readonly #lines: Lines;
  readonly #unwatchPage: () => void;
  #snapshot: InvitationClientSnapshot;
  #closing: Promise<void> | undefined;

  /** @internal */
  constructor(transport: Transport, settings: ClientSettings) {
    super({ invitation: true, missed: true, changed: true, error: true });
    const { limits, policy, storage, clock, log } = settings;
    this.#limits = limits;
    this.#snapshot = Object.freeze({
      state: "connecting",
      peerId: undefined,
      invitations: [],
      calls: [],
      policy,
    });
    this.#clock = clock;
    this.#newId = settings.newId;
    this.#roster = new Roster({
      port: this.#port,
      storage,
      nowMs: () => this.#clock.nowMs(),
      rang: (invitation) => this.fire("invitation", invitation),
      missed: (missed) => this.fire("missed", missed),
      changed: (invitations) => this.#change({ invitations }),
    });
    this.#lines = new Lines({
      limits,
      handle: (input) => this.#engine.handle(input),
      changed: (calls) => this.#change({ calls }),
    });
    this.#engine = new Engine({
      transport,
      limits,
      clock: this.#clock,
      session: settings.session,
      openingFrame: settings.openingFrame,
      events: {
        show: (record, reach) => this.#roster.show(record, reach),
        line: (record) => this.#lines.show(record),
        whileRinging: (peer, word) => this.#roster.hear(peer, word),
        missed: (record, reason) => {
          const missed = createMissed(record, reason, false, this.#clock.nowMs());
          return () => this.fire("missed", missed);
        },
        stance: (caller) => stanceOf(this.policy, caller),
        yielded: (winner, loser) => this.#roster.yield(winner, loser, settings.onGlare),
        changed: (state, self) => this.#change({ state, peerId: self })(),
        failed: (code, message, cause) => this.fire("error", new InvitationError(code, message, { cause })),
        note: (text) => log?.(text),
      },
    });
    this.#engine.start();
    this.#roster.restore();
    const leaving = storage === undefined ? "left" : "paused";
    this.#unwatchPage = watchPage({
      leaving: () => this.#engine.handle({ type: "end", how: leaving }),
      awake: () => this.#engine.handle({ type: "tick" }),
    });
  }

  /** How it stands with the broker. Open links and what rings on them do not depend on it. */
  get state(): TransportState {
    return this.#snapshot.state;
  }

  /** Our id at the broker; undefined until it is known. */
  get peerId(): string | undefined {
    return this.#snapshot.peerId;
  }

  /** The open invitations of both directions, the oldest first. */
  get invitations(): readonly (LocalInvitation | RemoteInvitation)[] {
    return this.#snapshot.invitations;
  }

  /** The calls that are on: the accepted invitations whose line is open here, in the order they were opened. */
  get calls(): readonly (LocalInvitation | RemoteInvitation)[] {
    return this.#snapshot.calls;
  }

  /** Which invitations ring here, frozen. */
  get policy(): Policy {
    return this.#snapshot.policy;
  }

  /**
   * All there is to show, frozen. The same object until something changes; `changed` fires with each new one, but for
   * those that a listener has made old before it was their turn.
   */
  get snapshot(): InvitationClientSnapshot {
    return this.#snapshot;
  }

  /** Counters since the client was made. A new object each time. */
  get stats(): Stats {
    return this.#engine.stats;
  }

  /**
   * An invitation to the peer `callee`, not yet sent.
   * @throws InvitationError `invalid-peer-id`, `own-peer-id`, `invalid-option`, `client-closed`
   */
  createLocalInvitation(callee: string, options: LocalInvitationOptions = {}): LocalInvitation {
    const operation = "createLocalInvitation";
    this.#checkOpen(operation);
    const peer = checkPeerId(callee, operation);
    this.#checkNotSelf(peer, operation);
    checkNames(options, ["content", "kind", "name", "channelId", "ttlMs", "signal"], operation);
    const { ttlMs = this.#limits.ttlMs, signal } = options;
    checkLimit("ttlMs", ttlMs, operation);
    if (signal !== undefined) checkSignal(signal, operation);
    const id = checkInvitationId(this.#newId(), operation);
    const invitation = new LocalInvitation(createLocal({ ...options, id, peer, ttlMs }), this.#port);
    if (signal !== undefined) cancelOnAbort(invitation, signal);
    return invitation;
  }

  /**
   * Changes which invitations ring: what is given, from the next one that arrives on. What rings already rings on.
   * @throws InvitationError `invalid-option`, `client-closed`
   */
  setPolicy(changes: PolicyOptions): void {
    this.#checkOpen("setPolicy");
    this.#change({ policy: changePolicy(this.policy, changes, "setPolicy") })();
  }

  /**
   * Ends the client: cancels what was sent, gives up what rings, closes every line (the other peers are told),
   * and lets go of every timer, listener and connection of its own. The Peer is left as it is. Resolves when the last frames
   * had their chance to go out, within two seconds: destroy the Peer after that. Safe twice.
   */
  close(): Promise<void> {
    if (this.#closing !== undefined) return this.#closing;
    // Closed from here on: a listener of what ends now may close again, or try to send.
    this.#closing = this.#engine.stop();
    this.#unwatchPage();
    this.#engine.end();
    this.#change({ state: "closed" })();
    return this.#closing;
  }

  /** {@link close}, without waiting. */
  [Symbol.dispose](): void {
    void this.close();
  }

  /** {@link close} */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  readonly #port: RosterPort = {
    refresh: ({ role, peer, id }) => this.#engine.handle({ type: "wake", target: { of: role, peer, id } }),
    send: (record, invitation) => {
      this.#checkOpen("send");
      this.#checkNotSelf(record.peer, "send");
      if (this.#roster.has(record)) throw repeatedId(record.id, "send");
      this.#roster.add(record, invitation);
      this.#engine.handle({ type: "send", record });
    },
    command: ({ role, peer, id }, command) =>
      this.#engine.handle({ type: role, peer, id, command } as BookInput),
    sendWhileRinging: ({ role, peer, id }, data) =>
      this.#engine.handle({ type: "whileRinging", role, peer, id, data }),
    openLine: (record, invitation) => {
      this.#checkOpen("openLine");
      const line = this.#lines.open(record, invitation);
      if (line === undefined) throw peerDestroyed("openLine");
      return line;
    },
  };

  /** Something is so from now on. Returns how to tell the listeners, unless something later is so by then. */
  #change(news: Partial<InvitationClientSnapshot>): () => void {
    const before = this.#snapshot;
    const snapshot = keepSame(before, Object.freeze({ ...before, ...news }));
    this.#snapshot = snapshot;
    return () => {
      if (snapshot !== before && snapshot === this.#snapshot) this.fire("changed", snapshot);
    };
  }

  #checkOpen(operation: string): void {
    if (this.#closing === undefined) return;
    throw new InvitationError("client-closed", `Cannot ${operation}: the client was closed.`, { operation });
  }

  #checkNotSelf(peer: PeerId, operation: string): void {
    if (peer !== this.peerId) return;
    const message = `Cannot ${operation}: "${peer}" is this peer itself. Invite another one.`;
    throw new InvitationError("own-peer-id", message, { operation });
  }
}

function peerDestroyed(operation: string): InvitationError {
  const message = `Cannot ${operation}: the Peer was destroyed, and there is no link to the other one.`;
  return new InvitationError("client-closed", message, { operation });
}

function cancelOnAbort(invitation: LocalInvitation, signal: AbortSignal): void {
  const cancel = (): void => invitation[Symbol.dispose]();
  if (signal.aborted) return cancel();
  signal.addEventListener("abort", cancel);
  void invitation.outcome.then(() => signal.removeEventListener("abort", cancel));
}

function isTransport(value: Peer | Transport): value is Transport {
  return typeof value === "object" && value !== null && "start" in value && "stop" in value;
}
