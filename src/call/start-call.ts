// Turns an accepted invitation into a call.
import { checkNames } from "../base/check.ts";
import type { Clock } from "../base/clock.ts";
import { InvitationError } from "../base/pure/errors.ts";
import type { InvitationMembers, Line } from "../client/public.ts";
import { Call } from "./call.ts";
import type { CallLimits } from "./call-state.ts";
import { checkCallLimits, checkInvitation, checkMediaOptions, checkStream } from "./check-call.ts";
import { createMediaOnDemand } from "./load-media.ts";
import type { CreateMedia } from "./media-port.ts";
import { takePreconnection } from "./preconnection.ts";

/** Options of {@link startCall}. All may be left out. */
export interface CallOptions {
  /**
   * The stream that is sent from the start, from `getMedia` or elsewhere. Default none: this side hears, sees and sends
   * data.
   */
  readonly stream?: MediaStream | undefined;
  /**
   * The WebRTC configuration, with the STUN and TURN servers. Default: simple-peer's two public STUN servers,
   * `bundlePolicy: "max-bundle"`, and one certificate for the life of the page; each member given here replaces its
   * default. Only `iceCandidatePoolSize` is ignored and always 0, because with a pool Chromium makes connections that
   * never come up (ADR 14). Without a TURN server, some networks let no call through. A call that was set up while it
   * rang goes on with the configuration of `preconnectCalls`; this one applies when a connection is rebuilt.
   */
  readonly config?: RTCConfiguration | undefined;
  /** Time limits that differ from the defaults, in ms, by name: see `CALL_LIMITS`. */
  readonly limits?: { readonly [Name in keyof CallLimits]?: number };
  /** The source of time. Default: the system's clock. Tests pass a fake one (`peer-invite/testing`). */
  readonly clock?: Clock;
  /** Makes the media connection. Default: with simple-peer, which is loaded when it is first needed. */
  readonly createMedia?: CreateMedia;
}

/** The call of each invitation that has, or had, one. */
const calls = new WeakMap<InvitationMembers, Call>();

/**
 * Starts this side's call of an accepted invitation; the other side does the same. The call is set up over the
 * invitation's own line, without the broker. While the call goes on, calling this again returns the same call, with the
 * options of the first time.
 * @throws InvitationError `illegal-command` unless the invitation is accepted, once its call has ended, and if
 * `openLine` opened its line for something else; `invalid-option`; `client-closed`
 */
export function startCall(invitation: InvitationMembers, options: CallOptions = {}): Call {
  const operation = "startCall";
  checkInvitation(invitation, operation);
  checkNames(options, ["stream", "config", "limits", "clock", "createMedia"], operation);
  checkMediaOptions(operation, options);
  const { stream, config, clock, limits: chosen = {} } = options;
  const limits = checkCallLimits(chosen, operation);
  if (stream !== undefined) checkStream(stream, operation);
  const running = calls.get(invitation);
  if (running !== undefined && running.state !== "ended") return running;
  const call = new Call({
    peer: invitation.peer,
    leads: invitation.role === "local",
    line: openLine(invitation, running !== undefined),
    stream,
    config,
    limits,
    clock,
    createMedia: options.createMedia ?? createMediaOnDemand,
    adopt: takePreconnection(invitation, config),
  });
  calls.set(invitation, call);
  return call;
}

/** Opens the line of the call. Its errors name `startCall`, which is what the app called. */
function openLine(invitation: InvitationMembers, hadCall: boolean): Line {
  const operation = "startCall";
  try {
    return invitation.openLine();
  } catch (cause) {
    if (!(cause instanceof InvitationError)) throw cause;
    const { code, state } = cause;
    const problem =
      code === "client-closed"
        ? "the client was closed, or its Peer destroyed"
        : state !== "accepted"
          ? `the invitation is ${state}. Only an accepted one becomes a call`
          : hadCall
            ? "the invitation's call has ended. Invite again for another one"
            : "the invitation's line was opened by openLine, for something else";
    throw new InvitationError(code, `Cannot startCall: ${problem}.`, {
      operation,
      cause,
      ...(state && { state }),
    });
  }
}
