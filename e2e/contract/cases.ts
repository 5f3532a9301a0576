// Every case of the transport contract, and of what only the PeerJS adapter has.
import { CONTRACT } from "../../src/transport/contract.ts";
import { COPIES_CASES } from "./copies-cases.ts";
import { GATE_CASES } from "./gate-cases.ts";
import { OPENED_CASES } from "./opened-cases.ts";
import { PEERJS_CASES } from "./peerjs-cases.ts";
import { POSTS_CASES } from "./posts-cases.ts";
import { REGISTRATION_CASES } from "./registration-cases.ts";

export const CASES = [
  ...CONTRACT,
  ...PEERJS_CASES,
  ...COPIES_CASES,
  ...OPENED_CASES,
  ...POSTS_CASES,
  ...GATE_CASES,
  ...REGISTRATION_CASES,
];
