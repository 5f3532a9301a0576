// Notifications of calls: only in the background, only with permission, and one for each call while it rings.
import { describe, expect, test } from "vitest";
import { createNotifier } from "./notifier.ts";

/** A browser that shows notifications. */
function createBrowser(permission: NotificationPermission = "granted", answer = permission) {
  const shown: FakeNotification[] = [];
  class FakeNotification extends EventTarget {
    static permission = permission;
    static asked = 0;
    static async requestPermission(): Promise<NotificationPermission> {
      FakeNotification.asked += 1;
      FakeNotification.permission = answer;
      return answer;
    }
    readonly title: string;
    readonly options: NotificationOptions;
    constructor(title: string, options: NotificationOptions) {
      super();
      this.title = title;
      this.options = options;
      shown.push(this);
    }
    close(): void {
      shown.splice(shown.indexOf(this), 1);
    }
  }
  const page = Object.assign(new EventTarget(), { hidden: true });
  let focused = 0;
  const notifier = createNotifier({
    Notification: FakeNotification as unknown as typeof Notification,
    page,
    focus: () => {
      focused += 1;
    },
    icon: "/favicon.svg",
  });
  const look = (hidden: boolean): void => {
    page.hidden = hidden;
    page.dispatchEvent(new Event("visibilitychange"));
  };
  return { notifier, shown, look, focused: () => focused, asked: () => FakeNotification.asked };
}

const call = (key: string) => ({ key, title: `${key} is calling`, body: "lunch?" });

describe("a call in the background", () => {
  test("is shown once, with its words, until it stops ringing", () => {
    const { notifier, shown } = createBrowser();
    notifier.show([call("ada")]);
    notifier.show([call("ada")]);
    expect(shown.map(({ title }) => title)).toEqual(["ada is calling"]);
    expect(shown[0]?.options).toEqual({
      body: "lunch?",
      tag: "ada",
      requireInteraction: true,
      icon: "/favicon.svg",
    });
    notifier.show([]);
    expect(shown).toEqual([]);
  });

  test("and another one get a notification each, which goes with its call", () => {
    const { notifier, shown } = createBrowser();
    notifier.show([call("ada"), call("bob")]);
    notifier.show([call("bob")]);
    expect(shown.map(({ title }) => title)).toEqual(["bob is calling"]);
  });

  test("and dozens of others get three notifications, however many ring and have rung", () => {
    const { notifier, shown } = createBrowser();
    const calls = Array.from({ length: 100 }, (_, n) => call(`stranger ${n}`));
    for (let n = 1; n <= 100; n += 1) notifier.show(calls.slice(0, n));
    expect(shown).toHaveLength(3);
    notifier.show([]);
    notifier.show([call("bob")]);
    expect(shown.map(({ title }) => title)).toEqual(["bob is calling"]);
  });

  test("brings the page to the front when its notification is clicked, which then goes", () => {
    const { notifier, shown, focused } = createBrowser();
    notifier.show([call("ada")]);
    shown[0]?.dispatchEvent(new Event("click"));
    expect(focused()).toBe(1);
    expect(shown).toEqual([]);
  });

  test("has no notification once the page is shown, and gets none again for the same ring", () => {
    const { notifier, shown, look } = createBrowser();
    notifier.show([call("ada")]);
    look(false);
    expect(shown).toEqual([]);
    look(true);
    notifier.show([call("ada")]);
    expect(shown).toEqual([]);
    notifier.show([]);
    notifier.show([call("ada")]);
    expect(shown).toHaveLength(1);
  });
});

test("a call that began to ring while the page was shown is not announced", () => {
  const { notifier, shown, look } = createBrowser();
  look(false);
  notifier.show([call("ada")]);
  look(true);
  notifier.show([call("ada")]);
  expect(shown).toEqual([]);
});

describe("permission", () => {
  test("is asked for by ask() alone", async () => {
    const { notifier, shown, asked } = createBrowser("default", "granted");
    notifier.show([call("ada")]);
    expect([shown.length, asked(), notifier.permission]).toEqual([0, 0, "default"]);
    expect(await notifier.ask()).toBe("granted");
    expect([asked(), notifier.permission]).toEqual([1, "granted"]);
  });

  test("denied shows nothing", async () => {
    const { notifier, shown } = createBrowser("default", "denied");
    expect(await notifier.ask()).toBe("denied");
    notifier.show([call("ada")]);
    expect(shown).toEqual([]);
  });

  test("a browser without notifications is not an error", async () => {
    const page = Object.assign(new EventTarget(), { hidden: true });
    const notifier = createNotifier({ Notification: undefined, page });
    expect(await notifier.ask()).toBe("unsupported");
    notifier.show([call("ada")]);
    notifier.show([]);
  });

  test("a browser that throws instead of showing notifications is not an error", () => {
    class Refusing {
      static permission = "granted";
      constructor() {
        throw new TypeError("Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.");
      }
    }
    const page = Object.assign(new EventTarget(), { hidden: true });
    const notifier = createNotifier({ Notification: Refusing as unknown as typeof Notification, page });
    notifier.show([call("ada")]);
    notifier.show([]);
  });
});

test("once closed, it shows nothing more", () => {
  const { notifier, shown } = createBrowser();
  notifier.show([call("ada")]);
  notifier.close();
  expect(shown).toEqual([]);
  notifier.show([call("ada"), call("bob")]);
  expect(shown).toEqual([]);
});
