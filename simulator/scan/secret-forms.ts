/** How a secret is written where it was found. `url` is percent-encoded, `json` escaped as in a JSON string. */
export type SecretForm = 'plain' | 'base64' | 'url' | 'json';

/** Answers the first form in which a secret stands in something, plainest first. */
export interface SecretFinder {
  inText(text: string): SecretForm | undefined;
  inBytes(bytes: Uint8Array): SecretForm | undefined;
}

interface Needle {
  readonly form: SecretForm;
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** Fewer characters of base64 turn up by chance in any large file. */
const SHORTEST_BASE64 = 6;
/** Above this size base64 is no longer looked for across line ends, which takes a copy of the file. */
const LONGEST_UNWRAPPED_BYTES = 4 * 1024 * 1024;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

const encoder = new TextEncoder();

/** An empty value is found nowhere. A line end at its close does not count: files of secrets have one, and programs cut it off. */
export function createSecretFinder(value: string): SecretFinder {
  const secret = value.replace(/\r?\n$/, '');
  const needles = secret === '' ? [] : needlesOf(secret);
  const packed = needles.filter(({ form }) => form === 'base64');
  return {
    inText: (text) => {
      const found = needles.find((needle) => text.includes(needle.text));
      if (found !== undefined || packed.length === 0 || !/[\r\n]/.test(text)) return found?.form;
      const joined = text.replace(/[\r\n]+/g, '');
      return packed.find((needle) => joined.includes(needle.text))?.form;
    },
    inBytes: (bytes) => {
      const found = needles.find((needle) => hasBytes(bytes, needle.bytes));
      if (found !== undefined || packed.length === 0 || !canBeWrapped(bytes)) return found?.form;
      const joined = bytes.filter((byte) => byte !== LINE_FEED && byte !== CARRIAGE_RETURN);
      return packed.find((needle) => hasBytes(joined, needle.bytes))?.form;
    },
  };
}

function canBeWrapped(bytes: Uint8Array): boolean {
  return bytes.length <= LONGEST_UNWRAPPED_BYTES && bytes.includes(LINE_FEED);
}

function needlesOf(secret: string): readonly Needle[] {
  const texts: readonly (readonly [SecretForm, string])[] = [
    ['plain', secret],
    ...urlForms(secret).map((text) => ['url', text] as const),
    ...jsonForms(secret).map((text) => ['json', text] as const),
    ...base64Forms(encoder.encode(secret)).map((text) => ['base64', text] as const),
  ];
  const seen = new Set<string>();
  return texts.flatMap(([form, text]) => {
    if (seen.has(text)) return [];
    seen.add(text);
    return [{ form, text, bytes: encoder.encode(text) }];
  });
}

/** As a path or query holds it, and as a form does; strict or as JavaScript does it, digits of escapes in either case. */
function urlForms(secret: string): readonly string[] {
  const strict = percentEncoded(secret, /[\w.~-]/);
  const forms = [percentEncoded(secret, /[\w.~!'()*-]/), strict, strict.replaceAll('%20', '+')];
  return [...forms, ...forms.map((text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))];
}

function percentEncoded(secret: string, kept: RegExp): string {
  return Array.from(encoder.encode(secret), (byte) => {
    const character = String.fromCharCode(byte);
    return byte < 0x80 && kept.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

/** As JavaScript escapes a string, and as Go does, which keeps `<`, `>` and `&` away from HTML. */
function jsonForms(secret: string): readonly string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [escaped, escaped.replace(/[<>&]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`)];
}

/**
 * The secret may stand anywhere in what was encoded, as after `user:`. Base64 packs three bytes at a time, so there are three ways to come
 * out; characters that depend on neighbours are left off.
 */
function base64Forms(secret: Uint8Array): readonly string[] {
  const cores = [0, 1, 2].map((before) => {
    const padded = new Uint8Array(before + secret.length);
    padded.set(secret, before);
    const text = btoa(Array.from(padded, (byte) => String.fromCharCode(byte)).join(''));
    return text.slice(before === 0 ? 0 : before + 1, Math.floor((padded.length * 8) / 6));
  });
  const long = cores.filter((core) => core.length >= SHORTEST_BASE64);
  return [...long, ...long.map((core) => core.replaceAll('+', '-').replaceAll('/', '_'))];
}

function hasBytes(bytes: Uint8Array, needle: Uint8Array): boolean {
  const [first] = needle;
  if (first === undefined) return false;
  const last = bytes.length - needle.length;
  for (let start = bytes.indexOf(first); start >= 0 && start <= last; start = bytes.indexOf(first, start + 1)) {
    if (needle.every((byte, index) => bytes[start + index] === byte)) return true;
  }
  return false;
}
