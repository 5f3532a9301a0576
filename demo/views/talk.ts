// An active call: the package's stage, and the chat beside it. It takes the whole window, or stands small over the page.
import { html, nothing, type TemplateResult } from "lit";
import "peer-invite/ui";
import type { DeviceChoice } from "peer-invite/ui";
import type { TalkingCall } from "../calls.ts";
import { imitated } from "../naming.ts";
import { controlsStyle } from "../styles/controls.ts";
import { talkStyle } from "../styles/talk.ts";
import { isOnlyChat, unreadIn } from "../talk.ts";
import { CardView } from "./card-view.ts";
import "./chat.ts";
import "./device-problems.ts";
import { isWide } from "../wide.ts";
import { icons } from "./icons.ts";
import { instead, shown } from "./shown.ts";

/** `<demo-talk>` */
export class Talk extends CardView<TalkingCall> {
  static override properties = { ...CardView.properties, choosing: { state: true } };
  static override styles = [controlsStyle, talkStyle];
  /** Whether the options are open. */
  declare choosing: boolean;

  constructor() {
    super();
    this.choosing = false;
  }

  protected override render() {
    const { callSize, isChatOpen } = this.state;
    const isSmall = callSize === "small";
    const hasChat = !isSmall && (isChatOpen || isOnlyChat(this.call.talk));
    const looks = [
      isOnlyChat(this.call.talk) ? "bare" : "",
      isSmall ? "small" : "",
      hasChat ? "with-chat" : "",
    ];
    return html`
      <div role="region" aria-label=${this.label} class="card ${looks.join(" ")}" tabindex="-1">
        <demo-device-problems .call=${this.call} .state=${this.state} .actions=${this.actions}></demo-device-problems>
        ${this.#stage()}
        ${hasChat ? html`<demo-chat .call=${this.call} .state=${this.state} .actions=${this.actions}></demo-chat>` : nothing}
      </div>
    `;
  }

  /** A small window has room for the options or for the chat. */
  get #isInTheWay(): boolean {
    return this.state.isChatOpen && this.state.callSize === "large" && !isWide();
  }

  #choose(open: boolean): void {
    this.choosing = open;
    if (open && this.#isInTheWay) this.actions.showChat(false);
  }

  #stage() {
    const { key, talk } = this.call;
    const { studio, settings } = this.state;
    const { snapshot, sinceMs, wasConnected } = talk;
    return html`
      <call-stage
        ?bare=${isOnlyChat(this.call.talk)}
        .call=${shown(snapshot)}
        .name=${this.naming.whole}
        .stream=${studio.stream}
        .sinceMs=${wasConnected ? sinceMs : undefined}
        .camera=${settings.cameraId}
        .microphone=${settings.microphoneId}
        kinds="camera microphone"
        .choosing=${this.choosing && !this.#isInTheWay}
        @devices=${instead<{ open: boolean }>(({ open }) => this.#choose(open))}
        @microphone=${instead(() => this.actions.turn(key, "audio"))}
        @camera=${instead(() => this.actions.turn(key, "video"))}
        @screen=${instead(() => this.actions.share(key))}
        @full=${instead(() => this.dispatchEvent(new Event("fullscreen", { bubbles: true, composed: true })))}
        @hold=${instead(() => this.actions.hold(key))}
        @hangup=${instead(() => this.actions.hangUp(key))}
        @choose=${instead<DeviceChoice>(({ kind, id }) => this.actions.choose(kind === "camera" ? "video" : "audio", id))}
      >
        <div slot="facts">
          ${studio.isAsking ? html`<span class="fact warn" role="status">${this.words.page.preview.asking}</span>` : nothing}
          ${this.#noCamera()} ${this.#warning()}
        </div>
        <div slot="end">${this.#sizeButton()}</div>
        <div slot="controls">${isOnlyChat(this.call.talk) && this.state.callSize === "large" ? nothing : this.#chatButton()}</div>
      </call-stage>
    `;
  }

  /** In a video call, once it has gone on for a moment: a camera may open late. */
  #noCamera() {
    const { kind, snapshot, stats } = this.call.talk;
    const isMissing = kind === "video" && snapshot.remoteCamera === "none" && !snapshot.remoteHeld;
    return isMissing && stats !== undefined
      ? html`<span class="fact">${this.words.calls.talk.theyHaveNoCamera(this.naming.short)}</span>`
      : nothing;
  }

  #warning() {
    const contact = imitated(this.call.snapshot, this.state.personal);
    return contact === undefined
      ? nothing
      : html`<span class="fact warn" role="note">${this.words.calls.notContact(contact)}</span>`;
  }

  #chatButton(): TemplateResult {
    const { isChatOpen, callSize } = this.state;
    const { talk: words } = this.words.calls;
    const isOpen = isChatOpen && callSize === "large";
    const unread = unreadIn(this.call.talk);
    const label = unread === 0 ? words.chat : words.chatUnread(unread);
    return html`
      <button
        class="control chat ${isOpen ? "on" : ""}"
        aria-label=${label}
        title=${label}
        aria-expanded=${isOpen}
        @click=${this.#toggleChat}
      >
        ${icons.chat} ${unread === 0 ? nothing : html`<span class="badge" aria-hidden="true">${unread > 99 ? "99+" : unread}</span>`}
      </button>
    `;
  }

  readonly #toggleChat = (): void => {
    const isOpen = this.state.isChatOpen && this.state.callSize === "large";
    if (!isOpen && !isWide()) this.choosing = false;
    this.actions.showChat(!isOpen);
  };

  #sizeButton(): TemplateResult {
    const isLarge = this.state.callSize === "large";
    const label = isLarge ? this.words.calls.talk.shrink : this.words.calls.talk.grow;
    return html`
      <button class="control size" aria-label=${label} title=${label} @click=${() => this.actions.resize(isLarge ? "small" : "large")}>
        ${isLarge ? icons.shrink : icons.grow}
      </button>
    `;
  }
}

customElements.define("demo-talk", Talk);
