// Turns an accepted invitation into a call.
import type { Clock } from "../client/clock.ts";
import type { LocalInvitation } from "../client/local-invitation.ts";
import type { RemoteInvitation } from "../client/remote-invitation.ts";
import { Call } from "./call.ts";
import type { CallLimits } from "./call-state.ts";
import {
  checkCallLimits,
  checkInvitation,
  checkMediaOptions,
  checkNames,
  checkStream,
} from "./check-call.ts";
import { createMedia } from "./media.ts";
import type { CreateMedia } from "./media-port.ts";
import { takePreconnection } from "./preconnection.ts";

/** Options of {@link startCall}; all may be left out. */
export interface CallOptions {
  /** What is sent from the start: of `getMedia`, or any other. Default none: this side hears, sees and sends data. */
  readonly stream?: MediaStream | undefined;
  /**
   * The STUN and TURN servers and the rest of the WebRTC configuration. Default: simple-peer's two public STUN servers,
   * `bundlePolicy: "max-bundle"`, and one certificate for the life of the page; what is given here replaces each. Only
   * `iceCandidatePoolSize` does not count: it is 0, for with a pool Chromium makes connections that never come up (ADR 14).
   * Without a TURN server some networks let no call through. A call that was set up while it rang goes on with the
   * configuration of `preconnectCalls`; this one counts where a connection is built anew.
   */
  readonly config?: RTCConfiguration | undefined;
  /** Time limits other than the defaults, by name: see `CALL_LIMITS`. */
  readonly limits?: { readonly [Name in keyof CallLimits]?: number };
  /** The source of time. Default: the system's. Tests give a fake one (`peer-invite/testing`). */
  readonly clock?: Clock;
  /** Makes the media connection. Default: with simple-peer. */
  readonly createMedia?: CreateMedia;
}

/**
 * Begins the call of an accepted invitation, at this side; the other side does the same. It is set up over the
 * invitation's own line, without the broker. Opens that line: once for each invitation.
 * @throws InvitationError `illegal-command` unless it is accepted, and the second time; `invalid-option`; `client-closed`
 */
export function startCall(invitation: LocalInvitation | RemoteInvitation, options: CallOptions = {}): Call {
  const operation = "startCall";
  checkInvitation(invitation, operation);
  checkNames(options, ["stream", "config", "limits", "clock", "createMedia"], operation);
  checkMediaOptions(operation, options);
  const { stream, config, clock, limits: chosen = {} } = options;
  const limits = checkCallLimits(chosen, operation);
  if (stream !== undefined) checkStream(stream, operation);
  const leads = invitation.role === "local";
  return new Call({
    peer: invitation.role === "local" ? invitation.callee : invitation.caller,
    leads,
    line: invitation.openLine(),
    stream,
    config,
    limits,
    clock,
    createMedia: options.createMedia ?? createMedia,
    adopt: takePreconnection(invitation),
  });
}
