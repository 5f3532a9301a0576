// What every contender can do, in its own way: place a call to somebody who is asked first.

/** What is listed in {@link CONTENDERS} of contenders.mjs makes one of these. */
export interface Contender {
  /** Makes itself known to its server. Resolves to the address to ring it at. */
  register(): Promise<string>;
  /** The caller rings a callee. */
  ring(callee: string): void;
  /** The callee accepts what rings. */
  accept(): void;
  /** The caller takes back what rings. */
  cancel(): void;
  /** Ends a call. */
  hangUp(): void;
}

/** What a contender tells, when it happens. */
export interface Ear {
  /** At the callee: it rings. */
  rings(): void;
  /** At the caller: it rings there. */
  ringing(): void;
  /** At the callee: it no longer rings, since the caller canceled. */
  stopped(): void;
  /** The other side sends this. */
  stream(stream: MediaStream): void;
}

/** What a contender is made with. */
export interface ContenderParts {
  readonly id: string;
  /** The host of its server. */
  readonly host: string;
  readonly port: number;
  readonly rtc: RTCConfiguration;
  /** What is sent in a call. There from the start: to open a camera takes every contender as long. */
  readonly media: MediaStream;
  readonly ear: Ear;
}

/** Something that went wrong where the contenders' own code would have nobody to tell: it ends the run. */
export function fail(what: string): never {
  throw new Error(`The call went wrong: ${what}.`);
}
