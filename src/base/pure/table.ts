// A state machine as a table: for each state, which input leads to which state. The functions here read such tables,
// and know nothing of invitations.

/**
 * For each state, the inputs it takes and the state to which each leads. An input that is not listed changes nothing.
 */
export type Table<State extends string, Input extends string> = {
  readonly [S in State]: { readonly [I in Input]?: State };
};

/** The states to which `Input` can lead in the table `T`. It ties a reducer's state names to its table. */
export type Target<T, Input> = { [S in keyof T]: Input extends keyof T[S] ? T[S][Input] : never }[keyof T];

/** The state to which `input` leads from `state`; undefined if the table has no such step. */
export function nextState<T, Input extends string>(
  table: T,
  state: keyof T,
  input: Input,
): Target<T, Input> | undefined {
  const row = table[state] as { readonly [I in Input]?: Target<T, Input> };
  return row[input];
}

/** The states that take `Input` in the table `T`. */
type Taker<T, Input> = { [S in keyof T]: Input extends keyof T[S] ? S : never }[keyof T];

/**
 * What each input does, beside the table: a function that makes the state it leads to. Its name is given, as the table has it;
 * its data comes from the state before, which is one that takes the input, and from the input. `At` is the moment.
 */
export type Steps<
  T,
  State extends { readonly kind: keyof T },
  Input extends { readonly type: string },
  At,
> = {
  readonly [Type in Input["type"]]: (
    kind: Target<T, Type>,
    from: State & { readonly kind: Taker<T, Type> },
    input: Extract<Input, { readonly type: Type }>,
    at: At,
  ) => State;
};

/** The state that `input` leads to from `from`, or undefined where the table has no such step. */
export function step<
  T,
  State extends { readonly kind: keyof T },
  Input extends { readonly type: string },
  At,
>(table: T, steps: Steps<T, State, Input, At>, from: State, input: Input, at: At): State | undefined {
  const kind = nextState(table, from.kind, input.type);
  if (kind === undefined) return undefined;
  // The table has this step, so the state and the input are those that the function takes.
  const make = steps[input.type as Input["type"]] as (...parts: [typeof kind, State, Input, At]) => State;
  return make(kind, from, input, at);
}

/** Whether `state` is an end, which no input leaves. */
export function isFinal<T>(table: T, state: keyof T): boolean {
  for (const _input in table[state]) return false;
  return true;
}

/** Those of `inputs` that the table takes in `state`, in the order given. Error messages name them. */
export function legalInputs<T, Input extends string>(
  table: T,
  state: keyof T,
  inputs: readonly Input[],
): Input[] {
  return inputs.filter((input) => nextState(table, state, input) !== undefined);
}
