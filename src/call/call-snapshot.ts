// Builds the snapshot of a call.
import type { CallSnapshot } from "./call-events.ts";
import type { CallState } from "./call-record.ts";
import type { Outgoing } from "./outgoing.ts";

/** The snapshot of a call with `peer`, frozen. */
export function takeSnapshot(
  peer: string,
  { kind: state, remoteMedia, end }: CallState,
  { streams, screen, switches }: Outgoing,
  remoteStreams: readonly MediaStream[],
): CallSnapshot {
  return Object.freeze({
    state,
    peer,
    streams,
    screen: screen?.stream,
    ...switches,
    remoteStreams,
    remoteScreen: remoteStreams.find(({ id }) => id === remoteMedia?.screen),
    remoteMicrophone: remoteMedia?.microphone,
    remoteCamera: remoteMedia?.camera,
    remoteHeld: remoteMedia?.held ?? false,
    end,
  });
}
