// A state machine as a table: for each state, which input leads where. The only place that knows how to read one;
// it knows nothing of invitations.

/** For each state the inputs it takes and the state each leads to. An input that is not listed changes nothing. */
export type Table<State extends string, Input extends string> = {
  readonly [S in State]: { readonly [I in Input]?: State };
};

/** The states that `Input` can lead to in the table `T`: what makes a reducer's state names come from its table. */
export type Target<T, Input> = { [S in keyof T]: Input extends keyof T[S] ? T[S][Input] : never }[keyof T];

/** The state that `input` leads to from `state`, or undefined where the table has no such step. */
export function nextState<T, Input extends string>(
  table: T,
  state: keyof T,
  input: Input,
): Target<T, Input> | undefined {
  const row = table[state] as { readonly [I in Input]?: Target<T, Input> };
  return row[input];
}

/** Whether `state` is an end: no input leads out of it. */
export function isFinal<T>(table: T, state: keyof T): boolean {
  for (const _input in table[state]) return false;
  return true;
}

/** Which of `inputs` the table takes in `state`, in the order given. Error messages name them. */
export function legalInputs<T, Input extends string>(
  table: T,
  state: keyof T,
  inputs: readonly Input[],
): Input[] {
  return inputs.filter((input) => nextState(table, state, input) !== undefined);
}
