// The interface of every contender: places a call to a person who is asked first.

/** Each entry of {@link CONTENDERS} of contenders.mjs makes one of these. */
export interface Contender {
  /** Registers at its server. Resolves to the address at which to ring it. */
  register(): Promise<string>;
  /** The caller rings a callee. */
  ring(callee: string): void;
  /** The callee accepts the call that rings. */
  accept(): void;
  /** The caller cancels the call that rings. */
  cancel(): void;
  /** Ends a call. */
  hangUp(): void;
}

/** The events that a contender reports, when they happen. */
export interface Ear {
  /** At the callee: it rings. */
  rings(): void;
  /** At the caller: it rings there. */
  ringing(): void;
  /** At the callee: it no longer rings, because the caller canceled. */
  stopped(): void;
  /** At the caller: the callee accepted. */
  accepted(): void;
  /** The other side sends this. */
  stream(stream: MediaStream): void;
}

/** What a contender is created with. */
export interface ContenderParts {
  readonly id: string;
  /** The host of its server. */
  readonly host: string;
  readonly port: number;
  readonly rtc: RTCConfiguration;
  /** The stream that is sent in a call. It exists from the start, because opening a camera takes every contender as long. */
  readonly media: MediaStream;
  readonly ear: Ear;
}

/** An error that the contenders' own code could not report to anybody. It ends the run. */
export function fail(what: string): never {
  throw new Error(`The call went wrong: ${what}.`);
}
