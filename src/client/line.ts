// What an app holds of a line: an ordered stream of its own signals to the other peer of an accepted invitation.

import { ObservableEmitter } from "../base/observable.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { keepSame } from "../base/same.ts";
import type { LineCommand, LineRecord, LineState } from "../core/line/line.ts";
import type { Limits } from "../core/wire/limits.ts";
import type { LineEnd } from "../core/wire/reasons.ts";
import { checkJson, checkText } from "./check.ts";

/** The events of a {@link Line}, each with its listener's parameters. */
export type LineEvents = {
  /** The next signal of the other end: a JSON value that its app sent. Each fires once, in the order they were sent. */
  readonly data: readonly [data: unknown];
  /** The link came up or went down, or the line is closed. */
  readonly changed: readonly [snapshot: LineSnapshot];
  /** The line ended, for good. Fires once, after `changed`. `content`: parting words of the side that closed it. */
  readonly closed: readonly [reason: LineEnd, content: string];
};

/** All there is to show of a {@link Line}. */
export interface LineSnapshot {
  /** `up` while there is a link, `down` while one is being built, `closed` after the end. */
  readonly state: LineState["kind"];
}

/** What a line needs of its client. @internal */
export interface LinePort {
  readonly limits: Limits;
  command(command: LineCommand): void;
}

/**
 * One end of an accepted invitation's line (rule R15): signals of the app's own, with which to set up a call or anything
 * else. They travel on the invitation's link, past the broker; each arrives once and in order, also when the link has to be
 * rebuilt, or the line ends. Made by `invitation.openLine()` at both ends; what is sent before the other end is open
 * waits for it.
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

  /** All there is to show, frozen. The same object until something changes; `changed` fires with each new one. */
  get snapshot(): LineSnapshot {
    return this.#snapshot;
  }

  /**
   * Sends a signal: any JSON value, at most 60 000 bytes as JSON. While the line is down it waits. At most `framesPerSecond` go to
   * one peer, lasting, with all else that is said to it: 50 by default. Above that it takes them for a flood, and closes the link for
   * `blockMs` (rule R14.1): what moves faster belongs on a data channel, as that of a call.
   * @throws InvitationError `invalid-content`, `content-too-long`; `line-full` with 100 that the other end is not known to
   * have; `illegal-command` once the line is closed
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
   * Closes the line at both ends. What the other end has not heard by then is lost. Nothing happens after the end.
   * @param content - parting words for the other end: at most 8192 UTF-8 bytes, default none
   * @throws InvitationError `invalid-content`, `content-too-long`
   */
  close(content = ""): void {
    const words = checkText("content", content, "close", this.state, "line");
    this.#port.command({ type: "close", reason: "closed-here", content: words });
  }

  /** {@link close} */
  [Symbol.dispose](): void {
    this.close();
  }

  /** The engine has a newer record, which counts from now on. Returns how to tell the listeners. @internal */
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
