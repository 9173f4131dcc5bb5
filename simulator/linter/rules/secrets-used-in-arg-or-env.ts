import { quoteGo } from '../../parser/quote';
import { defineRule, type Finding, findAt, type Place } from '../finding';

export const secretsUsedInArgOrEnv = defineRule('SecretsUsedInArgOrEnv', 'Sensitive data should not be used in the ARG or ENV commands');

const SECRET = /(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const HARMLESS = /(?:_|^)(?:public|file|version)(?:_|$)/i;

/** In needed stages, for each name of an ARG, and of an ENV after expansion. Only the name counts, never the value. */
export function checkSecretName(kind: 'ARG' | 'ENV', name: string, place: Place): readonly Finding[] {
  if (!SECRET.test(name) || HARMLESS.test(name)) return [];
  const message = `Do not use ARG or ENV instructions for sensitive data (${kind} ${quoteGo(name)})`;
  return [findAt(secretsUsedInArgOrEnv, place, message)];
}
