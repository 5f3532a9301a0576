// The package's files for a page without a bundler, as npm would publish them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "@playwright/test";
import { browserEntries } from "../../scripts/build-browser.mjs";
import { test } from "../support/packed.ts";

const HERE = "./node_modules/peer-invite/dist/browser/";
const FRAMEWORKS = /^(react|svelte|vue)(\/|$)/;
const entries = browserEntries();
const OWN = Object.fromEntries(entries.map(({ specifier, file }) => [specifier, HERE + file]));

/** The names that the code imports from without an address. */
const bareImports = (code: string): string[] =>
  [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?["'`]([^."'`][^"'`]*)["'`]/g)].map(([, name = ""]) => name);

/** A module with the names that `code` imports from `framework`, which a page brings itself. */
function standIn(code: string, framework: string): string {
  const [, list = ""] = new RegExp(`import\\{([^}]*)\\}from"${framework}"`).exec(code) ?? [];
  const names = list.split(",").map((name) => name.split(" as ")[0]);
  return `data:text/javascript,${encodeURIComponent(`const none = undefined; export { ${names.map((name) => `none as ${name}`).join(", ")} };`)}`;
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));

test("every entry loads by script tag, by its address, and by its name in an import map", async ({
  pages,
  site,
}) => {
  const page = await pages.open("entries");
  for (const { specifier, file } of entries) {
    const code = readFileSync(join(site.folder, HERE, file), "utf8");
    const names = bareImports(code);
    expect(
      names.filter((name) => !FRAMEWORKS.test(name)),
      file,
    ).toEqual([]);
    const imports = { ...OWN, ...Object.fromEntries(names.map((name) => [name, standIn(code, name)])) };
    const html = `<!doctype html>
      <script type="importmap">${JSON.stringify({ imports })}</script>
      <script type="module" src="${HERE}${file}"></script>
      <script type="module">
        import * as byName from "${specifier}";
        import * as byAddress from "${HERE}${file}";
        document.title = byName === byAddress ? Object.keys(byName).length + " names" : "two copies";
      </script>`;
    writeFileSync(join(site.folder, "entry.html"), html);
    await page.goto(`${site.address}entry.html`);
    await expect(page, specifier).toHaveTitle(/^[1-9]\d* names$/);
  }
});

test("entries share one copy of what they have in common", async ({ pages, site }) => {
  const page = await pages.open("copies");
  const html = `<!doctype html><script type="importmap">${JSON.stringify({ imports: OWN })}</script>`;
  writeFileSync(join(site.folder, "copies.html"), html);
  await page.goto(`${site.address}copies.html`);
  const isOwn = await page.evaluate(async () => {
    const load = (name: string) => import(name);
    const [{ InvitationError }, { startCall }] = await Promise.all([
      load("peer-invite"),
      load("peer-invite/call"),
    ]);
    try {
      startCall({});
      return undefined;
    } catch (error) {
      return error instanceof InvitationError;
    }
  });
  expect(isOwn).toBe(true);
});

test("every source map of the package opens, and shows its sources", ({ site }) => {
  const files = filesOf(join(site.folder, "node_modules/peer-invite"));
  const isPacked = new Set(files);
  let count = 0;
  for (const file of files.filter((path) => /\.(js|ts|map)$/.test(path))) {
    const [, map] = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(readFileSync(file, "utf8")) ?? [];
    if (map === undefined) continue;
    count += 1;
    const { sources, sourcesContent = [] } = JSON.parse(readFileSync(join(dirname(file), map), "utf8"));
    const missing = sources.filter(
      (source: string, index: number) =>
        typeof sourcesContent[index] !== "string" && !isPacked.has(join(dirname(file), source)),
    );
    expect(missing, file).toEqual([]);
  }
  expect(count).toBeGreaterThan(5);
});
