// The calls that an app expects: each from one peer, with one number, once, and for a short time (rule R10.10).
import { checkNames, checkSignal, invalidOption } from "../base/check.ts";
import type { Clock } from "../base/clock.ts";
import { checkText } from "../base/text.ts";
import { Timers } from "../base/timers.ts";
import type { RemoteRecord } from "../core/invitation/remote-record.ts";
import type { PeerId } from "../core/wire/ids.ts";
import { LIMITS, type Limits } from "../core/wire/limits.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";

/** Options of `client.expectCall`. Both may be left out. */
export interface ExpectOptions {
  /** How long the call may take to come, 1 000 to 600 000 ms. Default: the client's limit `expectTimeoutMs`, 30 000. */
  readonly withinMs?: number | undefined;
  /** Ends the expectation when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** A call that is expected. */
interface Expected {
  readonly number: string;
  readonly end: (invitation?: RemoteInvitation) => void;
}

/** The calls that one client expects: one of each peer. */
export class Expectations {
  readonly #open = new Map<PeerId, Expected>();
  readonly #timers: Timers;
  readonly #clock: Clock;
  readonly #limits: Limits;

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
    this.#timers = new Timers(clock);
  }

  /**
   * Expects a call, in place of one that is expected of the same peer. Resolves with the invitation, or once it is expected no longer.
   * @throws InvitationError `invalid-option`, `invalid-content`, `content-too-long`
   */
  add(peer: PeerId, number: string, options: ExpectOptions): Promise<RemoteInvitation | undefined> {
    const operation = "expectCall";
    checkNames(options, ["withinMs", "signal"], operation);
    const { withinMs = this.#limits.expectTimeoutMs, signal } = options;
    const [minMs, maxMs] = LIMITS.expectTimeoutMs.range;
    if (!Number.isInteger(withinMs) || withinMs < minMs || withinMs > maxMs)
      throw invalidOption(operation, `withinMs must be a whole number from ${minMs} to ${maxMs}`);
    if (signal !== undefined) checkSignal(signal, operation);
    const { numberMaxBytes: maxBytes, expectMax } = this.#limits;
    if (checkText(number, { name: "number", maxBytes, operation }) === "")
      throw invalidOption(operation, "the number is empty, and anyone could call with that");
    if (!this.#open.has(peer) && this.#open.size >= expectMax)
      throw invalidOption(operation, `calls from ${expectMax} peers are expected already`);
    return new Promise((resolve) => {
      this.#drop(peer);
      const drop = (): void => this.#drop(peer);
      this.#open.set(peer, {
        number,
        end(invitation) {
          signal?.removeEventListener("abort", drop);
          resolve(invitation);
        },
      });
      signal?.addEventListener("abort", drop);
      if (signal?.aborted) return drop();
      this.#timers.set(peer, this.#clock.nowMs() + withinMs, drop);
    });
  }

  /** Whether this invitation is expected. It may be asked several times before it rings. */
  has({ peer, number }: RemoteRecord): boolean {
    return number !== undefined && this.#open.get(peer)?.number === number;
  }

  /** An invitation rings. If it is the expected one, that is over. */
  rang(record: RemoteRecord, invitation: RemoteInvitation): void {
    if (this.has(record)) this.#drop(record.peer, invitation);
  }

  /** The client closes: nothing is expected any longer. */
  end(): void {
    for (const peer of [...this.#open.keys()]) this.#drop(peer);
  }

  #drop(peer: PeerId, invitation?: RemoteInvitation): void {
    this.#timers.set(peer, undefined, () => {});
    const expected = this.#open.get(peer);
    this.#open.delete(peer);
    expected?.end(invitation);
  }
}
