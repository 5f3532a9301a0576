// @ts-check
// The documentation site. Its pages are docs/**/*.md, where a reader of the repository finds them too.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { slugOf } from "../../../scripts/documents.mjs";
import { drawDiagrams } from "../diagrams.mjs";
import { followLinks, isPage } from "../links.mjs";
import { LISTED, PACKAGE, sidebar, sidebarZh } from "../pages.mjs";

const [guides, reference, about] = sidebar();
const zh = sidebarZh();
/** @param {import("../pages.mjs").Group | undefined} group */
const firstOf = (group) => group?.items.flatMap((item) => ("link" in item ? [item.link] : []))[0] ?? "/";

export default defineConfig({
  srcDir: "..",
  srcExclude: ["site/**"],
  outDir: fileURLToPath(new URL("../../../dist-site", import.meta.url)),
  cacheDir: fileURLToPath(new URL("../../../.tmp/site", import.meta.url)),
  base: process.env["SITE_BASE"] ?? "/",
  cleanUrls: true,
  title: PACKAGE.name,
  description: PACKAGE.description,
  markdown: {
    // Anchors are those of GitHub, so that a link works there and here.
    anchor: { slugify: slugOf },
    config(md) {
      drawDiagrams(md);
      followLinks(md);
    },
  },
  // The home page may name pages of the lists before they are written. It shows those that are.
  transformPageData({ frontmatter: { hero } }) {
    /** @type {{ link: string }[]} */
    const actions = hero?.actions ?? [];
    const dead = actions.find(({ link }) => !isPage(link) && !LISTED.has(link));
    if (dead) throw new Error(`docs/index.md: there is no page ${dead.link}`);
    if (hero?.actions) hero.actions = actions.filter(({ link }) => isPage(link));
  },
  locales: {
    root: { label: "English", lang: "en" },
    ...(zh && {
      zh: {
        label: "中文",
        lang: "zh-CN",
        themeConfig: {
          nav: [],
          sidebar: zh,
          outline: { level: [2, 3], label: "本页内容" },
          docFooter: { prev: "上一页", next: "下一页" },
          darkModeSwitchLabel: "外观",
          lightModeSwitchTitle: "切换到浅色",
          darkModeSwitchTitle: "切换到深色",
          sidebarMenuLabel: "目录",
          returnToTopLabel: "回到顶部",
          langMenuLabel: "语言",
        },
      },
    }),
  },
  themeConfig: {
    nav: [
      { text: "Guides", link: firstOf(guides), activeMatch: "^/(guides/(?!security)|RTM)" },
      { text: "Reference", link: firstOf(reference), activeMatch: "^/reference/(?!api)" },
      { text: "API", link: "/reference/api/", activeMatch: "^/reference/api" },
      { text: "About", link: firstOf(about), activeMatch: "^/(ARCH|SPEC|PERF|GLOSS|adr/|guides/security)" },
    ],
    sidebar: [guides, reference, about].filter((group) => group !== undefined),
    outline: { level: [2, 3] },
    search: { provider: "local" },
  },
});
