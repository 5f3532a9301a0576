// The two kinds of id, and the form of each. Both types are branded: a plain string must be checked to become an id.

declare const brand: unique symbol;
/** A peer's id at its broker: 1 to 128 letters and digits, with single spaces, `_` or `-` between them. */
export type PeerId = string & { readonly [brand]: "PeerId" };
/** An invitation's id, chosen by its caller: 8 to 64 of `A-Z a-z 0-9 _ -`. */
export type InvitationId = string & { readonly [brand]: "InvitationId" };

/** PeerJS's own rule for ids that a broker can register. */
const PEER_ID = /^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/;
const PEER_ID_MAX_LENGTH = 128;

/** The shape of an invitation id. */
export const INVITATION_ID: RegExp = /^[A-Za-z0-9_-]{8,64}$/;

/** The form of a peer id, as the end of a sentence in error messages. */
export const PEER_ID_RULE = `1 to ${PEER_ID_MAX_LENGTH} letters and digits, with single spaces, "_" or "-" between them`;

/** Whether `value` is an id that a peer can have at a broker. */
export function isPeerId(value: unknown): value is PeerId {
  return typeof value === "string" && value.length <= PEER_ID_MAX_LENGTH && PEER_ID.test(value);
}
