// Strangers name addresses of their own, and look whether bob's page sends anything there.
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { networkInterfaces } from "node:os";
import { expect } from "@playwright/test";
import { attack } from "./attack.ts";
import { candidateAt, sdpPointingTo } from "./sdp.ts";

const OWN_ADDRESSES = Object.values(networkInterfaces()).flatMap((each) =>
  (each ?? []).filter(({ family }) => family === "IPv4").map(({ address }) => address),
);

attack(
  "an OFFER, candidates and a post that name a port of the stranger's",
  { broker: "ours", connects: "nobody" },
  async (stage) => {
    const listener = createSocket("udp4").bind(0);
    let packets = 0;
    const first = once(listener, "message");
    listener.on("message", () => {
      packets += 1;
    });
    await once(listener, "listening");
    const { port } = listener.address();
    await stage.endure(async () => {
      const [attacker] = await stage.attackers(1);
      const connectionId = "dc_with_addresses";
      const sdp = { type: "offer", sdp: sdpPointingTo(OWN_ADDRESSES, port) };
      attacker?.offer(stage.bob.id, { connectionId, sdp });
      for (const address of OWN_ADDRESSES) {
        const candidate = { candidate: candidateAt(address, port), sdpMid: "0", sdpMLineIndex: 0 };
        const payload = { type: "data", connectionId, candidate };
        attacker?.send({ type: "CANDIDATE", dst: stage.bob.id, payload });
      }
      await attacker?.flushed();
      // By default, bob's page answers. That is what makes the other case mean something.
      if (stage.ground.connects === "everybody") await first;
    });
    if (stage.ground.connects === "nobody") expect.soft(packets, "packets to a stranger").toBe(0);
    listener.close();
  },
);
