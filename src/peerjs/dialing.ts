// Opens one channel with as many requests as it takes. A page that is just reloading may get a request and be gone
// before it answers, or before its answer leads to a connection, and PeerJS does not report that. So a request that
// does not open in time is followed by another, and the first to open is the channel.
import type { PeerId } from "../core/wire/ids.ts";
import type { Channel, ChannelEvents } from "../transport/transport.ts";
import { ANSWER_MS, OPEN_ANSWERS, REQUESTS_MAX } from "./timings.ts";

/** One request, and the channel that it may become. */
export interface Attempt extends Channel {
  /** The time from the request to the other side's answer, in ms; undefined until it answers. */
  readonly answeredAfterMs: number | undefined;
}

/** The functions of its transport that a dial uses. */
export interface DialingParts {
  readonly peer: PeerId;
  /** Sends a request. */
  request(): Attempt;
  /** No answer came in time: either the other side or the broker does not hear us. */
  unanswered(): void;
  /** Nothing is left to do. */
  ended(): void;
}

/** A channel that is dialed. */
export class Dialing implements Channel {
  readonly peer: PeerId;
  readonly #parts: DialingParts;
  readonly #attempts = new Set<Attempt>();
  #events: ChannelEvents | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #requests = 0;
  /** When the last request was sent. */
  #sentAtMs = 0;

  /** Sends the first request. */
  constructor(parts: DialingParts) {
    this.peer = parts.peer;
    this.#parts = parts;
    this.#attempts.add(parts.request());
  }

  start(events: ChannelEvents): void {
    this.#events = events;
    for (const attempt of this.#attempts) this.#follow(attempt);
  }

  send(text: string): void {
    for (const attempt of this.#attempts) attempt.send(text);
  }

  close(): void {
    this.#end();
    for (const attempt of this.#attempts) attempt.close();
  }

  #follow(attempt: Attempt): void {
    attempt.start({
      opened: () => {
        clearTimeout(this.#timer);
        this.#keepOnly(attempt);
        this.#events?.opened();
      },
      text: (text) => this.#events?.text(text),
      doubted: () => this.#events?.doubted(),
      closed: (why) => {
        this.#attempts.delete(attempt);
        // Another request may still open. If the broker knows no such peer, every request without an answer closes.
        if (this.#attempts.size > 0) return;
        const events = this.#events;
        this.#end();
        events?.closed(why);
      },
    });
    this.#sentAtMs = Date.now();
    this.#requests += 1;
    this.#timer = setTimeout(this.#overdue, ANSWER_MS * 2 ** (this.#requests - 1));
  }

  readonly #overdue = (): void => {
    const answers = [...this.#attempts].flatMap(({ answeredAfterMs }) => answeredAfterMs ?? []);
    const leftMs = this.#sentAtMs + OPEN_ANSWERS * Math.max(0, ...answers) - Date.now();
    if (leftMs > 0) {
      this.#timer = setTimeout(this.#overdue, leftMs);
      return;
    }
    if (answers.length === 0) this.#parts.unanswered();
    if (this.#events === undefined || this.#requests >= REQUESTS_MAX) return;
    const attempt = this.#parts.request();
    this.#attempts.add(attempt);
    this.#follow(attempt);
  };

  #keepOnly(winner: Attempt): void {
    for (const attempt of this.#attempts) if (attempt !== winner) attempt.close();
    this.#attempts.clear();
    this.#attempts.add(winner);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#events = undefined;
    this.#parts.ended();
  }
}
