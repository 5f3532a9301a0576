// The exports of `peer-invite/access`: a Peer's access token and its STUN and TURN servers, renewed before they expire.
export {
  type AccessEvents,
  type AccessOptions,
  type AccessSnapshot,
  type FreshToken,
  keepAccess,
  type PeerAccess,
} from "./access.ts";
