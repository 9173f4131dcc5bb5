/** The entry that a record has itself: `constructor` and its like are names as good as any in a Dockerfile. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
