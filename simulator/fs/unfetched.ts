/**
 * What stands for a file that was fetched from the network, which the simulator never does. It is a comment, so that a shell that is given it
 * as a script does nothing; tools that would read it as an archive, a key or a list ask `isUnfetched` first and pass over it.
 */
export function unfetchedBytes(address: string): Uint8Array {
  return encoder.encode(`${MARK}${address.replace(/\s+/g, ' ')}\n`);
}

export function isUnfetched(bytes: Uint8Array): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

const MARK = '# Not simulated: what would come from ';
const encoder = new TextEncoder();
const mark = encoder.encode(MARK);
