// The object an app holds for a line: an ordered stream of its own signals to the other peer of an accepted invitation.

import { ObservableEmitter } from "../base/observable.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { keepSame } from "../base/same.ts";
import type { LineCommand, LineRecord, LineState } from "../core/line/line.ts";
import type { Limits } from "../core/wire/limits.ts";
import type { LineEnd } from "../core/wire/reasons.ts";
import { checkJson, checkText } from "./check.ts";

/** The events of a {@link Line}, each with its listener's parameters. */
export type LineEvents = {
  /**
   * The next signal of the other end: a JSON value that its app sent. Each fires once, in the order in which they were
   * sent.
   */
  readonly data: readonly [data: unknown];
  /** The link came up or went down, or the line closed. */
  readonly changed: readonly [snapshot: LineSnapshot];
  /** The line ended, for good. Fires once, after `changed`. `content`: the parting words of the side that closed it. */
  readonly closed: readonly [reason: LineEnd, content: string];
};

/** The whole state of a {@link Line} at one moment, frozen. */
export interface LineSnapshot {
  /** `up` while there is a link, `down` while one is being built, `closed` after the end. */
  readonly state: LineState["kind"];
}

/** The part of the client that a line uses. @internal */
export interface LinePort {
  readonly limits: Limits;
  command(command: LineCommand): void;
}

/**
 * One end of an accepted invitation's line (rule R15). It carries the app's own signals, to set up a call or for
 * anything else. They travel on the invitation's link, not through the broker. Each arrives once and in order, even if
 * the link has to be rebuilt; if that fails, the line ends. Made by `invitation.openLine()` at both ends. Signals sent
 * before the other end opens its line wait for it.
 */
export class Line extends ObservableEmitter<LineSnapshot, LineEvents> {
  readonly #port: LinePort;
  #snapshot: LineSnapshot = Object.freeze({ state: "down" });
  #unheard = 0;
  #heard = 0;

  /** @internal */
  constructor(port: LinePort) {
    super({ data: true, changed: true, closed: true });
    this.#port = port;
  }

  /** `up` while there is a link, `down` while one is being built, `closed` after the end. */
  get state(): LineState["kind"] {
    return this.#snapshot.state;
  }

  /**
   * The line's whole state, frozen. The object stays the same until something changes. `changed` fires with each new
   * one.
   */
  get snapshot(): LineSnapshot {
    return this.#snapshot;
  }

  /**
   * Sends a signal: any JSON value, at most 60 000 bytes as JSON. It waits while the line is down. In the long run, a
   * peer takes at most `framesPerSecond` from us, signals and all other frames together: 50 by default. Above that the
   * peer takes our frames for a flood, closes the link, and blocks us for `blockMs` (rule R14.1). Send anything faster
   * on a data channel, such as that of a call.
   * @throws InvitationError `invalid-content`, `content-too-long`; `line-full` if 100 signals wait for the other end to
   * acknowledge them; `illegal-command` once the line is closed
   */
  send(data: unknown): void {
    const operation = "send";
    const { state } = this;
    if (state === "closed") {
      const message = "Cannot send on the line: it is closed.";
      throw new InvitationError("illegal-command", message, { operation, state });
    }
    const copy = checkJson(data, operation, state, "line");
    const { signalsUnheardMax } = this.#port.limits;
    if (this.#unheard >= signalsUnheardMax) {
      const message = `Cannot send on the line: ${signalsUnheardMax} signals wait to be heard by the other end.`;
      throw new InvitationError("line-full", message, { operation, state });
    }
    this.#port.command({ type: "send", data: copy });
  }

  /**
   * Closes the line at both ends. Signals that the other end has not received by then are lost. Does nothing after the
   * end.
   * @param content - parting words for the other end: at most 8192 UTF-8 bytes, default none
   * @throws InvitationError `invalid-content`, `content-too-long`
   */
  close(content = ""): void {
    const words = checkText("content", content, "close", this.state, "line");
    this.#port.command({ type: "close", reason: "closed-here", content: words });
  }

  /** Calls {@link close}. */
  [Symbol.dispose](): void {
    this.close();
  }

  /**
   * Takes over the engine's newer record, which counts from now on. Returns a function that tells the listeners.
   * @internal
   */
  update({ state, outbox, heard, latest }: LineRecord): () => void {
    const isHeard = heard > this.#heard;
    const snapshot = keepSame(this.#snapshot, Object.freeze({ state: state.kind }));
    const isChanged = snapshot !== this.#snapshot;
    this.#unheard = outbox.length;
    this.#heard = heard;
    this.#snapshot = snapshot;
    return () => {
      if (isHeard) this.fire("data", latest);
      if (!isChanged) return;
      this.fire("changed", snapshot);
      if (state.kind === "closed") this.fire("closed", state.reason, state.content);
    };
  }
}
