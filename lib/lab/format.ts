const KILO = 1000;
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units as registries and `docker images` print them: `412 B`, `4.1 kB`, `237 MB`. */
export function formatBytes(bytes: number): string {
  let value = Math.abs(bytes);
  let unit = 0;
  while (value >= KILO - 0.5 && unit < UNITS.length - 1) {
    value /= KILO;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${bytes < 0 ? '−' : ''}${value.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}

/** A difference with its sign; `±0 B` when there is none. */
export function formatBytesChange(bytes: number): string {
  if (bytes === 0) return '±0 B';
  return bytes > 0 ? `+${formatBytes(bytes)}` : formatBytes(bytes);
}

/** Simulated time: `0 s`, `< 0.1 s`, `0.4 s`, `41 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 50) return milliseconds <= 0 ? '0 s' : '< 0.1 s';
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `sha256:` and the first hex digits, as tools abbreviate; bare hex stays bare. */
export function shortDigest(digest: string, digits = 12): string {
  const [algorithm, hex] = digest.includes(':') ? digest.split(':', 2) : [undefined, digest];
  return `${algorithm === undefined ? '' : `${algorithm}:`}${(hex ?? '').slice(0, digits)}`;
}

/** Permission bits in octal: `644`. */
export function formatMode(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(3, '0');
}

/** Bytes of a text in UTF-8. */
export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A step's name without the `[2/6] ` counter that changes when lines are added. */
export function stepTitle(name: string): string {
  return name.replace(/^\[[^\]]*\] /, '');
}
