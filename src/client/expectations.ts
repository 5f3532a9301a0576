// The calls that an app expects: each from one peer, with one number, once, and for a short time (rule R10.10).

import { checkNames, checkSignal, invalidOption } from "../base/check.ts";
import type { Clock } from "../base/clock.ts";
import { checkText } from "../base/text.ts";
import { Timers } from "../base/timers.ts";
import type { RemoteRecord } from "../core/invitation/remote-record.ts";
import type { PeerId } from "../core/wire/ids.ts";
import type { Limits } from "../core/wire/limits.ts";
import { checkLimit } from "./check.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";

/** Options of `client.expectCall`. Both may be left out. */
export interface ExpectOptions {
  /** How long the call may take to come, 1 000 to 600 000 ms. Default: the client's limit `expectTimeoutMs`, 30 000. */
  readonly withinMs?: number;
  /** Expects it no more when aborted. */
  readonly signal?: AbortSignal;
}

/** A call that is expected. */
interface Expected {
  readonly number: string;
  readonly end: (invitation?: RemoteInvitation) => void;
}

/** The calls that one client expects: one of each peer. */
export class Expectations {
  readonly #open = new Map<PeerId, Expected>();
  /** Those that came, by the id of the invitation, until the app has its object. */
  readonly #came = new Map<string, Expected>();
  readonly #timers: Timers;
  readonly #clock: Clock;
  readonly #limits: Limits;

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
    this.#timers = new Timers(clock);
  }

  /**
   * Expects a call. One that is expected of the same peer counts no more. Resolves with the invitation, or once it counts no more.
   * @throws InvitationError `invalid-option`, `invalid-content`, `content-too-long`
   */
  add(peer: PeerId, number: string, options: ExpectOptions): Promise<RemoteInvitation | undefined> {
    const operation = "expectCall";
    checkNames(options, ["withinMs", "signal"], operation);
    const { withinMs = this.#limits.expectTimeoutMs, signal } = options;
    checkLimit("expectTimeoutMs", withinMs, operation);
    if (signal !== undefined) checkSignal(signal, operation);
    const { numberMaxBytes: maxBytes, expectMax } = this.#limits;
    if (checkText(number, { name: "number", maxBytes, operation, of: "peer" }) === "")
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

  /** Whether this invitation is expected. It then counts no more. */
  take({ peer, id, number }: RemoteRecord): boolean {
    const expected = this.#open.get(peer);
    if (expected === undefined || expected.number !== number) return false;
    this.#timers.set(peer, undefined, () => {});
    this.#open.delete(peer);
    this.#came.set(id, expected);
    return true;
  }

  /** An invitation rings. */
  rang(invitation: RemoteInvitation): void {
    this.#came.get(invitation.id)?.end(invitation);
    this.#came.delete(invitation.id);
  }

  /** The client closes: nothing is expected any longer. */
  end(): void {
    for (const peer of [...this.#open.keys()]) this.#drop(peer);
    for (const expected of this.#came.values()) expected.end();
    this.#came.clear();
  }

  #drop(peer: PeerId): void {
    this.#timers.set(peer, undefined, () => {});
    this.#open.get(peer)?.end();
    this.#open.delete(peer);
  }
}
