// Decides whose turn it is to change what is sent. One side changes at a time, because WebRTC's negotiation does not
// survive two. The caller leads, and the callee asks it for a turn. Pure.

/** What one side knows of the turns. `leads`: whether this side gives out the turns. */
export interface Turns {
  readonly leads: boolean;
  readonly holder: "nobody" | "us" | "them";
  /** Whether we have changes that wait for our turn. */
  readonly weWait: boolean;
  /** The leader only: whether the other side asked for a turn meanwhile. */
  readonly theyWait: boolean;
}

/** What can happen: we have changes; our changes are negotiated; the other side asks, gives us the turn, or is done. */
export type TurnInput = "want" | "settled" | "ask" | "turn" | "done";

/** What to do: make our changes now, or send a message to the other side. */
export type TurnEffect = "sync" | "ask" | "turn" | "done";

type TurnStep = readonly [turns: Turns, ...effects: readonly TurnEffect[]];

/** The turns of a new media connection. The leader has the first turn, since it makes the first offer. */
export function firstTurns(leads: boolean): Turns {
  return { leads, holder: leads ? "us" : "nobody", weWait: false, theyWait: false };
}

/** What `input` makes of `turns`. An input that does not fit changes nothing. */
export function takeTurn(turns: Turns, input: TurnInput): TurnStep {
  return turns.leads ? lead(turns, input) : follow(turns, input);
}

function lead(turns: Turns, input: TurnInput): TurnStep {
  switch (input) {
    case "want":
      return pass({ ...turns, weWait: true });
    case "ask":
      return pass({ ...turns, theyWait: true });
    case "settled":
      return turns.holder === "us" ? pass({ ...turns, holder: "nobody" }) : [turns];
    case "done":
      return turns.holder === "them" ? pass({ ...turns, holder: "nobody" }) : [turns];
    case "turn":
      return [turns];
  }
}

/** Gives a free turn to a side that waits, the other side first, because we can take ours at any time. */
function pass(turns: Turns): TurnStep {
  if (turns.holder !== "nobody") return [turns];
  if (turns.theyWait) return [{ ...turns, holder: "them", theyWait: false }, "turn"];
  return turns.weWait ? [{ ...turns, holder: "us", weWait: false }, "sync"] : [turns];
}

function follow(turns: Turns, input: TurnInput): TurnStep {
  switch (input) {
    case "want":
      // We already asked, or are changing. Later changes need a turn of their own.
      if (turns.weWait) return [turns];
      return turns.holder === "us" ? [{ ...turns, weWait: true }] : [{ ...turns, weWait: true }, "ask"];
    case "turn":
      // With a turn that we did not ask for, we would negotiate for nothing.
      if (!turns.weWait || turns.holder === "us") return [turns];
      return [{ ...turns, holder: "us", weWait: false }, "sync"];
    case "settled":
      if (turns.holder !== "us") return [turns];
      return turns.weWait
        ? [{ ...turns, holder: "nobody" }, "done", "ask"]
        : [{ ...turns, holder: "nobody" }, "done"];
    case "ask":
    case "done":
      return [turns];
  }
}
