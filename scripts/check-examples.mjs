// @ts-check
// Type-checks the TypeScript examples of README.md and docs against the sources, each as its own module. What an example does not
// declare itself (`client`, `invitation`, functions of an imagined app) comes from scripts/examples.d.ts.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = `${root}.tmp/examples`;
const documents = ["README.md", ...["docs", "docs/guides"].flatMap(documentsIn)];

/**
 * @param {string} path
 * @returns {string[]}
 */
function documentsIn(path) {
  const names = readdirSync(`${root}${path}`).filter((name) => name.endsWith(".md"));
  return names.map((name) => `${path}/${name}`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
let count = 0;
for (const document of documents) {
  for (const [, code] of readFileSync(`${root}${document}`, "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)) {
    count += 1;
    writeFileSync(`${folder}/${document.replace(/\W/g, "-")}-${count}.ts`, `${code}\nexport {};\n`);
  }
}
const config = {
  extends: "../../tsconfig.json",
  compilerOptions: { noUnusedLocals: false },
  include: ["*.ts", "../../scripts/examples.d.ts", "../../src/call/simple-peer.d.ts"],
};
writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config));
if (count === 0) throw new Error("No example found: the check would check nothing.");
try {
  execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", folder], {
    stdio: "inherit",
  });
} catch {
  process.exit(1);
}
console.log(`${count} examples type-checked.`);
