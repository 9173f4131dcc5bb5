import type { Program, ProgramContext } from '../../shell/types';
import { onPath } from '../go/environment';
import { noteBeyond, noteCompiled, notSimulated } from '../stand-ins';
import { EXTENSIONS, type Extension, PECL } from './extensions';

const CONFIGURATION = '/usr/local/etc/php/conf.d';

/** Named after PHP's module interface, which each minor version has its own of. */
function extensionFolder(context: ProgramContext): string {
  const minor = (context.env.get('PHP_VERSION') ?? '8.3').split('.').slice(0, 2).join('.');
  const api: Readonly<Record<string, string>> = { '8.1': '20210902', '8.2': '20220829', '8.3': '20230831', '8.4': '20240924' };
  return `/usr/local/lib/php/extensions/no-debug-non-zts-${api[minor] ?? '20230831'}`;
}

/** The image's own scripts, in its words: `docker-php-ext-install`. */
export const dockerPhpExtInstall: Program = (context) => {
  const names = extensionNames(context);
  if (names.length === 0) return usage(context, 'docker-php-ext-install [-jN] [--ini-name file.ini] ext-name [ext-name ...]', undefined);
  const unknown = names.find((name) => EXTENSIONS[name] === undefined);
  if (unknown !== undefined) {
    if (PECL[unknown] === undefined) noteBeyond(context, unknown, Object.keys(EXTENSIONS));
    return usage(
      context,
      'docker-php-ext-install [-jN] [--ini-name file.ini] ext-name [ext-name ...]',
      `error: /usr/src/php/ext/${unknown} does not exist`,
    );
  }
  for (const name of names) {
    const extension = EXTENSIONS[name];
    if (extension === undefined || !compile(context, name, extension)) return 1;
    enable(context, name, extension.zend === true);
  }
  noteCompiled(context, 'docker-php-ext-install');
  return 0;
};

function extensionNames(context: ProgramContext): readonly string[] {
  return context.args.filter((word, index) => !word.startsWith('-') && !/^(?:-j|--jobs|--ini-name)$/.test(context.args[index - 1] ?? ''));
}

function usage(context: ProgramContext, text: string, error: string | undefined): number {
  if (error !== undefined) context.err(`${error}\n\n`);
  context.err(`usage: ${text}\n   ie: ${text.split(' ')[0] ?? ''} gd mysqli\n`);
  return 1;
}

function compile(context: ProgramContext, name: string, extension: Extension): boolean {
  if (!onPath(context, 'gcc') && !onPath(context, 'cc')) {
    // Alpine's and some other images' compilers are taken away again; the image's packages for phpize are named in PHPIZE_DEPS.
    const compilers = context.fs.exists('/usr/lib/gcc');
    if (!compilers) {
      context.err('configure: error: no acceptable C compiler found in $PATH\n');
      return false;
    }
  }
  if (extension.header !== undefined && !headerExists(context, extension.header)) {
    context.err(`configure: error: ${extension.missing ?? ''}\n`);
    return false;
  }
  const folder = extensionFolder(context);
  context.fs.mkdirAll(folder);
  context.fs.write(
    `${folder}/${name}.so`,
    { kind: 'generated', seed: `php extension ${name}`, sizeBytes: extension.kilobytes * 1_000 },
    { mode: 0o755 },
  );
  context.out(`Installing shared extensions:     ${folder}/\n`);
  context.work({ kind: 'compute', milliseconds: 6_000 + extension.milliseconds });
  context.work({ kind: 'write', bytes: extension.kilobytes * 1_000, files: 1 });
  return true;
}

function headerExists(context: ProgramContext, header: string): boolean {
  return ['/usr/include', '/usr/local/include', '/usr/include/x86_64-linux-gnu'].some((folder) => context.fs.exists(`${folder}/${header}`));
}

function enable(context: ProgramContext, name: string, zend: boolean): void {
  const path = `${CONFIGURATION}/docker-php-ext-${name}.ini`;
  context.fs.mkdirAll(CONFIGURATION);
  context.fs.write(path, `${zend ? 'zend_extension' : 'extension'}=${name}${zend ? '.so' : ''}\n`);
}

/** Its options are for a later `docker-php-ext-install`; libraries are looked for then. */
export const dockerPhpExtConfigure: Program = (context) => {
  const [name] = extensionNames(context);
  if (name !== undefined && EXTENSIONS[name] !== undefined) return 0;
  return usage(
    context,
    'docker-php-ext-configure ext-name [configure flags]',
    name === undefined ? undefined : `error: /usr/src/php/ext/${name} does not exist`,
  );
};

export const dockerPhpExtEnable: Program = (context) => {
  const names = extensionNames(context);
  if (names.length === 0) return usage(context, 'docker-php-ext-enable [options] module-name [module-name ...]', undefined);
  for (const name of names) {
    if (!context.fs.exists(`${extensionFolder(context)}/${name}.so`))
      return usage(context, 'docker-php-ext-enable [options] module-name [module-name ...]', `error: '${name}' does not exist`);
    enable(context, name, (EXTENSIONS[name] ?? PECL[name])?.zend === true);
  }
  return 0;
};

/** `pecl install name[-version]`. What it downloads stays in /tmp/pear. */
export const pecl: Program = (context) => {
  const [command, ...words] = context.args;
  if (command !== 'install') return notSimulated(context, `pecl ${command ?? ''}`.trim());
  for (const word of words.filter((item) => !item.startsWith('-'))) {
    const [name = '', version] = word.split(/-(?=\d)/);
    if (!context.network) {
      context.out(`No releases available for package "pecl.php.net/${name}"\ninstall failed\n`);
      return 1;
    }
    const extension = PECL[name];
    if (extension === undefined) {
      noteBeyond(context, name, Object.keys(PECL));
      context.out(`No releases available for package "pecl.php.net/${name}"\ninstall failed\n`);
      return 1;
    }
    const chosen = version ?? extension.version;
    context.out(`downloading ${name}-${chosen}.tgz ...\n`);
    if (!compile(context, name, extension)) return 1;
    context.fs.mkdirAll('/tmp/pear/download');
    context.fs.write(`/tmp/pear/download/${name}-${chosen}.tgz`, {
      kind: 'generated',
      seed: `pecl ${name} ${chosen}`,
      sizeBytes: extension.kilobytes * 110,
    });
    context.work({ kind: 'download', bytes: extension.kilobytes * 110, requests: 3 });
    context.out(
      `install ok: channel://pecl.php.net/${name}-${chosen}\nconfiguration option "php_ini" is not set to php.ini location\nYou should add "${extension.zend === true ? 'zend_extension' : 'extension'}=${name}.so" to php.ini\n`,
    );
  }
  noteCompiled(context, 'pecl');
  return 0;
};
