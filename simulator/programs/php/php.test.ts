import { describe, expect, test } from 'vitest';
import { editTree } from '../../fs/editor';
import type { Tree } from '../../fs/types';
import { figuresOf, loadCatalog, openImage, runInImage, type SandboxOptions, type SandboxRun } from '../../testing/image-sandbox';

const catalog = loadCatalog(['php:8.3-apache']);
const base = openImage(catalog, 'php:8.3-apache').tree;
const EXTENSIONS = 'usr/local/lib/php/extensions/no-debug-non-zts-20230831';

const LOCK = JSON.stringify({
  packages: [
    { name: 'monolog/monolog', version: '3.7.0' },
    { name: 'psr/log', version: '3.0.2' },
  ],
  'packages-dev': [{ name: 'phpunit/phpunit', version: '11.4.0', bin: ['phpunit'] }],
});
const APP = { 'composer.json': '{"require":{"monolog/monolog":"^3.0"}}', 'composer.lock': LOCK };

/** The image with Composer's file in it, as `COPY --from=composer` puts it there. */
function project(files: Readonly<Record<string, string>>): Tree {
  const editor = editTree(base, { uid: 0, gid: 0, nowSeconds: 1_768_000_000 });
  editor.mkdirAll('/app');
  editor.write('/usr/local/bin/composer', { kind: 'generated', seed: 'composer', sizeBytes: 3_100_000, program: 'composer' }, { mode: 0o755 });
  for (const [path, text] of Object.entries(files)) editor.write(`/app/${path}`, text);
  return editor.commit();
}

function run(command: string, files: Readonly<Record<string, string>> = {}, options: SandboxOptions = {}): SandboxRun {
  return runInImage(catalog, project(files), command, { workingDirectory: '/app', ...options, env: [['PHP_VERSION', '8.3.30']] });
}

function files(result: SandboxRun): readonly string[] {
  return result.layer.filter(({ type }) => type === 'file').map(({ path }) => path);
}

describe('docker-php-ext-install and pecl', () => {
  test('an extension is a shared object and a line that loads it', () => {
    const result = run('docker-php-ext-install -j4 pdo_mysql opcache && cat /usr/local/etc/php/conf.d/*.ini');
    expect(result.exitCode).toBe(0);
    expect(files(result)).toEqual(expect.arrayContaining([`${EXTENSIONS}/opcache.so`, `${EXTENSIONS}/pdo_mysql.so`]));
    expect(result.printed).toContain('extension=pdo_mysql');
    expect(result.printed).toContain('zend_extension=opcache.so');
  });

  test('pecl leaves the loading to another command', () => {
    const result = run('pecl install redis-6.0.2 && docker-php-ext-enable redis');
    expect(result.exitCode).toBe(0);
    expect(result.printed).toContain('install ok: channel://pecl.php.net/redis-6.0.2');
    expect(files(result)).toEqual(
      expect.arrayContaining([`${EXTENSIONS}/redis.so`, 'tmp/pear/download/redis-6.0.2.tgz', 'usr/local/etc/php/conf.d/docker-php-ext-redis.ini']),
    );
  });

  test.each([
    ['docker-php-ext-install nope', 'error: /usr/src/php/ext/nope does not exist'],
    ['docker-php-ext-install gd', 'configure: error: Package requirements (libpng) were not met'],
    ['docker-php-ext-install zip', 'configure: error: Package requirements (libzip >= 0.11) were not met'],
    ['docker-php-ext-enable redis', "error: 'redis' does not exist"],
    ['a2enmod nope', 'ERROR: Module nope does not exist!'],
  ])('%s', (command, error) => {
    const result = run(command);
    expect(result.exitCode).toBe(1);
    expect(result.errors).toContain(error);
  });

  test('a2enmod links a module once', () => {
    const result = run('a2enmod rewrite && a2enmod rewrite && readlink /etc/apache2/mods-enabled/rewrite.load');
    expect(result.printed.split('\n')).toEqual([
      'Enabling module rewrite.',
      'To activate the new configuration, you need to run:',
      '  service apache2 restart',
      'Module rewrite already enabled',
      '../mods-available/rewrite.load',
    ]);
  });
});

describe('composer install', () => {
  test('with and without what only development needs', () => {
    expect(files(run('composer install', APP))).toEqual(
      expect.arrayContaining(['app/vendor/phpunit/phpunit/composer.json', 'app/vendor/bin/phpunit']),
    );
    const production = run('composer install --no-dev --no-interaction --optimize-autoloader', APP);
    expect(files(production).some((path) => path.includes('phpunit'))).toBe(false);
    expect(production.errors).toContain('Package operations: 2 installs, 0 updates, 0 removals');
    expect(figuresOf(production.layer).top['root/.composer/cache']).toBe(190_000);
  });

  test.each([
    ['composer install', {}, 1, 'Composer could not find a composer.json file in /app'],
    ['composer install', { 'composer.json': '{' }, 1, 'does not contain valid JSON'],
    ['composer install && composer install', APP, 0, 'Nothing to install, update or remove'],
  ])('%s', (command, tree, exitCode, text) => {
    const result = run(command, tree);
    expect(result.exitCode).toBe(exitCode);
    expect(result.errors).toContain(text);
  });

  test('without a network', () => {
    const result = run('composer install', APP, { network: false });
    expect(result.exitCode).toBe(100);
    expect(result.errors).toContain('Could not resolve host: repo.packagist.org');
  });
});
