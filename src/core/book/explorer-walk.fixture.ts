import { encodeFrame } from "../wire/codec.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { InvitationBook } from "./book.ts";
import { copyBook } from "./copy.fixture.ts";
import type { BookEffect, BookInput } from "./effects.ts";
import { deliver, Frames, type Said, timeless } from "./explorer-frames.fixture.ts";
import {
  brokerMoves,
  type Move,
  personMoves,
  postMoves,
  timerMoves,
  withSide,
} from "./explorer-moves.fixture.ts";
import { type Scenario, STANCE } from "./explorer-scenario.fixture.ts";
import {
  arrival,
  type Breach,
  closing,
  greeting,
  isSilent,
  justStated,
  type Name,
  nameOf,
  OTHER,
  opening,
  picture,
  ping,
  postArrival,
  type Side,
  see,
  seeMissed,
  sessionOf,
  silence,
  type World,
} from "./explorer-world.fixture.ts";

/** Time stands still. Any timer may fire at any moment, so no time is measured. */
const NOW = 0;

type PostEffect = Extract<BookEffect, { readonly do: "post" }>;

type Step = readonly [label: string, next: World, breach: Breach | undefined];

/** The moves of one scenario. */
export class Walk {
  readonly scenario: Scenario;
  readonly #frames = new Frames();
  /** What was posted by the last input. */
  #posted: readonly PostEffect[] = [];

  constructor(scenario: Scenario) {
    this.scenario = scenario;
  }

  start(): World {
    return { ada: this.#newSide("ada", 0), bob: this.#newSide("bob", 0), said: 0, heard: 0 };
  }

  /** Worlds with the same key have the same future. */
  key(world: World): string {
    return JSON.stringify([picture(world.ada), picture(world.bob), world.said, world.heard]);
  }

  *steps(world: World): Iterable<Step> {
    for (const name of ["ada", "bob"] as const) {
      const side = world[name];
      yield* this.#moves(world, name, personMoves(side, name, this.scenario));
      if (this.scenario.timers) yield* this.#moves(world, name, timerMoves(side, name));
      if (this.scenario.broker) yield* this.#moves(world, name, brokerMoves(side, name));
      if (this.#canTurn(world[name])) yield this.#linkStep(world, name);
      if (this.scenario.links === "falls silent") yield this.#silenceStep(world, name);
      if (this.#canCrash(world, name)) yield this.#crash(world, name);
    }
    for (const said of this.#saidIn(world)) {
      const [to, { text }] = [OTHER[said.by], said];
      const heard = { ...world, heard: world.heard | this.#heardBit(said) };
      yield this.#take(`${to} hears ${text}`, heard, to, arrival(text));
    }
    if (!this.scenario.posts) return;
    const said = this.#frames.in(world.said);
    for (const name of ["ada", "bob"] as const) {
      yield* this.#moves(world, name, postMoves(world, name, said));
    }
  }

  *#moves(world: World, name: Name, moves: Iterable<Move>): Iterable<Step> {
    for (const move of moves) {
      const { label, input, atMs } = move;
      const before = withSide(world, name, move);
      yield input === undefined ? [label, before, undefined] : this.#take(label, before, name, input, atMs);
    }
  }

  /** The frames that may arrive. A frame that was sent on a channel can arrive only at a side that has the channel. */
  #saidIn(world: World): Said[] {
    return this.#frames.in(world.said).filter(({ by, life }) => {
      const { linked, linkedTo } = world[OTHER[by]];
      return linked && linkedTo === life;
    });
  }

  /** The endings of each invitation that has ended at both sides. */
  *endings(world: World): Iterable<string> {
    for (const [caller, id] of Object.entries(this.scenario.sends) as [Name, InvitationId][]) {
      const local = world[caller].ends.get(`local ${id}`);
      const remote = world[OTHER[caller]].ends.get(`remote ${id}`);
      if (local !== undefined && remote !== undefined) yield `${nameOf(local)} / ${nameOf(remote)}`;
    }
  }

