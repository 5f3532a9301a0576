// A person with a page of their own: goes online, and does and sees what a person can. Every test that uses one ends with the
// assertion that no page reported an error.
import { expect, type Locator, type Page } from "@playwright/test";
import { test as base, type PageOptions } from "./pages.ts";

/** A person at the demo. */
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
    return this.#card(`Call to ${nameOf(callee)}`);
  }

  /** The card of a call from `caller`. */
  callFrom(caller: Person | string): Locator {
    return this.#card(`Call from ${nameOf(caller)}`);
  }

  /** The host of a card, by the card's name. What the demo puts into an element's slot is in the host, not in the card. */
  #card(label: string): Locator {
    return this.page.locator("demo-calls .one").filter({ has: this.page.getByLabel(label, { exact: true }) });
  }

  /** The log in the drawer for developers, which is opened. */
  async openLog(): Promise<Locator> {
    await this.#makeRoom();
    const drawer = this.page.getByRole("button", { name: /^(For developers|Close the drawer)$/ });
    if ((await drawer.getAttribute("aria-expanded")) === "false") await drawer.click();
    return this.page.getByRole("log", { name: "Log" });
  }

  /** Makes the active call small, so that the rest of the page is there. An accepted call takes the window a moment later. */
  async minimize(): Promise<void> {
    await this.#minimizer.click();
  }

  /** Makes the call small if one takes the window by now. */
  async #makeRoom(): Promise<void> {
    if (await this.#minimizer.isVisible()) await this.minimize();
  }

  get #minimizer(): Locator {
    return this.page.getByRole("button", { name: "Minimize the call" });
  }

  async goOnline(): Promise<void> {
    await this.page.getByRole("textbox", { name: "Your id" }).fill(this.name);
    await this.page.getByRole("button", { name: "Go online" }).click();
  }

  /** Calls, without camera and microphone unless the test is about them. */
  async call(
    callee: Person | string,
    message = "",
    kind: "Video" | "Voice" | "Chat" = "Chat",
  ): Promise<Locator> {
    await this.page.getByRole("textbox", { name: "Who to call" }).fill(nameOf(callee));
    await this.page.getByRole("radio", { name: kind }).check();
    await this.page.getByRole("form").getByRole("textbox", { name: "Message" }).fill(message);
    await this.page.getByRole("button", { name: "Call", exact: true }).click();
    return this.callTo(callee);
  }

  async answer(caller: Person, how: "Accept" | "Decline" | "Ignore", words = ""): Promise<void> {
    const card = this.callFrom(caller);
    if (words !== "") {
      const fold = card.locator("details.reply:not([open]) summary");
      await expect(card.getByRole("textbox", { name: "Message" }).or(fold)).toBeVisible();
      if (await fold.isVisible()) await fold.click();
      await card.getByRole("textbox", { name: "Message" }).fill(words);
    }
    await card.getByRole("button", { name: how }).click();
  }

  /** Presses a button of the active call. */
  async press(name: string): Promise<void> {
    await this.controls.getByRole("button", { name, exact: true }).click();
  }

  get controls(): Locator {
    return this.page.getByRole("group", { name: "Call controls" });
  }

  /** The picture with that label. */
  picture(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** Writes something into the chat of the call, once it is connected. */
  async write(text: string): Promise<void> {
    await expect(this.page.getByRole("timer", { name: "Length of the call" })).toBeVisible();
    await this.openChat();
    await this.page.getByRole("textbox", { name: "Write a message" }).fill(text);
    await this.page.getByRole("button", { name: "Send" }).click();
  }

  /** Opens the chat of the call, where it is not beside it. */
  async openChat(): Promise<void> {
    const chat = this.page.getByRole("button", { name: /^Chat\b/, expanded: false });
    if (await chat.isVisible()) await chat.click();
  }

  get chat(): Locator {
    return this.page.getByRole("log", { name: "Chat" });
  }

  /** An entry of the recent calls, by its text. */
  recent(text: string | RegExp): Locator {
    return this.page.getByRole("tabpanel").getByRole("listitem").filter({ hasText: text });
  }

  async addContact(id: string): Promise<void> {
    await this.page.getByRole("tab", { name: "Contacts" }).click();
    await this.page.getByRole("textbox", { name: "Id of a contact" }).fill(id);
    await this.page.getByRole("button", { name: "Add a contact" }).click();
  }

  /** Opens the settings, runs `change` there, and closes them. */
  async set(change: (dialog: Locator) => Promise<unknown>): Promise<void> {
    await this.#makeRoom();
    await this.page.getByRole("button", { name: "Settings" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Settings" });
    await change(dialog);
    await dialog.getByRole("button", { name: "Close" }).click();
  }

  /** Lets calls ring while another one rings or is active. */
  async letFurtherCallsRing(): Promise<void> {
    await this.set((dialog) => dialog.getByLabel("During a call").selectOption("Let further calls ring"));
  }
}

/** What a test gets. */
export interface Crowd {
  /** Opens a page for `name` (made unique to the test) and goes online. `query` is added to the page's address. */
  join(name: string, query?: string): Promise<Person>;
  /** Opens a page without going online. `query` may also be a whole address. */
  visit(name: string, query?: string, options?: Pick<PageOptions, "locale" | "beside">): Promise<Person>;
  /** A console error or page error that this test causes on purpose. */
  allowError(pattern: RegExp): void;
}

/** The test function of this folder. */
export const test = base.extend<{ crowd: Crowd }>({
  crowd: async ({ pages }, use) => {
    const visit: Crowd["visit"] = async (name, query = "", options = {}) => {
      const page = await pages.open(name, {
        ...options,
        permissions: ["clipboard-read", "clipboard-write", "camera", "microphone"],
      });
      await page.goto(/^(https?:|\/)/.test(query) ? query : `./${query}`);
      return new Person(pages.idOf(name), page);
    };
    const join = async (name: string, query?: string): Promise<Person> => {
      const person = await visit(name, query);
      await person.goOnline();
      await expect(person.connection).toHaveText(`Online as ${person.name}`);
      return person;
    };
    await use({ visit, join, allowError: pages.allowError });
  },
});

function nameOf(person: Person | string): string {
  return typeof person === "string" ? person : person.name;
}
