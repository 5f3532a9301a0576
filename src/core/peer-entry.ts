// Everything the book holds about one other peer. Rule R7 lives in this shape: a peer's frames are looked up in its own
// entry, so it can touch no invitation but its own.
import type { BrokerState } from "./effects.ts";
import type { CalleeFrame, CallerFrame, Frame } from "./frames.ts";
import type { PeerId } from "./ids.ts";
import { type Link, linkDeadline, NO_LINK } from "./link.ts";
import { LOCAL, type LocalInput, type LocalRecord } from "./local-invitation.ts";
import type { Reach } from "./machine.ts";
import { REMOTE, type RemoteInput, type RemoteRecord } from "./remote-invitation.ts";
import { Shelf } from "./shelf.ts";

/** What an entry's shelves report to the book. */
export interface EntryPort {
  say(entry: PeerEntry, frame: Frame): void;
  changed(entry: PeerEntry, record: LocalRecord | RemoteRecord, deadlineMs: number | undefined): void;
}

/** One other peer: the link to it, and the invitations of both directions. */
export class PeerEntry {
  readonly peer: PeerId;
  readonly local: Shelf<LocalRecord, LocalInput, CallerFrame>;
  readonly remote: Shelf<RemoteRecord, RemoteInput, CalleeFrame>;
  link: Link = NO_LINK;
  /** What the shell was last told of this entry: when to wake it, and how far we have come. */
  told: { wakeAtMs: number | undefined; reach: Reach } = { wakeAtMs: undefined, reach: "connecting" };

  constructor(peer: PeerId, port: EntryPort) {
    this.peer = peer;
    const own = {
      say: (frame: Frame) => port.say(this, frame),
      changed: (record: LocalRecord | RemoteRecord, deadlineMs: number | undefined) =>
        port.changed(this, record, deadlineMs),
    };
    this.local = new Shelf<LocalRecord, LocalInput, CallerFrame>(LOCAL, own);
    this.remote = new Shelf<RemoteRecord, RemoteInput, CalleeFrame>(REMOTE, own);
  }

  /** How far we have come to this peer. */
  reach(broker: BrokerState): Reach {
    if (this.link.current !== undefined) return "linked";
    if (broker !== "online") return "broker-absent";
    return this.link.absent ? "peer-absent" : "connecting";
  }

  /** Whether the link is worth dialing for: somebody here waits for the other side's word. */
  get wantsLink(): boolean {
    return (
      this.local.open.size > 0 ||
      [...this.remote.open.values()].some(({ state }) => state.kind === "accepting")
    );
  }

  /** Whether anything at all is open with this peer. */
  get isInUse(): boolean {
    return this.local.open.size > 0 || this.remote.open.size > 0;
  }

  /** When the link or the memory wants attention; undefined when neither does. */
  get deadlineMs(): number | undefined {
    const times = [linkDeadline(this.link), this.local.forgetAtMs, this.remote.forgetAtMs];
    const due = times.filter((time) => time !== undefined);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  /** Whether nothing is left to know about this peer. */
  get isBlank(): boolean {
    return !this.isInUse && this.deadlineMs === undefined && this.link.channels.size === 0;
  }
}
