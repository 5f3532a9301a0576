// A transport that a test plays by hand, and of whose events it hears only those that it asks for.
import type { TransportEvents } from "../transport/transport.ts";

/** The events of a transport, all unheard. */
export const IDLE: TransportEvents = {
  changed: () => {},
  standingOf: () => "known",
  incoming: () => {},
  failed: () => {},
  posted: () => {},
  absent: () => {},
};
