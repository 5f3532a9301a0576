// The object an app holds: it creates local invitations, announces remote ones, and reports the state of the broker.

import { checkBoolean, checkNames, checkSignal } from "../base/check.ts";
import { ObservableEmitter } from "../base/observable.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { keepSame } from "../base/same.ts";
import type { TellEffect } from "../core/book/effects.ts";
import type { Stats } from "../core/book/stats.ts";
import { createLocal } from "../core/invitation/local-invitation.ts";
import type { PeerId } from "../core/wire/ids.ts";
import type { Transport, TransportState } from "../transport/transport.ts";
import {
  checkGroup,
  checkInvitationId,
  checkLimit,
  checkPeerId,
  mayNotConnect,
  repeatedId,
} from "./check.ts";
import type { InvitationClientEvents, InvitationClientSnapshot } from "./client-events.ts";
import { type ClientSettings, type CloseOptions, createId } from "./client-options.ts";
import { Engine } from "./engine.ts";
import type { Invitation } from "./kinds.ts";
import { Lines } from "./lines.ts";
import { cancelOnAbort, LocalInvitation, type LocalInvitationOptions } from "./local-invitation.ts";
import { Looks, type Presence } from "./looks.ts";
import { createMissed } from "./missed.ts";
import { watchPage } from "./page.ts";
import {
  changePolicy,
  knowsPeer,
  mayConnect,
  maySee,
  type Policy,
  type PolicyOptions,
  stanceOf,
} from "./policy.ts";
import { Roster, type RosterPort } from "./roster.ts";

/** The invitations of one peer, outgoing and incoming. Made by `createInvitationClient`. */
export class InvitationClient extends ObservableEmitter<InvitationClientSnapshot, InvitationClientEvents> {
  readonly #settings: ClientSettings;
  readonly #engine: Engine;
  readonly #roster: Roster;
  readonly #lines: Lines;
  readonly #looks: Looks;
  readonly #unwatchPage: () => void;
  readonly #transport: Transport;
  #snapshot: InvitationClientSnapshot;
  #closing: Promise<void> | undefined;
  #destroying: Promise<void> | undefined;

