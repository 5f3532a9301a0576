// A person with a page of their own: goes online, and does and sees what a person does and sees. Every test that uses one
// ends with the assertion that no page reported an error.
import {
  type Browser,
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";

/** Someone in front of the demo. */
export class Person {
  readonly name: string;
  readonly page: Page;

  constructor(name: string, page: Page) {
    this.name = name;
    this.page = page;
  }

  get connection(): Locator {
    return this.page.getByRole("status", { name: "Connection" });
  }

  /** The card of a call to `callee`. */
  callTo(callee: Person | string): Locator {
    return this.page.getByLabel(`Call to ${nameOf(callee)}`, { exact: true });
  }

  /** The card of a call from `caller`. */
  callFrom(caller: Person | string): Locator {
    return this.page.getByLabel(`Call from ${nameOf(caller)}`, { exact: true });
  }

  get log(): Locator {
    return this.page.getByRole("log");
  }

  async goOnline(): Promise<void> {
    await this.page.getByRole("textbox", { name: "Your name" }).fill(this.name);
    await this.page.getByRole("button", { name: "Go online" }).click();
  }

  async call(callee: Person | string, message = ""): Promise<Locator> {
    await this.page.getByRole("textbox", { name: "Who to call" }).fill(nameOf(callee));
    await this.page.getByRole("textbox", { name: "Message" }).fill(message);
    await this.page.getByRole("button", { name: "Call", exact: true }).click();
    return this.callTo(callee);
  }

  async answer(caller: Person, how: "Accept" | "Refuse" | "Ignore", words = ""): Promise<void> {
    const card = this.callFrom(caller);
    await card.getByRole("textbox", { name: "Answer" }).fill(words);
    await card.getByRole("button", { name: how }).click();
  }
}

/** What a test gets. */
export interface Crowd {
  /** Opens a page for `name` (made unique to the test) and goes online; `query` is added to the page's address. */
  join(name: string, query?: string): Promise<Person>;
  /** Opens a page without going online; `query` may be a whole address too. */
  visit(name: string, query?: string): Promise<Person>;
  /** A console error or page error that this test causes on purpose. */
  allowError(pattern: RegExp): void;
}

/** The test function of this folder. */
export const test = base.extend<{ crowd: Crowd }>({
  crowd: async ({ browser }, use, testInfo) => {
    const contexts: BrowserContext[] = [];
    const errors: string[] = [];
    const allowed: RegExp[] = [];
    const suffix = `${testInfo.workerIndex}-${testInfo.repeatEachIndex}-${testInfo.testId.slice(-6)}`;
    const visit = async (name: string, query = ""): Promise<Person> => {
      const page = await newPage(browser, contexts);
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(`${name}: ${message.text()}`);
      });
      page.on("pageerror", (error) => errors.push(`${name}: ${error.message}`));
      await page.goto(/^(https?:|\/)/.test(query) ? query : `./${query}`);
      return new Person(`${name}-${suffix}`, page);
    };
    const join = async (name: string, query?: string): Promise<Person> => {
      const person = await visit(name, query);
      await person.goOnline();
      await expect(person.connection).toHaveText(`Online as ${person.name}`);
      return person;
    };
    await use({ visit, join, allowError: (pattern) => allowed.push(pattern) });
    for (const context of contexts) await context.close();
    expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
  },
});

async function newPage(browser: Browser, contexts: BrowserContext[]): Promise<Page> {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  contexts.push(context);
  return context.newPage();
}

function nameOf(person: Person | string): string {
  return typeof person === "string" ? person : person.name;
}
