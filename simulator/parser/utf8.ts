const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const NOT_ASCII = /[^\0-\x7f]/;

/** Whether the UTF-8 form is longer than `limit` bytes; does not encode when the length alone decides. */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  return encoder.encode(text).length > limit;
}

/** One character per UTF-8 byte: how Go code that indexes a string sees it. */
export function toByteString(text: string): string {
  if (!NOT_ASCII.test(text)) return text;
  let bytes = '';
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** Inverse of `toByteString`; broken sequences become U+FFFD. */
export function fromByteString(bytes: string): string {
  if (!NOT_ASCII.test(bytes)) return bytes;
  return decoder.decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}
