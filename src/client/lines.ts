// The lines that are open: finds the one that a record of the engine is about.
import type { BookInput } from "../core/effects.ts";
import type { Limits } from "../core/limits.ts";
import type { LineRecord } from "../core/line.ts";
import { keyOf } from "./key.ts";
import { Line } from "./line.ts";

/** The open lines of one client. */
export class Lines {
  readonly #limits: Limits;
  readonly #handle: (input: BookInput) => void;
  readonly #open = new Map<string, Line>();

  constructor(limits: Limits, handle: (input: BookInput) => void) {
    this.#limits = limits;
    this.#handle = handle;
  }

  /** Opens the line of an accepted invitation. */
  open({ role, peer, id }: Pick<LineRecord, "role" | "peer" | "id">): Line {
    const line = new Line({
      limits: this.#limits,
      command: (command) => this.#handle({ type: "line", role, peer, id, command }),
    });
    this.#open.set(keyOf({ role, peer, id }), line);
    this.#handle({ type: "line", role, peer, id, command: { type: "open" } });
    return line;
  }

  /** The engine has a newer record, which counts from now on. Returns how to tell the listeners. */
  show(record: LineRecord): (() => void) | undefined {
    const key = keyOf(record);
    const line = this.#open.get(key);
    if (record.state.kind === "closed") this.#open.delete(key);
    return line?.update(record);
  }
}
