// A rendering that waits for something and never comes to the page. What it gave to a hook is not to count.
import { usePeerInvite, useProblem } from "peer-invite/react";
import { createElement as h, type ReactElement, Suspense, startTransition, useState } from "react";
import { createRoot } from "react-dom/client";

export const url: string = import.meta.url;

const never = new Promise<void>(() => {});
const created: string[] = [];

function Sleeper(): never {
  throw never;
}

function App(): ReactElement {
  const [name, setName] = useState("shown");
  const [rendered, setRendered] = useState(0);
  usePeerInvite(() => {
    created.push(name);
    throw new Error("no client on this page");
  });
  const problem = useProblem();
  const leave = (): void => startTransition(() => setName("thrown away"));
  const tryAgain = (): void => {
    problem?.retry();
    setRendered(rendered + 1);
  };
  return h(
    "main",
    null,
    h("p", { role: "status" }, created.join(", ")),
    h("button", { type: "button", onClick: leave }, "Begin a rendering"),
    h("button", { type: "button", onClick: tryAgain }, "Try again"),
    name === "shown" ? null : h(Sleeper),
  );
}

export function mount(root: HTMLElement): () => void {
  const tree = createRoot(root);
  tree.render(h(Suspense, { fallback: "…" }, h(App)));
  return () => tree.unmount();
}
