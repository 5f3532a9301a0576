// A user at the page that was written for RTM 1.x, who does and sees what a person can.
import { expect, type Locator } from "@playwright/test";
import type AgoraRTM from "peer-invite/rtm";
import type { Crowd, Person } from "./person.ts";

const PAGE = "/e2e/rtm/index.html";

/** A user at that page. */
export class RtmUser {
  readonly uid: string;
  readonly #person: Person;

  constructor(uid: string, person: Person) {
    this.uid = uid;
    this.#person = person;
  }

  get connection(): Locator {
    return this.#person.page.getByRole("status", { name: "Connection" });
  }

  get outgoing(): Locator {
    return this.#person.page.getByRole("status", { name: "Outgoing" });
  }

  get incoming(): Locator {
    return this.#person.page.getByRole("status", { name: "Incoming" });
  }

  get log(): Locator {
    return this.#person.page.getByRole("log");
  }

  /** Logs the same uid in with another client of the same page, which also writes into the page's log. */
  logInByAnother(): Promise<void> {
    return this.#person.page.evaluate((uid) => {
      const { AgoraRTM: rtm } = window as unknown as { AgoraRTM: typeof AgoraRTM };
      const log = (text: string): void => document.querySelector("[role=log]")?.append(text);
      const other = rtm.createInstance("another");
      other.on("RemoteInvitationReceived", ({ callerId, content }) =>
        log(`${callerId} calls the other: ${content}`),
      );
      other.on("ConnectionStateChanged", (state, reason) => log(`the other: ${state} ${reason}`));
      return other.login({ uid });
    }, this.uid);
  }

  async logIn(): Promise<void> {
    await this.#fill("Your uid", this.uid);
    await this.press("Log in");
  }

  async call(uid: string, content = ""): Promise<void> {
    await this.#fill("Call whom", uid);
    await this.#fill("Content", content);
    await this.press("Call");
  }

  async answer(how: "Accept" | "Refuse", response = ""): Promise<void> {
    await this.#fill("Response", response);
    await this.press(how);
  }

  async say(uid: string, text: string): Promise<void> {
    await this.#fill("Message to", uid);
    await this.#fill("Text", text);
    await this.press("Send");
  }

  async watch(uid: string): Promise<void> {
    await this.#fill("Message to", uid);
    await this.press("Watch");
  }

  async reload(): Promise<void> {
    await this.#person.page.reload();
  }

  async press(name: string): Promise<void> {
    await this.#person.page.getByRole("button", { name, exact: true }).click();
  }

  async #fill(name: string, text: string): Promise<void> {
    await this.#person.page.getByRole("textbox", { name, exact: true }).fill(text);
  }
}

/** Opens the page for a user who is named after `name` (made unique to the test; `decorate` may add to it). */
export async function visitRtm(
  crowd: Crowd,
  name: string,
  decorate: (name: string) => string = (it) => it,
): Promise<RtmUser> {
  const person = await crowd.visit(name, PAGE);
  return new RtmUser(decorate(person.name), person);
}

/** Opens the page and logs in. */
export async function joinRtm(
  crowd: Crowd,
  name: string,
  decorate?: (name: string) => string,
): Promise<RtmUser> {
  const user = await visitRtm(crowd, name, decorate);
  await user.logIn();
  await expect(user.log).toContainText(`logged in as ${user.uid}`);
  await expect(user.connection).toHaveText("CONNECTED");
  return user;
}
