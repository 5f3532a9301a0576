// @ts-check
// Checks the code blocks of README.md, docs and packages/*/*.md. TypeScript is type-checked against the sources, each block as its
// own module. What an example does not declare itself (`client`, `invitation`, functions of an imagined app) comes from
// scripts/examples.d.ts. A kind of block that nothing checks is an error.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseAst } from "vite";
import { documents, fencesIn } from "./documents.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = `${root}.tmp/examples`;

/** @typedef {{ kind: string, code: string, at: string }} Block `at`: the document and the line */

/** Kinds that are type-checked. */
const TYPED = new Set(["ts", "tsx"]);

/**
 * What else checks a kind of block. A check throws if the block is wrong. The text says who checks what no function here can.
 *
 * @type {Readonly<Record<string, ((block: Block) => void) | string>>}
 */
const OTHERS = {
  js: ({ code }) => void parseAst(code),
  html: ({ code }) => {
    // e2e/plain runs README's page, and e2e/rtm the classic script of docs/RTM.md.
    for (const [, start = "", script = ""] of code.matchAll(/(<script[^>]*>)([\s\S]*?)<\/script>/g)) {
      if (start.includes('type="importmap"')) JSON.parse(script);
      else parseAst(script);
    }
  },
  sh: ({ code }) => {
    const { status, stderr } = spawnSync("sh", ["-n"], { input: code, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  },
  json: ({ code }) => void JSON.parse(code),
  jsonc: ({ code }) => void parseAst(`(${code})`),
  jsx: "e2e/apps builds and clicks through the apps of docs/guides/frameworks.md",
  vue: "the same",
  svelte: "the same",
  css: ({ code }) => {
    if (code.split("{").length !== code.split("}").length) throw new Error("its braces do not match");
  },
  mermaid: "the step `site` draws it",
  ini: "packages/broker/DEPLOY.md: somebody who deploys",
  nginx: "packages/broker/DEPLOY.md: somebody who deploys",
  "": "a drawing or the output of a program, no code",
};

/** @type {Block[]} */
const blocks = documents().flatMap((document) =>
  fencesIn(readFileSync(`${root}${document}`, "utf8")).map(({ kind, code, line }) => ({
    kind,
    code,
    at: `${document}:${line}`,
  })),
);

/** @param {Block} block @returns {string[]} what is wrong with it */
function problemsOf(block) {
  if (TYPED.has(block.kind)) return [];
  const check = Object.hasOwn(OTHERS, block.kind) ? OTHERS[block.kind] : undefined;
  if (check === undefined) return [`${block.at}: nothing checks blocks of the kind "${block.kind}"`];
  try {
    if (typeof check === "function") check(block);
    return [];
  } catch (error) {
    return [`${block.at}: ${/** @type {Error} */ (error).message}`];
  }
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const typed = blocks.filter(({ kind }) => TYPED.has(kind));
for (const { kind, code, at } of typed)
  writeFileSync(`${folder}/${at.replace(/\W/g, "-")}.${kind}`, `${code}\nexport {};\n`);
const config = {
  extends: "../../tsconfig.json",
  compilerOptions: { noUnusedLocals: false, jsx: "react-jsx" },
  include: ["*.ts", "*.tsx", "../../scripts/examples.d.ts", "../../src/call/simple-peer.d.ts"],
};
writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config));
if (typed.length === 0) throw new Error("No example found: the check would check nothing.");
const problems = blocks.flatMap(problemsOf);
for (const problem of problems) console.error(problem);
try {
  execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", folder], {
    stdio: "inherit",
  });
} catch {
  process.exit(1);
}
if (problems.length > 0) process.exit(1);
console.log(`${typed.length} examples type-checked, and ${blocks.length - typed.length} other blocks.`);
