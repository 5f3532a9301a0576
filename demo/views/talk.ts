// An active call: both pictures, the state of the connection, the controls, and the chat.
import { html, nothing } from "lit";
import { hasPicture, mediaWords, type Seen, seenOf } from "peer-invite/ui/functions";
import type { TalkingCall } from "../calls.ts";
import { controlsStyle } from "../styles/controls.ts";
import { talkStyle } from "../styles/talk.ts";
import "peer-invite/ui";
import { CardView } from "./card-view.ts";
import "./chat.ts";
import { devicePicker } from "./device-picker.ts";
import { icons } from "./icons.ts";
import { networkLine } from "./network-line.ts";
import { talkControls } from "./talk-controls.ts";

/** `<demo-talk>` */
export class Talk extends CardView<TalkingCall> {
  static override properties = { ...CardView.properties, choosing: { state: true } };
  /** Whether the devices are shown. */
  declare choosing: boolean;
  static override styles = [controlsStyle, talkStyle];

  constructor() {
    super();
    this.choosing = false;
  }

  override focusCard(): void {
    super.focusCard();
    // If there is no room for all of it, the picture and its buttons matter most.
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(".stage")?.scrollIntoView({ block: "nearest" }),
    );
  }

  protected override render() {
    const { key, talk } = this.call;
    const { snapshot } = talk;
    const { peer } = this.call.snapshot;
    const seen = seenOf(snapshot);
    const errors = [...this.state.studio.errors, ...(talk.mediaError ? [talk.mediaError] : [])];
    const isUnder = this.choosing || errors.length > 0;
    const hasPictures = seen.main !== undefined || snapshot.screen !== undefined || snapshot.camera === "on";
    const controls = talkControls({
      key,
      snapshot,
      actions: this.actions,
      words: this.words.calls.talk,
      isChoosing: this.choosing,
      choose: this.#choose,
      full: this.#full,
    });
    return html`
      <div
        role="region"
        aria-label=${this.label}
        class="card panel ${talk.kind === "chat" && !hasPictures ? "compact" : ""}"
        tabindex="-1"
        @keydown=${this.#keyDown}
      >
        <div class="stage">
          ${this.#theirs(peer, seen)} ${this.#facts(peer)} ${this.#middle(peer, seen)} ${this.#tiles(peer, seen)} ${controls}
        </div>
        <div class="side ${isUnder ? "with" : ""}">
          <demo-chat .call=${this.call} .state=${this.state} .actions=${this.actions}></demo-chat>
          ${
            isUnder
              ? html`<div class="under">
                  ${mediaWords(errors, this.words).map((words) => html`<p class="problem" role="alert">${words}</p>`)}
                  ${this.choosing ? devicePicker(this.state, this.actions) : nothing}
                </div>`
              : nothing
          }
        </div>
      </div>
    `;
  }

  #theirs(peer: string, { main, heard, isDark }: Seen) {
    const { talk: words } = this.words.calls;
    const isScreen = main === this.call.talk.snapshot.remoteScreen;
    return html`
      ${
        main === undefined
          ? nothing
          : html`<call-picture
              class="main"
              ?hidden=${isDark}
              ?whole=${isScreen}
              .stream=${main}
              .label=${isScreen ? words.theirScreen(peer) : words.theirPicture(peer)}
            ></call-picture>`
      }
      ${heard.map((stream) => html`<audio autoplay .srcObject=${stream}></audio>`)}
      <div class="veil"></div>
    `;
  }

  #facts(peer: string) {
    const { talk: words } = this.words.calls;
    const { snapshot, sinceMs, wasConnected, stats } = this.call.talk;
    const isBad = snapshot.state === "reconnecting";
    return html`
      <header>
        <h3 class="short"><span role="status">${words.states[snapshot.state as keyof typeof words.states]?.(peer) ?? peer}</span></h3>
        ${
          wasConnected
            ? html`<span class="fact ${isBad ? "warn" : ""}">
                <span class="dot" ?hidden=${isBad}></span>
                <call-timer .sinceMs=${sinceMs} .label=${words.since}></call-timer>
              </span>`
            : nothing
        }
        ${snapshot.state === "connected" ? networkLine(stats, words) : nothing}
        ${this.state.studio.isAsking ? html`<span class="fact warn" role="status">${this.words.page.preview.asking}</span>` : nothing}
        ${snapshot.remoteMicrophone === "off" && !snapshot.remoteHeld ? html`<span class="fact">${icons.microphoneOff} ${words.theyAreMuted(peer)}</span>` : nothing}
      </header>
    `;
  }

  #middle(peer: string, { isDark }: Seen) {
    const { talk: words } = this.words.calls;
    const { remoteCamera, remoteHeld } = this.call.talk.snapshot;
    if (!isDark) return html`<div class="middle"></div>`;
    return html`
      <div class="middle">
        <peer-avatar .peer=${peer}></peer-avatar>
        ${remoteHeld ? html`<p>${words.heldByThem(peer)}</p>` : nothing}
        ${remoteCamera === "off" ? html`<p>${words.theirCameraIsOff(peer)}</p>` : nothing}
      </div>
    `;
  }

  #tiles(peer: string, { others }: Seen) {
    const { talk: words } = this.words.calls;
    const { screen, camera } = this.call.talk.snapshot;
    const { stream } = this.state.studio;
    const isSeen = stream !== undefined && hasPicture(stream) && camera === "on";
    return html`
      <div class="tiles">
        ${others.map((other) => html`<call-picture .stream=${other} .label=${words.theirPicture(peer)}></call-picture>`)}
        ${screen === undefined ? nothing : html`<call-picture whole silent .stream=${screen} .label=${words.ownScreen}></call-picture>`}
        ${isSeen ? html`<call-picture mirrored silent .stream=${stream} .label=${words.ownPicture}></call-picture>` : nothing}
      </div>
    `;
  }

  readonly #choose = (): void => {
    this.choosing = !this.choosing;
  };

  readonly #keyDown = ({ key }: KeyboardEvent): void => {
    if (key === "Escape") this.choosing = false;
  };

  readonly #full = (): void => void this.dispatchEvent(new Event("full", { bubbles: true, composed: true }));
}

customElements.define("demo-talk", Talk);
