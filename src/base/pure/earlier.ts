// The earlier of two times, either of which may be undefined.

/** The earlier of `a` and `b`; undefined if both are undefined. */
export function earlier(a: number | undefined, b: number | undefined): number | undefined {
  // Stryker disable next-line ConditionalExpression: for the types; undefined is not less than anything
  if (a === undefined) return b;
  // Stryker disable next-line EqualityOperator: of two equal ones either will do
  return b === undefined || a < b ? a : b;
}
