// The page of the guide to the elements, for the tests' build. It is extracted from its document, and is in no other file.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** The document of each page, by where the build expects the page. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  [pathOf("ui-guide/index.html")]: pathOf("../docs/guides/ui.md"),
};

/** Where the build expects the pages. */
export const DOCUMENT_PAGES: readonly string[] = Object.keys(DOCUMENTS);

/** Provides the pages to the build. */
export const documentPages: Plugin = {
  name: "document-pages",
  enforce: "pre",
  resolveId: (id) => (id in DOCUMENTS ? id : undefined),
  load: (id) => (DOCUMENTS[id] === undefined ? undefined : readPage(DOCUMENTS[id])),
};

function pathOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** @throws Error unless the document has exactly one HTML example */
function readPage(path: string): string {
  const [page, ...others] = readFileSync(path, "utf8").match(/(?<=^```html\n)[\s\S]*?(?=^```$)/gm) ?? [];
  if (page === undefined || others.length > 0)
    throw new Error(
      `${path} should have one HTML example, not ${page === undefined ? 0 : others.length + 1}.`,
    );
  return page;
}
