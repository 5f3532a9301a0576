// A call in the demo, from the invitation to the end, as two people see it.
import { expect } from "@playwright/test";
import { LONG } from "../support/long.ts";
import { expectMovement } from "../support/media.ts";
import { test } from "../support/person.ts";

test("a video call: both see each other move, mute, turn off, share and write, until one hangs up", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const call = await ada.call(bob, "Lunch?", "Video");
  await expectMovement(call.getByLabel("Your own picture"));
  await bob.answer(ada, "Accept", "Gladly");
  await expectMovement(ada.picture(`Picture of ${bob.name}`));
  await expectMovement(bob.picture(`Picture of ${ada.name}`));
  await expect(ada.page).toHaveTitle(new RegExp(`^In a call with ${bob.name}`));

  await ada.press("Mute");
  await expect(bob.page.getByText(`${ada.name} is muted`)).toBeVisible();
  await ada.press("Unmute");
  await expect(bob.page.getByText(`${ada.name} is muted`)).toBeHidden();
  await ada.press("Turn camera off");
  await expect(bob.page.getByText(`${ada.name}'s camera is off`)).toBeVisible();
  await expect(bob.picture(`Picture of ${ada.name}`)).toBeHidden();

  // A screen is shown although the camera is off.
  await ada.press("Share screen");
  await expectMovement(bob.picture(`Screen of ${ada.name}`));
  await ada.press("Turn camera on");
  await expectMovement(bob.picture(`Picture of ${ada.name}`));
  await ada.press("Stop sharing");
  await expect(bob.picture(`Screen of ${ada.name}`)).toBeHidden();
  await expectMovement(bob.picture(`Picture of ${ada.name}`));

  await ada.write("See you there");
  await bob.write("Bring an umbrella: https://example.org/rain.");
  await expect(bob.chat).toContainText("See you there");
  await expect(ada.chat).toContainText(/Lunch\?.*accepted.*Gladly.*See you there.*Bring an umbrella/s);
  await expect(ada.chat.getByRole("link")).toHaveAttribute("href", "https://example.org/rain");
  await expect(ada.chat.getByRole("time").last()).toHaveText(/^\d\d:\d\d$/);

  await bob.press("Hang up");
  await expect(call.getByText(`${bob.name} hung up`)).toBeVisible();
  await expect(call.getByText(/Lasted \d:\d\d/)).toBeVisible();
  await expect(bob.callFrom(ada).getByText("You hung up")).toBeVisible();
  const log = await ada.openLog();
  await expect(log).toContainText(`${bob.name}: call connected`);
  await expect(log).toContainText(`${bob.name}: call ended, hung up there`);
  await expect(ada.recent(bob.name)).toContainText(/Lasted \d:\d\d/);
});

test("a video call answered without video: the callee adds the camera later, and the caller hangs up", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.call(bob, "", "Video");
  await bob.callFrom(ada).getByRole("button", { name: "Answer without video" }).click();
  await expectMovement(bob.picture(`Picture of ${ada.name}`));
  await expect(ada.picture(`Picture of ${bob.name}`)).toBeHidden();
  await bob.press("Turn camera on");
  await expectMovement(ada.picture(`Picture of ${bob.name}`));
  await ada.press("Hang up");
  await expect(bob.callFrom(ada).getByText(`${ada.name} hung up`)).toBeVisible();
});

test(
  "a camera that is looked at in the preview is not sent in an answer without video",
  LONG,
  async ({ crowd }) => {
    const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
    await bob.page.getByRole("button", { name: "Check camera and microphone" }).click();
    await expectMovement(bob.picture("Your own picture"));
    await ada.call(bob, "", "Video");
    await bob.callFrom(ada).getByRole("button", { name: "Answer without video" }).click();
    await expectMovement(bob.picture(`Picture of ${ada.name}`));
    await expect(bob.page.getByRole("button", { name: "Turn camera on" })).toBeVisible();
    await expect(ada.picture(`Picture of ${bob.name}`)).toBeHidden();
    await bob.press("Turn camera on");
    await expectMovement(ada.picture(`Picture of ${bob.name}`));
  },
);

test("between contacts a call is set up while it rings, and both see each other on that connection", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.visit("ada"), await crowd.visit("bob")];
  for (const [person, other] of [
    [ada, bob],
    [bob, ada],
  ] as const) {
    await person.page.evaluate(
      ([name, contact]) => {
        localStorage.setItem(`peer-invite-demo.person.${name}`, JSON.stringify({ contacts: [contact] }));
      },
      [person.name, other.name],
    );
    await person.page.evaluate(() => {
      const made: RTCPeerConnection[] = [];
      const Native = RTCPeerConnection;
      Object.assign(window, { made });
      window.RTCPeerConnection = class extends Native {
        constructor(config?: RTCConfiguration) {
          super(config);
          made.push(this);
        }
      };
    });
    await person.goOnline();
  }
  const connected = (): boolean => {
    const { made } = window as unknown as { made: readonly RTCPeerConnection[] };
    return made.filter(({ connectionState }) => connectionState === "connected").length === 2;
  };
  await ada.call(bob, "Lunch?", "Video");
  await Promise.all([ada, bob].map(({ page }) => page.waitForFunction(connected)));
  await bob.answer(ada, "Accept");
  await expectMovement(ada.picture(`Picture of ${bob.name}`));
  await expectMovement(bob.picture(`Picture of ${ada.name}`));
  for (const { page } of [ada, bob]) expect(await page.evaluate(connected)).toBe(true);
});

