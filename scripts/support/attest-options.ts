import type { AttestRequest } from '@/simulator';
import { fieldsOf } from './fields';

type Result = { readonly ok: true; readonly attest: AttestRequest } | { readonly ok: false; readonly message: string };

/** The three spellings of the command line; an empty text is the option alone. */
export interface AttestArguments {
  readonly provenance?: string | undefined;
  readonly sbom?: string | undefined;
  readonly attest?: readonly string[] | undefined;
}

const PROVENANCE = 'true, false, mode=min or mode=max, and version=v1 or version=v0.2';
const SBOM = 'true or false';
const ATTEST = 'type=provenance[,mode=min|max][,version=v1|v0.2] or type=sbom';

/** What is to be attested. `true` alone is `max`, as BuildKit has it (moby/buildkit solver/llbsolver/provenance.go, NewProvenanceCreator). */
export function parseAttest({ provenance, sbom, attest = [] }: AttestArguments): Result {
  let wanted: AttestRequest = {};
  for (const text of attest) {
    const { type, ...fields } = fieldsOf(text);
    const more = type === 'provenance' ? provenanceOf(fields) : type === 'sbom' && Object.keys(fields).length === 0 ? { sbom: true } : undefined;
    if (more === undefined) return { ok: false, message: `--attest ${text}: expected ${ATTEST}` };
    wanted = { ...wanted, ...more };
  }
  if (provenance !== undefined) {
    const more = switchedProvenance(provenance) ?? provenanceOf(fieldsOf(provenance));
    if (more === undefined) return { ok: false, message: `--provenance ${provenance}: expected ${PROVENANCE}` };
    wanted = { ...wanted, ...more };
  }
  if (sbom !== undefined) {
    const isWanted = switchOf(sbom);
    if (isWanted === undefined) return { ok: false, message: `--sbom ${sbom}: expected ${SBOM}` };
    wanted = { ...wanted, sbom: isWanted };
  }
  return { ok: true, attest: wanted };
}

function switchOf(text: string): boolean | undefined {
  return text === '' || text === 'true' ? true : text === 'false' ? false : undefined;
}

function switchedProvenance(text: string): AttestRequest | undefined {
  const isWanted = switchOf(text);
  return isWanted === undefined ? undefined : { provenance: isWanted ? 'max' : false };
}

function provenanceOf({ mode = 'max', version = 'v1', ...others }: Readonly<Record<string, string>>): AttestRequest | undefined {
  if (Object.keys(others).length > 0 || (mode !== 'min' && mode !== 'max') || (version !== 'v1' && version !== 'v0.2')) return undefined;
  return { provenance: mode, provenanceVersion: version };
}
