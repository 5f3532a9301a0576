// A page on which one scene runs with the framework that its address names.
import { type Counts, count } from "./meter.ts";
import { type App, mounted, peers } from "./parts.ts";

/** What the page offers to a test. */
export interface ScenePage {
  mount(): void;
  unmount(): void;
  /** Takes the app away, evaluates its module again, and shows it again. */
  hotReload(): Promise<void>;
  /** How often the app's component was mounted. */
  mounted(): number;
  /** How many Peers were made, and how many of them are not destroyed. */
  peers(): { readonly made: number; readonly live: number };
  /** What is there now. */
  leftovers(): Counts;
}

declare global {
  interface Window {
    scene?: ScenePage;
  }
}

const APPS: { readonly [name: string]: () => Promise<App> } = {
  plain: () => import("./plain.ts"),
  react: () => import("./react.ts"),
  svelte: () => import("./svelte.ts"),
  thrownAway: () => import("./thrown-away.ts"),
  vue: () => import("./vue.ts"),
};

const framework = new URLSearchParams(location.search).get("on") ?? "";
let app = (await APPS[framework]?.()) as App;
const root = document.getElementById("root") as HTMLElement;
let unmount = (): void => {};
let evaluations = 0;

window.scene = {
  mount() {
    unmount = app.mount(root);
  },
  unmount: () => unmount(),
  async hotReload() {
    evaluations += 1;
    const again = (await import(/* @vite-ignore */ `${app.url}?again=${evaluations}`)) as App;
    unmount();
    app = again;
    await new Promise((resolve) => setTimeout(resolve, 50));
    unmount = app.mount(root);
  },
  mounted: () => mounted.count,
  peers: () => ({ made: peers.length, live: peers.filter(({ destroyed }) => !destroyed).length }),
  leftovers: count,
};
