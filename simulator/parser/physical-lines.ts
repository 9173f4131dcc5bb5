import { isLongerThan } from './utf8';

/** The longest line that BuildKit's scanner takes, in bytes, the line feed not counted (Go's `bufio.MaxScanTokenSize` less one). */
export const LONGEST_LINE_BYTES = 65_535;

export interface LineReader {
  /** The next line with its line ending, or undefined: no more lines, or one that is too long. */
  next(): string | undefined;
  /** Lines read so far. */
  readonly count: number;
  /** Reading stopped at a line above the limit; what follows it is never seen. */
  readonly stoppedAtLongLine: boolean;
}

export function readPhysicalLines(text: string): LineReader {
  let position = 0;
  let count = 0;
  let stoppedAtLongLine = false;
  return {
    next() {
      if (stoppedAtLongLine || position >= text.length) return undefined;
      const feed = text.indexOf('\n', position);
      const end = feed < 0 ? text.length : feed;
      const content = text.slice(position, end);
      if (isLongerThan(content, LONGEST_LINE_BYTES)) {
        stoppedAtLongLine = true;
        return undefined;
      }
      position = end + 1;
      count++;
      return feed < 0 ? content : `${content}\n`;
    },
    get count() {
      return count;
    },
    get stoppedAtLongLine() {
      return stoppedAtLongLine;
    },
  };
}
