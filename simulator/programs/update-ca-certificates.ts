import type { Program, ProgramContext } from '../shell/types';

const MOZILLA = '/usr/share/ca-certificates/mozilla';
const LOCAL = '/usr/local/share/ca-certificates';
const CERTIFICATES = '/etc/ssl/certs';
const BUNDLE = `${CERTIFICATES}/ca-certificates.crt`;

/** Links every trusted certificate by its name and by a hash, and joins them all in one bundle. */
export const updateCaCertificates: Program = (context) => {
  if (!context.fs.exists('/usr/share/ca-certificates') && !context.fs.exists(LOCAL)) {
    context.err('update-ca-certificates: no certificates are installed\n');
    return 1;
  }
  context.out(`Updating certificates in ${CERTIFICATES}...\n`);
  const added = refreshCertificates(context);
  context.out(`${added} added, 0 removed; done.\nRunning hooks in /etc/ca-certificates/update.d...\ndone.\n`);
  context.work({ kind: 'compute', milliseconds: 900 });
  return 0;
};

/** Answers how many certificates were not linked before. */
export function refreshCertificates(context: ProgramContext): number {
  const sources = [...certificatesIn(context, MOZILLA), ...certificatesIn(context, LOCAL)];
  context.fs.mkdirAll(CERTIFICATES);
  let added = 0;
  for (const source of sources) {
    const name = `${source.slice(source.lastIndexOf('/') + 1).replace(/\.crt$/, '')}.pem`;
    if (context.fs.lstat(`${CERTIFICATES}/${name}`).ok) continue;
    context.fs.symlink(source, `${CERTIFICATES}/${name}`);
    const hash = `${CERTIFICATES}/${subjectHash(name)}.0`;
    if (!context.fs.lstat(hash).ok) context.fs.symlink(name, hash);
    added++;
  }
  context.fs.write(BUNDLE, bundleOf(context, sources));
  return added;
}

function certificatesIn(context: ProgramContext, folder: string): readonly string[] {
  const names = context.fs.list(folder);
  return names.ok ? names.value.filter((name) => name.endsWith('.crt')).map((name) => `${folder}/${name}`) : [];
}

/** The bundle's text is only known when every certificate's is; otherwise it has the right size. */
function bundleOf(
  context: ProgramContext,
  sources: readonly string[],
): { readonly kind: 'generated'; readonly seed: string; readonly sizeBytes: number; readonly texture: 'text' } {
  let sizeBytes = 0;
  for (const source of sources) {
    const content = context.fs.content(source);
    if (content.ok) sizeBytes += content.value.kind === 'bytes' ? content.value.bytes.length : content.value.sizeBytes;
  }
  return { kind: 'generated', seed: `ca bundle ${sources.join(' ')}`, sizeBytes, texture: 'text' };
}

/** In place of OpenSSL's hash of the subject, which needs the certificate itself: eight hex digits of the name. */
function subjectHash(name: string): string {
  let state = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) state = Math.imul(state ^ name.charCodeAt(index), 0x01000193);
  return (state >>> 0).toString(16).padStart(8, '0');
}
