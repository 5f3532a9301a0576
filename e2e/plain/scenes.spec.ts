// The examples of calls to several people, without a build: agents' seats, a stage, a class.
import { expect, type Page } from "@playwright/test";
import { expectNoViolation } from "../support/axe.ts";
import { expectMovement } from "../support/media.ts";
import { test as base } from "../support/packed.ts";
import { bringBroker } from "../support/public-broker.ts";

const test = base.extend<{ open: (name: string, path: string) => Promise<Page> }>({
  open: async ({ pages, site, baseURL }, use) =>
    use(async (name, path) => {
      const page = await pages.open(name, { permissions: ["camera", "microphone"] });
      await bringBroker(page, baseURL ?? "");
      await page.goto(site.address + path);
      return page;
    }),
});

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();
const says = (page: Page, words: string): Promise<void> =>
  expect(page.getByRole("status").filter({ hasText: words })).toBeVisible({ timeout: 20_000 });
const isOnline = (page: Page): Promise<void> => expect(page.locator("#state")).toHaveText("online");

test("agents' seats: callers are told their place and handed over, and one whom nobody takes waits on", async ({
  open,
  pages,
}) => {
  const id = pages.idOf("queue");
  const queue = await open("queue", `agents/index.html?id=${id}&agents=2`);
  await isOnline(queue);
  const agents = [];
  for (const n of [1, 2])
    agents.push(await open(`agent-${n}`, `agents/agent.html?queue=${id}&id=${id}-agent-${n}`));
  const [first, second] = agents as [Page, Page];
  for (const agent of agents) await isOnline(agent);
  const ann = await open("ann", `agents/customer.html?queue=${id}`);
  await press(ann, "Call");
  await says(ann, "You are next");
  await says(first, "is calling");
  const ben = await open("ben", `agents/customer.html?queue=${id}`);
  await press(ben, "Call");
  await says(ben, "You are number 2");
  await expect(queue.getByRole("list", { name: "Waiting" }).getByRole("listitem")).toHaveCount(2);
  for (const page of [queue, first, ben]) await expectNoViolation(page, "waiting");
  // Ann's turn goes on to the second agent.
  await press(first, "Not now");
  await press(second, "Take it");
  await says(ann, `With ${id}-agent-2`);
  await expectMovement(ann.locator("#theirs"));
  await expectMovement(second.locator("#theirs"));
  await says(ben, "You are next");
  await expect(queue.getByText(`${id}-agent-2: busy`)).toBeVisible();
  // The first has rested, and takes Ben.
  await press(first, "Take it");
  await says(ben, `With ${id}-agent-1`);
  await press(ann, "Hang up");
  await says(second, "the other side hung up");
  await expect(queue.getByText(`${id}-agent-2: resting`)).toBeVisible();
  await expect(queue.getByRole("list", { name: "Waiting" }).getByRole("listitem")).toHaveCount(0);
});

test("a stage: the next guest who is free, then all of them; guests leave, and the host ends the show", async ({
  open,
  pages,
}) => {
  const names = ["ann", "ben", "cleo"].map((name) => pages.idOf(name));
  const guests = [];
  for (const name of names) guests.push(await open(name, `groups/guest.html?id=${name}`));
  const [ann, ben, cleo] = guests as [Page, Page, Page];
  for (const guest of guests) await isOnline(guest);
  const host = await open("host", `groups/stage.html?id=${pages.idOf("host")}`);
  await isOnline(host);
  await host.getByLabel("Guests").fill(names.join(", "));
  await press(host, "Call the next one who is free");
  await says(ann, "calls you: You are on");
  await press(ann, "Not now");
  await press(ben, "Join");
  await says(host, "1 on stage");
  await expect(cleo.getByRole("button", { name: "Join" })).toBeHidden();
  await expectMovement(host.getByLabel(`Picture of ${names[1]}`));
  await expectNoViolation(host, "one on stage");
  await host.getByLabel("Guests").fill([names[0], names[2]].join(", "));
  await press(host, "Call them all");
  await says(cleo, "and one more");
  await press(ann, "Join");
  await press(cleo, "Join");
  await says(host, "3 on stage");
  await says(cleo, `With ${pages.idOf("host")}`);
  for (const name of names) await expectMovement(host.getByLabel(`Picture of ${name}`));
  await press(ben, "Leave");
  await says(host, "2 on stage");
  await press(host, "End the show");
  await says(host, "Nobody is on stage");
  for (const guest of [ann, cleo]) await says(guest, "the other side hung up");
});

test("a class: all are called, one comes late, and the teacher ends it for all", async ({ open, pages }) => {
  const names = ["ann", "ben", "cleo"].map((name) => pages.idOf(name));
  const pupils = [];
  for (const name of names) pupils.push(await open(name, `groups/guest.html?id=${name}`));
  const [ann, ben, cleo] = pupils as [Page, Page, Page];
  for (const pupil of pupils) await isOnline(pupil);
  const teacher = await open("teacher", `groups/class.html?id=${pages.idOf("teacher")}`);
  await isOnline(teacher);
  await teacher
    .getByLabel("Pupils", { exact: true })
    .and(teacher.getByRole("textbox"))
    .fill(names.slice(0, 2).join(", "));
  await press(teacher, "Call");
  await press(ann, "Join");
  await says(teacher, "1 in class");
  // Cleo comes late, while Ben still makes up his mind.
  await teacher.getByRole("textbox").fill(names[2] ?? "");
  await press(teacher, "Call");
  await press(cleo, "Join");
  await says(teacher, "2 in class");
  await expectMovement(teacher.getByLabel(`Picture of ${names[2]}`));
  await press(teacher, "End the class");
  await says(teacher, "The class is over");
  await expect(ben.getByRole("button", { name: "Join" })).toBeHidden();
  for (const pupil of [ann, cleo]) await says(pupil, "the other side hung up");
});
