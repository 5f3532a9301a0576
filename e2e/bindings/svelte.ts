// The scene's app with Svelte: its component is in Scene.svelte.
import { mount as mountComponent, unmount } from "svelte";
import Scene from "./Scene.svelte";

export const url: string = import.meta.url;

export function mount(root: HTMLElement): () => void {
  const app = mountComponent(Scene, { target: root });
  return () => void unmount(app);
}
