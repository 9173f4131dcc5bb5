/** Bytes that are added one by one, up to a limit; more than that throws `RangeError`. */
export interface GrowingBytes {
  readonly length: number;
  push(byte: number): void;
  /** A byte that was pushed `distance` ago, from 1. */
  back(distance: number): number;
  done(): Uint8Array;
}

export function createGrowingBytes(most: number): GrowingBytes {
  let bytes = new Uint8Array(Math.min(most, 1 << 16));
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(byte) {
      if (length >= most) throw new RangeError('too much to unpack');
      if (length === bytes.length) {
        const larger = new Uint8Array(Math.min(most, length * 2));
        larger.set(bytes);
        bytes = larger;
      }
      bytes[length++] = byte;
    },
    back: (distance) => bytes[length - distance] ?? 0,
    done: () => bytes.subarray(0, length),
  };
}
