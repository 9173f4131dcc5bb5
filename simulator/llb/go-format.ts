import { quoteGo } from '../parser/quote';

/** Go's `%q` for a slice of strings: `["a" "b"]`. */
export function quoteGoList(items: readonly string[]): string {
  return `[${items.map(quoteGo).join(' ')}]`;
}

/** Go's `%v` for a slice of strings: `[a b]`. */
export function formatGoList(items: readonly string[]): string {
  return `[${items.join(' ')}]`;
}

const NANOSECONDS = { hour: 3_600_000_000_000, minute: 60_000_000_000, second: 1_000_000_000 };

/** Go's `time.Duration.String` for a whole number of nanoseconds: `1m30s`, `1.5s`, `10ms`, `0s`. */
export function formatGoDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  if (nanoseconds < 0) return `-${formatGoDuration(-nanoseconds)}`;
  if (nanoseconds < NANOSECONDS.second) {
    if (nanoseconds < 1_000) return `${nanoseconds}ns`;
    if (nanoseconds < 1_000_000) return `${trimFraction(nanoseconds, 1_000)}µs`;
    return `${trimFraction(nanoseconds, 1_000_000)}ms`;
  }
  const hours = Math.floor(nanoseconds / NANOSECONDS.hour);
  const minutes = Math.floor((nanoseconds % NANOSECONDS.hour) / NANOSECONDS.minute);
  const seconds = `${trimFraction(nanoseconds % NANOSECONDS.minute, NANOSECONDS.second)}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

function trimFraction(value: number, unit: number): string {
  const whole = Math.floor(value / unit);
  const digits = String(value % unit)
    .padStart(Math.round(Math.log10(unit)), '0')
    .replace(/0+$/, '');
  return digits === '' ? String(whole) : `${whole}.${digits}`;
}
