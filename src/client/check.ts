// Checks what an app passes to a client, so that every programming mistake throws an InvitationError at once.
import { checkNames, checkOptions, describe, invalidOption, quote } from "../base/check.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { isFinal, legalInputs } from "../base/pure/table.ts";
import { exceedsBytes } from "../base/pure/text.ts";
import { checkText as check } from "../base/text.ts";
import { GROUP_MODES, type OwnGroup } from "../core/invitation/group.ts";
import type { InvitationChanges } from "../core/invitation/words.ts";
import { FRAMES } from "../core/wire/frames.ts";
import { INVITATION_ID, type InvitationId, isPeerId, PEER_ID_RULE, type PeerId } from "../core/wire/ids.ts";
import {
  DEFAULT_LIMITS,
  LIMITS,
  type LimitName,
  type LimitOptions,
  type Limits,
  limitProblem,
} from "../core/wire/limits.ts";
import { isPeer, type Peer } from "../peerjs/peerjs.ts";

/**
 * Checks that `value` is a PeerJS Peer. @throws InvitationError `invalid-option`; `invalid-peer-id` if no peer can call
 * its id
 */
export function checkPeer(value: unknown): Peer {
  const operation = "createInvitationClient";
  if (!isPeer(value)) {
    throw invalidOption(operation, `${describe(value)} is neither a PeerJS Peer nor a Transport`);
  }
  const peer = value;
  // An id that PeerJS is still fetching is checked when it arrives.
  if (typeof peer.id === "string") checkPeerId(peer.id, operation);
  return peer;
}

/** Checks that `value` is a peer id. @throws InvitationError `invalid-peer-id` */
export function checkPeerId(value: unknown, operation: string): PeerId {
  if (isPeerId(value)) return value;
  const message = `Cannot ${operation}: ${quote(value)} is not a peer id. A peer id is ${PEER_ID_RULE}.`;
  throw new InvitationError("invalid-peer-id", message, { operation });
}

/** Checks that `value`, from the app's `newId`, is an invitation id. @throws InvitationError `invalid-option` */
export function checkInvitationId(value: unknown, operation: string): InvitationId {
  if (typeof value === "string" && INVITATION_ID.test(value)) return value as InvitationId;
  throw invalidOption(operation, `newId gave ${quote(value)}. An id is 8 to 64 of A-Z a-z 0-9 _ -`);
}

/** Checks that `value` describes a group, and copies it. @throws InvitationError `invalid-option` */
export function checkGroup(value: unknown, operation: string): OwnGroup {
  checkOptions("group", value, operation);
  const { tells, ...group } = value as OwnGroup;
  if (FRAMES.invite.group.is(group) && GROUP_MODES.includes(group.mode))
    return Object.freeze({ ...group, tells: tells === true });
  const rule = `{ id, mode, size, mates? }: an id, one of ${GROUP_MODES.join(", ")}, 1 to ${LIMITS.groupMax.value}, and peer ids`;
  throw invalidOption(operation, `group must be ${rule}`);
}

/** The error for an id that `newId` gave before. */
export function repeatedId(id: InvitationId, operation: string): InvitationError {
  const message = `Cannot ${operation} the invitation: newId gave ${quote(id)} before, and that one is still open.`;
  return new InvitationError("invalid-option", message, { operation, state: "idle" });
}

/** The error of an invitation that can be neither posted nor sent on a connection. */
export function mayNotConnect(peer: PeerId): InvitationError {
  const message = `Cannot send: mayConnect refuses ${quote(peer)}, and without posts an invitation needs a connection. Let the peer connect, or leave the option posts on.`;
  return new InvitationError("may-not-connect", message, {
    operation: "send",
    state: "idle",
    allowed: ["send"],
  });
}

/** Checks that `value` is a text within its limit. @throws InvitationError `invalid-content`, `content-too-long` */
export function checkText(
  name: "content" | "response" | "kind" | "name" | "channelId" | "number",
  value: unknown,
  operation: string,
  state: string,
  of: "invitation" | "line" | "call" = "invitation",
): string {
  return check(value, { name, maxBytes: LIMITS[`${name}MaxBytes`].value, operation, state, of });
}