test(
  "two presses are as good as one: of the camera in a voice call, and of the screen",
  LONG,
  async ({ crowd }) => {
    const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
    const card = await ada.call(bob, "", "Voice");
    await bob.answer(ada, "Accept");
    await expect(card.getByRole("timer", { name: "Length of the call" })).toBeVisible();
    const press = (name: string): Promise<void> =>
      ada.controls.getByRole("button", { name, exact: true }).evaluate((button: HTMLElement) => {
        button.click();
        button.click();
      });
    await press("Turn camera on");
    await expectMovement(bob.picture(`Picture of ${ada.name}`));
    await ada.page.evaluate(() => {
      const shown: MediaStream[] = [];
      const ask = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
      Object.assign(window, { shown });
      navigator.mediaDevices.getDisplayMedia = async (options) => {
        const stream = await ask(options);
        shown.push(stream);
        return stream;
      };
    });
    await press("Share screen");
    await expectMovement(bob.picture(`Screen of ${ada.name}`));
    await ada.press("Hang up");
    await expect(card.getByText("You hung up")).toBeVisible();
    const states = await ada.page.evaluate(() =>
      (window as unknown as { shown: MediaStream[] }).shown.map((it) => it.getTracks()[0]?.readyState),
    );
    expect(states).toEqual(["ended"]);
  },
);

test(
  "the camera is changed again and again in one call, and the other side sees it move",
  LONG,
  async ({ crowd }) => {
    const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
    await ada.call(bob, "", "Video");
    await bob.answer(ada, "Accept");
    await expectMovement(bob.picture(`Picture of ${ada.name}`));
    await ada.press("Options");
    const cameras = ada.page.getByRole("combobox", { name: "Camera" });
    for (const index of [3, 1, 3]) {
      await cameras.selectOption({ index });
      await expectMovement(bob.picture(`Picture of ${ada.name}`));
    }
  },
);

test("muted and without camera in one call, seen and heard in the next", LONG, async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  for (let times = 0; times < 2; times += 1) {
    await ada.call(bob, "", "Video");
    await bob.callFrom(ada).first().getByRole("button", { name: "Accept", exact: true }).click();
    await expectMovement(bob.picture(`Picture of ${ada.name}`));
    await ada.press("Mute");
    await ada.press("Turn camera off");
    await expect(bob.page.getByText(`${ada.name}'s camera is off`)).toBeVisible();
    await ada.press("Hang up");
    await expect(ada.callTo(bob).first().getByText("You hung up")).toBeVisible();
    await ada.callTo(bob).first().getByRole("button", { name: "Close" }).click();
    await bob.callFrom(ada).first().getByRole("button", { name: "Close" }).click();
  }
});

test("an earlier line of the chat can be read while the call continues", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.call(bob);
  await bob.answer(ada, "Accept");
  for (let line = 1; line <= 30; line += 1) await ada.write(`Line ${line}`);
  await expect(bob.chat).toContainText("Line 30");
  await expect.poll(() => bob.chat.evaluate((it) => it.scrollTop)).toBeGreaterThan(100);
  await bob.chat.evaluate((it) => {
    it.scrollTop = 0;
  });
  await ada.write("Line 31");
  await expect(bob.chat).toContainText("Line 31");
  expect(await bob.chat.evaluate((it) => it.scrollTop)).toBe(0);
  // It says that there is a newer one, in the title, too, and leads to it.
  await expect(bob.page).toHaveTitle(/^\(1\) /);
  await bob.page.getByRole("button", { name: "New messages" }).click();
  await expect(bob.page).toHaveTitle(/^In a call/);
  await expect(bob.chat.getByText("Line 31")).toBeInViewport();
});

test(
  "a page that crashes in a call: the other one reconnects for a while, and says that it is gone",
  LONG,
  async ({ crowd }) => {
    const ada = await crowd.join("ada", "?reconnectTimeoutMs=2000");
    const bob = await crowd.join("bob");
    const call = await ada.call(bob);
    await bob.answer(ada, "Accept");
    await expect(call.getByRole("timer", { name: "Length of the call" })).toBeVisible();
    await bob.page.goto("chrome://crash").catch(() => "as it should");
    await expect(call.getByText(`Lost connection to ${bob.name}. Reconnecting…`)).toBeVisible();
    await expect(call.getByText(`Lost connection to ${bob.name}`, { exact: true })).toBeVisible();
    await expect(call.getByRole("button", { name: "Call again" })).toBeVisible();
  },
);

test("a camera that is not allowed is reported, and the call continues without it", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
  });
  const call = await ada.call(bob, "", "Voice");
  await expect(call.getByText("No microphone: This page is not allowed to use it.")).toBeVisible();
  await bob.answer(ada, "Accept");
  await ada.write("You will have to read me");
  await expect(bob.chat).toContainText("You will have to read me");
});

test("camera and microphone are checked and chosen before the call", async ({ crowd }) => {
  const ada = await crowd.visit("ada");
  await ada.goOnline();
  await ada.page.getByRole("button", { name: "Check camera and microphone" }).click();
  await expectMovement(ada.picture("Your own picture"));
  await expect(ada.page.getByRole("meter", { name: "Microphone level" })).toBeVisible();
  const microphone = ada.page.getByRole("combobox", { name: "Microphone" });
  await microphone.selectOption({ label: "Fake Audio Input 1" });
  const chosen = await microphone.inputValue();
  await ada.page.getByRole("button", { name: "Close preview" }).click();
  await expect(ada.picture("Your own picture")).toBeHidden();
  await ada.page.getByRole("button", { name: "Check camera and microphone" }).click();
  await expect(microphone.getByRole("option", { selected: true })).toHaveText("Fake Audio Input 1");
  await expectMovement(ada.picture("Your own picture"));
  // The choice survives a reload. A headless browser then gives its devices new ids, so the list cannot show it.
  await ada.page.reload();
  const kept = await ada.page.evaluate(() => Object.values(localStorage).join());
  expect(kept).toContain(chosen);
});
