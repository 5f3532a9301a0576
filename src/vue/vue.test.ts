// Vue's composables, in components without a document, in an effect scope, and on a server.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  createRenderer,
  createSSRApp,
  defineComponent,
  effectScope,
  h,
  KeepAlive,
  nextTick,
  ref,
  shallowRef,
} from "vue";
import { renderToString } from "vue/server-renderer";
import { LINGER_MS } from "../bindings/index.ts";
import { MemoryWire } from "../call/memory-media.fixture.ts";
import { createInvitationClient, type InvitationClient } from "../index.ts";
import { createMemoryNetwork } from "../testing/index.ts";
import {
  useCall,
  useDevices,
  useHistory,
  useIncoming,
  useInvitation,
  usePeerInvite,
  useProblem,
  useSnapshot,
} from "./index.ts";

/** Vue, rendering into nothing. */
const { createApp } = createRenderer<object, object>({
  insert: () => {},
  remove: () => {},
  createElement: () => ({}),
  createText: () => ({}),
  createComment: () => ({}),
  setText: () => {},
  setElementText: () => {},
  parentNode: () => null,
  nextSibling: () => null,
  patchProp: () => {},
});

let made: InvitationClient[] = [];
let network = createMemoryNetwork();
const join = (id: string): InvitationClient => {
  const client = createInvitationClient(network.join(id));
  made.push(client);
  return client;
};

