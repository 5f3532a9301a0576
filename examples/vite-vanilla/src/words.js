// What the page says about an invitation and its call, from their snapshots.
import { LOCAL_FAILURES, REMOTE_FAILURES } from "peer-invite";
import { CALL_ENDS } from "peer-invite/call";

const PROGRESS = {
  "reaching-broker": "Connecting to the broker …",
  "reaching-peer": "Looking for the other page …",
  "peer-absent": "Nobody has this number now. Trying again …",
  ringing: "Ringing …",
};
const CALL_STATES = { connecting: "Connecting …", connected: "Connected", reconnecting: "Reconnecting …" };
const REFUSALS = { refused: "Refused", busy: "Busy" };

const sentence = (text) => text[0].toUpperCase() + text.slice(1);

/** Whether something is on, so that the person cannot place another call. */
export function isOn(invitation, call) {
  if (invitation === undefined) return false;
  if (invitation.outcome?.kind === "accepted") return call?.state !== "ended";
  return invitation.outcome === undefined;
}

/** One line about it. */
export function describe(invitation, call) {
  if (invitation === undefined) return "";
  if (call?.end !== undefined) return sentence(CALL_ENDS[call.end.reason]);
  if (call !== undefined) return CALL_STATES[call.state];
  const { outcome, progress } = invitation;
  if (outcome?.kind === "refused") return REFUSALS[outcome.reason];
  if (outcome?.kind === "canceled") return "Canceled";
  if (outcome?.kind === "failed") return sentence({ ...LOCAL_FAILURES, ...REMOTE_FAILURES }[outcome.reason]);
  return PROGRESS[progress] ?? "Connecting …";
}
