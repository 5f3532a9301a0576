// The bar over the page: what this is, and the switches that count everywhere.
import { css, html, nothing } from "lit";
import { controls } from "../styles/controls.ts";
import { LANGUAGES, WORDS } from "../words/index.ts";
import { icons, mark } from "./icons.ts";
import { View } from "./view.ts";

/** `<demo-bar>`: fires `settings` when a person wants to see them. */
export class Bar extends View {
  static override styles = [
    controls,
    css`
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 16px 2px;
      }

      .mark {
        flex: none;
        width: 34px;
        height: 34px;
        margin-right: 4px;
      }

      h1 {
        font-size: 1.1875rem;
        font-weight: 750;
        letter-spacing: -0.02em;
        white-space: nowrap;
      }

      p {
        margin-left: 14px;
        padding-left: 18px;
        border-left: 1px solid var(--line);
        font-size: 0.9375rem;
        color: var(--ink-soft);
      }

      .space {
        flex: 1;
      }

      button {
        border-color: transparent;
        background: transparent;
      }

      button[lang] {
        padding-inline: 0.7em;
        white-space: nowrap;
      }

      button:hover {
        background: color-mix(in srgb, var(--surface) 70%, transparent);
      }

      button[aria-pressed="true"] {
        background: var(--ring-tint);
      }

      @media (max-width: 350px) {
        header {
          gap: 0;
        }

        h1 {
          font-size: 1rem;
        }

        button {
          padding-inline: 0.4em !important;
        }
      }

      @media (max-width: 860px) {
        p,
        .word {
          display: none;
        }
      }
    `,
  ];

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
        <button
          class="icon-only"
          aria-label=${page.settings}
          title=${page.settings}
          @click=${() => this.dispatchEvent(new Event("settings"))}
        >
          ${icons.gear}
        </button>
      </header>
    `;
  }
}

customElements.define("demo-bar", Bar);
