// @ts-check
// Two hosts, each behind a NAT of its own, and a public host between them, as network namespaces:
//
//     host A ── NAT A ══ public ══ NAT B ── host B      ── a cable (veth)   ══ the emulated internet (wan.py)
//
// Owns their names, addresses and firewalls. Nothing in it can leave this machine.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

/** @typedef {"a" | "b"} Side */
/**
 * How a NAT assigns ports. `cone`: the same port for all destinations, so a peer that learns the port gets through.
 * `symmetric`: another port for each, so only a relay helps.
 * @typedef {"cone" | "symmetric"} Nat
 */

/** The public host: broker, STUN, TURN and the rivals' servers. */
export const PUBLIC_ADDRESS = "198.18.0.1";

/** Documentation addresses (RFC 5737) and private ones, by side: those of host, NAT and public host. */
const ADDRESSES = {
  a: { lan: "10.77.1", wan: "198.51.100.10", gateway: "198.51.100.1" },
  b: { lan: "10.77.2", wan: "203.0.113.20", gateway: "203.0.113.1" },
};

const PREFIX = "rig";

/** The namespaces of one rig. Their names contain the id of the process that owns them, which shows whether it is dead. */
export class Topology {
  /** @param {number} [pid] of the owner */
  constructor(pid = process.pid) {
    const name = (/** @type {string} */ role) => `${PREFIX}-${pid}-${role}`;
    this.hosts = { a: name("a"), b: name("b") };
    this.nats = { a: name("nat-a"), b: name("nat-b") };
    this.public = name("public");
  }

  get namespaces() {
    return [...Object.values(this.hosts), ...Object.values(this.nats), this.public];
  }

  /** The devices that wan.py joins. */
  get links() {
    return /** @type {const} */ (["a", "b"]).map(
      (side) => `${side}:${this.nats[side]}:wan:${this.public}:wan-${side}`,
    );
  }

  /** @param {Record<Side, Nat>} kinds */
  raise(kinds) {
    for (const namespace of this.namespaces) {
      ip("netns", "add", namespace);
      ip("-n", namespace, "link", "set", "lo", "up");
    }
    this.#raiseSide("a", kinds.a);
    this.#raiseSide("b", kinds.b);
    this.#raisePublic();
  }

  /**
   * Gives a host another address of its network, like a phone that moves to another network. Open connections are cut.
   *
   * @param {Side} side
   * @param {number} last the last number of the address, 2 to 254; 2 at first
   */
  setAddress(side, last) {
    const { lan } = ADDRESSES[side];
    const host = ["-n", this.hosts[side]];
    ip(...host, "addr", "flush", "dev", "eth0");
    ip(...host, "addr", "add", `${lan}.${last}/24`, "dev", "eth0");
    ip(...host, "route", "replace", "default", "via", `${lan}.1`);
  }

  /** Ends what runs in the namespaces, and removes them. Safe at any time, and more than once. */
  raze() {
    for (const namespace of this.namespaces) removeNamespace(namespace);
  }

  /**
   * @param {Side} side
   * @param {Nat} kind
   */
  #raiseSide(side, kind) {
    const { lan, wan, gateway } = ADDRESSES[side];
    const [host, nat] = [this.hosts[side], this.nats[side]];
    const far = `wan-${side}`;
    ip("-n", host, "link", "add", "eth0", "type", "veth", "peer", "name", "lan", "netns", nat);
    ip("-n", host, "addr", "add", `${lan}.2/24`, "dev", "eth0");
    ip("-n", host, "link", "set", "eth0", "up");
    ip("-n", nat, "addr", "add", `${lan}.1/24`, "dev", "lan");
    ip("-n", nat, "link", "set", "lan", "up");
    ip("-n", host, "route", "add", "default", "via", `${lan}.1`);
    addTun(nat, "wan", wan, gateway);
    ip("-n", nat, "route", "add", "default", "dev", "wan");
    addTun(this.public, far, gateway, wan);
    inside(nat, ["sysctl", "-qw", "net.ipv4.ip_forward=1"]);
    inside(nat, ["nft", "-f", "-"], firewall(kind));
  }

  #raisePublic() {
    const here = ["-n", this.public];
    ip(...here, "addr", "add", `${PUBLIC_ADDRESS}/32`, "dev", "lo");
    inside(this.public, ["sysctl", "-qw", "net.ipv4.ip_forward=1"]);
    // A default route that swallows packets. At an unreachable address coturn gives up a relay for good.
    ip(...here, "link", "add", "void0", "type", "veth", "peer", "name", "void1");
    for (const end of ["void0", "void1"]) ip(...here, "link", "set", end, "arp", "off", "up");
    ip(...here, "route", "add", "default", "dev", "void0", "src", PUBLIC_ADDRESS);
  }
}

/** Removes what rigs of dead processes left behind. */
export function razeOrphans() {
  const names = existsSync("/var/run/netns") ? readdirSync("/var/run/netns") : [];
  for (const name of names) {
    const [, pid] = new RegExp(`^${PREFIX}-(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) removeNamespace(name);
  }
}

/**
 * The command line that runs a command in a namespace. The command ends with this process, however this process ends.
 *
 * @param {string} namespace
 * @param {readonly string[]} command
 * @returns {[command: string, args: string[]]}
 */
export function commandInside(namespace, command) {
  return ["setpriv", ["--pdeathsig", "TERM", "ip", "netns", "exec", namespace, ...command]];
}

/**
 * Runs a command in a namespace until it ends.
 *
 * @param {string} namespace
 * @param {readonly string[]} command
 * @param {string} [input]
 * @returns {string} what it printed
 */
export function inside(namespace, command, input = "") {
  return execute("ip", ["netns", "exec", namespace, ...command], input);
}

/** @param {Nat} kind */
function firewall(kind) {
  // Without the chain `input`, an early packet of the other peer makes an entry that then collides with the own mapping, and a
  // cone NAT behaves like a symmetric one.
  return `
table ip nat {
  chain postrouting {
    type nat hook postrouting priority 100
    oifname "wan" masquerade ${kind === "symmetric" ? "fully-random" : ""}
  }
}
table inet filter {
  chain input {
    type filter hook input priority 0; policy accept;
    iifname "wan" ct state new,invalid drop
  }
  chain forward {
    type filter hook forward priority 0; policy drop;
    ct state established,related accept
    iifname "lan" accept
  }
}`;
}

/**
 * @param {string} namespace
 * @param {string} device
 * @param {string} address
 * @param {string} peer
 */
function addTun(namespace, device, address, peer) {
  ip("-n", namespace, "tuntap", "add", "dev", device, "mode", "tun");
  ip("-n", namespace, "addr", "add", address, "peer", peer, "dev", device);
  ip("-n", namespace, "link", "set", device, "up", "mtu", "1500");
}

/** @param {string} name */
function removeNamespace(name) {
  const listed = spawnSync("ip", ["netns", "pids", name], { encoding: "utf8" });
  if (listed.status !== 0) return;
  for (const pid of listed.stdout.split(/\s+/).filter(Boolean)) {
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has already ended.
    }
  }
  spawnSync("ip", ["netns", "del", name]);
}

/** @param {string[]} args */
function ip(...args) {
  return execute("ip", args);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} [input]
 */
function execute(command, args, input = "") {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", input });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr.trim()}`);
}
