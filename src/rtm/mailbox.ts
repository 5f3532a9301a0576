// Messages to other users, each with a receipt, over the contacts' channels.
import type { Clock } from "../index.ts";
import type { Contacts } from "./contacts.ts";
import { encodeLetter, type Letter } from "./letters.ts";
import type { PeerId } from "./network.ts";
import { createRate } from "./rate.ts";

/** How long a receipt may take, in ms: RTM's own time limit for a message. */
const RECEIPT_TIMEOUT_MS = 10_000;
/** RTM's limit on messages per time. A mailbox takes at most this many from its own user. */
const RATE = { max: 180, spanMs: 3_000 } as const;
/**
 * How many messages one peer may send in that time. It is higher because messages that waited for a channel, for 10 s
 * at most, arrive with the next ones.
 */
const TAKEN_MAX = 5 * RATE.max;

/** The parts of a message that are sent. */
export type Words = Omit<Extract<Letter, { t: "message" }>, "t" | "n">;

/** The parts a mailbox is made of. */
export interface MailboxParts {
  readonly contacts: Contacts;
  readonly clock: Clock;
  /** A message arrived. */
  arrived(peer: PeerId, words: Words): void;
}

/** The messages of one user. */
export class Mailbox {
  readonly #parts: MailboxParts;
  readonly #isWithinRate = createRate(RATE.max, RATE.spanMs);
  /** What each peer may still send. Forgotten when its last channel closes. */
  readonly #rates = new Map<PeerId, (nowMs: number) => boolean>();
  /** The messages without a receipt, by peer and number, each with the function that settles it. */
  readonly #waiting = new Map<string, (isReceived: boolean) => void>();
  #sent = 0;

  constructor(parts: MailboxParts) {
    this.#parts = parts;
  }

  /** Whether one more message may be sent now. If so, counts it. */
  takes(): boolean {
    return this.#isWithinRate(this.#parts.clock.nowMs());
  }

  /** Sends `words`. Resolves with whether they arrived, at the latest after both time limits. */
  async send(peer: PeerId, words: Words): Promise<boolean> {
    const { contacts, clock } = this.#parts;
    await contacts.reach(peer);
    if (!contacts.isOpen(peer)) return false;
    this.#sent += 1;
    const n = this.#sent;
    return new Promise((resolve) => {
      const key = keyOf(peer, n);
      const settle = (isReceived: boolean): void => {
        callOff();
        this.#waiting.delete(key);
        resolve(isReceived);
      };
      const callOff = clock.schedule(clock.nowMs() + RECEIPT_TIMEOUT_MS, () => settle(false));
      this.#waiting.set(key, settle);
      contacts.say(peer, encodeLetter({ t: "message", n, ...words }));
    });
  }

  /** Takes a letter of `peer`. */
  hear(peer: PeerId, letter: Letter): void {
    if (letter.t === "got") this.#waiting.get(keyOf(peer, letter.n))?.(true);
    if (letter.t !== "message" || !this.#accepts(peer)) return;
    const { t, n, ...words } = letter;
    this.#parts.contacts.say(peer, encodeLetter({ t: "got", n }));
    this.#parts.arrived(peer, words);
  }

  /** The last channel with `peer` closed, so messages without a receipt will get none. */
  closed(peer: PeerId): void {
    this.#rates.delete(peer);
    for (const [key, settle] of this.#waiting) if (key.startsWith(`${peer}/`)) settle(false);
  }

  /** Stops waiting for receipts. */
  stop(): void {
    for (const settle of this.#waiting.values()) settle(false);
  }

  #accepts(peer: PeerId): boolean {
    const rate = this.#rates.get(peer) ?? createRate(TAKEN_MAX, RATE.spanMs);
    this.#rates.set(peer, rate);
    return rate(this.#parts.clock.nowMs());
  }
}

function keyOf(peer: PeerId, n: number): string {
  return `${peer}/${n}`;
}
