// The line of a call: what is said on it, what is too long for one signal in parts, and what happens on it, as inputs of the
// call's machine.
import type { Line } from "../client/line.ts";
import type { CallInput } from "./call-machine.ts";
import { CALL_BOUNDS } from "./call-state.ts";
import { type Message, type Part, parse, readMessage, readPart } from "./messages.ts";

const WHOLE_MAX_CHARS = CALL_BOUNDS.signalMaxChars;
const PART_MAX_CHARS = CALL_BOUNDS.partMaxChars;

/** The line of one call. */
export class CallLine {
  readonly #line: Line;
  /** What is being put together: the parts that came, of so many. */
  #parts: string[] = [];
  #partsOf = 0;

  constructor(line: Line) {
    this.#line = line;
  }

  /** Passes on how the line is now, and all that happens on it from now on. What is no message is passed over. */
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

  /** Returns whether it was said. A line that is closed by now, or full, takes nothing; nor is anything said that is far too long. */
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

  /** Closes it, with these parting words. */
  close(content: string): void {
    this.#line.close(content);
  }

  /** What is whole by this part. One that is out of turn ends what was being put together. */
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

/** What is said for `message`, whose JSON is `text`. */
function split(message: Message, text: string): readonly (Message | Part)[] {
  const of = Math.ceil(text.length / PART_MAX_CHARS);
  if (of === 1) return [message];
  return Array.from({ length: of }, (_, n) => {
    return { m: "part", n, of, text: text.slice(n * PART_MAX_CHARS, (n + 1) * PART_MAX_CHARS) };
  });
}
