// Sets calls up while they ring, at both ends, so that a picture appears as soon as one is sent.

import { answerOf } from "../base/answer.ts";
import { checkFunction, checkMethods, checkNames, invalidOption, misuse } from "../base/check.ts";
import { claim } from "../base/claims.ts";
import { type Clock, createSystemClock } from "../base/clock.ts";
import { createSecret } from "../base/secret.ts";
import {
  type Invitation,
  type InvitationClient,
  isRinging,
  type RemoteInvitation,
  takesSignals,
} from "../client/public.ts";
import { CALL_BOUNDS, CALL_LIMITS } from "./call-state.ts";
import { pageCertificate } from "./certificate.ts";
import { checkMediaOptions, streamProblem } from "./check-call.ts";
import { createMediaOnDemand, expectMedia } from "./load-media.ts";
import type { CreateMedia } from "./media-port.ts";
import { type MessageWhileRinging, readWhileRinging } from "./messages.ts";
import { dropPreconnection, keepPreconnection, Preconnection } from "./preconnection.ts";
import { createSlots, type Slots } from "./slots.ts";

const OPERATION = "preconnectCalls";

/** Options of {@link preconnectCalls}. All may be left out. */
export interface PreconnectOptions {
  /**
   * The stream that this side sends as soon as its person accepts. Its picture reaches the caller before the caller's
   * confirmation is back here; until then it also reaches a caller who canceled meanwhile. Pass the same stream to
   * `startCall`; any other stream replaces it. Default: nothing is sent before `startCall`.
   */
  readonly streamOnAccept?: (invitation: RemoteInvitation) => MediaStream | undefined;
  /**
   * When this side answers a caller's media connection: `while-ringing`, if the policy lets the caller connect by then, or
   * `on-accept`, as its person accepts. The second has no media connection while it rings, and so shows a caller no address
   * by one. (The link of the invitation may: see the policy's `mayConnect`.) Its pictures come a few round trips later. Default
   * `while-ringing`.
   */
  readonly answer?: "while-ringing" | "on-accept";
  /**
   * The STUN and TURN servers, as in `startCall`. Pass the same to both, because the call goes on with the connection
   * made here.
   */
  readonly config?: RTCConfiguration | undefined;
  /** As in `startCall`. */
  readonly createMedia?: CreateMedia;
  /** As in `startCall`. */
  readonly clock?: Clock;
}

/**
 * Sets up the media connection of each call as early as both ends allow, if both ends do so. `startCall` then goes on
 * with it. With peers that may connect before a call is accepted, as the client's policy says (`mayConnect`), it is set up
 * while it rings, and a picture appears after one way across the network plus the time to draw it. A caller who may
 * connect makes its offer while it rings, which shows the callee its addresses; a callee who may not, or who chose `answer:
 * "on-accept"`, holds it, and answers as its person accepts. Where neither may, both begin with the acceptance. Nothing is
 * captured or sent before the acceptance. If the setup fails, `startCall` does all of it, as it does without this
 * function. Returns a function that stops this, and closes the connections that no call has taken over. At most ten
 * connections are set up at once, and in the long run one every three seconds with those who are known, and one with
 * others; the rest are set up as they are accepted.
 * @throws InvitationError `invalid-option`, also for a client for which it was called before and not stopped
 */
export function preconnectCalls(client: InvitationClient, options: PreconnectOptions = {}): () => void {
  checkPreconnect(client, options);
  const release = claim(client, OPERATION);
  if (release === undefined) {
    throw invalidOption(
      OPERATION,
      "this client does so already: call the function that the first call returned",
    );
  }
  const { clock = createSystemClock() } = options;
  const isKnown = (invitation: Invitation): boolean =>
    invitation.role === "local" || (answerOf("knows", () => client.policy.knows(invitation.caller)) ?? false);
  const slots = createSlots(clock, isKnown);
  /** For each invitation, the function that closes its connection. */
  const watched = new Map<Invitation, () => void>();
  const letGo = (invitation: Invitation): void => {
    watched.get(invitation)?.();
    watched.delete(invitation);
  };
  const letGoOfAll = (): void => {
    for (const invitation of watched.keys()) letGo(invitation);
  };
  const look = (): void => {
    // None of them can become a call now, and nobody else will report that.
    if (client.state === "closed") return letGoOfAll();
    for (const invitation of client.invitations) {
      if (watched.has(invitation)) continue;
      if (options.createMedia === undefined) expectMedia();
      watched.set(invitation, watch(invitation, options, slots, client));
      void invitation.outcome.then(({ kind }) => {
        const unwatch = watched.get(invitation);
        if (kind !== "accepted" || unwatch === undefined) return letGo(invitation);
        // The connection is now the call's, which may wait for a person to choose a camera.
        const atMs = clock.nowMs() + CALL_LIMITS.connectTimeoutMs.value;
        const callOff = clock.schedule(atMs, () => letGo(invitation));
        watched.set(invitation, () => {
          callOff();
          unwatch();
        });
      });
    }
  };
  client.on("changed", look);
  look();
  // Begins early, so that the first call finds the certificate ready.
  pageCertificate();
  return () => {
    client.off("changed", look);
    letGoOfAll();
    release();
  };
}

