// One peer's invitations in one direction, or the lines of those: the open ones, and the ended ones that are still
// remembered (rule R5).

import { isFinal } from "../../base/pure/table.ts";
import type { AnyRecord, Machine, Moment } from "../invitation/machine.ts";
import type { Frame } from "../wire/frames.ts";
import type { InvitationId } from "../wire/ids.ts";

/** What a shelf tells its book. */
export interface ShelfPort<R extends AnyRecord, F extends Frame> {
  say(frame: F): void;
  /** `before`: the former record; undefined if the record is new here. */
  changed(record: R, before: R | undefined, deadlineMs: number | undefined): void;
}

/** What is kept of an ended invitation: the answer to give when the other side mentions it again. */
interface Ended<F> {
  readonly answer: F | undefined;
  readonly forgetAtMs: number;
}

/**
 * The open and remembered invitations of one direction with one peer. Updated in place, because a copy would cost as
 * much as is open.
 */
export class Shelf<R extends AnyRecord, I, F extends Frame> {
  readonly open = new Map<InvitationId, R>();
  /** By id, in the order in which they ended, oldest first. */
  readonly #ended = new Map<InvitationId, Ended<F>>();
  readonly #machine: Machine<R, I, F>;
  readonly #port: ShelfPort<R, F>;

  constructor(machine: Machine<R, I, F>, port: ShelfPort<R, F>) {
    this.#machine = machine;
    this.#port = port;
  }

  /** A copy of this shelf that reports to `port`. */
  copy(port: ShelfPort<R, F>): Shelf<R, I, F> {
    const shelf = new Shelf<R, I, F>(this.#machine, port);
    for (const [id, record] of this.open) shelf.open.set(id, record);
    for (const [id, ended] of this.#ended) shelf.#ended.set(id, ended);
    return shelf;
  }

  /** The ended invitations that are remembered: for each id the answer that would be given. */
  get remembered(): ReadonlyMap<InvitationId, F | undefined> {
    return new Map([...this.#ended].map(([id, { answer }]) => [id, answer]));
  }

  /**
   * Adds a new record after applying `input` to it, and returns it. A record that ends with that is only remembered.
   */
  add(record: R, input: I, at: Moment): R {
    const [next, ...says] = this.#machine.reduce(record, input, at.nowMs, at.limits);
    this.#file(next, at);
    this.#say(says);
    if (this.open.has(next.id)) this.#port.changed(next, undefined, this.#machine.deadline(next));
    return next;
  }

  /** Applies what is overdue, then `input`, to an open invitation, and returns it. Does nothing if `id` is not open. */
  apply(id: InvitationId, input: I, at: Moment): R | undefined {
    this.settle(id, at);
    return this.#step(id, input, at);
  }

  /** Applies what is overdue to an open invitation, so that late timers change nothing (rule R6). */
  settle(id: InvitationId, at: Moment): void {
    const record = this.open.get(id);
    const deadlineMs = record && this.#machine.deadline(record);
    // Stryker disable next-line ConditionalExpression,LogicalOperator: for the types: what is open has a deadline
    if (record === undefined || deadlineMs === undefined || deadlineMs > at.nowMs) return;
    this.#step(id, this.#machine.overdue(record, at), at);
  }

  /** Applies `input` to every open invitation. */
  applyToAll(input: I, at: Moment): void {
    for (const id of [...this.open.keys()]) this.apply(id, input, at);
  }

  /** Whether an invitation is open here, or ended and remembered. */
  knows(id: InvitationId): boolean {
    return this.open.has(id) || this.#ended.has(id);
  }

  /** States an invitation, whether it is open or remembered. */
  restate(id: InvitationId, at: Moment): void {
    const frame = this.statementOf(id, at.nowMs) ?? this.answerFor(id);
    if (frame !== undefined) this.#port.say(frame);
  }

  /** The answer about an ended invitation that is remembered; undefined for any other. */
  answerFor(id: InvitationId): F | undefined {
    return this.#ended.get(id)?.answer;
  }

  /** The statement of an open invitation; undefined if it is not open. */
  statementOf(id: InvitationId, nowMs: number): F | undefined {
    const record = this.open.get(id);
    return record && this.#machine.statement(record, nowMs);
  }

  /** States every open invitation, which is all of recovery on a new link (rule R4). */
  restateAll(at: Moment): void {
    for (const id of [...this.open.keys()]) {
      this.settle(id, at);
      if (this.open.has(id)) this.restate(id, at);
    }
  }

  /** When the oldest remembered invitation may be forgotten; undefined if none is remembered. */
  get forgetAtMs(): number | undefined {
    const [oldest] = this.#ended.values();
    return oldest?.forgetAtMs;
  }

  /** The number of ended invitations that are remembered. */
  get rememberedCount(): number {
    return this.#ended.size;
  }

  /** Forgets the oldest remembered invitation before its time. */
  forgetOldest(): void {
    for (const id of this.#ended.keys()) {
      this.#ended.delete(id);
      return;
    }
  }

  /** Forgets what has been remembered long enough. */
  forget(nowMs: number): void {
    for (const [id, { forgetAtMs }] of this.#ended) {
      if (forgetAtMs > nowMs) return;
      this.#ended.delete(id);
    }
  }

  #step(id: InvitationId, input: I, at: Moment): R | undefined {
    const record = this.open.get(id);
    if (record === undefined) return undefined;
    const [next, ...says] = this.#machine.reduce(record, input, at.nowMs, at.limits);
    // Stryker disable next-line ConditionalExpression: a short cut; the same record would be filed again
    if (next !== record) this.#file(next, at);
    this.#say(says);
    if (next !== record) this.#port.changed(next, record, this.#machine.deadline(next));
    return next;
  }

  #say(says: readonly (F | undefined)[]): void {
    // Stryker disable next-line MethodExpression,ConditionalExpression: for the types; nothing is said of what was not sent yet
    for (const frame of says.filter((it) => it !== undefined)) this.#port.say(frame);
  }

  #file(record: R, at: Moment): void {
    if (isFinal(this.#machine.table, record.state.kind as R["state"]["kind"])) {
      this.open.delete(record.id);
      this.#remember(record, at);
    } else {
      this.open.set(record.id, record);
    }
  }

  #remember(record: R, at: Moment): void {
    this.#ended.delete(record.id);
    const answer = this.#machine.statement(record, at.nowMs);
    this.#ended.set(record.id, { answer, forgetAtMs: at.nowMs + at.limits.rememberMs });
    for (const id of this.#ended.keys()) {
      if (this.#ended.size <= at.limits.rememberPerPeerMax) return;
      this.#ended.delete(id);
    }
  }
}