beforeEach(() => {
  vi.useFakeTimers();
  made = [];
  network = createMemoryNetwork();
});
afterEach(async () => {
  await vi.advanceTimersByTimeAsync(60_000);
  await Promise.all(made.map((client) => client.close()));
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Mounts a component with this setup. Returns what the setup gave, and a function that unmounts it. */
function mount<T>(setup: () => T): { readonly given: T; readonly unmount: () => void } {
  let given: T | undefined;
  const app = createApp(
    defineComponent(() => {
      given = setup();
      return () => h("p");
    }),
  );
  app.mount({});
  return { given: given as T, unmount: () => app.unmount() };
}

describe("in a component", () => {
  test("the client is there once it is mounted, for all components, and closes after the last", async () => {
    let atSetup: unknown = "not asked";
    const one = mount(() => {
      const client = usePeerInvite(() => join("ada"), { key: "vue" });
      atSetup = client.value;
      return { client, snapshot: useSnapshot(client), problem: useProblem("vue") };
    });
    const two = mount(() => usePeerInvite(() => join("ada"), { key: "vue" }));
    expect(atSetup).toBeUndefined();
    expect(made).toHaveLength(1);
    expect(one.given.client.value).toBe(made[0]);
    expect(two.given.value).toBe(made[0]);
    expect(one.given.snapshot.value?.peerId).toBe("ada");
    expect(one.given.problem.value).toBeUndefined();
    one.unmount();
    two.unmount();
    await vi.advanceTimersByTimeAsync(LINGER_MS);
    expect(made[0]?.state).toBe("closed");
  });

  test("a key in a getter lets go of the old client and takes the new one", async () => {
    const key = ref("vue-ada");
    const { given, unmount } = mount(() =>
      usePeerInvite(
        () => join(key.value),
        () => ({ key: key.value }),
      ),
    );
    key.value = "vue-bob";
    await nextTick();
    expect(given.value?.peerId).toBe("vue-bob");
    await vi.advanceTimersByTimeAsync(LINGER_MS);
    expect(made.map(({ state }) => state)).toEqual(["closed", "online"]);
    unmount();
  });

  test("everything follows the client that is given, or the page's without one", async () => {
    const client = shallowRef<InvitationClient>();
    const given = mount(() => {
      const current = useInvitation(client);
      const call = useCall(() => current.value.invitation, { media: false });
      return {
        ...{
          current,
          call,
          incoming: useIncoming(client),
          history: useHistory(client),
          devices: useDevices(),
        },
        ...{ pagesOwn: useIncoming(), asHeld: useInvitation(), own: usePeerInvite(() => join("eve")) },
      };
    });
    const { current, call, incoming, history, devices, pagesOwn, own, asHeld } = given.given;
    expect([incoming.value, history.value.entries, devices.value.cameras]).toEqual([[], [], []]);
    client.value = join("ada");
    const bob = join("bob");
    bob.createLocalInvitation("ada").send();
    bob.createLocalInvitation(own.value?.peerId ?? "").send();
    await vi.advanceTimersByTimeAsync(100);
    expect(incoming.value.map(({ caller }) => caller)).toEqual(["bob"]);
    expect(pagesOwn.value).toHaveLength(1);
    expect(asHeld.value.invitation).toBeUndefined();
    expect(history.value.entries).toHaveLength(1);
    call.value.hangUp();
    incoming.value[0]?.refuse();
    current.value.invite("bob");
    await vi.advanceTimersByTimeAsync(100);
    expect(current.value.snapshot?.peer).toBe("bob");
    call.value.hangUp();
    client.value = undefined;
    expect(current.value.invitation).toBeUndefined();
    given.unmount();
  });
});

test("a useCall without options leaves those of another one alone", async () => {
  const asked: unknown[] = [];
  const getUserMedia = async (constraints: MediaStreamConstraints): Promise<never> => {
    asked.push(constraints);
    throw new DOMException("", "NotFoundError");
  };
  const mediaDevices = Object.assign(new EventTarget(), { getUserMedia, enumerateDevices: async () => [] });
  vi.stubGlobal("navigator", { mediaDevices });
  const [ada, bob] = [join("ada"), join("bob")];
  const invitation = ada.createLocalInvitation("bob").send();
  const { createMedia } = new MemoryWire();
  const first = mount(() => useCall(invitation));
  const second = mount(() => useCall(invitation, { media: { audio: true }, createMedia }));
  await vi.advanceTimersByTimeAsync(100);
  bob.invitations.map((it) => it.role === "remote" && it.accept());
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual([{ audio: true }]);
  first.unmount();
  second.unmount();
});

test("a component that KeepAlive has put away still uses its client", async () => {
  const isShown = ref(true);
  const Screen = defineComponent(() => {
    usePeerInvite(() => join("ada"), { key: "kept" });
    return () => h("p");
  });
  const app = createApp(
    defineComponent(() => () => h(KeepAlive, () => (isShown.value ? h(Screen) : undefined))),
  );
  app.mount({});
  isShown.value = false;
  await nextTick();
  await vi.advanceTimersByTimeAsync(10 * LINGER_MS);
  expect(made.map(({ state }) => state)).toEqual(["online"]);
  app.unmount();
  await vi.advanceTimersByTimeAsync(LINGER_MS);
  expect(made.map(({ state }) => state)).toEqual(["closed"]);
});

test("a source that is left while it tells its listeners is not shown any more", () => {
  const [ada, bob] = [join("ada"), join("bob")];
  const given = shallowRef(ada);
  ada.subscribe(() => {
    given.value = bob;
  });
  const shown = mount(() => useSnapshot(given));
  ada.setPolicy({ doNotDisturb: true });
  expect(shown.given.value).toBe(bob.snapshot);
  shown.unmount();
});

test("in an effect scope of a page, there is nothing to wait for; it ends with the scope", async () => {
  vi.stubGlobal("document", undefined);
  const server = effectScope();
  server.run(() => usePeerInvite(() => join("ada"), { key: "scope" }));
  expect(made).toHaveLength(0);
  server.stop();
  vi.stubGlobal("document", {
    addEventListener: () => {},
    removeEventListener: () => {},
    visibilityState: "visible",
  });
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("removeEventListener", () => {});
  const scope = effectScope();
  const client = scope.run(() => usePeerInvite(() => join("ada"), { key: "scope" }));
  expect(client?.value).toBe(made[0]);
  scope.stop();
  await vi.advanceTimersByTimeAsync(LINGER_MS);
  expect(made[0]?.state).toBe("closed");
});

test("a server renders the page without a client, and never calls create", async () => {
  const app = createSSRApp(
    defineComponent(() => {
      const client = usePeerInvite(() => join("ada"), { key: "server" });
      const incoming = useIncoming(client);
      const current = useInvitation(client);
      const call = useCall(() => current.value.invitation);
      const [history, devices] = [useHistory(client), useDevices()];
      return () =>
        h("p", [
          client.value === undefined ? "no client" : "a client",
          `, ${incoming.value.length + history.value.entries.length + devices.value.cameras.length}`,
          call.value.call === undefined ? ", no call" : "",
        ]);
    }),
  );
  expect((await renderToString(app)).replaceAll("<!--[-->", "").replaceAll("<!--]-->", "")).toBe(
    "<p>no client, 0, no call</p>",
  );
  expect(made).toHaveLength(0);
});
