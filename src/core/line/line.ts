// One end of a line, which carries the ordered signals of one accepted invitation: its states, its table, and the pure
// reducer that follows the table (rule R15). The content of the signals belongs to the app.

import { type Steps, step, type Table } from "../../base/pure/table.ts";
import type { Machine, Step } from "../invitation/machine.ts";
import type { FrameOf, LineFrame } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";
import { END_WORD_OF, type LineEnd } from "../wire/reasons.ts";

/**
 * The states of a line's end.
 * - `up`: the link is up. The other end may still have to open; its first signal shows that it has.
 * - `down`: the link is gone. If no link is back by `lostAtMs`, the line is lost.
 * - `closed`: the end, with its reason.
 */
export type LineState =
  | { readonly kind: "up" }
  | { readonly kind: "down"; readonly lostAtMs: number }
  | { readonly kind: "closed"; readonly reason: LineEnd; readonly content: string };

/** One end of a line. Every change makes a new object. */
export interface LineRecord {
  /** Which end of the invitation we are: its caller (`local`) or its callee (`remote`). */
  readonly role: "local" | "remote";
  readonly id: InvitationId;
  readonly peer: PeerId;
  readonly state: LineState;
  /** The signals sent here that are not yet acknowledged, oldest first, numbered without a gap. */
  readonly outbox: readonly Signal[];
  /** The number of the last signal sent here; 0 before the first. */
  readonly said: number;
  /** The number of the last signal taken from the other end; 0 before the first. `latest` is its data. */
  readonly heard: number;
  readonly latest: unknown;
  /** The number up to which we have acknowledged the other end's signals. */
  readonly told: number;
}

/** One signal: its number, and its data, a JSON value. */
interface Signal {
  readonly n: number;
  readonly data: unknown;
}

/** The app's commands. `open` comes first, and only once. */
export type LineCommand =
  | { readonly type: "open" }
  | { readonly type: "send"; readonly data: unknown }
  | { readonly type: "close"; readonly reason: "closed-here" | "client-closed"; readonly content: string };

/** Everything that can happen to the line's end. */
export type LineInput =
  | LineCommand
  /** A signal of the other end: the next one, or one out of turn. */
  | { readonly type: "signal"; readonly n: number; readonly ack: number; readonly data: unknown }
  /** The other end asks for all signals after `ack` again. */
  | { readonly type: "ask"; readonly ack: number }
  | { readonly type: "heard"; readonly ack: number }
  /** The other end is closed. */
  | { readonly type: "over"; readonly reason: LineEnd; readonly content: string }
  /** The link was gone too long. */
  | { readonly type: "lose" }
  | { readonly type: "linkLost" }
  | { readonly type: "linkBack" };

/** The machine of a line's end. */
export const LINE_TABLE = {
  up: {
    open: "up",
    send: "up",
    signal: "up",
    ask: "up",
    heard: "up",
    linkLost: "down",
    close: "closed",
    over: "closed",
  },
  down: {
    open: "down",
    send: "down",
    signal: "down",
    ask: "down",
    heard: "down",
    linkBack: "up",
    lose: "closed",
    close: "closed",
    over: "closed",
  },
  closed: {},
} as const satisfies Table<LineState["kind"], LineInput["type"]>;

/** An end that opens now. It is down unless a channel is up. */
export function createLine(
  parts: Pick<LineRecord, "role" | "id" | "peer">,
  hasChannel: boolean,
  at: At,
): LineRecord {
  const state: LineState = hasChannel ? { kind: "up" } : down("down", at);
  return { ...parts, state, outbox: [], said: 0, heard: 0, latest: undefined, told: 0 };
}

/** What `input` makes of `from` at the time `nowMs`. An input that is not in the table changes nothing. */
function reduceLine(
  from: LineRecord,
  input: LineInput,
  nowMs: number,
  limits: Limits,
): Step<LineRecord, LineFrame> {
  const state = step(LINE_TABLE, STEPS, from.state, input, { nowMs, limits });
  if (state === undefined) return [from];
  const line = state === from.state ? from : { ...from, state };
  switch (input.type) {
    case "open":
      return [line, lineStatement(line)];
    case "send":
      return send(line, input.data, limits);
    case "signal":
      return take(line, input, limits);
    case "heard":
      return [trim(line, input.ack)];
    case "ask": {
      const asked = { ...trim(line, input.ack), told: line.heard };
      return [asked, ...unheardSignals(asked)];
    }
    case "linkLost":
    case "linkBack":
      return [line];
    case "over":
      return [emptied(line)];
    case "lose":
    case "close":
      return [emptied(line), lineStatement(line)];
  }
}

