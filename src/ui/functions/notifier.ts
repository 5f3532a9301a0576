// The system's notifications of calls that come in while the page is in the background.

/** What a notification says. */
export interface Notice {
  /** Names the call. A newer notification replaces an older one with the same key. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
}

/** The person's permission. `unsupported`: the browser has no notifications for such a page. */
export type NoticePermission = NotificationPermission | "unsupported";

/** Shows notifications of calls. */
export interface Notifier {
  readonly permission: NoticePermission;
  /** Asks the person. Call it only from a click or a key. Resolves with the answer; never rejects. */
  ask(): Promise<NoticePermission>;
  /**
   * Takes the calls that ring now; call it with every new state. Each new call gets a notification while the page is hidden,
   * up to three at a time. A notification is closed when its call stops ringing, and all are closed when the page is shown.
   */
  show(notices: readonly Notice[]): void;
  /** Closes what is shown, and shows nothing more. */
  close(): void;
}

/** The largest number at a time: a flood of calls must not fill the screen. */
const SHOWN_MAX = 3;

/** What a notifier needs of its page. */
export interface NotifierParts {
  /** Default: the browser's; undefined where there is none. */
  readonly Notification?: typeof Notification | undefined;
  /** Default: the document. */
  readonly page?: Pick<Document, "hidden" | "addEventListener" | "removeEventListener">;
  /** Brings the page to the front. Default: focuses the window. */
  readonly focus?: () => void;
  /** The icon's address. Default: none. */
  readonly icon?: string;
}

/** A notifier that shows nothing yet. It never asks for permission by itself. */
export function createNotifier(parts: NotifierParts = {}): Notifier {
  const { page = document, focus = () => window.focus(), icon } = parts;
  const Shown = "Notification" in parts ? parts.Notification : globalThis.Notification;
  /** The notification of each call that rings. Undefined once it is closed, or where there was none: no other one follows. */
  const announced = new Map<string, Notification | undefined>();
  let isClosed = false;

  const readPermission = (): NoticePermission => Shown?.permission ?? "unsupported";
  const closeAll = (): void => {
    for (const [key, notification] of announced) {
      notification?.close();
      announced.set(key, undefined);
    }
  };
  const announce = ({ key, title, body }: Notice): Notification | undefined => {
    if (isClosed || Shown === undefined || Shown.permission !== "granted") return undefined;
    if ([...announced.values()].filter((it) => it !== undefined).length >= SHOWN_MAX) return undefined;
    try {
      const notification = new Shown(title, {
        body,
        tag: key,
        requireInteraction: true,
        ...(icon !== undefined && { icon }),
      });
      notification.addEventListener("click", () => {
        focus();
        notification.close();
      });
      return notification;
    } catch {
      // Chromium on Android throws here, because it shows notifications only from a service worker.
      return undefined;
    }
  };

  const seen = (): void => {
    if (!page.hidden) closeAll();
  };
  page.addEventListener("visibilitychange", seen);
  return {
    get permission() {
      return readPermission();
    },
    async ask() {
      await Shown?.requestPermission().catch(() => {});
      return readPermission();
    },
    show(notices) {
      const keys = new Set(notices.map(({ key }) => key));
      for (const [key, notification] of announced) {
        if (keys.has(key)) continue;
        notification?.close();
        announced.delete(key);
      }
      for (const notice of notices) {
        if (!announced.has(notice.key)) announced.set(notice.key, page.hidden ? announce(notice) : undefined);
      }
    },
    close() {
      isClosed = true;
      closeAll();
      page.removeEventListener("visibilitychange", seen);
    },
  };
}
