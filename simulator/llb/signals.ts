/** Signal names of Linux as STOPSIGNAL knows them, without `SIG` (moby/sys signal/signal_linux.go); RTMIN and RTMAX take offsets. */
const NAMES: ReadonlySet<string> = new Set(
  (
    'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP ' +
    'TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX ' +
    Array.from({ length: 15 }, (_, index) => `RTMIN+${index + 1}`).join(' ') +
    ' ' +
    Array.from({ length: 14 }, (_, index) => `RTMAX-${index + 1}`).join(' ')
  ).split(' '),
);

/** Any number but 0 is taken, 300 too; names in any case, with or without `SIG`. */
export function isSignal(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0;
  return NAMES.has(text.toUpperCase().replace(/^SIG/, ''));
}
