// RTM's enums as tables that exist at run time, each with its type.

/** A table whose keys are its values. */
export type Words<Name extends string> = { readonly [N in Name]: N };

/** Makes the table of `names`. */
export function words<const Name extends string>(...names: Name[]): Words<Name> {
  return Object.freeze(Object.fromEntries(names.map((name) => [name, name]))) as Words<Name>;
}

/** A table of numbers whose names all begin with `Prefix`. */
export type Codes<Prefix extends string, Table> = {
  readonly [Name in keyof Table & string as `${Prefix}${Name}`]: Table[Name];
};

/** Makes the table of `numbers`, with `prefix` before each name. */
export function codes<const Prefix extends string, const Table extends Readonly<Record<string, number>>>(
  prefix: Prefix,
  numbers: Table,
): Codes<Prefix, Table> {
  const entries = Object.entries(numbers).map(([name, code]) => [`${prefix}${name}`, code]);
  return Object.freeze(Object.fromEntries(entries)) as Codes<Prefix, Table>;
}
