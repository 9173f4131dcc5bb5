/** Ends a command because of how it was called: one line that says what was expected, status 2, nothing written. */
export function stop(message: string): never {
  process.stderr.write(`${message.replace(/\s*\n\s*/g, ' ')}\n`);
  process.exit(2);
}
