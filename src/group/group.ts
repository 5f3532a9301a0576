// A call to several peers, as an app holds it: makes an invitation for each member when the plan says so, and shows what comes of it.
import { invalidOption, quote } from "../base/check.ts";
import { type Clock, createSystemClock } from "../base/clock.ts";
import { ObservableEmitter } from "../base/observable.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { report } from "../base/report.ts";
import { createSecret } from "../base/secret.ts";
import { Timers } from "../base/timers.ts";
import type { GroupMode, InvitationClient } from "../index.ts";
import {
  type Entry,
  type GroupEvents,
  type GroupSnapshot,
  isOpen,
  memberOf,
  phaseOf,
  sameMembers,
} from "./members.ts";
import { checkGroupOptions, type GroupOptions, TTL_MIN_MS } from "./options.ts";
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
    this.#check("send", ["idle"]);
    if (this.#client.state === "closed")
      throw new InvitationError("client-closed", "Cannot send: the client was closed.", {
        operation: "send",
      });
    const { ttlMs, signal } = this.#options;
    if (ttlMs !== undefined) this.#expiresAtMs = this.#clock.nowMs() + ttlMs;
    this.#client.on("changed", this.#look);
    signal?.addEventListener("abort", this.#aborted);
    this.#change("open");
    if (signal?.aborted === true) this.cancel();
    else this.#look();
    return this;
  }

  /**
   * Adds a peer, in every state before the end. With `all`, also while others talk already.
   * @throws InvitationError `illegal-command`, `invalid-option`, `invalid-peer-id`, `own-peer-id`, `client-closed`
   */
  add(peer: string): void {
    this.#check("add", ["idle", "open"]);
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
    this.#check("cancel", ["idle", "open"]);
    this.#isCanceled = true;
    try {
      for (const { invitation } of this.#entries.values()) if (isOpen(invitation)) invitation.cancel(content);
    } catch (error) {
      // The words are wrong, which the first one finds.
      this.#isCanceled = false;
      throw error;
    }
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
    this.#followCalls();
    const nowMs = this.#clock.nowMs();
    if (nowMs >= this.#expiresAtMs) for (const entry of this.#entries.values()) entry.isOff = true;
    const { call, lookAtMs, outcome } = this.#decide(nowMs);
    if (outcome !== undefined) return this.#end(outcome);
    for (const peer of call) this.#call(this.#entries.get(peer) as Entry, nowMs);
    // A listener may have ended it.
    if (this.#snapshot.state === "ended") return;
    const times = [lookAtMs ?? 0, this.#expiresAtMs].filter((atMs) => atMs > nowMs && Number.isFinite(atMs));
    this.#timers.set("look", times.length === 0 ? undefined : Math.min(...times), this.#look);
    this.#change("open");
    // One that could not be called makes room for the next.
    if (call.some((peer) => this.#entries.get(peer)?.isOff === true)) this.#look();
  };

  #decide(nowMs: number): Decision {
    const { staggerMs, endsWhenAlone = false } = this.#options;
    const members = [...this.#entries.values()].map(({ peer, calledAtMs, ...entry }) => ({
      peer,
      calledAtMs,
      state: phaseOf(entry),
      isAbsent: entry.invitation?.snapshot.progress === "peer-absent",
    }));
    return decide(
      { mode: this.mode, members, staggerMs, endsWhenAlone, isCanceled: this.#isCanceled },
      nowMs,
    );
  }

  #call(entry: Entry, nowMs: number): void {
    const { content, kind, name, channelId, memberTtlMs, tellsWho = false, namesMates } = this.#options;
    const others = [...this.#entries.keys()].filter((peer) => peer !== entry.peer);
    const leftMs = Math.max(this.#expiresAtMs - nowMs, TTL_MIN_MS);
    const longestMs = Math.min(memberTtlMs ?? Number.POSITIVE_INFINITY, leftMs);
    // Calling one tells listeners, who may have led here already.
    if (entry.calledAtMs !== undefined || entry.isOff) return;
    entry.calledAtMs = nowMs;
    try {
      const invitation = this.#client.createLocalInvitation(entry.peer, {
        ...(content !== undefined && { content }),
        ...(kind !== undefined && { kind }),
        ...(name !== undefined && { name }),
        ...(channelId !== undefined && { channelId }),
        ...(Number.isFinite(longestMs) && { ttlMs: longestMs }),
        group: {
          id: this.id,
          mode: this.mode,
          size: this.#entries.size,
          tells: tellsWho,
          ...(namesMates === true && { mates: others }),
        },
      });
      entry.invitation = invitation;
      invitation.once("accepted", () => this.fire("accepted", invitation));
      invitation.on("changed", this.#look);
      invitation.send();
    } catch (error) {
      entry.isOff = true;
      if (!isClosing(error)) report(error);
    }
  }

  /** With `all`: sees whose call is over. */
  #followCalls(): void {
    const calls = this.#client.calls;
    for (const entry of this.#entries.values()) {
      const isOn = entry.invitation !== undefined && calls.includes(entry.invitation);
      if (isOn) entry.call = "on";
      else if (entry.call === "on") entry.call = "over";
    }
  }

  #enter(peer: string, operation: string): void {
    // Checks the id.
    this.#client.createLocalInvitation(peer);
    const problem = this.#entries.has(peer)
      ? `${quote(peer)} is in this group already`
      : this.#entries.size >= MEMBERS_MAX && `a group has at most ${MEMBERS_MAX} members`;
    if (problem) throw invalidOption(operation, problem);
    this.#entries.set(peer, {
      peer,
      invitation: undefined,
      calledAtMs: undefined,
      isOff: false,
      call: "none",
    });
  }

  #end(outcome: GroupOutcome): void {
    this.#timers.clear();
    this.#client.off("changed", this.#look);
    this.#options.signal?.removeEventListener("abort", this.#aborted);
    for (const { invitation } of this.#entries.values()) {
      invitation?.off("changed", this.#look);
      // One who calls us has answered before the others were told (rule R20.3).
      if (isOpen(invitation)) invitation.cancel();
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
    const isSame = before.state === state && sameMembers(before.members, next.members);
    if (isSame) return;
    this.#snapshot = next;
    this.fire("changed", next);
  }

  #picture(state: GroupSnapshot["state"], outcome: GroupOutcome | undefined): GroupSnapshot {
    const members = [...this.#entries.values()].map(memberOf);
    return Object.freeze({ id: this.id, mode: this.mode, state, members: Object.freeze(members), outcome });
  }

  #check(operation: string, legal: readonly GroupSnapshot["state"][]): void {
    const { state } = this;
    if (legal.includes(state)) return;
    const allowed = COMMANDS[state];
    const now = allowed.length === 0 ? "It has ended" : `Allowed now: ${allowed.join(", ")}`;
    const message = `Cannot ${operation} the group: it is ${state}. ${now}.`;
    throw new InvitationError("illegal-command", message, { operation, state, allowed });
  }
}

const COMMANDS = {
  idle: ["send", "add", "withdraw", "cancel"],
  open: ["add", "withdraw", "cancel"],
  ended: [],
} as const satisfies { readonly [State in GroupSnapshot["state"]]: readonly string[] };

/** The client is being closed, which ends the group as well. */
function isClosing(error: unknown): boolean {
  return error instanceof InvitationError && error.code === "client-closed";
}
