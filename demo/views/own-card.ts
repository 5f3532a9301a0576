// Who this tab is, how it stands with the broker, and the link that makes others call.
import { css, html, nothing } from "lit";
import { linkTo } from "../address.ts";
import { controls } from "../styles/controls.ts";
import "./avatar.ts";
import { icons } from "./icons.ts";
import { qrCode } from "./qr-code.ts";
import { View } from "./view.ts";

/** How long "Link copied" stays. */
const COPIED_MS = 4_000;

/** `<demo-own-card>` */
export class OwnCard extends View {
  static override properties = { ...View.properties, copied: { state: true } };
  declare copied: "yes" | "no" | undefined;

  static override styles = [
    controls,
    css`
      section {
        display: grid;
        gap: 16px;
        padding: clamp(16px, 2vw, 20px);
      }

      .who {
        display: flex;
        align-items: center;
        gap: 14px;
        min-width: 0;
      }

      .who > div {
        flex: 1;
        min-width: 0;
      }

      h2 {
        font-size: 1.25rem;
        line-height: 1.25;
        letter-spacing: -0.02em;
        overflow-wrap: anywhere;
      }

      [role="status"] {
        position: relative;
        padding-left: 17px;
        font-size: 0.875rem;
        color: var(--ink-soft);
      }

      [role="status"]::before {
        content: "";
        position: absolute;
        left: 1px;
        top: 0.45em;
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--field-line);
      }

      .online::before {
        background: var(--brand) !important;
        box-shadow: 0 0 0 3px var(--brand-tint);
      }

      .broker-lost::before,
      .no-network::before,
      .closed::before {
        background: var(--bad) !important;
      }

      .share {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 14px;
        align-items: center;
        padding: 12px;
        border-radius: var(--radius-small);
        background: var(--sunken);
      }

      .qr {
        width: 104px;
        height: 104px;
        padding: 7px;
        border-radius: 10px;
        background: #ffffff;
      }

      .share p {
        font-size: 0.875rem;
        line-height: 1.4;
      }

      .share .link {
        margin-top: 6px;
        font: 400 0.75rem / 1.45 var(--mono);
        overflow-wrap: anywhere;
        user-select: all;
        color: var(--ink-soft);
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }

      .buttons button:last-child {
        margin-left: auto;
      }

      .notify {
        font-size: 0.875rem;
      }

      .told {
        font-size: 0.875rem;
        color: var(--ink-soft);
      }

      .told:empty {
        display: none;
      }
    `,
  ];

  protected override render() {
    const { connection, name } = this.state;
    const { you } = this.words.page;
    const trouble = you.troubles[connection as keyof typeof you.troubles];
    return html`
      <section class="panel" aria-label=${you.label}>
        <div class="who">
          <demo-avatar .peer=${name}></demo-avatar>
          <div>
            <h2>${name}</h2>
            <div role="status" aria-label=${you.connection} class=${connection}>${you.connections[connection](name)}</div>
          </div>
        </div>
        ${trouble === undefined ? nothing : html`<p class="problem" role="alert">${trouble}</p>`}
        <div class="share">
          ${qrCode(linkTo(name), you.qr(name))}
          <div>
            <p>${you.share}</p>
            <p class="link" id="link">${linkTo(name).replace(/^https?:\/\//, "")}</p>
          </div>
        </div>
        <div class="buttons">
          <button @click=${this.#copy}>${icons.link} ${you.copy}</button>
          <button class="plain" @click=${() => this.actions.leave()}>${you.leave}</button>
        </div>
        ${
          this.state.notices === "default" && !this.state.settings.notify
            ? html`<button class="notify" @click=${() => this.actions.setNotify(true)}>${icons.bell} ${you.notify}</button>`
            : nothing
        }
        <p class="told" aria-live="polite">${this.#told()}</p>
      </section>
    `;
  }

  #told() {
    const { you } = this.words.page;
    if (this.copied === "yes") return you.copied;
    return this.copied === "no" ? you.notCopied : nothing;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(linkTo(this.state.name));
      this.copied = "yes";
      setTimeout(() => {
        this.copied = undefined;
      }, COPIED_MS);
    } catch {
      this.copied = "no";
      const text = this.renderRoot.querySelector("#link");
      if (text !== null) getSelection()?.selectAllChildren(text);
    }
  }
}

customElements.define("demo-own-card", OwnCard);
