// The members of a group, and the invitation of each.
import { invalidOption, quote } from "../base/check.ts";
import { report } from "../base/report.ts";
import type {
  GroupMode,
  Invitation,
  InvitationChanges,
  InvitationClient,
  LocalInvitationOptions,
  RemoteInvitation,
} from "../index.ts";
import {
  DONE,
  type Entry,
  endedWithClient,
  type GroupMember,
  isClosing,
  isSuperseded,
  memberOf,
  phaseOf,
  plannedOf,
  whileOpen,
} from "./member.ts";
import type { PlannedMember } from "./plan.ts";

/** The most peers that one group can call. */
const MEMBERS_MAX = 50;

/** What every invitation of a group states of it. */
export interface Terms {
  readonly id: string;
  readonly mode: GroupMode;
  readonly tellsWho: boolean;
  readonly namesMates: boolean;
}

/** What the members tell their group. */
export interface MembersEvents {
  accepted(invitation: Invitation): void;
  changed(): void;
}

/** The members of a group, in the order in which they were named. */
export class Members {
  readonly #client: InvitationClient;
  readonly #terms: Terms;
  readonly #events: MembersEvents;
  readonly #entries = new Map<string, Entry>();

  constructor(client: InvitationClient, terms: Terms, events: MembersEvents) {
    this.#client = client;
    this.#terms = terms;
    this.#events = events;
  }

  /** The members, as the plan sees them. */
  get planned(): readonly PlannedMember[] {
    return this.#all.map(plannedOf);
  }

  /** The members, as an app sees them. */
  get members(): readonly GroupMember[] {
    return Object.freeze(this.#all.map(memberOf));
  }

  /** Whether the client was closed while a member was called. */
  get isClosed(): boolean {
    return this.#all.some(endedWithClient);
  }

  /** Adds a member. @throws InvitationError `invalid-option`, `invalid-peer-id`, `own-peer-id`, `client-closed` */
  enter(peer: string, operation: string): void {
    // Checks the id.
    this.#client.createLocalInvitation(peer);
    const active = this.#active;
    const problem = active.includes(peer)
      ? `${quote(peer)} is in this group already`
      : active.length >= MEMBERS_MAX && `a group has at most ${MEMBERS_MAX} members`;
    if (problem) throw invalidOption(operation, problem);
    const nothing = { invitation: undefined, calledAtMs: undefined, crossing: undefined };
    this.#entries.delete(peer);
    this.#entries.set(peer, { peer, ...nothing, isOff: false, call: "none" });
  }

  /**
   * Calls a member that waits. Its telling leads to listeners, who may end the group: `mayGo` says whether the invitation is still sent.
   * Returns whether the member could be called.
   */
  call(peer: string, options: LocalInvitationOptions, nowMs: number, mayGo: () => boolean): boolean {
    const entry = this.#entries.get(peer);
    // Calling one tells listeners, who may have led here already.
    if (entry === undefined || entry.calledAtMs !== undefined || entry.isOff) return true;
    const { id, mode, tellsWho, namesMates } = this.#terms;
    const mates = this.#active.filter((it) => it !== peer);
    const group = { id, mode, size: mates.length + 1, tells: tellsWho, ...(namesMates && { mates }) };
    entry.calledAtMs = nowMs;
    try {
      const invitation = this.#client.createLocalInvitation(peer, { ...options, group });
      entry.invitation = invitation;
      invitation.once("accepted", () => this.#events.accepted(invitation));
      invitation.on("changed", this.#changed);
      if (mayGo()) invitation.send();
    } catch (error) {
      entry.isOff = true;
      if (!isClosing(error)) report(error);
    }
    return !entry.isOff;
  }

  /** Stops calling a member. @throws InvitationError `invalid-option` if the peer is none */
  withdraw(peer: string): void {
    const entry = this.#entries.get(peer);
    if (entry === undefined) throw invalidOption("withdraw", `${quote(peer)} is not in this group`);
    entry.isOff = true;
    entry.invitation?.[Symbol.dispose]();
  }

  /** Changes the invitations that ring, or are on their way. */
  update(changes: InvitationChanges): void {
    for (const { invitation } of this.#all) whileOpen(invitation, (it) => it.update(changes));
  }

  /** Calls none of those who wait. */
  expire(): void {
    for (const entry of this.#all) if (phaseOf(entry) === "waiting") entry.isOff = true;
  }

  /** Cancels what rings, or is on its way. */
  cancel(content: string): void {
    for (const { invitation } of this.#all) whileOpen(invitation, (it) => it.cancel(content));
  }

  /** Listens to no member any longer. */
  stop(): void {
    for (const { invitation, crossing } of this.#all) {
      invitation?.off("changed", this.#changed);
      crossing?.off("changed", this.#changed);
    }
  }

  /** Sees which members call us instead, and whose call is over. */
  follow(): void {
    const { calls, invitations } = this.#client;
    for (const entry of this.#all) {
      if (entry.crossing === undefined && isSuperseded(entry.invitation)) {
        const crossing = [...invitations, ...calls].find(
          (it) => it.role === "remote" && it.peer === entry.peer && it.replaces?.group?.id === this.#terms.id,
        );
        if (crossing?.role === "remote") this.#cross(entry, crossing);
      }
      const current = entry.crossing ?? entry.invitation;
      const isOn = current !== undefined && calls.includes(current);
      if (isOn) entry.call = "on";
      else if (entry.call === "on") entry.call = "over";
    }
  }

  #cross(entry: Entry, crossing: RemoteInvitation): void {
    entry.crossing = crossing;
    crossing.once("accepted", () => this.#events.accepted(crossing));
    crossing.on("changed", this.#changed);
  }

  readonly #changed = (): void => this.#events.changed();

  get #all(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  /** The members that wait, ring or have answered. */
  get #active(): readonly string[] {
    return this.#all.filter((entry) => !DONE.has(phaseOf(entry))).map(({ peer }) => peer);
  }
}
