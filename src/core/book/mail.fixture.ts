// Ada and bob, online and without a channel, and the posts under way between them. A test delivers, drops, repeats or
// delays them.

import { encodeFrame } from "../wire/codec.ts";
import type { Frame } from "../wire/frames.ts";
import type { PeerId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";
import { encodePost } from "../wire/post.ts";
import { BookDriver } from "./book.fixture.ts";

type Name = "ada" | "bob";
const OTHER = { ada: "bob", bob: "ada" } as const;

/** A post under way. */
export interface PostUnderway {
  readonly to: Name;
  readonly kind: Frame["t"];
  readonly text: string | undefined;
}

/** A driver whose broker is there, and carries posts. */
export function poster(name: string, limits: Partial<Limits> = {}, life = 1): BookDriver {
  const driver = new BookDriver(name, limits, `${name}-life-${life}`, true);
  driver.broker("online", name);
  driver.effects();
  return driver;
}

/** The two, and the mail between them. */
export class Mail {
  ada: BookDriver;
  bob: BookDriver;
  underway: PostUnderway[] = [];
  /** The dials since the last look, by who dialed. */
  dials: Name[] = [];
  #lives = { ada: 1, bob: 1 };

  constructor(limits: Partial<Limits> = {}) {
    this.ada = poster("ada", limits);
    this.bob = poster("bob", limits);
  }

  /** A page reloads: it forgets everything, and says no goodbye. */
  reload(name: Name): this {
    this.collect();
    this.#lives[name] += 1;
    const { nowMs } = this[name];
    this[name] = poster(name, {}, this.#lives[name]);
    this[name].nowMs = nowMs;
    return this;
  }

  /** Everything under way arrives in order, and so does what follows from it. */
  deliver(): this {
    for (let next = this.collect().shift(); next !== undefined; next = this.collect().shift())
      this.arrive(next);
    return this;
  }

  /** A post arrives, whether or not it is still under way. */
  arrive({ to, text }: PostUnderway): this {
    this[to].take({ type: "post", peer: OTHER[to] as PeerId, text });
    return this;
  }

  /** Takes the oldest post of this kind out of the mail. It can still `arrive`. */
  intercept(kind: Frame["t"]): PostUnderway {
    const index = this.collect().findIndex((it) => it.kind === kind);
    const [found] = index < 0 ? [] : this.underway.splice(index, 1);
    if (found === undefined) throw new Error(`no ${kind} is under way`);
    return found;
  }

  /** What is under way, with what both have just posted. */
  collect(): PostUnderway[] {
    for (const from of ["ada", "bob"] as const) {
      for (const effect of this[from].effects()) {
        if (effect.do === "dial") this.dials.push(from);
        if (effect.do !== "post") continue;
        const { frame, to, n } = effect;
        const text = encodePost({ from: this[from].session, to, n, text: encodeFrame(frame) });
        this.underway.push({ to: OTHER[from], kind: frame.t, text });
      }
    }
    return this.underway;
  }

  /** What is under way, as `bob: invite`. */
  get view(): string[] {
    return this.collect().map(({ to, kind }) => `${to}: ${kind}`);
  }

  /** Time passes at both ends, in small steps. Posts arrive at once, unless `lost`. */
  pass(ms: number, lost = false): this {
    for (let passed = 0; passed < ms; passed += 100) {
      this.ada.advance(100);
      this.bob.advance(100);
      if (lost) this.collect().length = 0;
      else this.deliver();
    }
    return this;
  }
}
