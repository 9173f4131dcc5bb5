/** Closes a `switch` over a tagged union: a new member becomes a compile error at every place that must learn it. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
