// The scene's app with Vue.
import {
  useCall,
  useDevices,
  useHistory,
  useIncoming,
  useInvitation,
  usePeerInvite,
  useProblem,
  useSnapshot,
} from "peer-invite/vue";
import { createApp, defineComponent, h, onMounted } from "vue";
import { CALL, create, mounted, other, wordsOf } from "./parts.ts";

export const url: string = import.meta.url;

const Scene = defineComponent(() => {
  onMounted(() => {
    mounted.count += 1;
  });
  const client = usePeerInvite(create);
  const snapshot = useSnapshot(client);
  const problem = useProblem();
  const incoming = useIncoming();
  const current = useInvitation();
  const call = useCall(() => current.value.invitation, CALL);
  const history = useHistory();
  const devices = useDevices();
  return () =>
    h("main", [
      h("p", { "aria-label": "Client" }, problem.value?.error.code ?? snapshot.value?.state ?? "none"),
      h("p", { role: "status" }, wordsOf(current.value.snapshot, call.value.snapshot)),
      h(
        "button",
        { onClick: () => current.value.invite(other), disabled: client.value === undefined },
        "Call",
      ),
      incoming.value.map((it) =>
        h("button", { key: it.key, onClick: () => it.accept() }, `Accept ${it.caller}`),
      ),
      h("button", { onClick: () => call.value.hangUp() }, "End"),
      h("button", { onClick: () => current.value.dismiss() }, "Dismiss"),
      h("p", { "aria-label": "Calls" }, String(history.value.entries.length)),
      h("p", { "aria-label": "Cameras" }, String(devices.value.cameras.length)),
      h("video", {
        "aria-label": "The other side",
        autoplay: true,
        muted: true,
        playsinline: true,
        srcObject: call.value.remoteStream ?? null,
      }),
    ]);
});

export function mount(root: HTMLElement): () => void {
  const app = createApp(Scene);
  app.mount(root);
  return () => app.unmount();
}
