// A call to several peers, as an app holds it: makes an invitation for each member when the plan says so, and shows what comes of it.
import { invalidOption, quote } from "../base/check.ts";
import { type Clock, createSystemClock } from "../base/clock.ts";
import { ObservableEmitter } from "../base/observable.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { report } from "../base/report.ts";
import { createSecret } from "../base/secret.ts";
import { Timers } from "../base/timers.ts";
import type { GroupMode, InvitationClient, RemoteInvitation } from "../index.ts";
import { checkCommand } from "./commands.ts";
import {
  cancelOne,
  DONE,
  type Entry,
  endedWithClient,
  type GroupEvents,
  type GroupSnapshot,
  isClosing,
  isSuperseded,
  memberOf,
  phaseOf,
  plannedOf,
  sameMembers,
} from "./members.ts";
import { checkGroupOptions, checkWord, type GroupOptions, givenWords, TTL_MIN_MS } from "./options.ts";
import { type Decision, decide, type GroupOutcome } from "./plan.ts";

/** The most peers that one group can call. */
const MEMBERS_MAX = 50;

/**
 * Makes an invitation to several peers. Nothing is sent before `send()`.
 * @throws InvitationError `invalid-option`; `invalid-peer-id`, `own-peer-id`; `client-closed`
 */
export function createGroupInvitation(
  client: InvitationClient,
  peers: readonly string[],
  options: GroupOptions = {},
): GroupInvitation {
  checkGroupOptions(client, peers, options, "createGroupInvitation");
  return new GroupInvitation(client, peers, options);
}

/** A call to several peers. Made by {@link createGroupInvitation}. */
export class GroupInvitation extends ObservableEmitter<GroupSnapshot, GroupEvents> {
  /** The id of the group, the same at every member. */
  readonly id: string = createSecret();
  readonly mode: GroupMode;
  /** Resolves with what came of the group. Never rejects. Pending forever if it is never sent. */
  readonly outcome: Promise<GroupOutcome>;
  #resolve: (outcome: GroupOutcome) => void = () => {};
  readonly #client: InvitationClient;
  readonly #options: GroupOptions;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #entries = new Map<string, Entry>();
  #expiresAtMs = Number.POSITIVE_INFINITY;
  #isCanceled = false;
  #snapshot: GroupSnapshot;

  /** @internal */
  constructor(client: InvitationClient, peers: readonly string[], options: GroupOptions) {
    super({ accepted: true, ended: true, changed: true });
    const { mode = "first", clock = createSystemClock() } = options;
    this.#client = client;
    this.mode = mode;
    this.#options = options;
    this.#clock = clock;
    this.#timers = new Timers(clock);
    this.outcome = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    for (const peer of peers) this.#enter(peer, "createGroupInvitation");
    this.#snapshot = this.#picture("idle", undefined);
  }

  /** The whole state, frozen. The object stays the same until something changes. */
  get snapshot(): GroupSnapshot {
    return this.#snapshot;
  }

  /** The current state. */
  get state(): GroupSnapshot["state"] {
    return this.#snapshot.state;
  }

