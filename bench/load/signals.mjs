// @ts-check
// The messages that two browsers send through the broker to set up a data channel, with Chromium and PeerJS 1.5. They have
// the forms and sizes that a broker has to carry for one first call.

const SDP = `v=0\r
o=- 4611731400430051336 2 IN IP4 127.0.0.1\r
s=-\r
t=0 0\r
a=group:BUNDLE 0\r
a=extmap-allow-mixed\r
a=msid-semantic: WMS\r
m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r
c=IN IP4 0.0.0.0\r
a=ice-ufrag:KMx5\r
a=ice-pwd:aOZKcGXbGqLYkSQJZ1jpGBBZ\r
a=ice-options:trickle\r
a=fingerprint:sha-256 7B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35:DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08\r
a=setup:actpass\r
a=mid:0\r
a=sctp-port:5000\r
a=max-message-size:262144\r
`;
const CANDIDATES = [
  "candidate:2515351515 1 udp 2113937151 4ad1b2c3-5d6e-4f70-8a91-b2c3d4e5f607.local 51443 typ host generation 0 ufrag KMx5 network-cost 999",
  "candidate:3421412312 1 udp 1677729535 198.51.100.10 51443 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag KMx5 network-cost 999",
  "candidate:4115512311 1 udp 33562367 198.18.0.1 50117 typ relay raddr 198.51.100.10 rport 51443 generation 0 ufrag KMx5 network-cost 999",
];
const CONNECTION_ID = "dc_0123456789abcdefghijklmnop";

/** The frames that are posted for a first call. */
const FRAMES = {
  invite: { t: "invite", id: "0123456789abcdefghijk", ttlMs: 60_000, content: "Are you free for a moment?" },
  received: { t: "received", id: "0123456789abcdefghijk" },
};

/**
 * @param {string} dst
 * @param {keyof typeof FRAMES} frame
 */
export function postTo(dst, frame) {
  const session = "abcdefghijk0123456789";
  const post = JSON.stringify({
    v: 1,
    n: 1,
    from: session,
    to: session,
    text: JSON.stringify(FRAMES[frame]),
  });
  return JSON.stringify({ type: "CANDIDATE", payload: { label: "peer-invite", post }, dst });
}

/** @param {string} dst */
export function offerTo(dst) {
  const payload = {
    sdp: { type: "offer", sdp: SDP },
    type: "data",
    connectionId: CONNECTION_ID,
    label: "peer-invite",
    reliable: true,
    serialization: "raw",
  };
  return JSON.stringify({ type: "OFFER", payload, dst });
}

/** @param {string} dst */
export function answerTo(dst) {
  const payload = { sdp: { type: "answer", sdp: SDP }, type: "data", connectionId: CONNECTION_ID };
  return JSON.stringify({ type: "ANSWER", payload, dst });
}

/** @param {string} dst */
export function candidatesTo(dst) {
  return CANDIDATES.map((candidate) =>
    JSON.stringify({
      type: "CANDIDATE",
      payload: {
        candidate: { candidate, sdpMLineIndex: 0, sdpMid: "0", usernameFragment: "KMx5" },
        type: "data",
        connectionId: CONNECTION_ID,
      },
      dst,
    }),
  );
}
