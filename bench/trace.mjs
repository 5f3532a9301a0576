// @ts-check
// The part "trace": where the milliseconds go between a click and the ring of a first call, and between an accept and the first
// picture. Both pages use the machine's loopback, so that the numbers show work and not distance.
import { LOOPBACK_CONDITION } from "./field/conditions.mjs";
import { openLoopback } from "./field/network.mjs";
import { buildFieldPages } from "./field/pages.mjs";
import { Stage } from "./field/stage.mjs";
import { median } from "./quantile.mjs";
import { renderGrid, renderMarkdown } from "./table.mjs";

/** @typedef {"caller" | "callee"} Role */
/** @typedef {readonly [role: Role, mark: string, label: string]} Step */

const RUNS = 12;
/** The reaction time of a quick person. */
const RING_FOR_MS = 1_000;

/** The steps in order: who sees each, and who has worked on it since the step before. */
const RINGS = /** @satisfies {readonly Step[]} */ ([
  ["caller", "connection", "the package, then PeerJS, up to a new RTCPeerConnection"],
  ["caller", "offering", "the browser makes it; PeerJS asks for an offer"],
  ["caller", "offered", "the browser makes the offer and takes it on"],
  ["caller", "sent", "PeerJS sends it to the broker, with the invitation in it"],
  ["callee", "arrived", "WebSocket, broker, WebSocket"],
  ["callee", "answering", "PeerJS makes a connection of its own for it"],
  ["callee", "rings", "the package reads the invitation, asks its policy, and rings"],
]);

const PICTURE = /** @satisfies {readonly Step[]} */ ([
  ["callee", "filled", "the package, up to the callee's camera in the room that was made ahead"],
  ["caller", "filled", "accept → caller; the package there, up to the caller's camera"],
  ["caller", "unmute", "callee: next picture of the camera, encoder, first packet at the caller"],
  ["callee", "unmute", "the same the other way"],
  ["caller", "picture", "caller: jitter buffer, decoder, painted"],
  ["callee", "picture", "the same at the callee"],
]);

/** @returns {Promise<import("./part.mjs").Part>} */
export async function runTrace() {
  const network = await openLoopback(await buildFieldPages());
  try {
    const stage = await Stage.open(network, watch);
    try {
      const runs = [];
      for (let count = 0; count < RUNS; count += 1) {
        runs.push(await stage.play("peer-invite-preconnected", LOOPBACK_CONDITION, traceCall));
      }
      return toPart(runs);
    } finally {
      await stage.close();
    }
  } finally {
    network.stop();
  }
}

/** Runs in each page before its own scripts. Notes when the browser is asked for something, and when it is done. */
function watch() {
  /** @type {Record<string, number>} */
  const trace = {};
  const note = (/** @type {string} */ mark) => {
    trace[mark] ??= performance.timeOrigin + performance.now();
  };
  Object.assign(window, { trace });
  // Methods of the browser: every call, and whether it is done.
  const native = /** @type {any} */ (RTCPeerConnection.prototype);
  const { createOffer, setLocalDescription, setRemoteDescription } = native;
  const Native = RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(/** @type {RTCConfiguration | undefined} */ config) {
      note("connection");
      super(config);
      this.addEventListener("track", ({ track }) => {
        if (track.kind === "video") track.addEventListener("unmute", () => note("unmute"));
      });
    }
  };
  native.createOffer = function (/** @type {unknown[]} */ ...args) {
    note("offering");
    return createOffer.apply(this, args);
  };
  native.setLocalDescription = async function (/** @type {unknown} */ description) {
    await setLocalDescription.call(this, description);
    note("offered");
  };
  native.setRemoteDescription = function (/** @type {unknown} */ description) {
    note("answering");
    return setRemoteDescription.call(this, description);
  };
  const { replaceTrack } = RTCRtpSender.prototype;
  RTCRtpSender.prototype.replaceTrack = function (track) {
    if (track?.kind === "video") note("filled");
    return replaceTrack.call(this, track);
  };
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (String(data).includes('"OFFER"')) note("sent");
    send.call(this, data);
  };
  const NativeSocket = WebSocket;
  window.WebSocket = class extends NativeSocket {
    constructor(/** @type {string | URL} */ url) {
      super(url);
      this.addEventListener("message", ({ data }) => {
        if (String(data).includes('"OFFER"')) note("arrived");
      });
    }
  };
}

/** @param {import("./field/stage.mjs").Scene} scene */
async function traceCall({ caller, callee, address }) {
  const until = (
    /** @type {import("@playwright/test").Page} */ page,
    /** @type {import("./field/page/main.ts").Mark} */ mark,
  ) => page.evaluate((what) => window.field.until(what, 10_000), mark);
  await caller.evaluate((to) => {
    // PeerJS makes a connection when it is loaded, to see what this browser can do.
    const { trace } = /** @type {any} */ (window);
    for (const mark of Object.keys(trace)) delete trace[mark];
    window.field.ring(to);
  }, address);
  const rings = await until(callee, "rings");
  await until(caller, "ringing");
  await new Promise((resolve) => setTimeout(resolve, RING_FOR_MS));
  await callee.evaluate(() => window.field.accept());
  const [atCaller, atCallee] = await Promise.all([until(caller, "picture"), until(callee, "picture")]);
  const traces = await Promise.all(
    [caller, callee].map((page) => page.evaluate(() => /** @type {any} */ (window).trace)),
  );
  return {
    ring: await until(caller, "ring"),
    accept: await until(callee, "accept"),
    caller: { ...traces[0], picture: atCaller },
    callee: { ...traces[1], rings, picture: atCallee },
  };
}

/**
 * @param {readonly Awaited<ReturnType<typeof traceCall>>[]} runs
 * @returns {import("./part.mjs").Part}
 */
function toPart(runs) {
  const rings = toCells(runs, "ring", RINGS);
  const picture = toCells(runs, "accept", PICTURE);
  return {
    text: `${renderGrid(rings)}\n\n${renderGrid(picture)}`,
    numbers: runs,
    sections: { "trace-rings": renderMarkdown(rings), "trace-picture": renderMarkdown(picture) },
  };
}

/**
 * @param {readonly Awaited<ReturnType<typeof traceCall>>[]} runs
 * @param {"ring" | "accept"} from
 * @param {readonly Step[]} steps
 * @returns {string[][]}
 */
function toCells(runs, from, steps) {
  const rows = steps.map(([role, mark, label]) => {
    const at = runs.map((run) => run[role][mark] - /** @type {number} */ (run[from]));
    return [label, role, `${median(at).toFixed(1)} ms`];
  });
  return [["what was done", "seen at the", `since the ${from === "ring" ? "click" : "accept"}`], ...rows];
}
