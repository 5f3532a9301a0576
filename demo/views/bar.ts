// The bar over the page: the name of the product, and the switches that every screen has.
import { html, nothing } from "lit";
import { barStyle } from "../styles/bar.ts";
import { controlsStyle } from "../styles/controls.ts";
import { LANGUAGES, WORDS } from "../words/index.ts";
import { iconButton } from "./buttons.ts";
import { icons, mark } from "./icons.ts";
import { View } from "./view.ts";

/** `<demo-bar>`: fires `settings` when a person opens the settings. */
export class Bar extends View {
  static override styles = [controlsStyle, barStyle];

  protected override render() {
    const { page } = this.words;
    const { personal, screen, settings } = this.state;
    const other = LANGUAGES.find((language) => language !== settings.language) ?? "en";
    return html`
      <header>
        ${mark}
        <h1>${page.product}</h1>
        <p>${page.tagline}</p>
        <span class="space"></span>
        ${
          screen === "welcome"
            ? nothing
            : html`<button
                aria-label=${page.doNotDisturb}
                aria-pressed=${personal.doNotDisturb}
                @click=${() => this.actions.setPersonal({ doNotDisturb: !personal.doNotDisturb })}
              >
                ${icons.moon} <span class="word">${page.doNotDisturb}</span>
              </button>`
        }
        <button lang=${WORDS[other].lang} @click=${() => this.actions.set({ language: other })}>
          ${page.otherLanguage}
        </button>
        ${iconButton(page.settings, icons.gear, () => this.dispatchEvent(new Event("settings")))}
      </header>
    `;
  }
}

customElements.define("demo-bar", Bar);
