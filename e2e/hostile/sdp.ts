// Descriptions of connections as strangers send them: a real one, and odd ones.

const SESSION = [
  "v=0",
  "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
  "s=-",
  "t=0 0",
  "a=group:BUNDLE 0",
  "a=extmap-allow-mixed",
  "a=msid-semantic: WMS",
];
const TRANSPORT = [
  "a=ice-ufrag:Kq3x",
  "a=ice-pwd:8Yh0Zt3bJcM7v2QeR5uWn1Lp",
  "a=ice-options:trickle",
  `a=fingerprint:sha-256 ${Array(32).fill("5C").join(":")}`,
  "a=setup:actpass",
];
const DATA = [
  "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
  "c=IN IP4 0.0.0.0",
  ...TRANSPORT,
  "a=mid:0",
  "a=sctp-port:5000",
  "a=max-message-size:262144",
];
const AUDIO = [
  "m=audio 9 UDP/TLS/RTP/SAVPF 111",
  "c=IN IP4 0.0.0.0",
  ...TRANSPORT,
  "a=rtcp-mux",
  "a=sendrecv",
  "a=rtpmap:111 opus/48000/2",
];

const lines = (...parts: readonly string[]): string => parts.map((line) => `${line}\r\n`).join("");
/** The real description with `extra` lines in its section. */
const withLines = (extra: readonly string[]): string => lines(...SESSION, ...DATA, ...extra);
const times = (count: number, line: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, n) => line(n));

/** What a browser offers that asks for one data channel. */
export const DATA_SDP = lines(...SESSION, ...DATA);

/** What a browser offers that calls with a microphone. */
export const AUDIO_SDP = lines(...SESSION, ...AUDIO, "a=mid:0");

/** A candidate line that has the browser send packets to that port. */
export const candidateAt = (address: string, port: number): string =>
  `candidate:1 1 udp 2113937151 ${address} ${port} typ host generation 0 ufrag Kq3x`;

/** The real description with candidates of those addresses at that port. */
export const sdpPointingTo = (addresses: readonly string[], port: number): string =>
  withLines(addresses.map((address) => `a=${candidateAt(address, port)}`));

const ofSize = (bytes: number): string =>
  withLines(times(bytes / 1_000, (n) => `a=x${n}:${"y".repeat(990)}`));
const withMediaLines = (count: number): string =>
  lines(
    ...SESSION.map((line) =>
      line.includes("BUNDLE") ? `a=group:BUNDLE ${times(count, String).join(" ")}` : line,
    ),
    ...times(count, (n) =>
      [
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "c=IN IP4 0.0.0.0",
        ...(n === 0 ? TRANSPORT : []),
        "a=rtcp-mux",
        `a=mid:${n}`,
        "a=rtpmap:111 opus/48000/2",
      ].join("\r\n"),
    ),
  );

/** Descriptions that are larger than any of a data channel. */
export const HUGE: Readonly<Record<string, unknown>> = {
  "1 MB": { type: "offer", sdp: ofSize(1_000_000) },
  // With more, the browser itself takes its time to receive the message.
  "4 MB": { type: "offer", sdp: ofSize(4_000_000) },
  "1000 m-lines": { type: "offer", sdp: withMediaLines(1_000) },
  "100 m-lines": { type: "offer", sdp: withMediaLines(100) },
};

/** Descriptions of a size that a real one may have. */
export const ODD: Readonly<Record<string, unknown>> = {
  "800 candidates": {
    type: "offer",
    sdp: withLines(times(800, (n) => `a=${candidateAt(`10.0.${n >> 8}.${n & 255}`, 9)}`)),
  },
  "4000 attributes": { type: "offer", sdp: withLines(times(4_000, (n) => `a=x:${n}`)) },
  "2500 sources": { type: "offer", sdp: withLines(times(2_500, (n) => `a=ssrc:${n + 1} cname:a`)) },
  "2500 sources of audio": {
    type: "offer",
    sdp: lines(...SESSION, ...AUDIO, "a=mid:0", ...times(2_500, (n) => `a=ssrc:${n + 1} cname:a`)),
  },
  "one line of 60 kB": { type: "offer", sdp: withLines([`a=x:${"y".repeat(60_000)}`]) },
  "lone CR": { type: "offer", sdp: DATA_SDP.replaceAll("\r\n", "\r") },
  "lone LF": { type: "offer", sdp: DATA_SDP.replaceAll("\r\n", "\n") },
  "NUL characters": { type: "offer", sdp: withLines([`a=x:${"\0".repeat(100)}`]) },
  empty: { type: "offer", sdp: "" },
  "no m-line": { type: "offer", sdp: lines(...SESSION) },
  "no fingerprint": { type: "offer", sdp: DATA_SDP.replace(/a=fingerprint.*\r\n/, "") },
  "an answer": { type: "answer", sdp: DATA_SDP },
  "a provisional answer": { type: "pranswer", sdp: DATA_SDP },
  "a rollback": { type: "rollback", sdp: "" },
  "a type that does not exist": { type: "nonsense", sdp: DATA_SDP },
  "a type that is a number": { type: 5, sdp: DATA_SDP },
  "no type": { sdp: DATA_SDP },
  "a text that is a number": { type: "offer", sdp: 5 },
  "a text that is null": { type: "offer", sdp: null },
  "a text that is a list": { type: "offer", sdp: [DATA_SDP] },
  "no text": { type: "offer" },
  null: null,
  "a number": 5,
  "a list": [],
  "a string": DATA_SDP,
  "an empty object": {},
  nothing: undefined,
};
