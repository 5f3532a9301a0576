// Messages to other users, each with a receipt, over contacts.
import type { Clock } from "../index.ts";
import type { Contacts } from "./contacts.ts";
import { encodeLetter, type Letter } from "./letters.ts";
import type { PeerId } from "./network.ts";
import { createRate } from "./rate.ts";

/** How long a receipt may take. RTM's own time limit for a message. */
const RECEIPT_TIMEOUT_MS = 10_000;
/** RTM's limit: so many messages in so long. What a peer sends above it is dropped without a receipt. */
const RATE = { max: 180, spanMs: 3_000 } as const;
/** What a user takes from another one: what waited for a channel, 10 s at most, comes along with the next. */
const TAKEN_MAX = 5 * RATE.max;

/** A message as it goes over. */
export type Words = Omit<Extract<Letter, { t: "message" }>, "t" | "n">;

/** What a mailbox is made with. */
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
  /** What each peer may still send; forgotten when its channel closes. */
  readonly #rates = new Map<PeerId, (nowMs: number) => boolean>();
  /** The messages without a receipt, by peer and number, with how to end the waiting. */
  readonly #waiting = new Map<string, (isReceived: boolean) => void>();
  #sent = 0;

  constructor(parts: MailboxParts) {
    this.#parts = parts;
  }

  /** Whether one more message may be sent now; if so, it counts. */
  takes(): boolean {
    return this.#isWithinRate(this.#parts.clock.nowMs());
  }

  /** Sends `words`; resolves to whether they have arrived, at the latest after both time limits. */
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

  /** A letter of `peer` arrived. */
  hear(peer: PeerId, letter: Letter): void {
    if (letter.t === "got") this.#waiting.get(keyOf(peer, letter.n))?.(true);
    if (letter.t !== "message" || !this.#accepts(peer)) return;
    const { t, n, ...words } = letter;
    this.#parts.contacts.say(peer, encodeLetter({ t: "got", n }));
    this.#parts.arrived(peer, words);
  }

  /** The last channel with `peer` closed: what has no receipt yet gets none. */
  closed(peer: PeerId): void {
    this.#rates.delete(peer);
    for (const [key, settle] of this.#waiting) if (key.startsWith(`${peer}/`)) settle(false);
  }

  /** Waits for nothing any more. */
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
