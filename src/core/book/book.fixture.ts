// A book that tests drive with texts and commands. Its effects are collected for the tests.

import type { Activity } from "../invitation/activity.ts";
import { createLocal, type LocalRecord } from "../invitation/local-invitation.ts";
import type { Reach } from "../invitation/machine.ts";
import type { Stance } from "../invitation/policy.ts";
import type { RemoteRecord } from "../invitation/remote-record.ts";
import type { LineRecord } from "../line/line.ts";
import { encodeFrame } from "../wire/codec.ts";
import type { Frame, FrameOf } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS, type Limits } from "../wire/limits.ts";
import { encodePost } from "../wire/post.ts";
import { InvitationBook } from "./book.ts";
import type { AskEffect, BookEffect, BookInput, BrokerState, WakeTarget } from "./effects.ts";
import { LINE_KINDS } from "./kinds.ts";

/** An invitation id that is easy to read, of a valid length. */
export const idOf = (n: number | string): InvitationId => `invitation-${n}` as InvitationId;

/** Any caller may ring, also as call waiting, because most tests are not about the policy. */
const WELCOMING: Stance = {
  whenBusy: "ring",
  doNotDisturb: false,
  mayRing: true,
  isBusy: false,
  knows: false,
  mayConnect: true,
  joins: undefined,
};

/** What makes this side busy, counted from everything that is open. */
function countActivity({ state }: InvitationBook): Activity {
  const all = [...state.entries.values()];
  const remote = all.flatMap((entry) => [...entry.remote.open.values()]);
  return {
    calling: all.flatMap(({ records }) => LINE_KINDS.flatMap((kind) => [...records[kind].open])).length,
    ringing: remote.filter(({ state }) => state.kind === "ringing" || state.kind === "accepting").length,
    placing: all.flatMap((entry) => [...entry.local.open]).length,
  };
}

/** The options of an invitation that is sent. */
export interface SendOptions {
  readonly ttlMs?: number;
  readonly content?: string;
}

/** What may be set of a post: the life of the page that speaks, and the session that it answers, if any. */
export interface PostOptions {
  readonly life?: number;
  readonly to?: string | null;
  /** The number of our last post that its page has heard. Default: all of them. */
  readonly re?: number;
}

/** Drives a book. `advance` fires the timers, each at its time. */
export class BookDriver {
  readonly book: InvitationBook;
  readonly session: string;
  nowMs = 0;
  /** All effects since they were last read, except those that set timers. */
  #effects: BookEffect[] = [];
  readonly #wakes = new Map<string, { readonly target: WakeTarget; readonly atMs: number }>();
  readonly #shown = new Map<string, LocalRecord | RemoteRecord>();
  readonly #ends: string[] = [];
  reach: Reach | undefined;
  /** The app's answer to an incoming invitation. */
  stance: Stance = WELCOMING;
  /** The signals taken from lines, in order, and the ends of lines, such as `closed (lost)`. */
  readonly lineNews: unknown[] = [];
  #heard = 0;
  #posts = 0;
  /** What the app says to a peer that posts. */
  isContact = false;

  constructor(self = "ada", limits: Partial<Limits> = {}, session = `${self}-life-1`, posts = false) {
    const options = { limits: { ...DEFAULT_LIMITS, ...limits }, session, agent: "test/1", posts };
    this.session = session;
    this.book = new InvitationBook(options);
    this.broker("offline", self);
  }

  /** Takes one input, and then answers the book's questions. */
  take(input: BookInput): void {
    const asked: AskEffect[] = [];
    for (const effect of this.book.handle(input, this.nowMs)) {
      if (effect.do === "ask") asked.push(effect);
      else this.#see(effect);
    }
    const [told, counted] = [this.book.state.activity, countActivity(this.book)].map((it) =>
      JSON.stringify(it),
    );
    if (told !== counted) throw new Error(`the book counts ${told}, and open is ${counted}`);
    for (const entry of this.book.state.entries.values()) {
      const stale = [...entry.unspoken].filter((id) => !entry.openIds.includes(id));
      if (stale.length > 0) throw new Error(`${entry.peer} has not spoken of ${stale}, which is not open`);
    }
    for (const {
      record: { peer, id },
    } of asked)
      this.take({ type: "admit", peer, id, stance: this.stance });
  }

  broker(broker: BrokerState, self?: string): void {
    this.take({ type: "broker", broker, self: self as PeerId | undefined });
  }

  /** A channel to `peer` opens. The peer opened it, unless `openedHere` is set. Returns its number. */
  opens(peer: string, { openedHere = false, channel = this.book.newChannel() } = {}): number {
    this.take({ type: "opened", peer: peer as PeerId, channel, openedHere });
    return channel;
  }

