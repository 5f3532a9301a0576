// Something that expires and is asked for again before that: a token, or servers with credentials. Decides only when to ask.
import type { Clock } from "../base/clock.ts";
import { InvitationError } from "../base/pure/errors.ts";

/** An answer: the value, and how long it is good, in ms. */
export interface Fresh<Value> {
  readonly value: Value;
  readonly lifeMs: number;
}

/** The times of a renewal. */
const RENEWAL = {
  /** The part of its life after which a value is asked for again. The rest is for calls that begin just before. */
  usedPart: 0.75,
  /** The shortest time between two answers, in ms, however short their lives are. */
  pauseMinMs: 1_000,
  /** The first pause after a failure, in ms. It doubles with each one. */
  retryMinMs: 1_000,
  /** The longest pause after a failure, in ms. */
  retryMaxMs: 60_000,
  /** How long one answer may take, in ms. */
  answerMs: 10_000,
} as const;

export interface RenewalParts<Value> {
  readonly clock: Clock;
  /**
   * Asks once. Resolves with `undefined` if there is none: if there never was one, it is not asked for again. Rejects if there may be
   * one later.
   */
  ask(abort: AbortSignal): Promise<Fresh<Value> | undefined>;
  took(value: Value, expiresAtMs: number): void;
  /** It failed for the first time since it last succeeded. It is tried again. */
  failed(error: unknown): void;
}

/** A request that is under way. */
interface Asking {
  readonly promise: Promise<void>;
  readonly abort: AbortController;
}

/** One value that is kept fresh, from {@link Renewal.ask} until {@link Renewal.end}. */
export class Renewal<Value> {
  readonly #parts: RenewalParts<Value>;
  #asking: Asking | undefined;
  #cancel: () => void = () => {};
  /** From when and until when the present value is good; undefined while there is none. */
  #life: { readonly fromMs: number; readonly untilMs: number } | undefined;
  /** When to ask again. */
  #dueAtMs = Number.POSITIVE_INFINITY;
  #failures = 0;
  #isOver = false;

  constructor(parts: RenewalParts<Value>) {
    this.#parts = parts;
  }

  /** Asks now, unless an answer is awaited. Resolves when the answer is there, or failed. Never rejects. */
  ask(): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    this.#cancel();
    this.#asking ??= this.#begin();
    return this.#asking.promise;
  }

  /** Asks now if it is time, and never before the first answer. A browser's timers may be late after the machine slept. */
  look(): void {
    if (this.#asking === undefined && this.#parts.clock.nowMs() >= this.#dueAtMs) void this.ask();
  }

  /** Resolves when the value is as good as it will be for now: an answer that is due or awaited is there, or failed. */
  settled(): Promise<void> {
    this.look();
    return this.#asking?.promise ?? Promise.resolve();
  }

  /** Whether more than half of the value's life is over. */
  get isPastHalf(): boolean {
    const { fromMs, untilMs } = this.#life ?? { fromMs: 0, untilMs: 0 };
    return this.#parts.clock.nowMs() >= (fromMs + untilMs) / 2;
  }

  /** Stops the timer, and the request that is under way. */
  end(): void {
    this.#isOver = true;
    this.#cancel();
    this.#asking?.abort.abort();
  }

  #begin(): Asking {
    const abort = new AbortController();
    const { clock } = this.#parts;
    const stopWaiting = clock.schedule(clock.nowMs() + RENEWAL.answerMs, () => abort.abort());
    // In its own turn, so that what `ask` throws at once is a failure like any other.
    const promise = Promise.resolve()
      .then(() => untilAborted(this.#parts.ask(abort.signal), abort.signal))
      .then(
        (fresh) => this.#settle(() => this.#take(fresh)),
        (error) => this.#settle(() => this.#fail(error)),
      )
      .finally(stopWaiting);
    return { promise, abort };
  }

  #settle(run: () => void): void {
    this.#asking = undefined;
    if (!this.#isOver) run();
  }

  #take(fresh: Fresh<Value> | undefined): void {
    if (fresh === undefined) {
      if (this.#life === undefined) return this.end();
      return this.#fail(
        new InvitationError("broker-refused", "The broker no longer has what it gave before."),
      );
    }
    this.#failures = 0;
    const fromMs = this.#parts.clock.nowMs();
    const untilMs = fromMs + fresh.lifeMs;
    this.#life = { fromMs, untilMs };
    this.#wait(Math.max(RENEWAL.pauseMinMs, fresh.lifeMs * RENEWAL.usedPart));
    this.#parts.took(fresh.value, untilMs);
  }

  #fail(error: unknown): void {
    this.#wait(Math.min(RENEWAL.retryMaxMs, RENEWAL.retryMinMs * 2 ** this.#failures));
    this.#failures += 1;
    if (this.#failures === 1) this.#parts.failed(error);
  }

  #wait(ms: number): void {
    this.#dueAtMs = this.#parts.clock.nowMs() + ms;
    this.#cancel = this.#parts.clock.schedule(this.#dueAtMs, () => void this.ask());
  }
}

/** The same promise, but it rejects once the signal is aborted, whether or not the work heeds the signal. */
function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}
