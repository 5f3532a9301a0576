// This package, with calls whose offer travels while it rings. The callee answers as it accepts.
import { preconnectCalls } from "peer-invite/call";
import type { Contender, ContenderParts } from "../contender.ts";
import { createWith } from "./peer-invite.ts";

export function create(parts: ContenderParts): Contender {
  return createWith(parts, (client) =>
    preconnectCalls(client, {
      answer: "on-accept",
      streamOnAccept: () => parts.media,
      config: parts.rtc,
    }),
  );
}