/** Sets up a connection each time the invitation begins to ring. Returns a function that closes it. */
function watch(
  invitation: Invitation,
  options: PreconnectOptions,
  slots: Slots,
  client: InvitationClient,
): () => void {
  const { streamOnAccept, config, createMedia: create = createMediaOnDemand, answer } = options;
  const may = (peer: string): boolean =>
    (answerOf("mayConnect", () => client.policy.mayConnect(peer)) ?? false) && slots.take(invitation);
  /** The name of the present attempt. It differs from the names in earlier lives of the page. */
  let attempt = "";
  /** The names of all attempts. What is late of an earlier one begins nothing. */
  const attempts = new Set<string>();
  let signals = 0;
  /** Whether this side has said that it takes part in the present attempt of the caller. */
  let isPromised = false;
  let hasAccepted = false;
  let preconnection: Preconnection | undefined;
  const letGo = (): void => {
    preconnection = undefined;
    slots.leave(invitation);
    dropPreconnection(invitation, client.state === "closed");
  };
  const begin = (name: string): void => {
    attempt = name;
    attempts.add(name);
    signals = 0;
    isPromised = false;
    let said = 0;
    preconnection = new Preconnection({
      leads: invitation.role === "local",
      config,
      createMedia: create,
      say: (data) => {
        said += 1;
        return say({ m: "preconnect", a: name, n: said - 1, data });
      },
    });
    keepPreconnection(invitation, preconnection);
  };
  const say = (message: MessageWhileRinging): boolean => {
    if (!takesSignals(invitation.state) || message.a !== attempt) return false;
    try {
      return invitation.sendWhileRinging(message);
    } catch {
      // It is too long because of what the other end said. The call can send it in parts.
      return false;
    }
  };
  const hear = (signal: unknown): void => {
    const message = readWhileRinging(signal);
    if (message === undefined) return;
    // The caller begins, and begins again after either page was reloaded.
    if (invitation.role === "remote" && !attempts.has(message.a) && isRinging(invitation.state)) {
      letGo();
      if (attempts.size < CALL_BOUNDS.attemptsMax) begin(message.a);
    }
    // A signal that crosses the accept still counts: it may hold the one address that works.
    signals += 1;
    if (message.a !== attempt || signals > CALL_BOUNDS.signalsWhileRingingMax) return;
    if (message.m === "preconnect") preconnection?.feed(message.data);
    if (message.m === "held") preconnection?.expectAnswer();
    else if (invitation.role === "remote" && !isPromised && isRinging(invitation.state)) promise(message);
  };
  /**
   * Whether or not the answer follows at once, the caller can rely on it. Without the caller's first signal, its offer, none
   * can follow.
   */
  const promise = (message: MessageWhileRinging): void => {
    if (message.m === "preconnect" && message.n > 0) return;
    isPromised = true;
    say({ m: "held", a: attempt });
    const isNow = message.m === "preconnect" && answer !== "on-accept" && may(invitation.peer);
    if (isNow) preconnection?.start();
  };
  const rings = (): void => {
    if (invitation.role !== "local") return;
    // It may ring again, after the callee's page was reloaded.
    letGo();
    if (attempts.size >= CALL_BOUNDS.attemptsMax) return;
    begin(createSecret());
    if (may(invitation.callee)) preconnection?.start();
    else say({ m: "later", a: attempt });
  };
  const accepted = ({ state }: { readonly state: string }): void => {
    if (hasAccepted || state !== (invitation.role === "local" ? "accepted" : "accepting")) return;
    hasAccepted = true;
    slots.leave(invitation);
    if (invitation.role === "remote" || preconnection?.expectsAnswer === true) preconnection?.start();
    if (invitation.role === "local") return;
    const stream = streamOnAccept?.(invitation);
    if (stream === undefined) return;
    const problem = streamProblem(stream, []);
    if (problem !== undefined) {
      throw misuse(OPERATION, `Cannot send what streamOnAccept returned: ${problem}.`);
    }
    preconnection?.send(stream);
  };
  invitation.on("dataWhileRinging", hear).on("changed", accepted);
  if (invitation.role === "local") invitation.on("received", rings);
  if (invitation.state === "received") rings();
  return () => {
    invitation.off("changed", accepted);
    if (invitation.role === "local") invitation.off("received", rings);
    // A call that has taken the connection over may still wait for its answer.
    if (preconnection?.isTaken === true) return;
    invitation.off("dataWhileRinging", hear);
    letGo();
  };
}

/** When a callee's side may answer. */
const ANSWERS: readonly unknown[] = ["while-ringing", "on-accept"];

function checkPreconnect(client: unknown, options: PreconnectOptions): void {
  const operation = OPERATION;
  checkMethods("client", client, ["on", "off", "createLocalInvitation"], operation);
  checkNames(options, ["streamOnAccept", "answer", "config", "createMedia", "clock"], operation);
  if (options.streamOnAccept !== undefined)
    checkFunction("streamOnAccept", options.streamOnAccept, operation);
  const { answer = "while-ringing" } = options;
  if (!ANSWERS.includes(answer)) throw misuse(operation, `answer must be one of ${ANSWERS.join(", ")}`);
  checkMediaOptions(operation, options);
}
