const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** C's `strftime` in UTC and the C locale. */
export function formatDate(format: string, seconds: number): string {
  const date = new Date(seconds * 1000);
  return format.replace(/%([-_0^]?)([%A-Za-z:]z?)/g, (all, flag: string, code: string) => {
    const value = dateField(code.replace(/^:z$/, ':z'), date, seconds);
    if (value === undefined) return all;
    if (flag === '-') return value.replace(/^[0 ]+(?=.)/, '');
    if (flag === '_') return value.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length));
    return flag === '^' ? value.toUpperCase() : value;
  });
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function dateField(code: string, date: Date, seconds: number): string | undefined {
  const hour12 = date.getUTCHours() % 12 || 12;
  switch (code) {
    case '%':
      return '%';
    case 'Y':
      return String(date.getUTCFullYear());
    case 'C':
      return two(Math.floor(date.getUTCFullYear() / 100));
    case 'y':
      return two(date.getUTCFullYear() % 100);
    case 'm':
      return two(date.getUTCMonth() + 1);
    case 'd':
      return two(date.getUTCDate());
    case 'e':
      return String(date.getUTCDate()).padStart(2);
    case 'H':
      return two(date.getUTCHours());
    case 'I':
      return two(hour12);
    case 'k':
      return String(date.getUTCHours()).padStart(2);
    case 'l':
      return String(hour12).padStart(2);
    case 'M':
      return two(date.getUTCMinutes());
    case 'S':
      return two(date.getUTCSeconds());
    case 'p':
      return date.getUTCHours() < 12 ? 'AM' : 'PM';
    case 's':
      return String(seconds);
    case 'N':
      return '000000000';
    case 'j':
      return String(dayOfYear(date)).padStart(3, '0');
    case 'u':
      return String(date.getUTCDay() || 7);
    case 'w':
      return String(date.getUTCDay());
    case 'a':
      return (DAYS[date.getUTCDay()] ?? '').slice(0, 3);
    case 'A':
      return DAYS[date.getUTCDay()] ?? '';
    case 'b':
    case 'h':
      return (MONTHS[date.getUTCMonth()] ?? '').slice(0, 3);
    case 'B':
      return MONTHS[date.getUTCMonth()] ?? '';
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'z':
      return '+0000';
    case ':z':
      return '+00:00';
    case 'Z':
      return 'UTC';
    case 'V':
      return two(isoWeek(date));
    case 'U':
      return two(Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7));
    default:
      return compositeField(code, seconds);
  }
}

const COMPOSITES: Readonly<Record<string, string>> = {
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  R: '%H:%M',
  D: '%m/%d/%y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  r: '%I:%M:%S %p',
  c: '%a %b %e %H:%M:%S %Y',
};

function compositeField(code: string, seconds: number): string | undefined {
  const format = COMPOSITES[code];
  return format === undefined ? undefined : formatDate(format, seconds);
}

function dayOfYear(date: Date): number {
  return (
    Math.floor((Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1
  );
}

function isoWeek(date: Date): number {
  const thursday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 4 - (date.getUTCDay() || 7)));
  return Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  sec: 1,
  minute: 60,
  min: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
};

/** The dates that scripts write: `@N`, ISO forms, `now`, `yesterday`, `2 days ago`. UTC throughout. */
export function parseDate(text: string, nowSeconds: number): number | undefined {
  const trimmed = text.trim();
  const epoch = /^@(-?\d+)/.exec(trimmed)?.[1];
  if (epoch !== undefined) return Number(epoch);
  if (trimmed === '' || trimmed === 'now' || trimmed === 'today') return nowSeconds;
  if (trimmed === 'yesterday') return nowSeconds - 86_400;
  if (trimmed === 'tomorrow') return nowSeconds + 86_400;
  const relative = /^([-+]?\d+)\s*([a-z]+?)s?(\s+ago)?$/.exec(trimmed);
  const unit = UNIT_SECONDS[relative?.[2] ?? ''];
  if (relative && unit !== undefined) return nowSeconds + Number(relative[1]) * unit * (relative[3] === undefined ? 1 : -1);
  const iso = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?)?\s*(Z|UTC|[-+]\d\d:?\d\d)?$/.exec(trimmed);
  if (!iso) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone = 'Z'] = iso;
  const offset = /^([-+])(\d\d):?(\d\d)$/.exec(zone);
  const shift = offset ? (Number(offset[2]) * 3600 + Number(offset[3]) * 60) * (offset[1] === '-' ? 1 : -1) : 0;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) / 1000 + shift;
}