  /**
   * Calls the members, as the mode says. Legal once.
   * @throws InvitationError `illegal-command`; `client-closed`
   */
  send(): this {
    checkCommand("send", this.state);
    if (this.#client.state === "closed")
      throw new InvitationError("client-closed", "Cannot send: the client was closed.", {
        operation: "send",
      });
    const { ttlMs, signal } = this.#options;
    if (ttlMs !== undefined) this.#expiresAtMs = this.#clock.nowMs() + ttlMs;
    this.#client.on("changed", this.#look);
    signal?.addEventListener("abort", this.#aborted);
    this.#change("open");
    if (signal?.aborted === true) this[Symbol.dispose]();
    else this.#look();
    return this;
  }

  /**
   * Adds a peer, in every state before the end. With `all`, also while others talk already.
   * @throws InvitationError `illegal-command`, `invalid-option`, `invalid-peer-id`, `own-peer-id`, `client-closed`
   */
  add(peer: string): void {
    checkCommand("add", this.state);
    this.#enter(peer, "add");
    if (this.state === "idle") this.#change("idle");
    else this.#look();
  }

  /**
   * Stops calling one peer. Does nothing if it has answered, or has ended.
   * @throws InvitationError `invalid-option` if the peer is not in the group
   */
  withdraw(peer: string): void {
    const entry = this.#entries.get(peer);
    if (entry === undefined) throw invalidOption("withdraw", `${quote(peer)} is not in this group`);
    entry.isOff = true;
    entry.invitation?.[Symbol.dispose]();
    if (this.state === "open") this.#look();
    else if (this.state === "idle") this.#change("idle");
  }

  /**
   * Cancels what still rings, and ends the group. Calls that were accepted go on.
   * @param content - parting words for those who ring: at most 8192 UTF-8 bytes, default none
   * @throws InvitationError `illegal-command` after the end; `invalid-content`, `content-too-long`
   */
  cancel(content = ""): void {
    checkCommand("cancel", this.state);
    checkWord("content", content, "cancel");
    this.#isCanceled = true;
    for (const { invitation } of this.#entries.values()) cancelOne(invitation, content);
    this.#look();
  }

  /** Gives the group up in any state. */
  [Symbol.dispose](): void {
    if (this.state !== "ended") this.cancel();
  }

  readonly #aborted = (): void => this[Symbol.dispose]();

  /** Does what the plan says, until it says nothing more. */
  readonly #look = (): void => {
    if (this.state === "ended") return;
    this.#follow();
    const isClosed = [...this.#entries.values()].some(endedWithClient);
    if (isClosed || this.#client.state === "closed") this.#isCanceled = true;
    const nowMs = this.#clock.nowMs();
    if (nowMs >= this.#expiresAtMs) this.#expire();
    const { call, lookAtMs, outcome } = this.#decide(nowMs);
    if (outcome !== undefined) return this.#end(outcome);
    // Calling one tells listeners, who may have ended the group.
    for (const peer of call) if (!this.#isOver) this.#call(this.#entries.get(peer) as Entry, nowMs);
    if (this.#isOver) return;
    const times = [lookAtMs ?? 0, this.#expiresAtMs].filter((atMs) => atMs > nowMs && Number.isFinite(atMs));
    this.#timers.set("look", times.length === 0 ? undefined : Math.min(...times), this.#look);
    this.#change("open");
    // One that could not be called makes room for the next.
    if (!this.#isOver && call.some((peer) => this.#entries.get(peer)?.isOff === true)) this.#look();
  };

  get #isOver(): boolean {
    return this.#isCanceled || this.state === "ended";
  }

  /** The group's time is over for those who wait. Who is added later rings for a time of its own. */
  #expire(): void {
    this.#expiresAtMs = Number.POSITIVE_INFINITY;
    for (const entry of this.#entries.values()) if (phaseOf(entry) === "waiting") entry.isOff = true;
  }

  #decide(nowMs: number): Decision {
    const { staggerMs, endsWhenAlone = false } = this.#options;
    const members = [...this.#entries.values()].map(plannedOf);
    return decide(
      { mode: this.mode, members, staggerMs, endsWhenAlone, isCanceled: this.#isCanceled },
      nowMs,
    );
  }

  #call(entry: Entry, nowMs: number): void {
    const { memberTtlMs, tellsWho = false, namesMates } = this.#options;
    const mates = this.#active.filter((peer) => peer !== entry.peer);
    const leftMs = Math.max(Math.floor(this.#expiresAtMs - nowMs), TTL_MIN_MS);
    const longestMs = Math.min(memberTtlMs ?? Number.POSITIVE_INFINITY, leftMs);
    // Calling one tells listeners, who may have led here already.
    if (entry.calledAtMs !== undefined || entry.isOff) return;
    entry.calledAtMs = nowMs;
    try {
      const invitation = this.#client.createLocalInvitation(entry.peer, {
        ...givenWords(this.#options),
        ...(Number.isFinite(longestMs) && { ttlMs: longestMs }),
        group: {
          id: this.id,
          mode: this.mode,
          size: mates.length + 1,
          tells: tellsWho,
          ...(namesMates === true && { mates }),
        },
      });
      entry.invitation = invitation;
      invitation.once("accepted", () => this.fire("accepted", invitation));
      invitation.on("changed", this.#look);
      if (!this.#isOver) invitation.send();
    } catch (error) {
      entry.isOff = true;
      if (!isClosing(error)) report(error);
    }
  }

  /** Sees which members call us instead, and, for `all`, whose call is over. */
  #follow(): void {
    const { calls, invitations } = this.#client;
    for (const entry of this.#entries.values()) {
      if (entry.crossing === undefined && isSuperseded(entry.invitation)) {
        const crossing = [...invitations, ...calls].find(
          (it) => it.role === "remote" && it.peer === entry.peer && it.replaces?.group?.id === this.id,
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
    crossing.once("accepted", () => this.fire("accepted", crossing));
    crossing.on("changed", this.#look);
  }

  /** The members that wait, ring or have answered. */
  get #active(): string[] {
    const all = [...this.#entries.values()];
    return all.filter((entry) => !DONE.has(phaseOf(entry))).map(({ peer }) => peer);
  }

  #enter(peer: string, operation: string): void {
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

  #end(outcome: GroupOutcome): void {
    this.#timers.clear();
    this.#client.off("changed", this.#look);
    this.#options.signal?.removeEventListener("abort", this.#aborted);
    for (const { invitation, crossing } of this.#entries.values()) {
      invitation?.off("changed", this.#look);
      crossing?.off("changed", this.#look);
      cancelOne(invitation, "");
    }
    const snapshot = this.#picture("ended", outcome);
    this.#snapshot = snapshot;
    this.#resolve(outcome);
    this.fire("ended", outcome);
    this.fire("changed", snapshot);
  }

  #change(state: GroupSnapshot["state"]): void {
    const before = this.#snapshot;
    const next = this.#picture(state, undefined);
    if (before.state === state && sameMembers(before.members, next.members)) return;
    this.#snapshot = next;
    this.fire("changed", next);
  }

  #picture(state: GroupSnapshot["state"], outcome: GroupOutcome | undefined): GroupSnapshot {
    const members = [...this.#entries.values()].map(memberOf);
    return Object.freeze({ id: this.id, mode: this.mode, state, members: Object.freeze(members), outcome });
  }
}
