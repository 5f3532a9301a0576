// @ts-check
// A bare PeerServer on `HOST PORT`, in a process of its own that ends with its parent.
import { createServer } from "node:http";
import express from "express";
import { ExpressPeerServer } from "peer";

const [host, port] = process.argv.slice(2);
process.once("disconnect", () => process.exit());

const app = express();
const server = createServer(app);
const broker = ExpressPeerServer(server, { concurrent_limit: 1_000_000, expire_timeout: 1_000 });
broker.on("error", () => {});
app.use("/broker", broker);
server.listen(Number(port), host, () => process.send?.("ready"));
