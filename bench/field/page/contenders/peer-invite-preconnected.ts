// This package, with calls that are set up while they ring.
import { preconnectCalls } from "peer-invite/call";
import type { Contender, ContenderParts } from "../contender.ts";
import { createWith } from "./peer-invite.ts";

export function create(parts: ContenderParts): Contender {
  return createWith(parts, (client) =>
    preconnectCalls(client, {
      streamOnAccept: () => parts.media,
      config: parts.rtc,
    }),
  );
}
