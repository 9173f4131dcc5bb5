/**
 * Image references as the container world reads them: `node` means `docker.io/library/node:latest`.
 * The grammar and its oddities follow distribution/reference (normalize.go, regexp.go), which BuildKit uses.
 */
export interface ImageReference {
  /** `docker.io`, `gcr.io`, `localhost:5000`. */
  readonly domain: string;
  /** `library/node`. */
  readonly path: string;
  /** Set unless only a digest is given: then no tag is assumed. */
  readonly tag?: string;
  readonly digest?: string;
  /** Registry and path: `docker.io/library/node`. */
  readonly repository: string;
  /** As BuildKit prints it: `docker.io/library/node:20-slim@sha256:…`. */
  readonly text: string;
}

export type ReferenceResult = { readonly ok: true; readonly reference: ImageReference } | { readonly ok: false; readonly message: string };

const DEFAULT_DOMAIN = 'docker.io';
const LEGACY_DOMAIN = 'index.docker.io';
const DOMAIN_PART = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const HOST = `(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_PART = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const REFERENCE = new RegExp(`^(?:(${HOST})/)?(${PATH_PART}(?:/${PATH_PART})*)(?::([\\w][\\w.-]{0,127}))?(?:@(${DIGEST}))?$`);
const IDENTIFIER = /^[a-f0-9]{64}$/;
const MAX_PATH_LENGTH = 255;
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** The message of a failure is BuildKit's, without its `failed to parse …` prefix. */
export function resolveReference(text: string): ReferenceResult {
  if (IDENTIFIER.test(text)) return failure(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  const [domain, remainder] = splitDomain(text);
  // The check for capitals comes before the grammar and looks at the part before the first colon only.
  const name = remainder.split(':', 1)[0] ?? '';
  if (name !== name.toLowerCase()) return failure(`invalid reference format: repository name (${name}) must be lowercase`);
  const match = REFERENCE.exec(`${domain}/${remainder}`);
  if (match === null)
    return failure(REFERENCE.test(`${domain}/${remainder}`.toLowerCase()) ? 'repository name must be lowercase' : 'invalid reference format');
  const [, , path = '', tag, digest] = match;
  if (path.length > MAX_PATH_LENGTH) return failure(`repository name must not be more than ${MAX_PATH_LENGTH} characters`);
  const digestError = digest === undefined ? undefined : digestProblem(digest);
  if (digestError !== undefined) return failure(digestError);
  return { ok: true, reference: makeReference(domain, path, tag ?? (digest === undefined ? 'latest' : undefined), digest) };
}

/** The same text without the digest at its end. */
export function withoutDigest(text: string): string {
  const at = text.indexOf('@');
  return at < 0 ? text : text.slice(0, at);
}

/** The name people write: without the default registry and its `library/`. */
export function familiarName(reference: ImageReference): string {
  if (reference.domain !== DEFAULT_DOMAIN) return reference.repository;
  const official = /^library\/([^/]+)$/.exec(reference.path);
  return official?.[1] ?? reference.path;
}

function failure(message: string): ReferenceResult {
  return { ok: false, message };
}

function makeReference(domain: string, path: string, tag: string | undefined, digest: string | undefined): ImageReference {
  const repository = `${domain}/${path}`;
  return {
    domain,
    path,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
    repository,
    text: `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`,
  };
}

/** What stands before the first slash is a registry when it could not be a user's name: it has a dot, a colon or a capital. */
function splitDomain(text: string): readonly [domain: string, remainder: string] {
  const slash = text.indexOf('/');
  if (slash < 0) return [DEFAULT_DOMAIN, `library/${text}`];
  const first = text.slice(0, slash);
  const isDomain = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase();
  const domain = !isDomain || first === LEGACY_DOMAIN ? DEFAULT_DOMAIN : first;
  const remainder = isDomain ? text.slice(slash + 1) : text;
  return [domain, domain === DEFAULT_DOMAIN && !remainder.includes('/') ? `library/${remainder}` : remainder];
}

function digestProblem(digest: string): string | undefined {
  const [algorithm = '', hex = ''] = digest.split(':');
  const length = DIGEST_LENGTHS[algorithm];
  if (length === undefined) return 'unsupported digest algorithm';
  if (hex.length !== length) return 'invalid checksum digest length';
  return /^[a-f0-9]+$/.test(hex) ? undefined : 'invalid checksum digest format';
}
