// The invitation objects that can still change: finds the one that a record of the engine is about, and makes those that
// begin to ring.
import type { LocalRecord } from "../core/local-invitation.ts";
import type { Reach } from "../core/machine.ts";
import type { RemoteRecord } from "../core/remote-invitation.ts";
import { type InvitationPort, outcomeOf } from "./invitation.ts";
import { LocalInvitation } from "./local-invitation.ts";
import { RemoteInvitation } from "./remote-invitation.ts";
import { report } from "./report.ts";
import { type InvitationStorage, loadOpen, saveOpen } from "./storage.ts";

/** What a roster is made with. */
export interface RosterParts {
  readonly port: InvitationPort;
  readonly storage: InvitationStorage | undefined;
  nowMs(): number;
  /** A remote invitation rings for the first time. */
  rang(invitation: RemoteInvitation): void;
  /** The set of open invitations changed. */
  changed(open: readonly (LocalInvitation | RemoteInvitation)[]): void;
}

/** Answers, when two peers invite each other and ours gives way: whether theirs is accepted without asking, or rings. */
export type OnGlare = (incoming: RemoteInvitation, outgoing: LocalInvitation) => "accept" | "ring";

/** The open invitations of one client. */
export class Roster {
  readonly #parts: RosterParts;
  /** By direction, peer and id, the oldest first. */
  readonly #open = new Map<string, LocalInvitation | RemoteInvitation>();
  /** The records of our own, for the storage. */
  readonly #locals = new Map<string, LocalRecord>();

  constructor(parts: RosterParts) {
    this.#parts = parts;
  }

  /** Sends again what the storage kept from an earlier life of the page. */
  restore(): void {
    const { storage, port, nowMs } = this.#parts;
    if (storage === undefined) return;
    try {
      for (const record of loadOpen(storage, nowMs())) new LocalInvitation(record, port).send();
    } catch (error) {
      report(error);
    }
  }

  /** An invitation is sent. */
  add(record: LocalRecord, invitation: LocalInvitation): void {
    this.#open.set(keyOf(record), invitation);
    this.#tell();
  }

  /** The engine has a newer record. */
  show(record: LocalRecord | RemoteRecord, reach: Reach): void {
    const key = keyOf(record);
    const known = this.#open.get(key);
    const ended = outcomeOf(record) !== undefined;
    if (record.role === "local") this.#keep(key, record, ended);
    if (known === undefined) {
      if (record.role === "remote" && record.state.kind === "ringing") this.#ring(key, record, reach);
      return;
    }
    if (ended) this.#open.delete(key);
    known.update(record as never, reach);
    if (ended) this.#tell();
  }

  /** Our own invitation gives way to one that rings here: it is accepted, unless `onGlare` has it ring. */
  yield(winner: RemoteRecord, loser: LocalRecord, onGlare: OnGlare | undefined): void {
    const incoming = this.#open.get(keyOf(winner));
    const outgoing = this.#open.get(keyOf(loser));
    if (!(incoming instanceof RemoteInvitation && outgoing instanceof LocalInvitation)) return;
    if (incoming.state === "accepting" || onGlare?.(incoming, outgoing) === "ring") return;
    incoming.accept();
  }

  /** A remote invitation becomes known to the app when it first rings: one held all its life is nobody's business. */
  #ring(key: string, record: RemoteRecord, reach: Reach): void {
    const invitation = new RemoteInvitation(record, reach, this.#parts.port);
    this.#open.set(key, invitation);
    this.#tell();
    this.#parts.rang(invitation);
  }

  #keep(key: string, record: LocalRecord, ended: boolean): void {
    const known = this.#locals.has(key);
    if (ended) this.#locals.delete(key);
    else this.#locals.set(key, record);
    const { storage, nowMs } = this.#parts;
    if (storage === undefined || (known && !ended)) return;
    try {
      saveOpen(storage, this.#locals.values(), nowMs());
    } catch (error) {
      report(error);
    }
  }

  #tell(): void {
    this.#parts.changed(Object.freeze([...this.#open.values()]));
  }
}

function keyOf({ role, peer, id }: LocalRecord | RemoteRecord): string {
  return `${role}/${peer}/${id}`;
}