  /** A post arrives from `peer`, from this life of its page. It answers our page, unless told otherwise. */
  hearsPost(peer: string, said: Frame | string, options: PostOptions = {}): void {
    const { life = 1, to = this.session, re = 1_000_000 } = options;
    const text = typeof said === "string" ? said : encodeFrame(said);
    this.#posts += 1;
    const answered = to === null ? undefined : { session: to, n: re };
    const post = encodePost({ from: `${peer}-life-${life}`, to: answered, n: this.#posts, text });
    this.take({ type: "post", peer: peer as PeerId, text: post, isContact: this.isContact });
  }

  closes(peer: string, channel: number, absent = false): void {
    this.take({ type: "closed", peer: peer as PeerId, channel, absent });
  }

  /** A frame or any other text arrives from `peer`, by default on the channel that carries the link. */
  hears(peer: string, said: Frame | string, channel = this.link(peer)?.current ?? 0): void {
    const text = typeof said === "string" ? said : encodeFrame(said);
    this.take({ type: "text", peer: peer as PeerId, channel, text });
  }

  /** The peer invites us. */
  invited(peer: string, n: number | string, more: Partial<FrameOf<"invite">> = {}): void {
    this.hears(peer, { t: "invite", id: idOf(n), ttlMs: 60_000, content: "", ...more });
  }

  send(peer: string, n: number | string, { ttlMs = 60_000, content = "" }: SendOptions = {}): void {
    const parts = { id: idOf(n), peer: peer as PeerId, content, channelId: undefined, ttlMs };
    this.take({ type: "send", record: createLocal(parts), mayConnect: this.stance.mayConnect });
  }

  cancel(peer: string, n: number | string, content = ""): void {
    const command = { type: "cancel", reason: "canceled", content } as const;
    this.take({ type: "local", peer: peer as PeerId, id: idOf(n), command });
  }

  accept(peer: string, n: number | string, response = ""): void {
    this.take({ type: "remote", peer: peer as PeerId, id: idOf(n), command: { type: "accept", response } });
  }

  refuse(peer: string, n: number | string, response = ""): void {
    const command = { type: "refuse", reason: "refused", response } as const;
    this.take({ type: "remote", peer: peer as PeerId, id: idOf(n), command });
  }

  ignore(peer: string, n: number | string): void {
    this.take({ type: "remote", peer: peer as PeerId, id: idOf(n), command: { type: "ignore" } });
  }

  /** Moves the time on, and wakes the book for everything that becomes due. */
  advance(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (let due = this.#due(untilMs); due !== undefined; due = this.#due(untilMs)) {
      this.nowMs = Math.max(this.nowMs, due.atMs);
      this.#wakes.delete(JSON.stringify(due.target));
      this.take({ type: "wake", target: due.target });
    }
    this.nowMs = untilMs;
  }

  /** The effects since the last call. */
  effects(): readonly BookEffect[] {
    return this.#effects.splice(0);
  }

  /** The frames among the effects since the last call, without those that only concern the channel. */
  said(): readonly Frame[] {
    return this.effects().flatMap((effect) => {
      if (effect.do !== "say") return [];
      return "id" in effect.frame ? [effect.frame] : [];
    });
  }

  /** The frames that were posted since the last call. */
  posted(): readonly Frame[] {
    return this.effects().flatMap((effect) => (effect.do === "post" ? [effect.frame] : []));
  }

  /** The state of a local invitation that the app was last shown. */
  local(n: number | string): string | undefined {
    return this.#stateOf(this.#shown.get(`local ${idOf(n)}`));
  }

  /** The state of a remote invitation that the app was last shown. */
  remote(n: number | string): string | undefined {
    return this.#stateOf(this.#shown.get(`remote ${idOf(n)}`));
  }

  /** Every end that the app was shown, in order, such as `local invitation-1 accepted`. */
  get ends(): readonly string[] {
    return this.#ends;
  }

  /** When the book wants to be woken, by target, such as `peer bob` or `local invitation-1`. */
  get wakes(): Readonly<Record<string, number>> {
    const named = [...this.#wakes.values()].map(({ target, atMs }) => {
      return [target.of === "peer" ? `peer ${target.peer}` : `${target.of} ${target.id}`, atMs] as const;
    });
    return Object.fromEntries(named);
  }

  link(peer: string) {
    return this.book.state.entries.get(peer as PeerId)?.link;
  }

  #stateOf(record: LocalRecord | RemoteRecord | undefined): string | undefined {
    if (record === undefined) return undefined;
    const { state } = record;
    return "reason" in state ? `${state.kind} (${state.reason})` : state.kind;
  }

  #see(effect: BookEffect): void {
    if (effect.do === "wake") {
      const key = JSON.stringify(effect.target);
      this.#wakes.delete(key);
      if (effect.atMs !== undefined) this.#wakes.set(key, { target: effect.target, atMs: effect.atMs });
      return;
    }
    this.#effects.push(effect);
    if (effect.do === "line") this.#seeLine(effect.record);
    if (effect.do !== "show") return;
    const { record, reach } = effect;
    this.reach = reach;
    this.#shown.set(`${record.role} ${record.id}`, record);
    const ended = ["accepted", "refused", "canceled", "failed"].includes(record.state.kind);
    if (ended) this.#ends.push(`${record.role} ${record.id} ${this.#stateOf(record)}`);
  }

  /** For tests with one line. */
  #seeLine({ heard, latest, state }: LineRecord): void {
    if (state.kind === "closed") this.lineNews.push(`closed (${state.reason}) ${state.content}`.trim());
    else if (heard > this.#heard) this.lineNews.push(latest);
    this.#heard = heard;
  }

  #due(untilMs: number) {
    return [...this.#wakes.values()].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
  }
}

/** A book whose link to bob is up, with all effects read. */
export function linkedTo(peer: string, self = "ada", limits: Partial<Limits> = {}): BookDriver {
  const driver = new BookDriver(self, limits);
  driver.opens(peer);
  driver.hears(peer, helloOf(peer));
  driver.effects();
  return driver;
}

/** The first frame of a peer on a channel that it opened. */
export function helloOf(peer: string, { generation = 1, life = 1 } = {}): FrameOf<"hello"> {
  return { t: "hello", v: 1, agent: "test/1", session: `${peer}-life-${life}`, generation, features: [] };
}
