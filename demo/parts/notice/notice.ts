// The browser's notification of a call that comes in while the page is not looked at.

/** What a notification says. */
interface Notice {
  /** The same for one call: a newer notification takes the place of the older. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
}

/** How it stands with the person's permission. `unsupported`: this browser shows none on such a page. */
type NoticePermission = NotificationPermission | "unsupported";

/** Shows notifications of calls. */
export interface Notifier {
  readonly permission: NoticePermission;
  /** Asks the person; only from a click or a key. Resolves to what they said, never rejects. */
  ask(): Promise<NoticePermission>;
  /**
   * The calls that ring now. To be called with every new state: shows a notification for each that is new while the page
   * is hidden, three at a time, and closes those of calls that ring no more. When the page is looked at, all are closed.
   */
  show(notices: readonly Notice[]): void;
}

/** More are not shown at a time: who calls by the dozen does not fill the screen. */
const SHOWN_MAX = 3;

/** What a notifier needs of its page. */
export interface NotifierParts {
  /** Default: the browser's; undefined where there is none. */
  readonly Notification?: typeof Notification | undefined;
  /** Default: the document. */
  readonly page?: Pick<Document, "hidden" | "addEventListener">;
  /** Brings the page to the front. Default: the window's. */
  readonly focus?: () => void;
  /** The icon's address. Default: none. */
  readonly icon?: string;
}

/** A notifier, with nothing shown. It never asks for permission by itself. */
export function createNotifier(parts: NotifierParts = {}): Notifier {
  const { page = document, focus = () => window.focus(), icon } = parts;
  const Shown = "Notification" in parts ? parts.Notification : globalThis.Notification;
  /** Of each call that was announced, and still rings. Undefined: its notification is closed, and none comes again. */
  const announced = new Map<string, Notification | undefined>();

  const readPermission = (): NoticePermission => Shown?.permission ?? "unsupported";
  const closeAll = (): void => {
    for (const [key, notification] of announced) {
      notification?.close();
      announced.set(key, undefined);
    }
  };
  const announce = ({ key, title, body }: Notice): Notification | undefined => {
    if (Shown === undefined || Shown.permission !== "granted") return undefined;
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
      // Chromium on Android shows them only from a service worker, and throws here.
      return undefined;
    }
  };

  page.addEventListener("visibilitychange", () => {
    if (!page.hidden) closeAll();
  });
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
  };
}
