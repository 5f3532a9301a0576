// The page's frame: the bar, and either the first screen or the calls. It passes the state down and knows no details.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { Actions } from "../actions.ts";
import { isCallLarge } from "../attention.ts";
import { isOpen, isOutgoing, isRingingHere, isTalkedIn } from "../calls.ts";
import { namingOf } from "../naming.ts";
import { paced } from "../pace.ts";
import type { State, Store } from "../store.ts";
import { appStyle } from "../styles/app.ts";
import { controlsStyle } from "../styles/controls.ts";
import { WORDS } from "../words/index.ts";
import "./bar.ts";
import "./call-form.ts";
import "./calls.ts";
import "./drawer.ts";
import "./here-notice.ts";
import "./keys-dialog.ts";
import "./lists.ts";
import "./own-card.ts";
import "./question.ts";
import "./settings.ts";
import "./welcome.ts";

/** A screen reader announces this many callers, the newest. All of them have cards. */
const ALOUD_MAX = 3;
/** How often the page is drawn in a flood of changes. A question to the person, and its end, are drawn at once. */
const PACE = { burst: 10, everyMs: 100 } as const;

/** `<demo-app>`: the whole page. */
export class DemoApp extends LitElement {
  static override properties = { state: { state: true } };
  declare state: State | undefined;
  #actions: Actions | undefined;

  static override styles = [controlsStyle, appStyle];

  /** Shows `store` from now on. `actions`: what a person can do. */
  connect(store: Store, actions: Actions): void {
    this.#actions = actions;
    this.state = store.state;
    const show = (): void => {
      this.state = store.state;
    };
    const showSoon = paced(PACE, show);
    // What a person does shows at once. Otherwise a button could be pressed again that is gone already, and do nothing.
    for (const type of ["click", "keydown"]) this.addEventListener(type, () => void setTimeout(show));
    // A dialog tells late that it was closed. A page that lagged behind its state would take the news for the next question's.
    store.subscribe(({ question, isKeysOpen }) => {
      const isSame = question === this.state?.question && isKeysOpen === this.state?.isKeysOpen;
      if (isSame) showSoon();
      else show();
    });
  }

  protected override render() {
    const { state } = this;
    if (state === undefined) return nothing;
    const { page } = WORDS[state.settings.language];
    const ringing = state.calls.filter(isRingingHere).slice(0, ALOUD_MAX);
    return html`
      <demo-bar .state=${state} .actions=${this.#actions} ?hidden=${isCallLarge(state)} @settings=${this.#openSettings}></demo-bar>
      <div class="hidden" aria-live="assertive">
        ${ringing.map(({ snapshot }) => html`<p>${page.callingAloud(namingOf(snapshot, state.personal).short)}</p>`)}
      </div>
      ${state.screen === "welcome" ? this.#welcome(state) : this.#home(state)}
      <demo-question .state=${state} .actions=${this.#actions}></demo-question>
      <demo-keys .state=${state} .actions=${this.#actions}></demo-keys>
      <demo-settings .state=${state} .actions=${this.#actions}></demo-settings>
    `;
  }

  #welcome(state: State) {
    return html`<main><demo-welcome .state=${state} .actions=${this.#actions}></demo-welcome></main>`;
  }

  #home(state: State) {
    const isTalked = state.calls.some(isTalkedIn);
    // During a call, and while one is placed, the form for the next call would be in the way.
    const isBusy = isTalked || state.calls.some((call) => isOpen(call) && isOutgoing(call));
    const isLarge = isCallLarge(state);
    return html`
      <main class=${isTalked ? "talking" : ""}>
        <div class="side" ?hidden=${isLarge}>
          <demo-own-card .state=${state} .actions=${this.#actions}></demo-own-card>
          <demo-lists .state=${state} .actions=${this.#actions}></demo-lists>
        </div>
        <div class="stage">
          <demo-here-notice .state=${state} .actions=${this.#actions} ?hidden=${isLarge}></demo-here-notice>
          <demo-calls class=${state.calls.length > 0 ? "some" : ""} .state=${state} .actions=${this.#actions}></demo-calls>
          <demo-call-form
            .state=${state}
            .actions=${this.#actions}
            ?hidden=${isBusy}
            @ringing=${this.#toTheRinging}
          ></demo-call-form>
        </div>
        <demo-drawer .state=${state} .actions=${this.#actions} ?hidden=${isLarge}></demo-drawer>
      </main>
    `;
  }

  readonly #toTheRinging = (): void => this.renderRoot.querySelector("demo-calls")?.focusRinging();

  readonly #openSettings = (): void => this.renderRoot.querySelector("demo-settings")?.open();

  protected override updated(changed: PropertyValues): void {
    const before: State | undefined = changed.get("state");
    if (before?.screen === "welcome" && this.state?.screen === "home" && this.state.calls.length === 0)
      this.renderRoot.querySelector("demo-call-form")?.focusFirst();
  }
}

customElements.define("demo-app", DemoApp);
