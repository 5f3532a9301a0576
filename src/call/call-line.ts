// The line of a call. It sends messages (in parts, if one is too long for a signal), and turns what happens on the line
// into inputs of the call's machine.
import type { Line } from "../client/public.ts";
import type { CallInput } from "./call-record.ts";
import { CALL_BOUNDS } from "./call-state.ts";
import { type Message, type Part, parse, readMessage, readPart } from "./messages.ts";

const WHOLE_MAX_CHARS = CALL_BOUNDS.signalMaxChars;
const PART_MAX_CHARS = CALL_BOUNDS.partMaxChars;

/** The line of one call. */
export class CallLine {
  readonly #line: Line;
  /** The parts of an incomplete message that have arrived so far. */
  #parts: string[] = [];
  #partsOf = 0;

  constructor(line: Line) {
    this.#line = line;
  }

  /**
   * Passes on the line's present state, and from now on everything that happens on it. Ignores data that is no message.
   */
  follow(take: (input: CallInput) => void): void {
    const line = this.#line;
    line.on("data", (data) => {
      const part = readPart(data);
      if (part !== undefined && part.of > WHOLE_MAX_CHARS / PART_MAX_CHARS + 1)
        return take({ type: "tooMuch" });
      const message = readMessage(part === undefined ? data : this.#join(part));
      if (message !== undefined) take({ type: "said", message });
    });
    line.on("changed", ({ state }) => {
      if (state !== "closed") take({ type: "line", up: state === "up" });
    });
    line.on("closed", (reason, content) => take({ type: "lineClosed", reason, content }));
    take({ type: "line", up: line.state === "up" });
  }

  /**
   * Sends a message. Returns whether it was sent: a line that is closed or full takes none, and a message that is far
   * too long is not sent.
   */
  say(message: Message): boolean {
    const text = JSON.stringify(message);
    if (text.length > WHOLE_MAX_CHARS) return false;
    try {
      for (const said of split(message, text)) this.#line.send(said);
      return true;
    } catch {
      return false;
    }
  }

  /** Closes the line with these parting words. */
  close(content: string): void {
    this.#line.close(content);
  }

  /** Returns the message that this part completes, if it does. A part out of order discards the incomplete message. */
  #join({ n, of, text }: Part): unknown {
    if (n === 0) this.#parts = [];
    const isNext = n === this.#parts.length && (n === 0 || of === this.#partsOf);
    this.#parts = isNext ? [...this.#parts, text.slice(0, PART_MAX_CHARS)] : [];
    this.#partsOf = of;
    if (this.#parts.length < of) return undefined;
    const whole = this.#parts.join("");
    this.#parts = [];
    return parse(whole);
  }
}

/** Splits `message`, whose JSON is `text`, into what fits the line's signals. */
function split(message: Message, text: string): readonly (Message | Part)[] {
  const of = Math.ceil(text.length / PART_MAX_CHARS);
  if (of === 1) return [message];
  return Array.from({ length: of }, (_, n) => {
    return { m: "part", n, of, text: text.slice(n * PART_MAX_CHARS, (n + 1) * PART_MAX_CHARS) };
  });
}
