// @ts-check
// PeerServer without this repository's guard, in a process of its own. It tells its parent the port that it listens on.
import { createServer } from "node:http";
import express from "express";
import { ExpressPeerServer } from "peer";

const server = createServer();
const broker = ExpressPeerServer(server);
// Without a listener, one malformed frame would end the process.
broker.on("error", () => {});
server.on("request", express().use("/broker", broker));
server.listen(0, "localhost", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.(address?.port);
});
