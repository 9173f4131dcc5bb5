import { describe, expect, test } from 'vitest';
import { editTree } from '../../fs/editor';
import type { Tree } from '../../fs/types';
import { loadCatalog, openImage, runInImage, type SandboxOptions, type SandboxRun } from '../../testing/image-sandbox';

const catalog = loadCatalog(['ruby:3.3-slim', 'debian:bookworm-slim']);
const ruby = openImage(catalog, 'ruby:3.3-slim').tree;

const GEMFILE = "source 'https://rubygems.org'\n\ngem 'sinatra'\ngem 'rack', '~> 3.1'\n\ngroup :development, :test do\n  gem 'rubocop'\nend\n";
const LOCK =
  'GEM\n  remote: https://rubygems.org/\n  specs:\n    mustermann (3.0.3)\n    parser (3.3.6)\n    rack (3.1.8)\n    rubocop (1.68.0)\n      parser (>= 3.3.0.2)\n    sinatra (4.0.0)\n      mustermann (~> 3.0)\n      rack (>= 3.0.0, < 4)\n\nPLATFORMS\n  x86_64-linux\n\nDEPENDENCIES\n  rack (~> 3.1)\n  rubocop\n  sinatra\n';
const NATIVE = { Gemfile: "gem 'puma'\n", 'Gemfile.lock': 'GEM\n  specs:\n    puma (6.4.3)\n\nDEPENDENCIES\n  puma\n' };

function project(files: Readonly<Record<string, string>>): Tree {
  const editor = editTree(ruby, { uid: 0, gid: 0, nowSeconds: 1_768_000_000 });
  editor.mkdirAll('/app');
  for (const [path, text] of Object.entries(files)) editor.write(`/app/${path}`, text);
  return editor.commit();
}

const ENV = [
  ['RUBY_VERSION', '3.3.10'],
  ['GEM_HOME', '/usr/local/bundle'],
  ['BUNDLE_APP_CONFIG', '/usr/local/bundle'],
] as const;

function run(tree: Tree, command: string, options: SandboxOptions = {}): SandboxRun {
  return runInImage(catalog, tree, command, { workingDirectory: '/app', ...options, env: [...ENV, ...(options.env ?? [])] });
}

function gemsIn(result: SandboxRun, folder: string): readonly string[] {
  const start = `${folder}/specifications/`;
  return result.layer
    .filter(({ path, type }) => type === 'file' && path.startsWith(start))
    .map(({ path }) => path.slice(start.length).replace('.gemspec', ''));
}

const APP = { Gemfile: GEMFILE, 'Gemfile.lock': LOCK };
const ALL = ['mustermann-3.0.3', 'parser-3.3.6', 'rack-3.1.8', 'rubocop-1.68.0', 'sinatra-4.0.0'];
const PRODUCTION = ['mustermann-3.0.3', 'rack-3.1.8', 'sinatra-4.0.0'];

describe('bundle install', () => {
  test.each([
    ['bundle install', 'usr/local/bundle', ALL],
    ['bundle install --without development test', 'usr/local/bundle', PRODUCTION],
    ['bundle config set --local without "development test" && bundle install', 'usr/local/bundle', PRODUCTION],
    ['BUNDLE_WITHOUT=development:test bundle install --jobs 4', 'usr/local/bundle', PRODUCTION],
    ['bundle config set path vendor/bundle && bundle install', 'app/vendor/bundle/ruby/3.3.0', ALL],
    ['bundle config set deployment true && BUNDLE_WITHOUT=development:test bundle install', 'app/vendor/bundle/ruby/3.3.0', PRODUCTION],
  ])('%s', (command, folder, gems) => {
    const result = run(project(APP), command);
    expect([result.exitCode, result.errors]).toEqual([0, '']);
    expect(gemsIn(result, folder)).toEqual(gems);
  });

  test.each([
    ['bundle install', {}, 10, 'Could not locate Gemfile'],
    ['bundle install --deployment', { Gemfile: GEMFILE }, 16, 'The deployment setting requires a lockfile.'],
    ['bundle install', NATIVE, 5, 'Failed to build gem native extension.'],
    ['gem install sinatr', {}, 2, "ERROR:  Could not find a valid gem 'sinatr' (>= 0) in any repository"],
  ])('%s fails with %s', (command, files, exitCode, error) => {
    const result = run(project(files), command);
    expect(result.exitCode).toBe(exitCode);
    expect(result.errors).toContain(error);
  });

  test('a native gem is built where there is a compiler', () => {
    const result = run(
      project(NATIVE),
      'apt-get update -qq && apt-get install -y -qq --no-install-recommends build-essential >/dev/null && bundle install && ls /usr/local/bundle/extensions/x86_64-linux',
    );
    expect([result.exitCode, result.printed.split('\n').at(-1)]).toEqual([0, 'puma-6.4.3']);
  });

  test('what is installed is not fetched again, and without a network nothing is', () => {
    const first = run(project(APP), 'bundle install');
    expect(run(first.tree, 'bundle install', { network: false }).exitCode).toBe(0);
    expect(run(project(APP), 'bundle install', { network: false }).exitCode).toBe(17);
  });

  test('it says what it left out', () => {
    expect(run(project(APP), 'BUNDLE_WITHOUT=development bundle install').printed).toContain("Gems in the group 'development' was not installed.");
  });

  test('gem install', () => {
    const result = run(project({}), 'gem install bundler -v 2.5.1');
    expect(result.printed).toBe('Successfully installed bundler-2.5.1\n1 gem installed');
    expect(gemsIn(result, 'usr/local/bundle')).toEqual(['bundler-2.5.1']);
  });
});
