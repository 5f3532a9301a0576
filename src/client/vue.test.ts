// What README.md says of Vue, whose deep proxies private fields are not found through.
import { reactive, shallowRef } from "@vue/reactivity";
import { expect, test } from "vitest";
import { createCall } from "../testing/clients.fixture.ts";

test("an object in a shallowRef is itself, and a snapshot is wherever it is", async () => {
  const { local, ring } = await createCall();
  const invitation = shallowRef(local);
  const data = reactive({ snapshot: local.snapshot });
  invitation.value.on("stateChanged", (snapshot) => {
    data.snapshot = snapshot;
  });
  await ring();
  expect(data.snapshot).toBe(local.snapshot);
  invitation.value.cancel();
  expect(data.snapshot.state).toBe("canceled");
});
