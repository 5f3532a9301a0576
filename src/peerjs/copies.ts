// Copies of what goes over a PeerJS channel, beside it on the same connection: unordered, and never sent again. A packet that is
// lost holds an ordered channel up until it is noticed and sent again, some hundred ms; its copies come a moment later.
import { Sequence } from "./sequence.ts";

/** The same number at both ends, far from those that browsers give to channels by themselves, and below Firefox's 256. */
const CHANNEL: RTCDataChannelInit = { negotiated: true, id: 100, ordered: false, maxRetransmits: 0 };
/** How long after the text its first copy goes out. At once it would travel in the same packet, and be lost with it. */
const FIRST_MS = 10;
/** How long after its first copy its second one does. */
const SECOND_MS = 30;
/** A longer text takes more than one packet: it has no copies, and what is longer is none. In UTF-16 units. */
const TEXT_MAX = 1_000;
/** Two come for each text. So many more than that are no copies: the other side's software is wrong, or means no good. */
const STRAY_MAX = 500;

/** What copies tell. MUST NOT be called after `close`. */
export interface CopiesEvents {
  /** These are to be delivered now. */
  texts(texts: readonly unknown[]): void;
  /** The other side sends what are no copies, and a lot of them. */
  flooded(): void;
}

/** The copies of one channel, both ways. */
export class Copies {
  readonly #events: CopiesEvents;
  readonly #channel: RTCDataChannel | undefined;
  readonly #sequence = new Sequence();
  /** Whether the channel itself has opened: nothing is delivered before. */
  #isOpen = false;
  #sent = 0;
  #received = 0;
  /** What is still to be copied for the first time, and for the second. */
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

  /** Every so often, until all was copied twice. */
  readonly #copy = (): void => {
    const channel = this.#channel;
    const copies = [...this.#again, ...this.#once];
    this.#again = this.#once;
    this.#once = [];
    this.#timer = this.#again.length > 0 ? setTimeout(this.#copy, SECOND_MS) : undefined;
    try {
      if (channel?.readyState === "open") for (const copy of copies) channel.send(copy);
    } catch {
      // It is closing, or full: copies may be lost.
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

/** The channel for copies; undefined where the connection is closed already, or the number is taken: it does without then. */
function openBeside(connection: RTCPeerConnection): RTCDataChannel | undefined {
  try {
    return connection.createDataChannel("", CHANNEL);
  } catch {
    return undefined;
  }
}
