// Sends copies of a PeerJS channel's texts beside it on the same connection: unordered, and never sent again. A lost
// packet holds up an ordered channel for some hundred ms, until it is noticed and sent again. The copies arrive a
// moment later.
import { Sequence } from "./sequence.ts";

/** The id must be the same at both ends, far from those that browsers assign by themselves, and below Firefox's 256. */
const CHANNEL: RTCDataChannelInit = { negotiated: true, id: 100, ordered: false, maxRetransmits: 0 };
/**
 * The time from a text to its first copy, in ms. Sent at once, the copy would travel in the same packet and be lost
 * with it.
 */
const FIRST_MS = 10;
/** The time from the first copy to the second, in ms. */
const SECOND_MS = 30;
/**
 * The longest text that is copied, in UTF-16 units. A longer text takes more than one packet, so it has no copies, and
 * anything longer that arrives is no copy.
 */
const TEXT_MAX = 1_000;
/**
 * How many texts beyond two for each text of the channel are taken. With more, the other side's software is faulty or
 * hostile.
 */
const STRAY_MAX = 500;

/** The events of copies. MUST NOT be called after `close`. */
export interface CopiesEvents {
  /** Deliver these texts now. */
  texts(texts: readonly unknown[]): void;
  /** The other side sends many texts that are no copies. */
  flooded(): void;
}

/** The copies of one channel, in both directions. */
export class Copies {
  readonly #events: CopiesEvents;
  readonly #channel: RTCDataChannel | undefined;
  readonly #sequence = new Sequence();
  /** Whether the channel itself has opened. Nothing is delivered before. */
  #isOpen = false;
  #sent = 0;
  #received = 0;
  /** Texts that are still to be copied for the first time, and for the second. */
  #once: string[] = [];
  #again: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: RTCPeerConnection, events: CopiesEvents) {
    this.#events = events;
    this.#channel = openBeside(connection);
    if (this.#channel !== undefined) this.#channel.onmessage = ({ data }) => this.#hear(data);
  }

  /** The channel has opened. */
  opened(): void {
    this.#isOpen = true;
    this.#deliver(this.#sequence.drain());
  }

  /** The channel brought a text. */
  arrived(text: unknown): void {
    this.#deliver(this.#sequence.text(text));
  }

  /** A text was sent over the channel: it is copied a moment later. */
  sent(text: string): void {
    this.#sent += 1;
    if (text.length > TEXT_MAX || this.#channel === undefined) return;
    this.#once.push(`${this.#sent} ${text}`);
    this.#timer ??= setTimeout(this.#copy, FIRST_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#once = [];
    this.#again = [];
    if (this.#channel !== undefined) this.#channel.onmessage = null;
  }

  /** Runs until every text was copied twice. */
  readonly #copy = (): void => {
    const channel = this.#channel;
    const copies = [...this.#again, ...this.#once];
    this.#again = this.#once;
    this.#once = [];
    this.#timer = this.#again.length > 0 ? setTimeout(this.#copy, SECOND_MS) : undefined;
    try {
      if (channel?.readyState === "open") for (const copy of copies) channel.send(copy);
    } catch {
      // The channel for copies is closing or full. Copies may be lost.
    }
  };

  #hear(data: unknown): void {
    this.#received += 1;
    if (this.#received > 2 * this.#sequence.delivered + STRAY_MAX) return this.#events.flooded();
    const [, number, text] = /^(\d+) (.*)$/s.exec(String(data)) ?? [];
    if (text === undefined || text.length > TEXT_MAX) return;
    this.#sequence.copy(Number(number), text);
    if (this.#isOpen) this.#deliver(this.#sequence.drain());
  }

  #deliver(texts: readonly unknown[]): void {
    if (texts.length > 0) this.#events.texts(texts);
  }
}

/**
 * Opens the channel for copies. Undefined if the connection is already closed or the id is taken; the channel then goes
 * without copies.
 */
function openBeside(connection: RTCPeerConnection): RTCDataChannel | undefined {
  try {
    return connection.createDataChannel("", CHANNEL);
  } catch {
    return undefined;
  }
}
