// `<call-picture>`: the camera or the screen of this side or of the other.
import { css, html, LitElement } from "lit";
import { playAgain, playOn } from "./play-on.ts";
import { define } from "./ui-element.ts";

/** See `CallPictureElement`, which is its public part. */
class CallPicture extends LitElement {
  static override properties = {
    stream: { attribute: false },
    label: { type: String },
    speaker: { type: String },
    silent: { type: Boolean },
    mirrored: { type: Boolean, reflect: true },
    whole: { type: Boolean, reflect: true },
  };
  declare stream: MediaStream | undefined;
  declare label: string;
  declare speaker: string;
  declare silent: boolean;
  declare mirrored: boolean;
  declare whole: boolean;

  static override styles = css`
    :host {
      display: block;
      overflow: hidden;
      background: var(--call-stage-raised, #1b2823);
    }

    :host([hidden]) {
      display: none;
    }

    video {
      display: block;
      width: 100%;
      height: 100%;
      object-fit: cover;
    }

    :host([mirrored]) video {
      transform: scaleX(-1);
    }

    :host([whole]) video {
      object-fit: contain;
    }
  `;

  constructor() {
    super();
    this.label = "";
    this.speaker = "";
    this.silent = false;
    this.mirrored = false;
    this.whole = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    playAgain(this.renderRoot);
  }

  protected override render() {
    return html`<video part="video" autoplay playsinline .muted=${this.silent} aria-label=${this.label}></video>`;
  }

  protected override updated(): void {
    const video = this.renderRoot.querySelector("video");
    if (video !== null && video.srcObject !== (this.stream ?? null)) video.srcObject = this.stream ?? null;
    if (video !== null && !this.silent) playOn(video, this.speaker);
  }
}

define("call-picture", CallPicture);
