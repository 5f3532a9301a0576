// One peer's invitations in one direction, or the lines of those: the open ones, and the ended ones that are still
// remembered (rule R5).

import { isFinal } from "../../base/pure/table.ts";
import type { AnyRecord, Machine, Moment } from "../invitation/machine.ts";
import type { Frame } from "../wire/frames.ts";
import type { InvitationId } from "../wire/ids.ts";

/** What one input did to one record. */
export interface Change<R, F> {
  /** The record after the input; the same object as `before` if only frames follow. */
  readonly record: R;
  /** The record before the input; undefined if it is new here. */
  readonly before: R | undefined;
  /** The frames to say, in order. */
  readonly says: readonly (F | undefined)[];
  /** When the next time limit passes; undefined if there is none. */
  readonly deadlineMs: number | undefined;
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
export class Records<R extends AnyRecord, I, F extends Frame> {
  readonly open = new Map<InvitationId, R>();
  /** By id, in the order in which they ended, oldest first. */
  readonly ended = new Map<InvitationId, Ended<F>>();
  readonly #machine: Machine<R, I, F>;

  constructor(machine: Machine<R, I, F>) {
    this.#machine = machine;
  }

  /** Adds a new record after applying `input` to it. A record that ends with that is only remembered. */
  add(record: R, input: I, at: Moment): Change<R, F> {
    return this.#take(record, input, at, undefined);
  }

  /** Applies what is overdue, then `input`, to an open invitation. Does nothing if `id` is not open. */
  apply(id: InvitationId, input: I, at: Moment): readonly Change<R, F>[] {
    const overdue = this.settle(id, at);
    const record = this.open.get(id);
    return record === undefined ? overdue : [...overdue, this.#take(record, input, at, record)];
  }

  /** Applies what is overdue to an open invitation, so that late timers change nothing (rule R6). */
  settle(id: InvitationId, at: Moment): readonly Change<R, F>[] {
    const record = this.open.get(id);
    if (record === undefined) return [];
    const dueMs = this.#machine.deadline(record) ?? Number.POSITIVE_INFINITY;
    return dueMs > at.nowMs ? [] : [this.#take(record, this.#machine.overdue(record, at), at, record)];
  }

  /** Whether an invitation is open here, or ended and remembered. */
  knows(id: InvitationId): boolean {
    return this.open.has(id) || this.ended.has(id);
  }

  /** Where an invitation stands, as a frame, whether it is open or remembered; undefined for any other. */
  statementOf(id: InvitationId, nowMs: number): F | undefined {
    const record = this.open.get(id);
    return record === undefined ? this.answerFor(id) : this.#machine.statement(record, nowMs);
  }

  /** The answer about an ended invitation that is remembered; undefined for any other. */
  answerFor(id: InvitationId): F | undefined {
    return this.ended.get(id)?.answer;
  }

  /** When the oldest remembered invitation may be forgotten; undefined if none is remembered. */
  get forgetAtMs(): number | undefined {
    const [oldest] = this.ended.values();
    return oldest?.forgetAtMs;
  }

  /** Forgets the oldest remembered invitation before its time. */
  forgetOldest(): void {
    for (const id of this.ended.keys()) {
      this.ended.delete(id);
      return;
    }
  }

  /** Forgets what has been remembered long enough. */
  forget(nowMs: number): void {
    for (const [id, { forgetAtMs }] of this.ended) {
      if (forgetAtMs > nowMs) return;
      this.ended.delete(id);
    }
  }

  #take(from: R, input: I, at: Moment, before: R | undefined): Change<R, F> {
    const [record, ...says] = this.#machine.reduce(from, input, at.nowMs, at.limits);
    if (isFinal(this.#machine.table, record.state.kind as R["state"]["kind"])) this.#end(record, at);
    else this.open.set(record.id, record);
    return { record, before, says, deadlineMs: this.#machine.deadline(record) };
  }

  #end(record: R, at: Moment): void {
    this.open.delete(record.id);
    this.ended.delete(record.id);
    const answer = this.#machine.statement(record, at.nowMs);
    this.ended.set(record.id, { answer, forgetAtMs: at.nowMs + at.limits.rememberMs });
    if (this.ended.size > at.limits.rememberPerPeerMax) this.forgetOldest();
  }
}
