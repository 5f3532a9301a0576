// Strangers ask for connections with descriptions that are huge or odd.

import { attack } from "./attack.ts";
import { HUGE, ODD } from "./sdp.ts";

const TABLES = { huge: HUGE, odd: ODD };
const LABELS = { "this package's label": {}, "another label": { label: "strange" } };

for (const [size, descriptions] of Object.entries(TABLES)) {
  for (const [label, parts] of Object.entries(LABELS)) {
    const isSample = label === "this package's label";
    const sample = { broker: "bare", connects: size === "huge" ? "everybody" : "nobody" } as const;
    attack(`${size} descriptions with ${label}`, isSample ? sample : undefined, async (stage) => {
      await stage.endure(() =>
        stage.each(descriptions, (attacker, sdp) => attacker.offer(stage.bob.id, { sdp, ...parts })),
      );
    });
  }
}
