import type { Forwarded } from '../image/provenance';
import type { Vertex } from '../llb/types';
import { graphOrder } from '../solver/solve';

/** Secrets and agents that steps asked for, by id; required where one step requires it. Their values are nowhere (llbsolver/provenance.go, captureProvenance). */
export function forwardedTo(result: Vertex): { readonly secrets: readonly Forwarded[]; readonly ssh: readonly Forwarded[] } {
  const operations = graphOrder([result]).flatMap(({ op }) => (op.kind === 'exec' ? [op] : []));
  const mounts = operations.flatMap((op) => op.mounts);
  const secrets = [...mounts.filter((mount) => mount.kind === 'secret'), ...operations.flatMap((op) => op.secretEnv)];
  const ssh = mounts.filter((mount) => mount.kind === 'ssh');
  return { secrets: byId(secrets), ssh: byId(ssh.map(({ id, optional }) => ({ id: id || 'default', optional }))) };
}

function byId(asked: readonly Forwarded[]): readonly Forwarded[] {
  const optional = new Map<string, boolean>();
  for (const { id, optional: isOptional } of asked) optional.set(id, (optional.get(id) ?? true) && isOptional);
  return [...optional].map(([id, isOptional]) => ({ id, optional: isOptional })).sort((a, b) => (a.id < b.id ? -1 : 1));
}
