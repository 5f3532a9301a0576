// Vue's deep proxies break private fields, so Vue must not wrap the objects that an app keeps in `ref` or `reactive`.
import { isProxy, reactive, ref } from "@vue/reactivity";
import { expect, test, vi } from "vitest";
import { createHistory } from "../history/index.ts";
import { createCall } from "../testing/clients.fixture.ts";

test("an invitation, a client, a line and a history can be kept in ref and reactive, also nested", async () => {
  const { ada, bob, local, ring } = await createCall();
  const kept = ref({ invitation: local, snapshot: local.snapshot });
  const more = reactive({ clients: [ada, bob], history: createHistory(bob) });
  expect([kept.value.invitation, ...more.clients, more.history].some(isProxy)).toBe(false);
  kept.value.invitation.on("changed", (snapshot) => {
    kept.value.snapshot = snapshot;
  });
  const ringing = ref(await ring());
  expect(kept.value.snapshot.state).toBe("received");
  ringing.value.accept();
  await vi.waitFor(() => expect(kept.value.invitation.state).toBe("accepted"));
  const line = ref(kept.value.invitation.openLine());
  expect(line.value.state).toBe("up");
  line.value.close();
  await more.clients[0]?.close();
});
