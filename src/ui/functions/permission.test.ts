// The person's answers, as a browser tells them.
import { expect, test } from "vitest";
import { type PermissionSource, watchPermission } from "./permission.ts";

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

function createBrowser(first: PermissionState) {
  const status = Object.assign(new EventTarget(), { state: first });
  const names: string[] = [];
  const source: PermissionSource = {
    async query({ name }) {
      names.push(name);
      return status as unknown as PermissionStatus;
    },
  };
  const answer = (state: PermissionState): void => {
    status.state = state;
    status.dispatchEvent(new Event("change"));
  };
  return { source, answer, names };
}

test("an answer is told, and told again when the person changes it, until the watch ends", async () => {
  const { source, answer, names } = createBrowser("prompt");
  const permission = watchPermission("camera", source);
  const told: string[] = [];
  permission.on("changed", (snapshot) => told.push(snapshot.answer));
  expect(permission.snapshot.answer).toBe("unknown");
  await settle();
  answer("granted");
  answer("granted");
  answer("denied");
  expect(names).toEqual(["camera"]);
  expect(told).toEqual(["prompt", "granted", "denied"]);
  permission.close();
  answer("granted");
  expect(permission.snapshot.answer).toBe("denied");
});

test("a watch that ends before the browser tells stays silent", async () => {
  const { source, answer } = createBrowser("granted");
  const permission = watchPermission("microphone", source);
  permission.close();
  await settle();
  answer("denied");
  expect(permission.snapshot.answer).toBe("unknown");
});

test("a browser that does not tell is not an error", async () => {
  const throwing = watchPermission("camera", {
    query: () => Promise.reject(new TypeError("'camera' is not a valid enum value")),
  });
  const bare = watchPermission("camera", undefined);
  await settle();
  expect([throwing.snapshot.answer, bare.snapshot.answer]).toEqual(["unknown", "unknown"]);
});
