// The base of all elements: its words in the language of the page, its events, and the objects that it follows.
import { LitElement, type ReactiveController, type ReactiveControllerHost } from "lit";
import type { Observable } from "../../base/observable.ts";
import { type OwnWords, type UiWords, withOwnWords, wordsFor } from "../words/index.ts";

/** An element of the package. */
export abstract class UiElement extends LitElement {
  static override properties = { words: { attribute: false } };
  declare words: OwnWords | undefined;
  #languages: MutationObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#languages ??= new MutationObserver(() => this.requestUpdate());
    for (const element of [document.documentElement, this])
      this.#languages.observe(element, { attributeFilter: ["lang"] });
    // The element may have moved to a part of the page in another language.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    this.#languages?.disconnect();
    super.disconnectedCallback();
  }

  /** The words to show: those of the page's language, and the app's own in their place. */
  protected get said(): UiWords {
    return withOwnWords(wordsFor(langOf(this)), this.words);
  }

  /** Fires an event for the app. Returns whether the element does what it would do by itself. */
  protected tell(name: string, detail: object = {}): boolean {
    return this.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }
}

/** The language at a place in the page, also through shadow roots. */
function langOf(element: Element): string {
  const found = element.closest("[lang]");
  if (found !== null) return found.getAttribute("lang") ?? "";
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? langOf(root.host) : "";
}

/** Redraws its element at each change of an object, while the element is on the page. */
export class Following<T extends Pick<Observable<unknown>, "subscribe">> implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #read: () => T | undefined;
  readonly #changed: () => void;
  #followed: T | undefined;
  #stop: () => void = () => {};

  /**
   * `read`: the object to follow at the moment. `changed`: called at each change, for each new object, when there is none any more,
   * and when the element comes to the page.
   */
  constructor(
    host: ReactiveControllerHost & { readonly isConnected: boolean },
    read: () => T | undefined,
    changed: () => void = () => {},
  ) {
    this.#host = host;
    this.#read = read;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#follow(this.#read());
  }

  hostUpdate(): void {
    const object = this.#host.isConnected ? this.#read() : undefined;
    if (object !== this.#followed) this.#follow(object);
  }

  #follow(object: T | undefined): void {
    this.#stop();
    this.#followed = object;
    const change = (): void => {
      this.#changed();
      this.#host.requestUpdate();
    };
    this.#stop = object?.subscribe(change) ?? (() => {});
    change();
  }

  hostDisconnected(): void {
    this.#stop();
    this.#stop = () => {};
    this.#followed = undefined;
  }
}

/** Registers an element, unless another copy of the package has done so. */
export function define(name: string, element: CustomElementConstructor): void {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}
