// Decides whose turn it is to change what is sent. One side changes at a time, because WebRTC's negotiation does not
// survive two. The caller leads, and the callee asks it for a turn. Pure.
import { nextState, type Table, type Target } from "../base/pure/table.ts";

/** What can happen: we have changes; our changes are negotiated; the other side asks, gives us the turn, or is done. */
export type TurnInput = "want" | "settled" | "ask" | "turn" | "done";

/** What to do: make our changes now, or send a message to the other side. */
export type TurnEffect = "sync" | "ask" | "turn" | "done";

/** Whose turn it is at the leader, which gives the turns out, and which side waits for the next one. */
type Lead =
  | "free"
  | "ours"
  | "oursWeWait"
  | "oursTheyWait"
  | "oursBothWait"
  | "theirs"
  | "theirsWeWait"
  | "theirsTheyWait"
  | "theirsBothWait";

/** What the other side does: it has no changes, has asked for a turn, or makes its changes and may have more. */
type Follow = "idle" | "asking" | "changing" | "changingWeWait";

/** What one side knows of the turns. */
export type Turns = Lead | Follow;

/**
 * The turns. When one ends at the leader, the other side's wish comes first, because we can take ours at any time.
 * Later changes need a turn of their own. With a turn that it did not ask for, the other side would negotiate for
 * nothing.
 */
const TURN_TABLE = {
  free: { want: "ours", ask: "theirs" },
  ours: { settled: "free", want: "oursWeWait", ask: "oursTheyWait" },
  oursWeWait: { settled: "ours", ask: "oursBothWait" },
  oursTheyWait: { settled: "theirs", want: "oursBothWait" },
  oursBothWait: { settled: "theirsWeWait" },
  theirs: { done: "free", want: "theirsWeWait", ask: "theirsTheyWait" },
  theirsWeWait: { done: "ours", ask: "theirsBothWait" },
  theirsTheyWait: { done: "theirs", want: "theirsBothWait" },
  theirsBothWait: { done: "theirsWeWait" },
  idle: { want: "asking" },
  asking: { turn: "changing" },
  changing: { settled: "idle", want: "changingWeWait" },
  changingWeWait: { settled: "asking" },
} as const satisfies Table<Turns, TurnInput>;

/** What to do when an input leads to a state. A step that is not listed only notes who waits. */
const EFFECTS: {
  readonly [Input in TurnInput]: {
    readonly [To in Target<typeof TURN_TABLE, Input>]?: readonly TurnEffect[];
  };
} = {
  want: { ours: ["sync"], asking: ["ask"] },
  ask: { theirs: ["turn"] },
  settled: {
    ours: ["sync"],
    theirs: ["turn"],
    theirsWeWait: ["turn"],
    idle: ["done"],
    asking: ["done", "ask"],
  },
  turn: { changing: ["sync"] },
  done: { ours: ["sync"], theirs: ["turn"], theirsWeWait: ["turn"] },
};

/** The turns of a new media connection. The leader has the first turn, since it makes the first offer. */
export function firstTurns(leads: boolean): Turns {
  return leads ? "ours" : "idle";
}

/** What `input` makes of `turns`. An input that does not fit changes nothing. */
export function takeTurn(
  turns: Turns,
  input: TurnInput,
): readonly [turns: Turns, ...effects: readonly TurnEffect[]] {
  const next: Turns | undefined = nextState(TURN_TABLE, turns, input);
  if (next === undefined) return [turns];
  const effects: { readonly [To in Turns]?: readonly TurnEffect[] } = EFFECTS[input];
  return [next, ...(effects[next] ?? [])];
}
