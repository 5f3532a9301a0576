// @ts-check
// The project's broker beside Vite's dev and preview server.
import { createBroker } from "peer-invite-broker";

/** @typedef {NonNullable<Parameters<typeof createBroker>[0]>} BrokerOptions */

/**
 * The broker as a Vite plugin. It uses the server's `allowedHosts` unless it has its own.
 *
 * @param {BrokerOptions} [options]
 * @returns {import("vite").Plugin}
 */
export function brokerPlugin(options) {
  /**
   * @param {import("vite").ViteDevServer | import("vite").PreviewServer} vite
   * @param {"server" | "preview"} kind
   */
  const mount = (vite, kind) => {
    const server = /** @type {import("node:http").Server | null} */ (vite.httpServer);
    if (!server) return;
    const { allowedHosts, host } = vite.config[kind];
    const names = typeof host === "string" ? [host] : [];
    const allowed = allowedHosts === true || [...(allowedHosts ?? []), ...names];
    const broker = createBroker({ allowedHosts: allowed, ...options });
    broker.attach(server);
    vite.middlewares.use(broker.handle);
    server.once("close", () => void broker.stop());
  };
  return {
    name: "peerjs-broker",
    configureServer: (vite) => mount(vite, "server"),
    configurePreviewServer: (vite) => mount(vite, "preview"),
  };
}
