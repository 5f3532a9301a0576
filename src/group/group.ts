// A call to several peers, as an app holds it: does what the plan says, and shows what comes of it.
import { type Clock, createSystemClock } from "../base/clock.ts";
import { ObservableEmitter } from "../base/observable.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { createSecret } from "../base/secret.ts";
import { Timers } from "../base/timers.ts";
import type { GroupMode, InvitationChanges, InvitationClient } from "../index.ts";
import { checkCommand } from "./commands.ts";
import { type GroupEvents, type GroupSnapshot, sameMembers } from "./member.ts";
import { Members } from "./members.ts";
import {
  checkChanges,
  checkGroupOptions,
  checkWord,
  type GroupOptions,
  givenWords,
  TTL_MIN_MS,
} from "./options.ts";
import { chooserOf } from "./order.ts";
import { type Decision, decide, type GroupOutcome } from "./plan.ts";

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
  #options: GroupOptions;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #members: Members;
  readonly #choose: (waiting: readonly string[]) => string;
  #expiresAtMs = Number.POSITIVE_INFINITY;
  #isCanceled = false;
  #snapshot: GroupSnapshot;

  /** @internal */
  constructor(client: InvitationClient, peers: readonly string[], options: GroupOptions) {
    super({ accepted: true, ended: true, changed: true });
    const {
      mode = "first",
      clock = createSystemClock(),
      tellsWho = false,
      namesMates = false,
      order,
    } = options;
    this.#client = client;
    this.mode = mode;
    this.#options = options;
    this.#clock = clock;
    this.#timers = new Timers(clock);
    this.#choose = chooserOf(order);
    this.#members = new Members(
      client,
      { id: this.id, mode, tellsWho, namesMates },
      { accepted: (invitation) => this.fire("accepted", invitation), changed: () => this.#look() },
    );
    this.outcome = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    for (const peer of peers) this.#members.enter(peer, "createGroupInvitation");
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
    this.#members.enter(peer, "add");
    if (this.state === "idle") this.#change("idle");
    else this.#look();
  }

  /**
   * Stops calling one peer. Does nothing if it has answered, or has ended.
   * @throws InvitationError `invalid-option` if the peer is not in the group
   */
  withdraw(peer: string): void {
    this.#members.withdraw(peer);
    if (this.state === "open") this.#look();
    else if (this.state === "idle") this.#change("idle");
  }

  /**
   * Changes the invitation of all who ring, and of all who are called later. `ttlMs`: the time from now for the whole group, and for
   * those who ring, within `memberTtlMs`. What is left out stays as it is.
   * @throws InvitationError `illegal-command` after the end; `invalid-option`, `invalid-content`, `content-too-long`
   */
  update(changes: InvitationChanges): void {
    checkCommand("update", this.state);
    checkChanges(changes);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    this.#options = { ...this.#options, ...given };
    if (this.state === "idle") return;
    const nowMs = this.#clock.nowMs();
    const { ttlMs } = changes;
    if (ttlMs !== undefined) this.#expiresAtMs = nowMs + ttlMs;
    this.#members.update({ ...changes, ...(ttlMs !== undefined && this.#timeOfMember(nowMs)) });
    this.#look();
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
    this.#members.cancel(content);
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
    this.#members.follow();
    if (this.#members.isClosed || this.#client.state === "closed") this.#isCanceled = true;
    const nowMs = this.#clock.nowMs();
    if (nowMs >= this.#expiresAtMs) this.#expire();
    const { call, lookAtMs, outcome } = this.#decide(nowMs);
    if (outcome !== undefined) return this.#end(outcome);
    let hasRoom = false;
    // Calling one tells listeners, who may have ended the group.
    for (const peer of call) if (!this.#isOver && !this.#call(peer, nowMs)) hasRoom = true;
    if (this.#isOver) return;
    const times = [lookAtMs ?? 0, this.#expiresAtMs].filter((atMs) => atMs > nowMs && Number.isFinite(atMs));
    this.#timers.set("look", times.length === 0 ? undefined : Math.min(...times), this.#look);
    this.#change("open");
    // One that could not be called makes room for the next.
    if (!this.#isOver && hasRoom) this.#look();
  };

  get #isOver(): boolean {
    return this.#isCanceled || this.state === "ended";
  }

  /** The group's time is over for those who wait. Who is added later rings for a time of its own. */
  #expire(): void {
    this.#expiresAtMs = Number.POSITIVE_INFINITY;
    this.#members.expire();
  }

  #decide(nowMs: number): Decision {
    const { staggerMs, endsWhenAlone = false } = this.#options;
    const members = this.#members.planned;
    const choose = this.#choose;
    return decide(
      { mode: this.mode, members, staggerMs, choose, endsWhenAlone, isCanceled: this.#isCanceled },
      nowMs,
    );
  }

  /** Returns whether the member could be called. */
  #call(peer: string, nowMs: number): boolean {
    const options = { ...givenWords(this.#options), ...this.#timeOfMember(nowMs) };
    return this.#members.call(peer, options, nowMs, () => !this.#isOver);
  }

  /** How long one member rings, if it is not as long as invitations do by themselves. */
  #timeOfMember(nowMs: number): { readonly ttlMs?: number } {
    const { memberTtlMs = Number.POSITIVE_INFINITY } = this.#options;
    const ttlMs = Math.min(memberTtlMs, Math.max(Math.floor(this.#expiresAtMs - nowMs), TTL_MIN_MS));
    return Number.isFinite(ttlMs) ? { ttlMs } : {};
  }

  #end(outcome: GroupOutcome): void {
    this.#timers.clear();
    this.#client.off("changed", this.#look);
    this.#options.signal?.removeEventListener("abort", this.#aborted);
    this.#members.stop();
    this.#members.cancel("");
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
    return Object.freeze({ id: this.id, mode: this.mode, state, members: this.#members.members, outcome });
  }
}
