// The base of all views: the state comes in, the actions go out, and the texts are in the language that is set.
import { LitElement } from "lit";
import type { Actions } from "../actions.ts";
import type { State } from "../store.ts";
import { WORDS, type Words } from "../words/index.ts";

/** A view of the state. */
export abstract class View extends LitElement {
  static override properties = { state: { attribute: false }, actions: { attribute: false } };
  declare state: State;
  declare actions: Actions;

  /** All words, in the language that is set. */
  protected get words(): Words {
    return WORDS[this.state.settings.language];
  }
}
