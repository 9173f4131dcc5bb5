import type { Program, ProgramContext } from '../../shell/types';

/** Modules that Debian's Apache brings and does not load by itself, as far as Dockerfiles turn them on, with what they need. */
const MODULES: Readonly<Record<string, readonly string[]>> = {
  rewrite: [],
  headers: [],
  expires: [],
  ssl: ['socache_shmcb'],
  socache_shmcb: [],
  proxy: [],
  proxy_http: ['proxy'],
  proxy_fcgi: ['proxy'],
  remoteip: [],
  http2: [],
  deflate: [],
  cgi: [],
};

/** `a2enmod`: links in `mods-enabled`. */
export const a2enmod: Program = (context) => {
  let changed = false;
  for (const word of context.args.filter((item) => !item.startsWith('-'))) {
    const needs = MODULES[word];
    if (needs === undefined) {
      context.err(`ERROR: Module ${word} does not exist!\n`);
      return 1;
    }
    for (const name of [...needs, word]) {
      if (name !== word) context.out(`Considering dependency ${name} for ${word}:\n`);
      changed = enable(context, name) || changed;
    }
  }
  if (changed) context.out('To activate the new configuration, you need to run:\n  service apache2 restart\n');
  return 0;
};

function enable(context: ProgramContext, name: string): boolean {
  const link = `/etc/apache2/mods-enabled/${name}.load`;
  if (context.fs.lstat(link).ok) {
    context.out(`Module ${name} already enabled\n`);
    return false;
  }
  context.fs.mkdirAll('/etc/apache2/mods-enabled');
  context.fs.mkdirAll('/etc/apache2/mods-available');
  if (!context.fs.exists(`/etc/apache2/mods-available/${name}.load`))
    context.fs.write(`/etc/apache2/mods-available/${name}.load`, `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`);
  context.fs.symlink(`../mods-available/${name}.load`, link);
  context.out(`Enabling module ${name}.\n`);
  return true;
}
