// @ts-check
// Compiles an app with TypeScript 4.7 and `moduleResolution: node`, as apps for RTM 1.x use them, against the published
// package. The declarations of every entry must be found and readable.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const app = `${root}.tmp/old-app/`;
const OPTIONS = {
  ...{ noEmit: true, strict: true, target: "es2020", lib: ["es2020", "dom", "dom.iterable"], types: [] },
  ...{ module: "esnext", moduleResolution: "node" },
};

rmSync(app, { recursive: true, force: true });
mkdirSync(`${app}node_modules`, { recursive: true });
symlinkSync(root, `${app}node_modules/peer-invite`, "junction");
copyFileSync(`${root}scripts/old-app.ts`, `${app}app.ts`);
writeFileSync(`${app}tsconfig.json`, JSON.stringify({ compilerOptions: OPTIONS, files: ["app.ts"] }));
const tsc = createRequire(import.meta.url).resolve("typescript-4.7/bin/tsc");
const { stdout, stderr } = spawnSync(process.execPath, [tsc, "-p", "."], { cwd: app, encoding: "utf8" });
// PeerJS's own declarations need 5.7. An app with an older version has `skipLibCheck`.
const problems = `${stdout}${stderr}`
  .split("\n")
  .filter((line) => /error/.test(line) && !/\/peerjs\//.test(line));
rmSync(app, { recursive: true, force: true });
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exitCode = 1;
} else console.log("TypeScript 4.7 reads the types of every entry.");
