// Two books, and the texts under way between them. A test delivers, drops, repeats or reorders the texts.

import { encodeFrame } from "../wire/codec.ts";
import type { Frame } from "../wire/frames.ts";
import type { Limits } from "../wire/limits.ts";
import { BookDriver } from "./book.fixture.ts";

/** One of the two peers. */
export type Name = "ada" | "bob";
const OTHER = { ada: "bob", bob: "ada" } as const;

/** A text under way. */
export interface Underway {
  readonly to: Name;
  readonly kind: Frame["t"];
  readonly text: string;
}

/** Ada and bob, each with a book, one channel at a time between them, and a network that the test controls. */
export class Pair {
  readonly ada: BookDriver;
  bob: BookDriver;
  /** Every text that was sent and has not arrived, the oldest first. */
  underway: Underway[] = [];
  #channel: Record<Name, number> | undefined;
  readonly #limits: Partial<Limits>;
  #lives = 1;

  constructor(limits: Partial<Limits> = {}) {
    this.#limits = limits;
    this.ada = new BookDriver("ada", limits);
    this.bob = new BookDriver("bob", limits);
  }

  /** Ada opens a channel that both ends see at once. Then everything arrives. */
  connect(): this {
    this.#channel = { ada: this.ada.opens("bob", { openedHere: true }), bob: this.bob.opens("ada") };
    return this.deliver();
  }

  /** The channel closes, both ends notice, and what was under way is lost. */
  disconnect(): this {
    const channel = this.#channel;
    if (channel === undefined) throw new Error("no channel is open");
    this.#collect();
    this.underway = [];
    this.#channel = undefined;
    this.ada.closes("bob", channel.ada);
    this.bob.closes("ada", channel.bob);
    return this;
  }

  /** Bob's page reloads. He forgets everything and says no goodbye. Ada sees the channel close. */
  reloadBob(): this {
    this.disconnect();
    this.#lives += 1;
    this.bob = new BookDriver("bob", this.#limits, `bob-life-${this.#lives}`);
    this.bob.nowMs = this.ada.nowMs;
    return this;
  }

  /** Everything under way arrives in order, and so does what follows from it. */
  deliver(): this {
    for (let next = this.say().shift(); next !== undefined; next = this.say().shift()) this.arrive(next);
    return this;
  }

  /** One text arrives, whether or not it is still under way. */
  arrive({ to, text }: Underway): this {
    const channel = this.#channel?.[to];
    if (channel !== undefined) this[to].hears(OTHER[to], text, channel);
    return this;
  }

  /** Removes the oldest text of this kind from the network, if there is one. It can still `arrive`. */
  intercept(kind: Frame["t"]): Underway {
    const index = this.say().findIndex((it) => it.kind === kind);
    const [found] = index < 0 ? [] : this.underway.splice(index, 1);
    if (found === undefined) throw new Error(`no ${kind} is under way`);
    return found;
  }

  /** What is under way, including what both books have just sent. */
  say(): Underway[] {
    this.#collect();
    return this.underway;
  }

  /** Lets time pass at both ends. What is sent meanwhile arrives at the other end. */
  advance(ms: number): this {
    this.ada.advance(ms);
    this.bob.advance(ms);
    return this;
  }

  #collect(): void {
    for (const from of ["ada", "bob"] as const) {
      for (const effect of this[from].effects()) {
        if (effect.do !== "say" || effect.channel !== this.#channel?.[from]) continue;
        const { frame } = effect;
        this.underway.push({ to: OTHER[from], kind: frame.t, text: encodeFrame(frame) });
      }
    }
  }
}