  /** The world after a new link on which everything arrives in order, while no person does anything. */
  converge(world: World): World {
    let now = world;
    const queue: [to: Name, text: string][] = [];
    const hear = (name: Name, input: BookInput): void => {
      const [next, said] = this.#apply(now, name, input);
      now = next;
      for (const text of said) queue.push([OTHER[name], text]);
    };
    for (const name of ["ada", "bob"] as const) if (now[name].linked) hear(name, closing(name));
    for (const name of ["ada", "bob"] as const) now = { ...now, [name]: { ...now[name], linked: true } };
    for (const name of ["ada", "bob"] as const) hear(name, opening(name));
    deliver(queue, hear);
    return now;
  }

  /** The world after everything under way on the channel has arrived, and each side has heard the other again. */
  hearAgain(world: World): World {
    let now = world;
    const queue: [to: Name, text: string][] = this.#saidIn(world)
      .filter((said) => (world.heard & this.#heardBit(said)) === 0)
      .map(({ by, text }) => [OTHER[by], text]);
    const hear = (name: Name, input: BookInput): void => {
      const [next, said] = this.#apply(now, name, input);
      now = next;
      for (const text of said) queue.push([OTHER[name], text]);
    };
    deliver(queue, hear);
    queue.splice(0);
    for (const name of ["ada", "bob"] as const) hear(name, ping(name));
    deliver(queue, hear);
    return now;
  }

  /** Whether the link may go up or down at a side. */
  #canTurn({ linked }: Side): boolean {
    const { links } = this.scenario;
    return links === "comes and goes" || (links === "comes" && !linked);
  }

  #canCrash(world: World, name: Name): boolean {
    const { crashes, crashing = ["ada", "bob"] } = this.scenario;
    return world[name].crashes < crashes && crashing.includes(name);
  }

