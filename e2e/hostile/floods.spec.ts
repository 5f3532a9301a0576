// Strangers ask for more connections than anybody needs.
import { expect } from "@playwright/test";
import { attack } from "./attack.ts";
import { AUDIO_SDP } from "./sdp.ts";

const OFFERS = 600;
const STRANGERS = 60;

const KINDS = {
  "this package's label": {},
  "another label": { label: "strange" },
  "no label and another serialization": { label: undefined, serialization: "binary" },
  media: { type: "media", label: undefined, sdp: { type: "offer", sdp: AUDIO_SDP } },
};

const SAMPLE = {
  "this package's label": { broker: "ours", connects: "everybody" },
  "another label": { broker: "bare", connects: "nobody" },
  "no label and another serialization": undefined,
  media: { broker: "bare", connects: "everybody" },
} as const;

for (const [kind, parts] of Object.entries(KINDS)) {
  attack(`${OFFERS} OFFERs with ${kind}`, SAMPLE[kind as keyof typeof KINDS], async (stage) => {
    await stage.endure(() => stage.storm(OFFERS, (attacker) => attacker.offer(stage.bob.id, parts)));
    const isRefused = stage.ground.connects === "nobody";
    await stage.expectCounted(isRefused ? "connectionsRefused" : "connectionsCrowded");
  });
}

attack(
  `${OFFERS} OFFERs of ${STRANGERS} strangers, while one who is honest calls`,
  { broker: "ours", connects: "everybody" },
  async (stage) => {
    const cat = await stage.join("cat");
    await stage.endure(async () => {
      await stage.storm(OFFERS, (attacker) => attacker.offer(stage.bob.id), STRANGERS);
      // All places of strangers are taken. The call rings all the same, and gets a connection once it is accepted.
      expect.soft(await stage.call({ caller: cat }), "the call of a stranger").toBe("accepted");
    });
  },
);
