// @ts-check
// Two Node peers that may only talk through a TURN server, a real coturn.
import { createHmac } from "node:crypto";
import { createInvitationClient } from "peer-invite";
import { expect, test } from "vitest";
import { hasTurnServer, startTurnServer } from "../../broker/test/turn.fixture.mjs";
import { startBroker } from "./broker.fixture.mjs";
import { createNodePeer } from "./index.mjs";

const SECRET = "the-secret-of-coturn-in-this-test";

/** Credentials as coturn's `use-auth-secret` takes them. @param {string} secret */
function credentials(secret) {
  const username = String(Math.floor(Date.now() / 1000) + 600);
  return { username, credential: createHmac("sha1", secret).update(username).digest("base64") };
}

test.runIf(hasTurnServer && process.env["NODE_TESTS"] === "all")(
  "a link goes through TURN, and there is none with wrong credentials",
  async () => {
    const [broker, turn] = [await startBroker(), await startTurnServer(SECRET)];
    const urls = `turn:127.0.0.1:${turn.port}?transport=udp`;
    /** @param {string} id @param {string} secret */
    const join = (id, secret) =>
      createNodePeer(id, {
        ...broker.at,
        config: { iceServers: [{ urls, ...credentials(secret) }], iceTransportPolicy: "relay" },
      });
    const peers = [await join("ada", SECRET), await join("bob", SECRET), await join("eve", "wrong")];
    try {
      const [ada, bob, eve] = peers.map((peer) =>
        createInvitationClient(peer, { posts: false, limits: { deliverTimeoutMs: 2_000 } }),
      );
      bob?.on("invitation", (invitation) => invitation.accept("by relay"));
      const invitation = ada?.createLocalInvitation("bob").send();
      expect(await invitation?.outcome).toMatchObject({ kind: "accepted", response: "by relay" });
      const [connection] = Object.values(
        /** @type {Record<string, import("peerjs").DataConnection[]>} */ (peers[0]?.connections),
      ).flat();
      const kinds = connection?.peerConnection.localDescription?.sdp.match(/(?<= typ )\w+/g);
      expect(new Set(kinds)).toEqual(new Set(["relay"]));
      expect(await eve?.createLocalInvitation("bob").send().outcome).toMatchObject({ kind: "failed" });
    } finally {
      for (const peer of peers) peer.destroy();
      await turn.stop();
      await broker.stop();
    }
  },
);