  #silenceStep(world: World, name: Name): Step {
    return isSilent(world[name], name)
      ? this.#take(`${name} hears a ping`, world, name, ping(name))
      : this.#take(`${name} hears nothing any longer`, world, name, silence(name));
  }

  /** The world after some time in which both brokers work, every post arrives, no channel opens, and nobody does anything. */
  convergeByPosts(world: World): World {
    // A timer may have fired at any time. What waits was stated then.
    let now = { ...world, ada: justStated(world.ada), bob: justStated(world.bob) };
    const queue: [to: Name, input: BookInput][] = [];
    const hear = (name: Name, input: BookInput, atMs: number): void => {
      [now] = this.#apply(now, name, input, atMs);
      const from = sessionOf(name, now[name].crashes);
      for (const { frame, to } of this.#posted) {
        queue.push([OTHER[name], postArrival(OTHER[name], encodeFrame(frame), from, to)]);
      }
    };
    for (const name of ["ada", "bob"] as const) {
      const isOnline = now[name].book.state.broker === "online";
      if (!isOnline) hear(name, { type: "broker", broker: "online", self: undefined }, NOW);
    }
    for (let atMs = 2_000; atMs <= 12_000; atMs += 2_000) {
      for (const name of ["ada", "bob"] as const) hear(name, { type: "tick" }, atMs);
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) hear(...next, atMs);
    }
    return now;
  }

  #linkStep(world: World, name: Name): Step {
    const { linked } = world[name];
    const life = world[OTHER[name]].crashes;
    const linkedTo = this.#lifeOf(world[OTHER[name]]);
    const turned = { ...world, [name]: { ...world[name], linked: !linked, linkedTo } };
    if (linked) return this.#take(`${name} loses the link`, turned, name, closing(name));
    const [label, opened, breach] = this.#take(`${name} gets a link`, turned, name, opening(name));
    // What comes by post may be of another page than the channel's, which only its hello tells.
    if (!this.scenario.posts) return [label, opened, breach];
    const [, greeted, second] = this.#take(label, opened, name, greeting(name, life));
    return [label, greeted, breach ?? second];
  }

  #crash(world: World, name: Name): Step {
    const old = world[name];
    const ends = new Map([...old.ends].filter(([key]) => key.startsWith("local")));
    const { sent, sentAgain, crossed } = old;
    const fresh = { ...this.#newSide(name, old.crashes + 1), sent, sentAgain, crossed, ends };
    return [`${name} crashes`, { ...world, [name]: fresh }, undefined];
  }

  #newSide(name: Name, crashes: number): Side {
    // No side pings, because falling silent is a step of its own.
    const quiet = { pingIntervalMs: 60_000, silenceMs: 120_000 };
    const limits = { ...DEFAULT_LIMITS, ...quiet, frameBurst: 1_000_000, ...this.scenario.limits };
    const { posts, self } = this.scenario;
    const book = new InvitationBook({ limits, session: sessionOf(name, crashes), agent: "explorer", posts });
    const broker = posts ? "online" : "offline";
    book.handle({ type: "broker", broker, self: (self?.[name] ?? name) as PeerId }, NOW);
    const linked = this.scenario.links === "stays" || this.scenario.links === "falls silent";
    if (linked) book.handle(opening(name), NOW);
    const blank = { sent: false, sentAgain: false, crossed: false, isBusy: false, ends: new Map() };
    return { book, linked, linkedTo: 0, crashes, ...blank, rung: new Set<string>() };
  }

  /** The life of a page, where that matters. Elsewhere a frame of any life may arrive in any life. */
  #lifeOf({ crashes }: Side): number {
    const { sendsAgain, posts } = this.scenario;
    return sendsAgain === undefined && !posts ? 0 : crashes;
  }

  #take(label: string, world: World, name: Name, input: BookInput, atMs = NOW): Step {
    const peer = OTHER[name] as PeerId;
    const [next, , breach] = this.#apply(
      world,
      name,
      input.type === "text" ? { ...input, peer } : input,
      atMs,
    );
    return [label, next, breach];
  }

  #apply(
    world: World,
    name: Name,
    input: BookInput,
    atMs = NOW,
  ): readonly [next: World, said: string[], breach: Breach | undefined] {
    const side = world[name];
    const book = copyBook(side.book);
    const ends = new Map(side.ends);
    const rung = new Set(side.rung);
    const texts: string[] = [];
    const posted: PostEffect[] = [];
    const life = this.#lifeOf(side);
    let { said, heard } = world;
    let breach: Breach | undefined;
    const effects = [...book.handle(input, atMs)];
    for (let effect = effects.shift(); effect !== undefined; effect = effects.shift()) {
      if (
        effect.do === "post" ||
        (effect.do === "say" && ("id" in effect.frame || effect.frame.t === "restate"))
      ) {
        const text = encodeFrame(timeless(effect.frame));
        if (effect.do === "say") texts.push(text);
        else posted.push(effect);
        const bit = this.#frames.bit({ by: name, text, life });
        said |= bit;
        heard &= ~bit;
      }
      // A frame from an earlier life of the caller's page may come late, and may be one too many.
      const isStale = world[OTHER[name]].crashes > 0 && this.#isFirst(effect);
      if (effect.do === "missed" && !isStale) breach ??= seeMissed(effect, side.isBusy);
      if (effect.do === "show") breach ??= see(effect, ends, rung);
      if (effect.do === "ask") {
        const stance = { ...STANCE, isBusy: side.isBusy };
        const { peer, id } = effect.record;
        effects.push(...book.handle({ type: "admit", peer, id, stance }, atMs));
      }
      if (effect.do === "yield" && effect.winner.state.kind !== "accepting") {
        const { id, peer } = effect.winner;
        effects.push(
          ...book.handle({ type: "remote", peer, id, command: { type: "accept", response: "" } }, atMs),
        );
      }
    }
    this.#posted = posted;
    return [{ ...world, [name]: { ...side, book, ends, rung }, said, heard }, texts, breach];
  }

  /** 0 where it does not matter whether the frame was heard before. */
  #heardBit(said: Said): number {
    return this.scenario.links === "falls silent" ? this.#frames.bit(said) : 0;
  }

  /** Whether an effect is about an invitation of the page's first life. */
  #isFirst(effect: BookEffect): boolean {
    return effect.do === "missed" && Object.values(this.scenario.sends).includes(effect.record.id);
  }
}
