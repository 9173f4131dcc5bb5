/** A link as a key of a map: operation, number of the input, selector, key of the input. None of them holds a blank. */
export function linkOf(operation: string, index: number, selector: string, key: string): string {
  return `${operation} ${index} ${selector} ${key}`;
}

export interface Link {
  readonly operation: string;
  readonly index: number;
  readonly selector: string;
  readonly key: string;
}

export function parseLink(text: string): Link {
  const [operation = '', index = '', selector = '', key = ''] = text.split(' ');
  return { operation, index: Number(index), selector, key };
}
