// One app that calls its client in any order. It throws at once if a call does not do what the documentation promises.
import {
  createInvitationClient,
  type Invitation,
  type InvitationClient,
  type InvitationClientOptions,
  InvitationError,
  type LocalInvitation,
} from "../index.ts";
import type { Transport } from "../transport/transport.ts";
import { Sight } from "./sight.fixture.ts";

/** A text that an app passes, and the code of the error that it causes. */
export interface Words {
  readonly text: string;
  readonly code?: string;
}

/** An app's answer to an invitation. For an invitation of its own, `yes` sends it, `no` cancels it, and `ignore` changes it. */
export type Answer = "yes" | "no" | "ignore";
/** What a listener of an app does: throw, close the client, or answer the invitation it is about. */
export type Reaction = "throw" | "close" | Answer;

/** Which AbortSignal an invitation is made with. */
export type Signal = "no signal" | "a signal" | "an aborted signal";

const COMMANDS = {
  local: { yes: "send", no: "cancel", ignore: "update" },
  remote: { yes: "accept", no: "refuse", ignore: "ignore" },
} as const;

/** The states that each command leads to. An invitation that crosses a better one is canceled when it is sent (rule R9.2). */
const LEADS_TO = {
  send: ["sent", "canceled"],
  cancel: ["canceled"],
  update: ["sent", "received"],
  accept: ["accepting"],
  refuse: ["refused"],
  ignore: ["ignored"],
} as const;

/** An app with its client, and everything it has seen. */
export class App {
  readonly name: string;
  readonly client: InvitationClient;
  readonly sights: Sight[] = [];
  /** What its listener does when an invitation rings, and how it answers glare. */
  onRing: Reaction | null = null;
  onGlare: "accept" | "ring" | "throw" = "accept";
  /** Whether time may have passed without running timers. A call then finds that the timers are overdue. */
  late = false;
  /** How often its listeners threw. */
  thrown = 0;
  readonly #breaches: string[] = [];
  readonly #words = new Map<Sight, Words>();
  readonly #controllers = new Map<Sight, AbortController>();
  readonly #listeners: (() => void)[] = [];
  #reactions = 0;
  #closed = false;

