import { fieldsOf } from './fields';

/** `--output`: an image as a file, and under which name it will be known to those who load it. */
export interface Output {
  readonly form: 'oci' | 'docker';
  readonly dest: string;
  readonly name?: string;
}

export const OUTPUT = 'type=oci|docker,dest=FILE[,name=IMAGE]';

/** Undefined when it is not `OUTPUT`. */
export function parseOutput(text: string): Output | undefined {
  const { type, dest, name, ...others } = fieldsOf(text);
  if ((type !== 'oci' && type !== 'docker') || !dest || name === '' || Object.keys(others).length > 0) return undefined;
  return { form: type, dest, ...(name === undefined ? {} : { name }) };
}
