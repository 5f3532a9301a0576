// @ts-check
// The network between the two browsers: the rig, or, if there can be none, the machine's loopback.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../free-port.mjs";
import { startRig } from "../rig/rig.mjs";
import { startKamailio, startProsody } from "../rig/servers.mjs";

/**
 * @typedef {object} Network
 * @property {string} kind
 * @property {string} pagesUrl
 * @property {string} host of the servers
 * @property {(port: number) => number} portOf the port of the server that has this port in the rig
 * @property {(relayOnly: boolean) => RTCConfiguration} rtc
 * @property {(side: import("../rig/topology.mjs").Side, program: string) => string} executableOn
 * @property {(condition: import("./conditions.mjs").Condition) => Promise<void>} setCondition
 * @property {() => void} stop
 */

/**
 * @param {string} pages the folder of the built pages
 * @param {ReadonlySet<string>} servers the rivals' servers to run
 * @returns {Promise<Network>}
 */
export async function openRig(pages, servers) {
  const rig = await startRig({ pages });
  if (servers.has("kamailio")) await startKamailio(rig.server);
  if (servers.has("prosody")) await startProsody(rig.server);
  const [stun, turn] = rig.iceServers;
  return {
    kind: "two hosts, each behind a cone NAT, and a public host with all servers, on one machine (bench/rig)",
    pagesUrl: rig.pagesUrl,
    host: rig.broker.host,
    portOf: (port) => port,
    rtc: (relayOnly) => ({
      iceServers: [stun, ...(relayOnly ? [turn] : [])].filter((it) => it !== undefined),
      iceTransportPolicy: relayOnly ? "relay" : "all",
      bundlePolicy: "max-bundle",
    }),
    executableOn: (side, program) => rig.executableOn(side, program),
    setCondition: ({ oneWayMs, loss }) => rig.wan.setConditions({ oneWayMs, loss }),
    stop: () => rig.stop(),
  };
}

/**
 * @param {string} pages the folder of the built pages
 * @returns {Promise<Network>}
 */
export async function openLoopback(pages) {
  const [pagesPort, brokerPort] = [await findFreePort(), await findFreePort()];
  const children = await Promise.all([
    start("serve-pages.mjs", [pages, String(pagesPort)]),
    start("serve-broker.mjs", ["localhost", String(brokerPort)]),
  ]);
  return {
    kind: "the machine's own loopback, without NATs",
    pagesUrl: `http://localhost:${pagesPort}`,
    host: "localhost",
    portOf: () => brokerPort,
    rtc: () => ({ iceServers: [], bundlePolicy: "max-bundle" }),
    executableOn: (_, program) => program,
    async setCondition({ name, oneWayMs, loss, relayOnly }) {
      if (oneWayMs > 0 || loss > 0 || relayOnly)
        throw new Error(`Without the rig there is no condition ${name}.`);
    },
    stop: () => {
      for (const child of children) child.kill();
    },
  };
}

/**
 * @param {string} file of bench/rig
 * @param {readonly string[]} args
 */
async function start(file, args) {
  const child = fork(fileURLToPath(new URL(`../rig/${file}`, import.meta.url)), args);
  await once(child, "message");
  return child;
}
