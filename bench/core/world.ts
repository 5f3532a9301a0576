// A caller's and a callee's book, joined by links that carry encoded texts at once. Knows nothing of what is measured.
import { customAlphabet } from "nanoid";
import { InvitationBook } from "../../src/core/book/book.ts";
import type { BookEffect, BookInput } from "../../src/core/book/effects.ts";
import { createLocal } from "../../src/core/invitation/local-invitation.ts";
import { encodeFrame } from "../../src/core/wire/codec.ts";
import type { InvitationId, PeerId } from "../../src/core/wire/ids.ts";
import { DEFAULT_LIMITS, type Limits } from "../../src/core/wire/limits.ts";

/** The most that an app can allow by options, and room for one more than a hundred thousand. */
const LIMITS: Limits = {
  ...DEFAULT_LIMITS,
  openPerPeerMax: 1_000,
  openMax: 110_000,
  framesPerSecond: 1_000_000,
  frameBurst: 1_000_000,
};
/** Time stands still, because frames and commands are measured, not timers. */
const NOW_MS = 0;
/** Every invitation rings, next to any number of others. */
const WELCOMING = {
  whenBusy: "ring",
  doNotDisturb: false,
  mayRing: true,
  isBusy: false,
  knows: true,
  mayConnect: true,
  joins: undefined,
} as const;
const TTL_MS = 60_000;
const CALLER = 0;
const CALLEE = 1;

/** One of the two books, and its name for the peer at the other end of each link. */
interface End {
  readonly book: InvitationBook;
  readonly peers: readonly PeerId[];
}

/** A text on its way to the end `to`. The channel has the same number at both ends. */
interface Underway {
  readonly to: typeof CALLER | typeof CALLEE;
  readonly channel: number;
  readonly text: string;
}

/** A new invitation id, made as in a client. */
export const createId = customAlphabet(
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
  21,
) as () => InvitationId;

/** Two books. Each sees the other as `links` peers, so both hold as many peers as the invitations are spread over. */
export class World {
  readonly #ends: readonly [End, End];
  readonly #underway: Underway[] = [];
  #sent = 0;

  constructor(links: number) {
    this.#ends = [createEnd("caller", "callee", links), createEnd("callee", "caller", links)];
    for (const end of [CALLER, CALLEE] as const) {
      this.#tell(end, {
        type: "broker",
        broker: "online",
        self: (["caller", "callee"] as const)[end] as PeerId,
      });
    }
    for (let link = 0; link < links; link += 1) this.#open(link);
  }

  /** The caller's and the callee's book. */
  get books(): [InvitationBook, InvitationBook] {
    return [this.#ends[CALLER].book, this.#ends[CALLEE].book];
  }

  /** The number of links. */
  get links(): number {
    return this.#ends[CALLER].peers.length;
  }

  /** Sends an invitation on a link, until it rings and the caller knows. */
  ring(link: number, id: InvitationId): void {
    this.#sent += 1;
    const content = `Are you free at ${this.#sent}?`;
    const peer = peerAt(this.#ends[CALLER], link);
    const record = createLocal({ id, peer, content, channelId: undefined, ttlMs: TTL_MS });
    this.#tell(CALLER, { type: "send", record, mayConnect: true });
    this.#deliver();
  }

  /** The callee accepts, until the caller's confirmation has arrived. */
  accept(link: number, id: InvitationId): void {
    const peer = peerAt(this.#ends[CALLEE], link);
    this.#tell(CALLEE, { type: "remote", peer, id, command: { type: "accept", response: "on my way" } });
    this.#deliver();
  }

  #open(link: number): void {
    for (const to of [CALLER, CALLEE] as const) {
      const { book, peers } = this.#ends[to];
      const channel = book.newChannel();
      if (channel !== link + 1) throw new Error(`the channel of link ${link} is ${channel}`);
      this.#tell(to, { type: "opened", peer: peers[link] as PeerId, channel, openedHere: to === CALLER });
    }
    this.#deliver();
  }

  #tell(end: typeof CALLER | typeof CALLEE, input: BookInput): void {
    this.#send(end, this.#ends[end].book.handle(input, NOW_MS));
  }

  #send(from: typeof CALLER | typeof CALLEE, effects: readonly BookEffect[]): void {
    for (const effect of effects) {
      if (effect.do === "ask") {
        const { peer, id } = effect.record;
        this.#tell(from, { type: "admit", peer, id, stance: WELCOMING });
      }
      if (effect.do !== "say") continue;
      const to = from === CALLER ? CALLEE : CALLER;
      this.#underway.push({ to, channel: effect.channel, text: encodeFrame(effect.frame) });
    }
  }

  #deliver(): void {
    for (let next = this.#underway.shift(); next !== undefined; next = this.#underway.shift()) {
      const { to, channel, text } = next;
      this.#tell(to, { type: "text", peer: peerAt(this.#ends[to], channel - 1), channel, text });
    }
  }
}

function createEnd(self: string, other: string, links: number): End {
  const book = new InvitationBook({
    limits: LIMITS,
    session: `session-of-${self}`,
    agent: "bench",
    posts: false,
  });
  return { book, peers: Array.from({ length: links }, (_, link) => `${other}-${link}` as PeerId) };
}

function peerAt({ peers }: End, link: number): PeerId {
  const peer = peers[link];
  if (peer === undefined) throw new Error(`there is no link ${link}`);
  return peer;
}
