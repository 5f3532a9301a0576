// @ts-check
// Serves the built pages of a folder on http://localhost:PORT, in a process that ends with its parent: `FOLDER PORT`.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const [folder = ".", port] = process.argv.slice(2);
process.once("disconnect", () => process.exit());

const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
});
// Only an isolated page has a clock with a resolution of 5 µs. In all others it is 100 µs.
const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
  try {
    const content = await readFile(join(folder, path));
    response
      .writeHead(200, { ...ISOLATED, "content-type": TYPES[extname(path)] ?? "text/plain" })
      .end(content);
  } catch {
    response.writeHead(404, ISOLATED).end();
  }
});
server.listen(Number(port), "localhost", () => process.send?.("ready"));
