/**
 * Text inside the shell and its text tools is a *byte string*: one character per byte, codes 0 to 255. A RUN has no locale
 * (`LANG` is unset in the usual base images), so that lengths, ranges and order are those of bytes, and binary data survives.
 */
export function byteString(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII on purpose
const ASCII = /^[\x00-\x7f]*$/;

/** Unicode text → byte string of its UTF-8. */
export function encodeText(text: string): string {
  return ASCII.test(text) ? text : byteString(new TextEncoder().encode(text));
}

/** Byte string → the Unicode text that its bytes are UTF-8 of; what is no UTF-8 becomes U+FFFD. */
export function decodeText(text: string): string {
  return ASCII.test(text) ? text : new TextDecoder().decode(bytesOf(text));
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
