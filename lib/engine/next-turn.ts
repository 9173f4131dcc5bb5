/** Lets whatever has come in meanwhile be answered: a message is a task of its own, so waiting for a promise alone would not do. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
