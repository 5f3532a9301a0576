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

/** The packages that the code imports by name. */
const bareImports = (code: string): string[] =>
  [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?["'`]((?:@[\w-]+\/)?[a-z][\w./-]*)["'`]/g)].map(
    ([, name = ""]) => name,
  );

/** A module with the names that `code` imports from `framework`, which a page brings itself. */
function standIn(code: string, framework: string): string {
  const lists = [...code.matchAll(new RegExp(`import\\{([^}]*)\\}from"${framework}"`, "g"))];
  const names = new Set(
    lists.flatMap(([, list = ""]) => list.split(",").map((name) => name.split(" as ")[0])),
  );
  const shown = [...names].map((name) => `none as ${name}`).join(", ");
  return `data:text/javascript,${encodeURIComponent(`const none = undefined; export { ${shown} };`)}`;
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));

test("every entry loads by script tag, by its address, and by its name in an import map", async ({
  pages,
  site,
}) => {
  const page = await pages.open("entries");
  const scripts = filesOf(join(site.folder, HERE)).filter((path) => path.endsWith(".js"));
  const code = scripts.map((path) => readFileSync(path, "utf8")).join("\n");
  const frameworks = [...new Set(bareImports(code))];
  expect(frameworks.filter((name) => !FRAMEWORKS.test(name))).toEqual([]);
  const imports = {
    ...OWN,
    ...Object.fromEntries(frameworks.map((name) => [name, standIn(code, name)])),
  };
  for (const { specifier, file } of entries) {
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
