// @ts-check
// The third-party servers of the public host: how each is configured and started.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startProgram } from "./services.mjs";

/** @typedef {{ namespace: string, address: string, folder: string }} Place */

/**
 * STUN and TURN: coturn on port 3478, user `u`, password `p`.
 *
 * @param {Place} place
 */
export async function startTurn({ namespace, address, folder }) {
  const config = write(folder, "turn.conf", [
    `listening-ip=${address}`,
    `relay-ip=${address}`,
    "listening-port=3478",
    "min-port=50000",
    "max-port=50400",
    "realm=rig",
    "lt-cred-mech",
    "user=u:p",
    "no-cli",
    "no-tls",
    "no-dtls",
    "fingerprint",
    "log-file=stdout",
    `pidfile=${join(folder, "turn.pid")}`,
    `userdb=${join(folder, "turn.db")}`,
  ]);
  await startProgram(namespace, ["turnserver", "-c", config], { port: 3478, cwd: folder });
}

/**
 * SIP over WebSocket: Kamailio as registrar and proxy on port 8080. Anybody may register.
 *
 * @param {Place} place
 */
export async function startKamailio({ namespace, address, folder }) {
  const config = write(folder, "kamailio.cfg", [KAMAILIO.replaceAll("ADDRESS", address)]);
  const command = [
    "kamailio",
    "-DD",
    "-E",
    "-m",
    "256",
    "-f",
    config,
    "-Y",
    folder,
    "-P",
    join(folder, "kamailio.pid"),
  ];
  await startProgram(namespace, command, { port: 8080, cwd: folder });
}

/**
 * XMPP over WebSocket: Prosody on port 5280, host `rig`. Anybody may log in, without a name.
 *
 * @param {Place} place
 */
export async function startProsody({ namespace, address, folder }) {
  const data = join(folder, "prosody");
  mkdirSync(data);
  const config = write(folder, "prosody.cfg.lua", [
    "run_as_root = true",
    `pidfile = "${join(data, "prosody.pid")}"`,
    `data_path = "${data}"`,
    `interfaces = { "${address}" }`,
    "c2s_ports = { 5222 }",
    "s2s_ports = {}",
    "http_ports = { 5280 }",
    `http_interfaces = { "${address}" }`,
    "https_ports = {}",
    "c2s_require_encryption = false",
    "consider_websocket_secure = true",
    'modules_enabled = { "saslauth", "roster", "disco", "ping", "posix", "websocket" }',
    'modules_disabled = { "s2s", "tls" }',
    'authentication = "anonymous"',
    'storage = "memory"',
    'log = { warn = "*console" }',
    'VirtualHost "rig"',
    `http_host = "${address}"`,
  ]);
  await startProgram(namespace, ["prosody", "-F", "--config", config], { port: 5280, cwd: data });
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {readonly string[]} lines
 * @returns {string} the file's path
 */
function write(folder, name, lines) {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

/** WebSocket needs `tcp_accept_no_cl`. The aliases let the proxy find a browser behind a NAT again. */
const KAMAILIO = `#!KAMAILIO
debug=0
log_stderror=yes
fork=yes
children=2
tcp_children=2
auto_aliases=no
listen=tcp:ADDRESS:8080
tcp_connection_lifetime=3604
tcp_accept_no_cl=yes
mpath="/usr/lib/x86_64-linux-gnu/kamailio/modules/:/usr/lib/aarch64-linux-gnu/kamailio/modules/"
loadmodule "kex.so"
loadmodule "sl.so"
loadmodule "tm.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "xhttp.so"
loadmodule "websocket.so"
loadmodule "nathelper.so"
modparam("usrloc", "db_mode", 0)
modparam("rr", "enable_full_lr", 1)
modparam("nathelper", "received_avp", "$avp(RECEIVED)")
modparam("registrar", "received_avp", "$avp(RECEIVED)")
request_route {
  if ($proto =~ "ws") {
    force_rport();
    if (is_method("REGISTER")) { fix_nated_register(); } else { add_contact_alias(); }
  }
  if (has_totag()) {
    if (loose_route()) { handle_ruri_alias(); t_relay(); exit; }
    if (is_method("ACK")) { if (t_check_trans()) { t_relay(); } exit; }
    sl_send_reply("404", "Not here"); exit;
  }
  if (is_method("CANCEL")) { if (t_check_trans()) { t_relay(); } exit; }
  t_check_trans();
  if (is_method("REGISTER")) { if (!save("location")) { sl_reply_error(); } exit; }
  record_route();
  if (!lookup("location")) { sl_send_reply("404", "Not Found"); exit; }
  handle_ruri_alias();
  t_on_reply("FROM_CALLEE");
  if (!t_relay()) { sl_reply_error(); }
}
onreply_route[FROM_CALLEE] { if ($proto =~ "ws") { add_contact_alias(); } }
event_route[xhttp:request] {
  set_reply_close();
  set_reply_no_connect();
  if ($hdr(Upgrade) =~ "websocket" && $hdr(Connection) =~ "Upgrade" && $rm =~ "GET") { ws_handle_handshake(); exit; }
  xhttp_reply("404", "Not Found", "", "");
}`;
