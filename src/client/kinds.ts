// Both kinds of invitation as one type.
import type { LocalInvitation } from "./local-invitation.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";

/**
 * An invitation of either direction, as it is in a client's lists. Its `role` tells the kinds apart: after
 * `invitation.role === "remote"`, TypeScript knows that it has `accept()`.
 */
export type Invitation = LocalInvitation | RemoteInvitation;
