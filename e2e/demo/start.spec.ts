// The first minute: from the page's address to a video call between two tabs, without typing or reading.
import { expect } from "@playwright/test";
import { expectMovement } from "../support/media.ts";
import { Person, test } from "../support/person.ts";

test("four clicks lead from the first page to a video call between two tabs", async ({ crowd }) => {
  const { page } = await crowd.visit("first");
  await page.getByRole("button", { name: "Go online" }).click();
  const name = (await page.getByRole("region", { name: "You" }).getByRole("heading").textContent()) ?? "";
  const [second] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: "Open a second tab" }).click(),
  ]);
  await expect(second.getByRole("textbox", { name: "Who to call" })).toHaveValue(name);
  await expect(second.getByRole("status", { name: "Connection" })).toContainText("Online as");
  await second.getByRole("button", { name: "Call", exact: true }).click();
  await page.getByRole("button", { name: "Accept" }).click();
  const caller = new Person("the second tab", second);
  await expectMovement(caller.picture(`Picture of ${name}`));
  await expectMovement(page.getByLabel(/^Picture of /));
});

test("the page uses the browser's language, and the other one on request", async ({ crowd }) => {
  const li = await crowd.visit("li", "", { locale: "zh-CN" });
  await expect(li.page.locator("html")).toHaveAttribute("lang", "zh-Hans");
  await expect(li.page.getByRole("button", { name: "上线" })).toBeVisible();
  await li.page.getByRole("textbox", { name: "你的 ID" }).fill(li.name);
  await li.page.getByRole("button", { name: "上线" }).click();
  await expect(li.page.getByRole("status", { name: "连接状态" })).toHaveText(`在线：${li.name}`);
  await li.page.getByRole("textbox", { name: "呼叫对象" }).fill(li.name);
  await li.page.getByRole("button", { name: "呼叫", exact: true }).click();
  await expect(li.page.getByRole("alert")).toContainText("就是你");
  await li.page.getByRole("button", { name: "English" }).click();
  await expect(li.page.locator("html")).toHaveAttribute("lang", "en");
  // An error is shown again in the other language.
  await expect(li.page.getByRole("alert")).toContainText("is you");
  await li.page.reload();
  await expect(li.connection).toHaveText(`Online as ${li.name}`);
});
