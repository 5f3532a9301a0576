// The page of README.md, for the tests' build. It is extracted from README, and is in no other file.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const README = fileURLToPath(new URL("../README.md", import.meta.url));

/** Where the build expects it. */
export const README_PAGE: string = fileURLToPath(new URL("readme/index.html", import.meta.url));

/** Provides the page to the build. */
export const readmePage: Plugin = {
  name: "readme-page",
  enforce: "pre",
  resolveId: (id) => (id === README_PAGE ? id : undefined),
  load: (id) => (id === README_PAGE ? readPage() : undefined),
};

/** @throws Error unless README.md has exactly one HTML example */
function readPage(): string {
  const [page, ...others] = readFileSync(README, "utf8").match(/(?<=^```html\n)[\s\S]*?(?=^```$)/gm) ?? [];
  if (page === undefined || others.length > 0)
    throw new Error(
      `README.md should have one HTML example, not ${page === undefined ? 0 : others.length + 1}.`,
    );
  return page;
}