  /** @internal */
  constructor(transport: Transport, settings: ClientSettings) {
    super({ invitation: true, missed: true, changed: true, error: true });
    this.#settings = settings;
    this.#transport = transport;
    const { limits, policy, storage, clock } = settings;
    this.#snapshot = Object.freeze({
      state: "connecting",
      peerId: undefined,
      invitations: [],
      calls: [],
      policy,
    });
    this.#roster = new Roster({
      port: this.#port,
      storage,
      nowMs: () => clock.nowMs(),
      rang: (invitation) => this.fire("invitation", invitation),
      missed: (missed) => this.fire("missed", missed),
      changed: (invitations) => this.#change({ invitations }),
    });
    this.#lines = new Lines({
      limits,
      handle: (input) => this.#engine.handle(input),
      changed: (calls) => this.#change({ calls }),
    });
    this.#looks = new Looks(clock);
    this.#engine = new Engine({
      transport,
      limits,
      clock,
      session: settings.session,
      posts: settings.posts,
      events: {
        take: (effect) => this.#take(effect),
        stance: (caller) => stanceOf(this.policy, caller),
        knows: (peer) => knowsPeer(this.policy, peer),
        mayConnect: (peer) => mayConnect(this.policy, peer),
        maySee: (peer, isKnown) => maySee(this.policy, peer, isKnown),
        absent: (peer) => this.#looks.absent(peer),
        changed: (state, self) => this.#change({ state, peerId: self })(),
        failed: (code, message, cause) => this.fire("error", new InvitationError(code, message, { cause })),
        note: (text) => this.#settings.log?.(text),
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

  /** The state of the broker connection. Open links, and the invitations that ring on them, do not depend on it. */
  get state(): TransportState {
    return this.#snapshot.state;
  }

  /** Our peer id at the broker; undefined until it is known. */
  get peerId(): string | undefined {
    return this.#snapshot.peerId;
  }

  /** The open invitations of both directions, oldest first. */
  get invitations(): readonly Invitation[] {
    return this.#snapshot.invitations;
  }

  /**
   * The calls that are on: the accepted invitations whose line is open here, in the order in which the lines were
   * opened.
   */
  get calls(): readonly Invitation[] {
    return this.#snapshot.calls;
  }

  /** The policy in force: which invitations ring here. Frozen. */
  get policy(): Policy {
    return this.#snapshot.policy;
  }

  /**
   * The client's whole state, frozen. The object stays the same until something changes. `changed` fires with each new
   * one, unless a listener has already caused a newer one.
   */
  get snapshot(): InvitationClientSnapshot {
    return this.#snapshot;
  }

  /** Counters since the client was made. Each read returns a new object. */
  get stats(): Stats {
    return this.#engine.stats;
  }

  /**
   * Makes an invitation to the peer `callee`. It is not sent yet.
   * @throws InvitationError `invalid-peer-id`, `own-peer-id`, `invalid-option`, `client-closed`
   */
  createLocalInvitation(callee: string, options: LocalInvitationOptions = {}): LocalInvitation {
    const operation = "createLocalInvitation";
    this.#checkOpen(operation);
    const peer = checkPeerId(callee, operation);
    this.#checkNotSelf(peer, operation);
    checkNames(options, ["content", "kind", "name", "channelId", "ttlMs", "signal", "group"], operation);
    const { ttlMs = this.#settings.limits.ttlMs, signal } = options;
    checkLimit("ttlMs", ttlMs, operation);
    if (signal !== undefined) checkSignal(signal, operation);
    const group = options.group && checkGroup(options.group, operation);
    const id = checkInvitationId(this.#settings.newId(), operation);
    const invitation = new LocalInvitation(createLocal({ ...options, id, peer, ttlMs, group }), this.#port);
    if (signal !== undefined) cancelOnAbort(invitation, signal);
    return invitation;
  }

  /**
   * Looks whether the peer is there and would ring, without ringing it. Asks once, through the broker or over the channel
   * that there is. What is seen is true for the moment of the answer. Resolves with `unknown` if no answer came within the
   * limit `lookTimeoutMs`. Never rejects.
   * @throws InvitationError `invalid-peer-id`, `own-peer-id`, `client-closed`
   */
  look(peer: string): Promise<Presence> {
    this.#checkOpen("look");
    const id = checkPeerId(peer, "look");
    this.#checkNotSelf(id, "look");
    const nonce = createId();
    const answer = this.#looks.ask(nonce, id, this.#settings.limits.lookTimeoutMs);
    this.#engine.handle({ type: "look", peer: id, nonce });
    return answer;
  }

  /**
   * InvitationChanges the given parts of the policy, from the next invitation that arrives. An invitation that already rings goes
   * on ringing.
   * @throws InvitationError `invalid-option`, `client-closed`
   */
  setPolicy(changes: PolicyOptions): void {
    this.#checkOpen("setPolicy");
    this.#change({ policy: changePolicy(this.policy, changes, "setPolicy") })();
  }

  /**
   * Ends the client. It cancels the invitations it sent, gives up those that ring, closes every line (the other peers
   * are told), and releases every timer, listener and connection of its own. The Peer is left as it is, unless
   * `destroyPeer` is true. Resolves within two seconds, when the last frames have had their chance to go out, and the
   * Peer was destroyed if that was asked for. May be called twice.
   * @throws InvitationError `invalid-option`
   */
  close(options: CloseOptions = {}): Promise<void> {
    checkNames(options, ["destroyPeer"], "close");
    const { destroyPeer = false } = options;
    checkBoolean("destroyPeer", destroyPeer, "close");
    const closing = this.#close();
    if (!destroyPeer) return closing;
    this.#destroying ??= closing.finally(() => this.#transport.destroy?.());
    return this.#destroying;
  }

  #close(): Promise<void> {
    if (this.#closing !== undefined) return this.#closing;
    // The client counts as closed from here on: a listener may call close again, or try to send.
    this.#closing = this.#engine.stop();
    this.#unwatchPage();
    this.#engine.end();
    this.#looks.end();
    this.#change({ state: "closed" })();
    return this.#closing;
  }

  /** Calls {@link close} without waiting. */
  [Symbol.dispose](): void {
    void this.close();
  }

  /** {@link close} */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #take(effect: TellEffect): (() => void) | undefined {
    switch (effect.do) {
      case "show":
        return this.#roster.show(effect.record, effect.reach);
      case "line":
        return this.#lines.show(effect.record);
      case "whileRinging":
        return this.#roster.hear(effect.peer, effect);
      case "yield":
        return this.#roster.yield(effect.winner, effect.loser, this.#settings.onGlare);
      case "missed": {
        const missed = createMissed(effect.record, effect.reason, false, this.#settings.clock.nowMs());
        return () => this.fire("missed", missed);
      }
      case "seen": {
        const { peer, nonce, busy } = effect;
        return () => this.#looks.seen(peer, nonce, busy ? "busy" : "available");
      }
      case "note":
        return () => this.#settings.log?.(effect.text);
    }
  }

  readonly #port: RosterPort = {
    refresh: ({ role, peer, id }) => this.#engine.handle({ type: "wake", target: { of: role, peer, id } }),
    send: (record, invitation) => {
      // Asked first, because the app may do anything before it answers.
      const may = mayConnect(this.policy, record.peer);
      this.#checkOpen("send");
      this.#checkNotSelf(record.peer, "send");
      if (this.#roster.has(record)) throw repeatedId(record.id, "send");
      if (!may && !this.#engine.canReach(record.peer)) throw mayNotConnect(record.peer);
      this.#roster.add(record, invitation);
      this.#engine.handle({ type: "send", record, mayConnect: may });
    },
    command: (input) => this.#engine.handle(input),
    sendWhileRinging: ({ role, peer, id }, data) =>
      this.#engine.handle({ type: "whileRinging", role, peer, id, data }),
    openLine: (record, invitation) => {
      this.#checkOpen("openLine");
      return this.#lines.open(record, invitation);
    },
  };

  /**
   * Applies `news` to the snapshot at once. Returns a function that tells the listeners, unless a newer snapshot has
   * replaced it by then.
   */
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
