// This package, with nobody who may connect before a call is accepted: link and call are set up together, with the acceptance.
import { preconnectCalls } from "peer-invite/call";
import type { Contender, ContenderParts } from "../contender.ts";
import { createWith } from "./peer-invite.ts";

export function create(parts: ContenderParts): Contender {
  return createWith(parts, (client) => {
    client.setPolicy({ mayConnect: () => false });
    preconnectCalls(client, { streamOnAccept: () => parts.media, config: parts.rtc });
  });
}
