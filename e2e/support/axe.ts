// Accessibility checks by axe, in each theme and each language.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type axe from "axe-core";

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

/** The same in both themes and both languages. Restores the page's own afterwards. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  const other = page.locator("demo-bar").getByRole("button", { name: /^(中文|English)$/ });
  for (const language of ["English", "中文"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectNoViolation(page, `${screen}, ${language}, ${colorScheme}`);
    }
    await other.press("Enter");
  }
}
