type Fields<T> = Readonly<Record<string, T>>;

/** Records that nobody but their stage holds yet, and that may therefore grow in place. */
const growing = new WeakSet<object>();

/** A record of the image config with further fields, whatever they are called: `__proto__` is a label like any other. */
export function growRecord<T>(record: Fields<T> | undefined, added: Iterable<readonly [name: string, value: T]>): Fields<T> {
  const own: Record<string, T> = record !== undefined && growing.has(record) ? record : { ...record };
  for (const [name, value] of added) {
    if (name === '__proto__') Object.defineProperty(own, name, { value, enumerable: true, configurable: true, writable: true });
    else own[name] = value;
  }
  growing.add(own);
  return own;
}

/** The record as it is now, to keep: it never changes again. */
export function settleRecord(record: object | undefined): void {
  if (record !== undefined) growing.delete(record);
}