/**
 * Checks what an app changes of an open invitation, and copies it.
 * @throws InvitationError `invalid-option`, `invalid-content`, `content-too-long`
 */
export function checkChanges(changes: InvitationChanges, state: string): InvitationChanges {
  const operation = "update";
  checkNames(changes, ["content", "kind", "ttlMs"], operation);
  const { content, kind, ttlMs } = changes;
  if (content !== undefined) checkText("content", content, operation, state);
  if (kind !== undefined) checkText("kind", kind, operation, state);
  if (ttlMs !== undefined) checkLimit("ttlMs", ttlMs, operation);
  return { content, kind, ttlMs };
}

/**
 * Copies an app's JSON value as the other side will see it, so that later changes by the app do not count.
 * @throws InvitationError `invalid-content`, `content-too-long`
 */
export function checkJson(
  data: unknown,
  operation: string,
  state: string,
  of: "invitation" | "line",
): unknown {
  const maxBytes = LIMITS.signalMaxBytes.value;
  const text = toJson(data);
  if (text !== undefined && !exceedsBytes(text, maxBytes)) return JSON.parse(text);
  const [code, problem] =
    text === undefined
      ? (["invalid-content", "is not a JSON value"] as const)
      : (["content-too-long", `is longer than ${maxBytes} UTF-8 bytes of JSON`] as const);
  throw new InvitationError(code, `Cannot ${operation} on the ${of}: the data ${problem}.`, {
    operation,
    state,
  });
}

/** The JSON of `data`; undefined if it cannot be written as JSON. */
function toJson(data: unknown): string | undefined {
  try {
    return JSON.stringify(data);
  } catch {
    return undefined;
  }
}

/** Whether the app may call `sendWhileRinging` in this state (rule R17.1). */
export function takesSignals(state: string): boolean {
  return isRinging(state) || state === "accepting" || state === "accepted";
}

/** Whether the invitation rings, here or at the other side. */
export function isRinging(state: string): boolean {
  return state === "received" || state === "ringing" || state === "ignored";
}

/** The default limits, replaced by those that the app gives. @throws InvitationError `invalid-option` */
export function checkLimits(options: LimitOptions = {}): Limits {
  checkOptions("limits", options, "createInvitationClient");
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) checkLimit(name, value, "createInvitationClient");
  }
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const limits: Limits = { ...DEFAULT_LIMITS, ...given };
  // A part of the app's `openMax` is kept for known peers, unless the app sets otherwise.
  const openStrangersMax = Math.min(limits.openStrangersMax, Math.max(1, Math.floor(limits.openMax / 2)));
  return options.openStrangersMax === undefined ? { ...limits, openStrangersMax } : limits;
}

/** Checks one limit. @throws InvitationError `invalid-option` */
export function checkLimit(name: LimitName | (string & {}), value: unknown, operation: string): number {
  const problem = limitProblem(name, value);
  if (problem === undefined) return value as number;
  throw invalidOption(operation, `${name} ${problem}`);
}

/**
 * Checks that the command `operation` is legal in the state `state` of `table`.
 * @throws InvitationError `illegal-command`, naming the state and the commands that are legal there
 */
export function checkCommand<T, Command extends string>(
  table: T,
  state: keyof T & string,
  operation: Command,
  commands: readonly Command[],
): void {
  const allowed = legalInputs(table, state, commands);
  if (allowed.includes(operation)) return;
  const now = isFinal(table, state) ? `it has ended: ${state}` : `it is ${state}`;
  const next = allowed.length === 0 ? "No command is allowed now" : `Allowed now: ${allowed.join(", ")}`;
  throw new InvitationError("illegal-command", `Cannot ${operation} the invitation: ${now}. ${next}.`, {
    operation,
    state,
    allowed,
  });
}
