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

const SEARCH_ZH = {
  button: { buttonText: "搜索", buttonAriaLabel: "搜索" },
  modal: {
    displayDetails: "显示详情",
    resetButtonTitle: "清除",
    backButtonTitle: "关闭",
    noResultsText: "没有结果：",
    footer: { selectText: "选择", navigateText: "切换", closeText: "关闭" },
  },
};

export default defineConfig({
  srcDir: "..",
  srcExclude: ["site/**"],
  outDir: fileURLToPath(new URL("../../../dist-site", import.meta.url)),
  cacheDir: fileURLToPath(new URL("../../../.tmp/site", import.meta.url)),
  // Where the site stands on its host: "/" alone, or a path with a slash at both ends.
  base: process.env["SITE_BASE"] ?? "/",
  cleanUrls: true,
  title: PACKAGE.name,
  description: PACKAGE.description,
  markdown: {
    // Anchors are those of GitHub, so that a link works there and here.
    anchor: { slugify: slugOf },
    config(md) {
      // Text is text: Vue would compute what stands in double braces.
      const { text } = md.renderer.rules;
      md.renderer.rules.text = (...token) => (text?.(...token) ?? "").replaceAll("{{", "&#123;&#123;");
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
          nav: [
            { text: "英文指南", link: firstOf(guides) },
            { text: "参考", link: firstOf(reference) },
          ],
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
    // Few pages are in both languages, so the menu leads to the other language's home page.
    i18nRouting: false,
    nav: [
      { text: "Guides", link: firstOf(guides), activeMatch: "^/(guides/(?!security)|RTM)" },
      { text: "Reference", link: firstOf(reference), activeMatch: "^/reference/(?!api)" },
      { text: "API", link: "/reference/api/", activeMatch: "^/reference/api" },
      { text: "About", link: firstOf(about), activeMatch: "^/(ARCH|SPEC|PERF|GLOSS|adr/|guides/security)" },
    ],
    sidebar: [guides, reference, about].filter((group) => group !== undefined),
    outline: { level: [2, 3] },
    search: {
      provider: "local",
      options: {
        // The site runs the text of these functions. Chinese has no spaces between words, so each character is one. What the
        // API reference says of a name comes after the page that explains it.
        miniSearch: {
          options: {
            tokenize: (text) => text.match(/\p{Script=Han}|[^\s\p{P}\p{S}\p{Script=Han}]+/gu) ?? [],
          },
          searchOptions: { boostDocument: (id) => (id.includes("/reference/api/") ? 0.2 : 1) },
        },
        locales: { zh: { translations: SEARCH_ZH } },
      },
    },
  },
});
