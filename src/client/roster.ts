// The open invitation objects of a client. Matches each record from the engine to its object, and makes an object for
// each invitation that begins to ring.

import { guarded } from "../base/report.ts";
import type { SignalWhileRinging } from "../core/book/effects.ts";
import type { LocalRecord } from "../core/invitation/local-invitation.ts";
import type { Reach } from "../core/invitation/machine.ts";
import { missedBy } from "../core/invitation/missed.ts";
import type { RemoteRecord } from "../core/invitation/remote-record.ts";
import type { PeerId } from "../core/wire/ids.ts";
import { type InvitationPort, outcomeOf } from "./invitation.ts";
import { keyOf } from "./key.ts";
import type { Invitation } from "./kinds.ts";
import { LocalInvitation, type LocalInvitationPort } from "./local-invitation.ts";
import { createMissed, type MissedInvitation } from "./missed.ts";
import { RemoteInvitation } from "./remote-invitation.ts";
import { type InvitationStorage, loadOpen, saveOpen } from "./storage.ts";

/** The part of the client that both kinds of invitation use. */
export type RosterPort = LocalInvitationPort & InvitationPort<Invitation>;

/** The parts a roster is made of. */
export interface RosterParts {
  readonly port: RosterPort;
  readonly storage: InvitationStorage | undefined;
  nowMs(): number;
  /** A remote invitation rings for the first time. The app is told of it later. */
  rings(record: RemoteRecord, invitation: RemoteInvitation): void;
  /** The app's turn to be told that it rings. */
  rang(invitation: RemoteInvitation): void;
  /** An invitation that rang was missed. */
  missed(missed: MissedInvitation): void;
  /** The set of open invitations changed. Returns a function that tells the listeners. */
  changed(open: readonly Invitation[]): () => void;
}

/** Tells the app's listeners of a change that already counts. */
type Announcement = () => void;

/**
 * Decides, when two peers invite each other and ours is superseded, whether theirs is accepted without asking, or
 * rings.
 */
export type OnGlare = (incoming: RemoteInvitation, outgoing: LocalInvitation) => "accept" | "ring";

/** How many accepted invitations are remembered: those that were accepted a moment ago, and some to spare. */
const ACCEPTED_MAX = 64;

/** The open invitations of one client. */
export class Roster {
  readonly #parts: RosterParts;
  /** By direction, peer and id, oldest first. */
  readonly #open = new Map<string, Invitation>();
  /** The newest accepted invitations, oldest first. The other end may still send them signals (rule R17.1). */
  readonly #accepted = new Map<string, Invitation>();
  /** The records of local invitations, for the storage. */
  readonly #locals = new Map<string, LocalRecord>();

  constructor(parts: RosterParts) {
    this.#parts = parts;
  }

  /** Sends again the invitations that the storage kept from an earlier life of the page. */
  restore(): void {
    const { storage, port, nowMs } = this.#parts;
    if (storage === undefined) return;
    for (const record of guarded(() => loadOpen(storage, nowMs())) ?? []) {
      guarded(() => new LocalInvitation(record, port).send());
    }
  }

  /** Whether an invitation with this direction, peer and id is open. */
  has(record: LocalRecord | RemoteRecord): boolean {
    return this.#open.has(keyOf(record));
  }

  /** Adds an invitation that is about to be sent. */
  add(record: LocalRecord, invitation: LocalInvitation): void {
    this.#open.set(keyOf(record), invitation);
  }

  /**
   * Takes over the engine's newer record, which counts at once. Returns a function that tells the app when its turn has
   * come.
   */
  show(record: LocalRecord | RemoteRecord, reach: Reach): Announcement | undefined {
    const key = keyOf(record);
    const known = this.#open.get(key);
    if (known === undefined) return this.#ring(key, record, reach);
    const ended = outcomeOf(record) !== undefined;
    const isNew = record.role === "local" && !this.#locals.has(key);
    if (record.role === "local") this.#keep(key, record, ended);
    if (ended) this.#open.delete(key);
    if (record.state.kind === "accepted") this.#remember(key, known);
    // Both have the same key, and so the same role.
    const tellOfIt = known.take(record as never, reach);
    const tellOfSet = ended || isNew ? this.#changed() : undefined;
    const missed = this.#missed(record);
    return () => {
      tellOfIt?.();
      tellOfSet?.();
      if (missed !== undefined) this.#parts.missed(missed);
    };
  }

  /** Returns a function that tells the app of the other end's signal. */
  hear(peer: PeerId, { role, id, data }: SignalWhileRinging): Announcement | undefined {
    const key = keyOf({ role, peer, id });
    const invitation = this.#open.get(key) ?? this.#accepted.get(key);
    return invitation && (() => invitation.hear(data));
  }

  /** Our own invitation is superseded by one that rings here, which is accepted unless `onGlare` answers `ring`. */
  yield(winner: RemoteRecord, loser: LocalRecord, onGlare: OnGlare | undefined): Announcement | undefined {
    const incoming = this.#open.get(keyOf(winner));
    const outgoing = this.#open.get(keyOf(loser));
    if (!(incoming instanceof RemoteInvitation && outgoing instanceof LocalInvitation)) return undefined;
    return () => {
      // A listener may have answered it already, and so may `onGlare`.
      const isOpen = (): boolean => incoming.state === "ringing" || incoming.state === "ignored";
      if (isOpen() && onGlare?.(incoming, outgoing) !== "ring" && isOpen()) incoming.accept();
    };
  }

  /**
   * Makes the object when a remote invitation first rings. The app never learns of one that stayed deferred all its
   * life.
   */
  #ring(key: string, record: LocalRecord | RemoteRecord, reach: Reach): Announcement | undefined {
    if (record.role !== "remote" || record.state.kind !== "ringing") return undefined;
    const invitation = new RemoteInvitation(record, reach, this.#parts.port);
    this.#open.set(key, invitation);
    this.#parts.rings(record, invitation);
    const tellOfSet = this.#changed();
    return () => {
      tellOfSet();
      // A listener may have closed the client meanwhile.
      if (this.#open.has(key)) this.#parts.rang(invitation);
    };
  }

  /** The missed invitation, if a remote invitation that rang ended unanswered. */
  #missed(record: LocalRecord | RemoteRecord): MissedInvitation | undefined {
    if (record.role === "local") return undefined;
    const outcome = outcomeOf(record);
    const reason = outcome && missedBy(outcome);
    return reason && createMissed(record, reason, true, this.#parts.nowMs());
  }

  #keep(key: string, record: LocalRecord, ended: boolean): void {
    const isSame = this.#locals.get(key)?.revision === record.revision;
    if (ended) this.#locals.delete(key);
    else this.#locals.set(key, record);
    const { storage, nowMs } = this.#parts;
    if (storage === undefined || (isSame && !ended)) return;
    guarded(() => saveOpen(storage, this.#locals.values(), nowMs()));
  }

  /** The client is closed: nothing more is heard. */
  close(): void {
    this.#accepted.clear();
  }

  #remember(key: string, invitation: Invitation): void {
    this.#accepted.set(key, invitation);
    const [oldest] = this.#accepted.keys();
    if (this.#accepted.size > ACCEPTED_MAX) this.#accepted.delete(oldest as string);
  }

  #changed(): Announcement {
    return this.#parts.changed(Object.freeze([...this.#open.values()]));
  }
}
