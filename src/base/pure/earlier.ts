// The earliest of two times, either of which may not be set.

/** The earlier of `a` and `b`; undefined when neither is set. */
export function earlier(a: number | undefined, b: number | undefined): number | undefined {
  // Stryker disable next-line ConditionalExpression: for the types; undefined is not less than anything
  if (a === undefined) return b;
  // Stryker disable next-line EqualityOperator: of two equal ones either will do
  return b === undefined || a < b ? a : b;
}
