// Strangers send messages whose fields have every type, name and size.
import { attack } from "./attack.ts";
import { DATA_SDP } from "./sdp.ts";
import { ODD_POSTS, OF_ANY_NAME, OF_ANY_SIZE, OF_ANY_TYPE } from "./values.ts";

const MEDIA_SECTION = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:1\r\n";
const ALL = { ...OF_ANY_TYPE, ...OF_ANY_NAME, ...OF_ANY_SIZE };

attack("serializations of every name", { broker: "bare", connects: "everybody" }, async (stage) => {
  await stage.endure(() =>
    stage.each({ ...OF_ANY_NAME, ...OF_ANY_TYPE }, (attacker, serialization) =>
      attacker.offer(stage.bob.id, { serialization }),
    ),
  );
  // Our own broker drops them.
  if (stage.ground.broker === "bare") await stage.expectCounted("brokerMalformed");
});

attack("metadata of every type and size", { broker: "ours", connects: "everybody" }, async (stage) => {
  await stage.endure(() =>
    stage.each({ ...OF_ANY_TYPE, ...OF_ANY_SIZE }, (attacker, metadata) =>
      attacker.offer(stage.bob.id, { metadata }),
    ),
  );
});

attack("posts of every type and size", { broker: "bare", connects: "nobody" }, async (stage) => {
  await stage.endure(() =>
    stage.each(ODD_POSTS, (attacker, post) =>
      attacker.send({ type: "CANDIDATE", dst: stage.bob.id, payload: { label: "peer-invite", post } }),
    ),
  );
});

for (const type of ["OFFER", "ANSWER", "CANDIDATE", "LEAVE", "EXPIRE"]) {
  const sample = { broker: "bare", connects: "everybody" } as const;
  attack(`payloads of ${type} of every type`, type === "OFFER" ? sample : undefined, async (stage) => {
    await stage.endure(() =>
      stage.each(OF_ANY_TYPE, (attacker, payload) => attacker.send({ type, dst: stage.bob.id, payload })),
    );
  });
}

attack(
  "connection ids of every type, name and size",
  { broker: "bare", connects: "nobody" },
  async (stage) => {
    const { bob, ada } = stage;
    const idOfAda = await bob.page.evaluate(
      (known) =>
        (window.lab.peer.connections as Record<string, { connectionId: string }[]>)[known]?.[0]?.connectionId,
      ada.id,
    );
    await stage.endure(() =>
      stage.each({ ...ALL, "the known peer's": idOfAda }, (attacker, connectionId) => {
        attacker.offer(bob.id, { connectionId });
        for (const type of ["ANSWER", "CANDIDATE"]) {
          attacker.send({
            type,
            dst: bob.id,
            payload: { type: "data", connectionId, sdp: {}, candidate: {} },
          });
        }
      }),
    );
  },
);

for (const field of ["label", "type", "reliable"]) {
  attack(`values of ${field} of every type, name and size`, undefined, async (stage) => {
    await stage.endure(() =>
      stage.each(ALL, (attacker, value) => attacker.offer(stage.bob.id, { [field]: value })),
    );
  });
}

attack(
  "an OFFER that has this package's label for its id, and none for its label",
  { broker: "ours", connects: "everybody" },
  async (stage) => {
    await stage.endure(async () => {
      const [attacker] = await stage.attackers(1);
      // PeerJS takes the id for the label where there is none.
      for (const label of [undefined, ""]) {
        const sdp = { type: "offer", sdp: DATA_SDP + MEDIA_SECTION.repeat(5) };
        attacker?.offer(stage.bob.id, { connectionId: "peer-invite", label, sdp });
      }
      await attacker?.flushed();
    });
    await stage.expectCounted("brokerMalformed");
  },
);
