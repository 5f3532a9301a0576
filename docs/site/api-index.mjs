// @ts-check
// The first page of the API reference: every name of every entry.
import { existsSync, readdirSync } from "node:fs";
import { entries } from "../../scripts/entries.mjs";

/** @type {Readonly<Record<string, string>>} */
const ENTRIES = {
  "peer-invite": "The client: invitations, policy, presence, and signals on a line.",
  "peer-invite/access": "Access tokens and TURN credentials that renew themselves.",
  "peer-invite/bindings": "What the hooks and composables are made of, for any other framework.",
  "peer-invite/call": "Audio, video, data, screens and hold, after an invitation was accepted.",
  "peer-invite/group": "One call to several people.",
  "peer-invite/history": "The list of calls, missed ones included.",
  "peer-invite/react": "Hooks for React.",
  "peer-invite/rtm": "The call invitations of RTM 1.x, on another import.",
  "peer-invite/svelte": "Stores for Svelte.",
  "peer-invite/testing": "A network in memory, bad networks, and a clock that your test moves.",
  "peer-invite/ui": "Custom elements for the screens of a call, and functions without a look.",
  "peer-invite/ui/functions": "The functions of `peer-invite/ui` alone, without lit.",
  "peer-invite/vue": "Composables for Vue.",
};

/** The kinds of names, by the folder that TypeDoc puts them into. */
const KINDS = {
  functions: "Functions",
  classes: "Classes",
  variables: "Tables and constants",
  interfaces: "Interfaces",
  "type-aliases": "Types",
};

/**
 * @param {string} out the folder of the reference
 * @returns {string} the page
 */
export function apiIndex(out) {
  const modules = entries().map(({ module }) => {
    const sentence = ENTRIES[module];
    if (sentence === undefined) throw new Error(`docs/site/api-index.mjs has no sentence for ${module}.`);
    const kinds = Object.entries(KINDS).flatMap(([folder, title]) => {
      const names = namesIn(`${out}${module}/${folder}`);
      const links = names.map((name) => `[\`${name}\`](${module}/${folder}/${name}.md)`);
      return links.length > 0 ? [`- **${title}**: ${links.join(", ")}`] : [];
    });
    return `## [${module}](${module}/index.md)\n\n${sentence}\n\n${kinds.join("\n")}\n`;
  });
  return `# API\n\nEvery name that the package exports, by what you import it from.\n\n${modules.join("\n")}`;
}

/** @param {string} folder */
const namesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .map((name) => name.replace(/\.md$/, ""))
        .sort()
    : [];
