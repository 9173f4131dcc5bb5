/** Loaded before a command: when whoever reads its output has read enough (`… | head`), it ends without a word, as other tools do. */
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
