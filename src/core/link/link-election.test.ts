// Several open channels to one peer. Both ends see the same facts, so both keep the same channel.
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { reduceLink } from "./link.ts";
import { type Link, type LinkInput, NO_LINK } from "./link-record.ts";

type Name = "ada" | "bob";
const OTHER = { ada: "bob", bob: "ada" } as const;

/** The two ends of one link, each with its own list of open channels. Channel numbers are the same at both. */
class Ends {
  readonly link: Record<Name, Link> = { ada: NO_LINK, bob: NO_LINK };
  readonly closed: Record<Name, number[]> = { ada: [], bob: [] };
  /** The life of its page that each end is in. */
  readonly session = { ada: "ada-life-1", bob: "bob-life-1" };
  /** The hello that each end would send on a channel. */
  readonly #hello: Record<Name, Map<number, { session: string; generation: number }>> = {
    ada: new Map(),
    bob: new Map(),
  };

  /** At `name`, the channel that `opener` opened comes up, and its hello is ready. */
  opens(name: Name, channel: number, opener: Name): this {
    return this.#take(name, { type: "opened", channel, openedHere: name === opener });
  }

  /** `name` hears the other end's hello on a channel, if the channel is still open there. */
  hears(name: Name, channel: number): this {
    const hello = this.#hello[OTHER[name]].get(channel);
    if (hello === undefined) throw new Error(`${OTHER[name]} has no hello for channel ${channel}`);
    return this.#take(name, { type: "hello", channel, ...hello, weWin: name === "ada" });
  }

  doubts(name: Name, channel: number): this {
    return this.#take(name, { type: "doubted", channel });
  }

  #take(name: Name, input: LinkInput): this {
    const at = { nowMs: 0, limits: DEFAULT_LIMITS };
    const [link, effects] = reduceLink(this.link[name], input, at);
    this.link[name] = link;
    for (const effect of effects) {
      if (effect.do === "close") this.closed[name].push(effect.channel);
      if (effect.do !== "greet") continue;
      const { channel, generation } = effect;
      this.#hello[name].set(channel, { session: this.session[name], generation });
    }
    return this;
  }

  /** The channel that each end speaks on, and all that it has open. */
  get view() {
    const of = (name: Name) => [this.link[name].current, [...this.link[name].channels.keys()]];
    return { ada: of("ada"), bob: of("bob") };
  }
}

/** Every order of `items`. */
function orders<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) =>
    orders([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
  );
}

describe("two channels that cross, each opened by one end", () => {
  // Channel 1 is ada's, channel 2 is bob's.
  const comingUp = orders([
    ["ada", 1, "ada"],
    ["ada", 2, "bob"],
    ["bob", 1, "ada"],
    ["bob", 2, "bob"],
  ] as const).filter((order) => {
    // Each opener knew of no other channel, because its own came up first there.
    const first = (name: Name) => order.find(([who]) => who === name)?.[1];
    return first("ada") === 1 && first("bob") === 2;
  });
  const hellos = orders([
    ["ada", 1],
    ["ada", 2],
    ["bob", 1],
    ["bob", 2],
  ] as const);

  test("R11.4 the one opened by the smaller id stays at both ends, in every order of events", () => {
    expect([comingUp.length, hellos.length]).toEqual([6, 24]);
    for (const up of comingUp) {
      for (const said of hellos) {
        const ends = new Ends();
        for (const [name, channel, opener] of up) ends.opens(name, channel, opener);
        for (const [name, channel] of said) ends.hears(name, channel);
        expect(ends.view).toEqual({ ada: [1, [1]], bob: [1, [1]] });
        expect(ends.closed).toEqual({ ada: [2], bob: [2] });
      }
    }
  });
});

describe("a channel opened beside another", () => {
  test.each([
    ["ada", "ada"],
    ["ada", "bob"],
    ["bob", "ada"],
    ["bob", "bob"],
  ] as const)("R11.4 first %s's, then %s's: the higher generation stays at both ends", (first, second) => {
    const ends = new Ends().opens("ada", 1, first).opens("bob", 1, first).hears("ada", 1).hears("bob", 1);
    ends.opens("ada", 2, second).opens("bob", 2, second);
    expect(ends.view).toEqual({ ada: [1, [1, 2]], bob: [1, [1, 2]] });
    ends.hears("bob", 2).hears("ada", 2);
    expect(ends.view).toEqual({ ada: [2, [2]], bob: [2, [2]] });
    expect(ends.closed).toEqual({ ada: [1], bob: [1] });
  });

  test("R11.4 nothing is closed before its hello came", () => {
    const ends = new Ends()
      .opens("ada", 1, "ada")
      .opens("ada", 2, "ada")
      .opens("bob", 1, "ada")
      .opens("bob", 2, "ada");
    ends.hears("ada", 1);
    expect(ends.closed.ada).toEqual([]);
    expect(ends.view.ada).toEqual([1, [1, 2]]);
  });

  test("a channel that carries the link already keeps its watch, another starts again", () => {
    const watch = { heardMs: 0, askedAtMs: undefined };
    const ends = new Ends().opens("bob", 1, "bob").opens("ada", 1, "bob");
    ends.link.ada = { ...ends.link.ada, watch };
    expect(ends.hears("ada", 1).link.ada.watch).toBe(watch);
    ends.opens("ada", 2, "ada").opens("bob", 2, "ada");
    expect(ends.hears("ada", 2).link.ada).toMatchObject({ current: 2, watch: undefined });
  });

  test("a silent channel is not kept, whatever its generation", () => {
    const ends = new Ends()
      .opens("ada", 1, "ada")
      .opens("ada", 2, "ada")
      .opens("bob", 1, "ada")
      .opens("bob", 2, "ada");
    ends.doubts("ada", 2).hears("ada", 2);
    ends.hears("ada", 1);
    expect(ends.view.ada).toEqual([1, [1]]);
  });
});

describe("a later life of the other page", () => {
  test("R11.5 its channel replaces those of an earlier one, whatever their generations", () => {
    const ends = new Ends();
    for (const channel of [1, 2, 3]) {
      ends
        .opens("ada", channel, "ada")
        .opens("bob", channel, "ada")
        .hears("ada", channel)
        .hears("bob", channel);
    }
    expect(ends.view.ada).toEqual([3, [3]]);
    // Bob's page reloads, so his end has no history, and he dials as generation 1.
    ends.link.bob = NO_LINK;
    ends.session.bob = "bob-life-2";
    ends.opens("bob", 4, "bob").opens("ada", 4, "bob").hears("ada", 4).hears("bob", 4);
    expect(ends.view).toEqual({ ada: [4, [4]], bob: [4, [4]] });
    expect(ends.closed.ada).toEqual([1, 2, 3]);
  });
});