  constructor(name: string, transport: Transport, options: InvitationClientOptions) {
    this.name = name;
    this.client = createInvitationClient(transport, { ...options, onGlare: () => this.#judge() });
    this.client.on("invitation", (invitation) => {
      const sight = this.#see(invitation);
      if (this.onRing !== null) this.#react(sight, this.onRing);
    });
    let shown = this.client.snapshot;
    this.client.on("changed", (snapshot) => {
      if (snapshot === shown) this.#breaches.push("told of the same client snapshot twice");
      if (snapshot !== this.client.snapshot) this.#breaches.push("told of an old client snapshot");
      shown = snapshot;
    });
  }

  /** How many listeners it has added to its invitations. */
  get listeners(): number {
    return this.#listeners.length;
  }

  /** The signals that it passed, each with its invitation. */
  get signals(): readonly (readonly [Sight, AbortSignal])[] {
    return [...this.#controllers].map(([sight, { signal }]) => [sight, signal]);
  }

  /** What is wrong with what it has seen so far. */
  get breaches(): readonly string[] {
    const open = this.sights.filter((sight) => sight.open).map(({ invitation }) => invitation);
    const { invitations } = this.client;
    const found = [...this.#breaches, ...this.sights.flatMap((sight) => sight.breaches)];
    if (open.length !== invitations.length || open.some((it) => !invitations.includes(it)))
      found.push("client.invitations are not those that are open");
    if (this.#closed && this.client.state !== "closed") found.push(`closed, and ${this.client.state}`);
    return found.map((breach) => `${this.name}: ${breach}`);
  }

  /** Makes an invitation, with a signal or without. */
  create(callee: string, words: Words, signal: Signal): void {
    const controller = new AbortController();
    if (signal === "an aborted signal") controller.abort();
    const options = { content: words.text, ...(signal !== "no signal" && { signal: controller.signal }) };
    let made: LocalInvitation | undefined;
    const error = errorOf(() => {
      made = this.client.createLocalInvitation(callee, options);
    });
    const itself = callee === this.name ? "own-peer-id" : undefined;
    expectSame("createLocalInvitation", error?.code, this.#closed ? "client-closed" : itself);
    if (made === undefined) return;
    const sight = this.#see(made);
    this.#words.set(sight, words);
    if (signal !== "no signal") this.#controllers.set(sight, controller);
  }

  /** Makes an invitation and sends it. */
  invite(callee: string, words: Words, signal: Signal): void {
    const before = this.sights.length;
    this.create(callee, words, signal);
    if (this.sights.length > before) this.answer(0, "yes", words);
  }

  /** Answers one of its invitations, counted from the latest, whether that is legal or not. */
  answer(which: number, answer: Answer, words: Words): void {
    const sight = pick(this.sights, which);
    const { open, legal } = sight;
    const command = COMMANDS[sight.role][answer];
    const fault = this.#faultOf(sight, command, words);
    const reactions = this.#reactions;
    const error = this.#command(sight, answer, words.text);
    if (this.late && open && sight.ended && error?.code === "illegal-command") return;
    expectSame(command, error?.code, legal.includes(command) ? fault : "illegal-command");
    // A listener of the app may have given further commands.
    if (error !== undefined || reactions !== this.#reactions) return;
    const states: readonly string[] = LEADS_TO[command];
    if (!states.includes(sight.state)) throw new Error(`${command} led to ${sight.state}`);
  }

  /** Aborts one of the signals that it passed. That ends an open invitation, and does not change an ended one. */
  abort(which: number): void {
    const [sight, controller] = pick([...this.#controllers], which);
    const before = sight.ended ? sight.invitation.snapshot : undefined;
    controller.abort();
    const { snapshot } = sight.invitation;
    if (before === undefined ? !sight.ended : snapshot !== before)
      throw new Error(`abort led to ${sight.state}`);
  }

  /** Adds a listener that does something. */
  listen(which: number, event: "changed" | "canceled", reaction: Reaction, way: "on" | "once"): void {
    const sight = pick(this.sights, which);
    const it = sight.invitation;
    const listener = (): void => this.#react(sight, reaction);
    const before = it.listenerCount(event);
    it[way](event, listener);
    expectSame("listeners", it.listenerCount(event), before + 1);
    this.#listeners.push(() => {
      it.off(event, listener);
    });
  }

  /** Removes a listener that it added. A `once` listener may have been called already. */
  unlisten(which: number): void {
    const off = pick(this.#listeners, which);
    this.#listeners.splice(this.#listeners.indexOf(off), 1);
    off();
  }

  /** Closes its client. */
  close(): void {
    this.#closed = true;
    expectSame("close twice", this.client.close(), this.client.close());
  }

  /** The error that its words cause, or that its client is closed; undefined where a legal command must succeed. */
  #faultOf(sight: Sight, command: string, words: Words): string | undefined {
    if (command === "ignore") return undefined;
    if (command !== "send") return words.code;
    return this.#words.get(sight)?.code ?? (this.#closed ? "client-closed" : undefined);
  }

  #see(invitation: Invitation): Sight {
    const sight = new Sight(invitation);
    if (this.sights.some((it) => it.role === sight.role && it.invitation.id === invitation.id))
      this.#breaches.push(`S5: ${invitation.id} rang twice`);
    this.sights.push(sight);
    return sight;
  }

  /** What a listener does. It may be illegal, because much may have happened since the event. */
  #react(sight: Sight, reaction: Reaction): void {
    this.#reactions += 1;
    if (reaction === "throw") this.#throw();
    else if (reaction === "close") this.close();
    else this.#command(sight, reaction, "from a listener");
  }

  #judge(): "accept" | "ring" {
    return this.onGlare === "throw" ? this.#throw() : this.onGlare;
  }

  #throw(): never {
    this.thrown += 1;
    throw new Error("by a listener");
  }

  /** Gives the command, and checks the error if there is one. */
  #command(sight: Sight, answer: Answer, text: string): InvitationError | undefined {
    const { invitation } = sight;
    const command = COMMANDS[sight.role][answer];
    const error = errorOf(() => {
      if (!("caller" in invitation)) {
        if (answer === "ignore") invitation.update({ content: text });
        else answer === "yes" ? invitation.send() : invitation.cancel(text);
      } else if (answer === "ignore") invitation.ignore();
      else invitation[answer === "yes" ? "accept" : "refuse"](text);
    });
    const complaint = error?.code === "illegal-command" && sight.complain(error, command);
    if (complaint) this.#breaches.push(complaint);
    return error;
  }
}

/** One of `items`, counted from the last. */
function pick<T>(items: readonly T[], which: number): T {
  return items.at(-1 - (which % items.length)) as T;
}

/** The InvitationError that `act` throws, if any. Rethrows every other error. */
function errorOf(act: () => void): InvitationError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof InvitationError) return error;
    throw error;
  }
}

function expectSame(what: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`${what}: ${actual}, not ${expected}`);
}
