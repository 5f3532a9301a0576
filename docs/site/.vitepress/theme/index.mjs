// @ts-check
// The site's looks: VitePress's own theme with the reader's fonts.
import "./style.css";

export { default } from "vitepress/theme-without-fonts";
