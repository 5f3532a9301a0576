// A moving picture: the camera or the screen of this side or of the other.
import { css, html, LitElement } from "lit";

/** `<demo-picture .stream=… .label=…>`; `mirrored`: as in a mirror; `silent`: without sound; `whole`: nothing is cut off. */
export class Picture extends LitElement {
  static override properties = {
    stream: { attribute: false },
    label: { attribute: false },
    silent: { type: Boolean },
    mirrored: { type: Boolean, reflect: true },
    whole: { type: Boolean, reflect: true },
  };
  declare stream: MediaStream | undefined;
  declare label: string;
  declare silent: boolean;
  declare mirrored: boolean;
  declare whole: boolean;

  static override styles = css`
    :host {
      display: block;
      overflow: hidden;
      background: var(--stage-raised);
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

  protected override render() {
    return html`<video autoplay playsinline .muted=${this.silent} aria-label=${this.label}></video>`;
  }

  protected override updated(): void {
    const video = this.renderRoot.querySelector("video");
    if (video !== null && video.srcObject !== (this.stream ?? null)) video.srcObject = this.stream ?? null;
  }
}

customElements.define("demo-picture", Picture);
