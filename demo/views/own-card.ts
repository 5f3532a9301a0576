// The name of this tab, its connection, and the link that invites others to call.
import { html, nothing } from "lit";
import { linkTo } from "../address.ts";
import { controlsStyle } from "../styles/controls.ts";
import { ownCardStyle } from "../styles/own-card.ts";
import "peer-invite/ui";
import { icons } from "./icons.ts";
import { qrCode } from "./qr-code.ts";
import { View } from "./view.ts";

/** How long "Link copied" stays. */
const COPIED_MS = 4_000;

/** `<demo-own-card>` */
export class OwnCard extends View {
  static override properties = { ...View.properties, copied: { state: true } };
  declare copied: "yes" | "no" | undefined;

  static override styles = [controlsStyle, ownCardStyle];

  protected override render() {
    const { connection, name, personal, settings } = this.state;
    const shown = personal.displayName === "" ? name : personal.displayName;
    const { you } = this.words.page;
    const trouble = you.troubles[connection as keyof typeof you.troubles];
    return html`
      <section class="panel" aria-label=${you.label}>
        <div class="who">
          <peer-avatar .peer=${shown}></peer-avatar>
          <div>
            <h2 dir="auto" title=${shown}>${shown}</h2>
            <div role="status" aria-label=${you.connection} class=${connection} title=${name}>${you.connections[connection](name)}</div>
          </div>
        </div>
        ${personal.doNotDisturb ? html`<p class="quiet">${icons.moon} ${you.doNotDisturb}</p>` : nothing}
        ${
          this.state.isSilent && settings.sound
            ? html`<p class="quiet">${icons.bellOff} ${you.silent} <button>${you.letRing}</button></p>`
            : nothing
        }
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
            ? html`<button @click=${() => this.actions.setNotify(true)}>${icons.bell} ${you.notify}</button>`
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
