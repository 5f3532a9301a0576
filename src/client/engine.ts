// The shell around the book. It passes events (from channels, timers, the app) to the book, and carries out the effects
// in order. It makes no decisions of its own.

import { invalidOption } from "../base/check.ts";
import { claim } from "../base/claims.ts";
import type { Clock } from "../base/clock.ts";
import type { ErrorCode } from "../base/pure/errors.ts";
import { guarded } from "../base/report.ts";
import { Timers } from "../base/timers.ts";
import { InvitationBook } from "../core/book/book.ts";
import type {
  AskEffect,
  BookEffect,
  BookInput,
  BrokerState,
  LookedEffect,
  TellEffect,
  WakeEffect,
  WakeTarget,
} from "../core/book/effects.ts";
import type { Stats } from "../core/book/stats.ts";
import type { Stance } from "../core/invitation/policy.ts";
import type { RemoteRecord } from "../core/invitation/remote-record.ts";
import type { ChannelId } from "../core/link/dial.ts";
import { encodeFrame } from "../core/wire/codec.ts";
import type { PeerId } from "../core/wire/ids.ts";
import type { Limits } from "../core/wire/limits.ts";
import { encodePost } from "../core/wire/post.ts";
import type {
  Channel,
  Standing,
  Transport,
  TransportEvents,
  TransportState,
} from "../transport/transport.ts";

/** What the engine tells the client. */
interface EngineEvents {
  /**
   * Takes over what an effect says, which counts at once. Returns a function that tells the app; the engine calls it
   * when its turn has come.
   */
  take(effect: TellEffect): (() => void) | undefined;
  /** Asks the app whether it knows this peer. */
  knows(peer: PeerId): boolean;
  /** Asks the app whether this peer may connect before a call with it is accepted. */
  mayConnect(peer: PeerId): boolean;
  /** Asks the app whether this peer may see us. The app may do anything before it answers. */
  maySee(peer: PeerId, isKnown: boolean): boolean;
  /** The broker knows no such peer. */
  absent(peer: PeerId): void;
  /**
   * Asks the app how it stands to a caller. `record`: the invitation that may ring, if there is one. The app may do anything before it
   * answers.
   */
  stance(caller: PeerId, record?: RemoteRecord): Stance;
  changed(state: TransportState, self: PeerId | undefined): void;
  failed(code: ErrorCode, message: string, cause?: unknown): void;
  note(text: string): void;
}

/** The parts an engine is made of. */
export interface EngineParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly session: string;
  /** Whether frames may be posted, through the broker. */
  readonly posts: boolean;
  readonly events: EngineEvents;
}

/** The name of this software, as other peers see it. */
const AGENT = "peer-invite/0.1";

const BROKER_OF = {
  connecting: "offline",
  online: "online",
  offline: "offline",
  closed: "gone",
} as const satisfies Record<TransportState, BrokerState>;

