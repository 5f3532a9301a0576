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
