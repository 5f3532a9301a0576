// The package as npm would publish it, unpacked into node_modules of a folder, and a plain static server for that folder. Needs
// `npm run build`.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base } from "./pages.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The page that README and a guide show, which needs no build. */
export const ONE_PAGE: string = join(ROOT, "examples/one-page/index.html");

/** The other examples that need no build. */
const SCENES = ["agents", "groups"];

/** What a static server knows: nothing of modules. */
const TYPES: { readonly [extension: string]: string } = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** A folder with the one-page example, those of `SCENES` in folders of their own, and the installed package, served. */
export interface Site {
  readonly folder: string;
  /** Its address, with a slash at the end. */
  readonly address: string;
}

/** A test that has one. */
export const test = base.extend<object, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "peer-invite-site-"));
      unpack(join(folder, "node_modules/peer-invite"));
      copyFileSync(ONE_PAGE, join(folder, "index.html"));
      for (const name of SCENES) {
        cpSync(join(ROOT, "examples", name), join(folder, name), { recursive: true });
        symlinkSync(join(folder, "node_modules"), join(folder, name, "node_modules"), "junction");
      }
      const server = serveFolder(folder).listen(0, "localhost");
      await once(server, "listening");
      await use({ folder, address: `http://localhost:${(server.address() as AddressInfo).port}/` });
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

/** Packs the package as it is built, and unpacks it as `target`. */
function unpack(target: string): void {
  if (!existsSync(join(ROOT, "dist/browser")))
    throw new Error("dist/ is missing: run `npm run build` first.");
  mkdirSync(target, { recursive: true });
  const pack = ["pack", "--silent", "--ignore-scripts", "--pack-destination", target];
  const tarball = execFileSync("npm", pack, { cwd: ROOT, encoding: "utf8" }).trim();
  execFileSync("tar", ["-xzf", tarball], { cwd: target });
  renameSync(join(target, "package"), `${target}.new`);
  rmSync(target, { recursive: true });
  renameSync(`${target}.new`, target);
}

function serveFolder(folder: string) {
  return createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
}
