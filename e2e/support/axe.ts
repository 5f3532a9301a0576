// Accessibility checks by axe, on every size of window, in each theme and each language.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type axe from "axe-core";
import { expectFits } from "./fits.ts";

/** Evaluated from outside, because the page's own policy blocks the script. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Asserts that axe finds nothing on the page in its present state. `where`: the name of the screen. */
export async function expectNoViolation(page: Page, where: string): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ["violations"],
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`,
    );
  });
  expect(found, where).toEqual([]);
}

/** A desktop, a phone, a phone held sideways, and a window at 200 %. Each has another theme or language than the one before. */
const LOOKS = [
  { size: { width: 1280, height: 720 }, colorScheme: "light", isOther: false },
  { size: { width: 360, height: 740 }, colorScheme: "dark", isOther: true },
  { size: { width: 740, height: 360 }, colorScheme: "dark", isOther: false },
  { size: { width: 640, height: 360 }, colorScheme: "light", isOther: true },
] as const;

/** Asserts that axe finds nothing and that everything fits, on each size, in both themes and both languages. Restores the page's own. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  const before = page.viewportSize();
  // The button may be out of sight, behind a call.
  const change = (): Promise<void> =>
    page.locator("demo-bar button[lang]").evaluate((button: HTMLElement) => button.click());
  let isOther = false;
  for (const look of LOOKS) {
    const where = `${screen}, ${look.size.width} px, ${look.isOther ? "中文" : "English"}, ${look.colorScheme}`;
    await page.setViewportSize(look.size);
    await page.emulateMedia({ colorScheme: look.colorScheme });
    if (look.isOther !== isOther) await change();
    isOther = look.isOther;
    await expect(page.locator("html")).toHaveAttribute("lang", isOther ? "zh-Hans" : "en");
    await expectFits(page, where);
    await expectNoViolation(page, where);
  }
  if (isOther) await change();
  if (before !== null) await page.setViewportSize(before);
}
