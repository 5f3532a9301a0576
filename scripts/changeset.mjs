// @ts-check
// `npm run changeset:write`: asks what changed, and writes it to .changeset/. `-- version` turns what is there into versions and
// changelogs. Changesets looks for packages in the workspaces only, so this adds the package at the root.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const manypkg = require("@manypkg/get-packages");
const { getPackages } = manypkg;

/** @param {string} cwd */
manypkg.getPackages = async (cwd) => {
  const found = await getPackages(cwd);
  return { ...found, packages: [found.root, ...found.packages] };
};
require("@changesets/cli/bin.js");
