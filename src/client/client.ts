// The object an app holds: it creates local invitations, announces remote ones, and reports the state of the broker.

import { checkBoolean, checkNames } from "../base/check.ts";
import { InvitationError } from "../base/pure/errors.ts";
import type { TellEffect } from "../core/book/effects.ts";
import type { Stats } from "../core/book/stats.ts";
import type { Joins } from "../core/invitation/policy.ts";
import type { RemoteRecord } from "../core/invitation/remote-record.ts";
import type { PeerId } from "../core/wire/ids.ts";
import type { Transport } from "../transport/transport.ts";
import { checkPeerId, mayNotConnect, repeatedId } from "./check.ts";
import { type ClientSettings, type CloseOptions, createId } from "./client-options.ts";
import { ClientView } from "./client-view.ts";
import { Engine } from "./engine.ts";
import { Expectations, type ExpectOptions } from "./expectations.ts";
import { Lines } from "./lines.ts";
import { cancelOnAbort, LocalInvitation, type LocalInvitationOptions } from "./local-invitation.ts";
import { Looks, type Presence } from "./looks.ts";
import { isOfMate } from "./mates.ts";
import { createMissed } from "./missed.ts";
import { createRecord } from "./outgoing.ts";
import { watchPage } from "./page.ts";
import { changePolicy, knowsPeer, mayConnect, maySee, type PolicyOptions, stanceOf } from "./policy.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";
import { Roster, type RosterPort } from "./roster.ts";

/** The invitations of one peer, outgoing and incoming. Made by `createInvitationClient`. */
export class InvitationClient extends ClientView {
  readonly #settings: ClientSettings;
  readonly #engine: Engine;
  readonly #roster: Roster;
  readonly #lines: Lines;
  readonly #looks: Looks;
  readonly #expectations: Expectations;
  readonly #unwatchPage: () => void;
  readonly #transport: Transport;
  #closing: Promise<void> | undefined;
  #destroying: Promise<void> | undefined;

  /** @internal */
  constructor(transport: Transport, settings: ClientSettings) {
    super(settings.policy);
    this.#settings = settings;
    this.#transport = transport;
    const { limits, storage, clock } = settings;
    this.#roster = new Roster({
      port: this.#port,
      storage,
      nowMs: () => clock.nowMs(),
      rings: (record, invitation) => this.#expectations.rang(record, invitation),
      rang: (invitation) => this.fire("invitation", invitation),
      missed: (missed) => this.fire("missed", missed),
      changed: (invitations) => this.change({ invitations }),
    });
    this.#lines = new Lines({
      limits,
      handle: (input) => this.#engine.handle(input),
      changed: (calls) => this.change({ calls }),
    });
    this.#looks = new Looks(clock);
    this.#expectations = new Expectations(clock, limits);
    this.#engine = new Engine({
      transport,
      limits,
      clock,
      session: settings.session,
      posts: settings.posts,
      events: {
        take: (effect) => this.#take(effect),
        stance: (caller, record) => stanceOf(this.policy, caller, this.#joins(record)),
        knows: (peer) => knowsPeer(this.policy, peer),
        mayConnect: (peer) => mayConnect(this.policy, peer),
        maySee: (peer, isKnown) => maySee(this.policy, peer, isKnown),
        absent: (peer) => this.#looks.absent(peer),
        changed: (state, self) => this.change({ state, peerId: self })(),
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
    const { limits, newId } = this.#settings;
    const record = createRecord(peer, options, limits.ttlMs, newId);
    const invitation = new LocalInvitation(record, this.#port);
    const { signal } = options;
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
   * Expects one call from `peer`, with this one-time `number`. Somebody else has told both of it, such as the queue that this page is in a
   * call with, and should tell the other peer only once this side expects it. An invitation with that number rings once, whatever the policy says and whatever call is on (rule R10.10). Resolves with it
   * as it rings; with undefined if none came in time, the signal was aborted, another call of the same peer was expected meanwhile, or the
   * client was closed. Never rejects. `invitation` fires for it as for any other.
   * @throws InvitationError `invalid-peer-id`, `own-peer-id`, `invalid-option`, `invalid-content`, `content-too-long`, `client-closed`
   */
  expectCall(
    peer: string,
    number: string,
    options: ExpectOptions = {},
  ): Promise<RemoteInvitation | undefined> {
    this.#checkOpen("expectCall");
    const id = checkPeerId(peer, "expectCall");
    this.#checkNotSelf(id, "expectCall");
    return this.#expectations.add(id, number, options);
  }

  /**
   * Changes the given parts of the policy, from the next invitation that arrives. An invitation that already rings goes
   * on ringing.
   * @throws InvitationError `invalid-option`, `client-closed`
   */
  setPolicy(changes: PolicyOptions): void {
    this.#checkOpen("setPolicy");
    this.change({ policy: changePolicy(this.policy, changes, "setPolicy") })();
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
    this.#roster.close();
    this.#looks.end();
    this.#expectations.end();
    this.change({ state: "closed" })();
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

  #joins(record: RemoteRecord | undefined): Joins | undefined {
    if (record === undefined) return undefined;
    if (this.#expectations.has(record)) return "expected";
    return isOfMate(record, this.calls) ? "mate" : undefined;
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
    sendWhileRinging: ({ role, peer, id }, data) => {
      const signal = { role, peer, id, nonce: createId(), data } as const;
      const passes = this.#engine.canSignal(signal);
      if (passes) this.#engine.handle({ type: "whileRinging", ...signal });
      return passes;
    },
    openLine: (record, invitation) => {
      this.#checkOpen("openLine");
      return this.#lines.open(record, invitation);
    },
  };

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
