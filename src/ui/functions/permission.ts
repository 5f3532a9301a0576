// Whether the person lets this page use a camera, a microphone or notifications.
import { ObservableEmitter } from "../../base/observable.ts";
import type { Permitted } from "../words/kinds.ts";

/**
 * `granted` and `denied` are the person's answer. With `prompt`, the browser will ask. `unknown`: the browser does not tell, as
 * older Firefox does not about cameras, and has not told yet.
 */
export type PermissionAnswer = PermissionState | "unknown";

/** The events of a {@link Permission}, each with its listener's parameters. */
export type PermissionEvents = {
  /** The person has changed the answer, here or in the browser's settings. */
  readonly changed: readonly [snapshot: PermissionSnapshot];
};

/** The whole state of a {@link Permission} at one moment, frozen. */
export interface PermissionSnapshot {
  readonly answer: PermissionAnswer;
}

/** The part of `navigator.permissions` that {@link watchPermission} uses. */
export interface PermissionSource {
  query(descriptor: { readonly name: PermissionName }): Promise<PermissionStatus>;
}

/** One permission of this page. Made by {@link watchPermission}. */
export class Permission extends ObservableEmitter<PermissionSnapshot, PermissionEvents> {
  #snapshot: PermissionSnapshot = Object.freeze({ answer: "unknown" });
  #status: PermissionStatus | undefined;
  #isClosed = false;

  /** @internal */
  constructor(permitted: Permitted, source: PermissionSource | undefined) {
    super({ changed: true });
    void this.#follow(permitted, source);
  }

  /** The whole state, frozen. The object stays the same until something changes. */
  get snapshot(): PermissionSnapshot {
    return this.#snapshot;
  }

  /** Ends the watch. The snapshot stays as it is. */
  close(): void {
    this.#isClosed = true;
    this.#status?.removeEventListener("change", this.#read);
  }

  async #follow(permitted: Permitted, source: PermissionSource | undefined): Promise<void> {
    try {
      this.#status = await source?.query({ name: permitted as PermissionName });
    } catch {
      // A browser throws for a name that it does not know.
    }
    if (this.#isClosed) return;
    this.#status?.addEventListener("change", this.#read);
    this.#read();
  }

  readonly #read = (): void => {
    const answer = this.#status?.state ?? "unknown";
    if (answer === this.#snapshot.answer) return;
    this.#snapshot = Object.freeze({ answer });
    this.fire("changed", this.#snapshot);
  };
}

/**
 * Watches one permission of this page until `close`. It asks the person nothing.
 * @param source - default `navigator.permissions`
 */
export function watchPermission(
  permitted: Permitted,
  source: PermissionSource | undefined = globalThis.navigator?.permissions,
): Permission {
  return new Permission(permitted, source);
}
