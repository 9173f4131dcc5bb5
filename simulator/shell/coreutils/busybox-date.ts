/**
 * The dates that BusyBox reads (libbb/time.c, parse_datestr): `@N`, `hh:mm[:ss]`, `MM.DD-hh:mm[:ss]`, `YYYY.MM.DD-hh:mm[:ss]`,
 * `YYYY-MM-DD [hh:mm[:ss]]` and `[[[[[YY]YY]MM]DD]hh]mm[.ss]`; no words, no `T`, no zone. UTC.
 *
 * @param absent what a time of day that is not given means: `date` takes midnight, `touch` the present one
 */
export function parseBusyboxDate(text: string, nowSeconds: number, absent: 'midnight' | 'now'): number | undefined {
  const epoch = /^@(-?\d+)$/.exec(text)?.[1];
  if (epoch !== undefined) return Number(epoch);
  const now = new Date(nowSeconds * 1000);
  const today = { year: now.getUTCFullYear(), month: now.getUTCMonth() + 1, day: now.getUTCDate() };
  for (const [pattern, names] of FORMS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const given = new Map(names.map((name, index) => [name, match[index + 1]]));
    const number = (name: Part, fallback: number): number => Number(given.get(name) ?? fallback);
    const timed = given.get('minute') !== undefined;
    if (!timed && absent === 'now')
      return at(number('year', today.year), number('month', today.month), number('day', today.day), nowSeconds % 86_400);
    const ofDay = number('hour', 0) * 3600 + number('minute', 0) * 60 + number('second', 0);
    return at(number('year', today.year), number('month', today.month), number('day', today.day), ofDay);
  }
  return undefined;
}

function at(year: number, month: number, day: number, ofDay: number): number {
  return Date.UTC(year, month - 1, day) / 1000 + ofDay;
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

const FORMS: readonly (readonly [RegExp, readonly Part[]])[] = [
  [/^(\d{1,2}):(\d\d)(?::(\d\d))?$/, ['hour', 'minute', 'second']],
  [/^(\d{1,2})\.(\d{1,2})-(\d{1,2}):(\d\d)(?::(\d\d))?$/, ['month', 'day', 'hour', 'minute', 'second']],
  [/^(\d{4})\.(\d{1,2})\.(\d{1,2})-(\d{1,2}):(\d\d)(?::(\d\d))?$/, ['year', 'month', 'day', 'hour', 'minute', 'second']],
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d\d)(?::(\d\d))?)?$/, ['year', 'month', 'day', 'hour', 'minute', 'second']],
  [/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/, ['year', 'month', 'day', 'hour', 'minute', 'second']],
  [/^(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/, ['month', 'day', 'hour', 'minute', 'second']],
  [/^(\d\d)(\d\d)(?:\.(\d\d))?$/, ['hour', 'minute', 'second']],
];

const FIELDS: Readonly<Record<string, readonly [source: string, part: Part]>> = {
  Y: ['(\\d{4})', 'year'],
  m: ['(\\d{1,2})', 'month'],
  d: ['(\\d{1,2})', 'day'],
  H: ['(\\d{1,2})', 'hour'],
  M: ['(\\d{1,2})', 'minute'],
  S: ['(\\d{1,2})', 'second'],
};

/** `date -D FORMAT -d TEXT`, for the fields that are plain numbers. */
export function parseDateAs(text: string, format: string): number | undefined {
  const parts: Part[] = [];
  const source = format.replace(/%(.)|[^%]/g, (piece, code: string | undefined) => {
    const field = FIELDS[code ?? ''];
    if (field === undefined) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    parts.push(field[1]);
    return field[0];
  });
  const match = new RegExp(`^${source}`).exec(text);
  if (!match) return undefined;
  const value = (part: Part, fallback: number): number => (parts.includes(part) ? Number(match[parts.indexOf(part) + 1]) : fallback);
  return at(value('year', 1970), value('month', 1), value('day', 1), value('hour', 0) * 3600 + value('minute', 0) * 60 + value('second', 0));
}
