// The open lines of a client, with the accepted invitation of each. Matches each line record from the engine to its
// line.
import { InvitationError } from "../base/pure/errors.ts";
import type { BookInput } from "../core/book/effects.ts";
import type { LineRecord } from "../core/line/line.ts";
import type { Limits } from "../core/wire/limits.ts";
import { keyOf } from "./key.ts";
import type { Invitation } from "./kinds.ts";
import { Line } from "./line.ts";

/** The parts it is made of. */
export interface LinesParts {
  readonly limits: Limits;
  handle(input: BookInput): void;
  /** A call began or ended. Returns a function that tells the listeners. */
  changed(calls: readonly Invitation[]): () => void;
}

/** An open line, and its invitation. */
interface Call {
  readonly line: Line;
  readonly invitation: Invitation;
  /** Whether the engine has opened the line too. */
  isOn: boolean;
}

/** The open lines of one client. */
export class Lines {
  readonly #parts: LinesParts;
  /** By direction, peer and id, oldest first. */
  readonly #open = new Map<string, Call>();

  constructor(parts: LinesParts) {
    this.#parts = parts;
  }

  /**
   * Opens the line of an accepted invitation.
   * @throws InvitationError `client-closed` if the line ended at once, because there is neither link nor broker
   */
  open({ role, peer, id }: Pick<LineRecord, "role" | "peer" | "id">, invitation: Invitation): Line {
    const { limits, handle } = this.#parts;
    const line = new Line({
      limits,
      command: (command) => handle({ type: "line", role, peer, id, command }),
    });
    const key = keyOf({ role, peer, id });
    const call: Call = { line, invitation, isOn: false };
    this.#open.set(key, call);
    handle({ type: "line", role, peer, id, command: { type: "open" } });
    if (call.isOn) return line;
    this.#open.delete(key);
    const message = "Cannot openLine: the Peer was destroyed, and there is no link to the other one.";
    throw new InvitationError("client-closed", message, { operation: "openLine" });
  }

  /** Takes over the engine's newer record, which counts from now on. Returns a function that tells the listeners. */
  show(record: LineRecord): (() => void) | undefined {
    const key = keyOf(record);
    const call = this.#open.get(key);
    if (call === undefined) return undefined;
    const wasOn = call.isOn;
    call.isOn = record.state.kind !== "closed";
    if (!call.isOn) this.#open.delete(key);
    const tellOfIt = call.line.update(record);
    const tellOfSet = wasOn === call.isOn ? undefined : this.#changed();
    return () => {
      tellOfIt();
      tellOfSet?.();
    };
  }

  #changed(): () => void {
    return this.#parts.changed(Object.freeze([...this.#open.values()].map(({ invitation }) => invitation)));
  }
}