/** Runs one client's book. */
export class Engine {
  readonly #parts: EngineParts;
  readonly #book: InvitationBook;
  readonly #channels = new Map<ChannelId, Channel>();
  readonly #timers: Timers;
  readonly #toAnswer: (AskEffect | LookedEffect)[] = [];
  readonly #toTell: (() => void)[] = [];
  readonly #toDial = new Map<ChannelId, PeerId>();
  readonly #toWake: WakeEffect[] = [];
  #telling = false;
  #ended = false;
  /** Lets another client have the transport. */
  #release: (() => void) | undefined;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#timers = new Timers(parts.clock);
    const { limits, session, transport } = parts;
    const posts = parts.posts && transport.post !== undefined;
    this.#book = new InvitationBook({ limits, session, agent: AGENT, posts });
  }

  get stats(): Stats {
    return this.#book.stats;
  }

  /** Whether a signal about an invitation has a way to its other end now (rule R17). */
  canSignal(signal: Parameters<InvitationBook["canSignal"]>[0]): boolean {
    return !this.#ended && this.#book.canSignal(signal, this.#parts.clock.nowMs());
  }

  /**
   * Starts listening to the transport.
   * @throws InvitationError `invalid-option` while another client has the transport
   */
  start(): void {
    const { transport, limits } = this.#parts;
    const events: TransportEvents = {
      changed: (state, self) => {
        if (this.#ended) return;
        this.#parts.events.changed(state, self);
        this.handle({ type: "broker", broker: BROKER_OF[state], self });
      },
      posted: (peer, text) => {
        const { clock, events } = this.#parts;
        const isContact = this.#book.isFlooded(clock.nowMs()) && events.knows(peer);
        if (this.#parts.posts) this.handle({ type: "post", peer, text, isContact });
      },
      absent: (peer) => {
        this.handle({ type: "absent", peer });
        this.#parts.events.absent(peer);
      },
      standingOf: (peer) => this.#standingOf(peer),
      turnedAway: (peer, why) => {
        this.#book.count(why);
        if (why !== "brokerStray") this.#parts.events.note(`${peer}: turned away (${why})`);
      },
      incoming: (channel) => this.#attach(this.#book.newChannel(), channel, false),
      failed: (code, message, cause) => {
        // An app that has turned posts off does not miss them.
        if (code !== "posts-unsupported" || this.#parts.posts)
          this.#parts.events.failed(code, message, cause);
      },
      note: (text) => this.#parts.events.note(text),
    };
    this.#release = claim(transport, "client");
    if (this.#release === undefined)
      throw invalidOption(
        "createInvitationClient",
        "this transport has a client already, so use that one, or await its close() first",
      );
    try {
      transport.start(events, limits);
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  /** Whether an invitation can reach a peer with which the app lets us not connect: by post, or because of an accepted call. */
  canReach(peer: PeerId): boolean {
    return this.#book.state.options.posts || this.#book.standing(peer, this.#parts.clock.nowMs()).hasConsent;
  }

  #standingOf(peer: PeerId): Standing {
    const { events, clock } = this.#parts;
    const { isBlocked, isKnown, hasConsent } = this.#book.standing(peer, clock.nowMs());
    if (this.#ended || isBlocked || !(hasConsent || events.mayConnect(peer))) return "refused";
    return isKnown || events.knows(peer) ? "known" : "stranger";
  }

  /**
   * Passes an input to the book and carries out what follows. Frames to other peers go first, so that none of them
   * waits for the app here. Then the app is told. Dials, which take a browser some milliseconds, and timers come last. When a listener of the app calls it, frames and
   * states take effect at once, but the app is told of them after everything that is still waiting to be told. Does
   * nothing after `end`.
   */
  handle(input: BookInput): void {
    if (this.#ended) return;
    this.#take(input);
    for (let ask = this.#toAnswer.shift(); ask !== undefined; ask = this.#toAnswer.shift()) {
      const input = this.#answer(ask);
      if (input !== undefined) this.#take(input);
    }
    if (this.#telling) return;
    this.#telling = true;
    for (let tell = this.#toTell.shift(); tell !== undefined; tell = this.#toTell.shift()) guarded(tell);
    this.#telling = false;
    for (const [channel, peer] of this.#toDial) {
      this.#toDial.delete(channel);
      guarded(() => this.#attach(channel, this.#parts.transport.connect(peer), true));
    }
    for (const { target, atMs } of this.#toWake.splice(0)) {
      this.#timers.set(keyOf(target), atMs, () => this.handle({ type: "wake", target }));
    }
  }

  #answer(ask: AskEffect | LookedEffect): BookInput | undefined {
    const { events } = this.#parts;
    if (ask.do === "ask") {
      const { peer, id } = ask.record;
      return { type: "admit", peer, id, stance: events.stance(peer, ask.record) };
    }
    const { peer } = ask;
    if (!events.maySee(peer, ask.isKnown)) return undefined;
    return { type: "show", peer, nonce: ask.nonce, stance: events.stance(peer) };
  }

  /** Ends everything that is open, carries out the last effects, and stops listening. */
  end(): void {
    this.handle({ type: "end", how: "closed" });
    this.#ended = true;
  }

  /** Leaves no timer and no channel behind, once the last frames have had their chance to go out. */
  async stop(): Promise<void> {
    // A listener may have called: frames that are still waiting go out first.
    await Promise.resolve();
    this.#timers.clear();
    this.#channels.clear();
    try {
      await this.#parts.transport.stop();
    } finally {
      this.#release?.();
    }
  }

  #take(input: BookInput): void {
    for (const effect of this.#book.handle(input, this.#parts.clock.nowMs())) guarded(() => this.#do(effect));
  }

  #do(effect: BookEffect): void {
    switch (effect.do) {
      case "dial":
        this.#toDial.set(effect.channel, effect.peer);
        return;
      case "post":
        return this.#post(effect);
      case "close":
        this.#toDial.delete(effect.channel);
        this.#channels.get(effect.channel)?.close();
        this.#channels.delete(effect.channel);
        return;
      case "say":
        return this.#channels.get(effect.channel)?.send(encodeFrame(effect.frame));
      case "wake":
        this.#toWake.push(effect);
        return;
      case "ask":
      case "looked":
        this.#toAnswer.push(effect);
        return;
      default: {
        const tell = this.#parts.events.take(effect);
        if (tell !== undefined) this.#toTell.push(tell);
      }
    }
  }

  /** A frame that is too large for the broker waits for a channel. */
  #post({ peer, to, n, frame }: Extract<BookEffect, { do: "post" }>): void {
    const { transport, session: from } = this.#parts;
    const text = encodePost({ from, to, n, text: encodeFrame(frame) });
    if (text !== undefined) transport.post?.(peer, text);
  }

  #attach(id: ChannelId, channel: Channel, openedHere: boolean): void {
    const { peer } = channel;
    this.#channels.set(id, channel);
    channel.start({
      opened: () => this.handle({ type: "opened", peer, channel: id, openedHere }),
      text: (text) => this.handle({ type: "text", peer, channel: id, text }),
      doubted: () => this.handle({ type: "doubted", peer, channel: id }),
      closed: (why) => {
        this.#channels.delete(id);
        this.handle({ type: "closed", peer, channel: id, absent: why === "absent" });
      },
    });
  }
}

/** The key of a timer. Each target has one timer at a time. */
function keyOf(target: WakeTarget): string {
  return target.of === "peer" ? target.peer : `${target.peer}/${target.of}/${target.id}`;
}