/** The moment of an input. */
interface At {
  readonly nowMs: number;
  readonly limits: Limits;
}

const same = (_kind: LineState["kind"], from: LineState): LineState => from;

/** What each input makes of the state. Signals leave it as it is. */
const STEPS: Steps<typeof LINE_TABLE, LineState, LineInput, At> = {
  open: same,
  send: same,
  signal: same,
  ask: same,
  heard: same,
  linkLost: (kind, _from, _input, at) => down(kind, at),
  linkBack: (kind) => ({ kind }),
  over: (kind, _from, { reason, content }) => ({ kind, reason, content }),
  lose: (kind) => ({ kind, reason: "lost", content: "" }),
  close: (kind, _from, { reason, content }) => ({ kind, reason, content }),
};

/**
 * Adds one signal. With too many that are not acknowledged, the signal is dropped; the shell has checked before (rule
 * R15.6).
 */
function send(from: LineRecord, data: unknown, limits: Limits): Step<LineRecord, LineFrame> {
  if (from.outbox.length >= limits.signalsUnheardMax) return [from];
  const signal = { n: from.said + 1, data };
  const line = { ...from, outbox: [...from.outbox, signal], said: signal.n, told: from.heard };
  return [line, signalFrame(line, signal)];
}

/**
 * Takes a signal of the other end if it is the next. Any other is dropped: it was taken before, or will be sent again.
 */
function take(
  from: LineRecord,
  { n, ack, data }: Extract<LineInput, { type: "signal" }>,
  limits: Limits,
): Step<LineRecord, LineFrame> {
  const line = trim(from, ack);
  if (n !== line.heard + 1) return [line];
  const taken = { ...line, heard: n, latest: data };
  if (n - line.told < limits.heardEvery) return [taken];
  return [
    { ...taken, told: n },
    { t: "heard", ...address(line), ack: n },
  ];
}

/** The line without the signals that the other end has acknowledged. */
function trim(line: LineRecord, ack: number): LineRecord {
  const outbox = line.outbox.filter(({ n }) => n > ack);
  return outbox.length === line.outbox.length ? line : { ...line, outbox };
}

function down(kind: "down", { nowMs, limits }: At): LineState {
  return { kind, lostAtMs: nowMs + limits.lineGraceMs };
}

/** A closed line keeps no signals. */
function emptied(line: LineRecord): LineRecord {
  return { ...line, outbox: [], latest: undefined };
}

/** The end's state as a frame: open, with the number up to which it has taken signals; or closed. */
function lineStatement(line: LineRecord): LineFrame {
  const { state } = line;
  if (state.kind !== "closed") return { t: "line", ...address(line), ack: line.heard };
  const words = state.content === "" ? {} : { content: state.content };
  return { t: "end", ...address(line), reason: END_WORD_OF[state.reason], ...words };
}

/** The signals that the other end has not acknowledged, as frames. */
export function unheardSignals(line: LineRecord): readonly FrameOf<"signal">[] {
  return line.outbox.map((signal) => signalFrame(line, signal));
}

function signalFrame(line: LineRecord, { n, data }: Signal): FrameOf<"signal"> {
  return { t: "signal", ...address(line), n, ack: line.heard, data };
}

function address({ id, role }: LineRecord): Pick<LineFrame, "id" | "by"> {
  return { id, by: role === "local" ? "caller" : "callee" };
}

/** The complete machine of a line's end. */
export const LINE: Machine<LineRecord, LineInput, LineFrame> = {
  table: LINE_TABLE,
  reduce: reduceLine,
  statement: lineStatement,
  deadline: ({ state }) => (state.kind === "down" ? state.lostAtMs : undefined),
  overdue: () => ({ type: "lose" }),
};
