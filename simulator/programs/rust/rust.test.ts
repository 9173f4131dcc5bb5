import { describe, expect, test } from 'vitest';
import { editTree } from '../../fs/editor';
import type { Tree } from '../../fs/types';
import { figuresOf, loadCatalog, openImage, runInImage, type SandboxOptions, type SandboxRun } from '../../testing/image-sandbox';

const catalog = loadCatalog(['rust:1-slim']);
const rust = openImage(catalog, 'rust:1-slim').tree;

const MANIFEST = '[package]\nname = "hello"\nversion = "0.1.0"\nedition = "2021"\n';
const AXUM = `${MANIFEST}\n[dependencies]\naxum = "0.7"\ntokio = { version = "1", features = ["full"] }\nserde = "1"\ntracing = "0.1"\ntracing-subscriber = "0.3"\n`;
const MAIN = 'fn main() {\n    println!("hello");\n}\n';
const ENV = [
  ['PATH', '/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ['CARGO_HOME', '/usr/local/cargo'],
  ['RUSTUP_HOME', '/usr/local/rustup'],
  ['RUST_VERSION', '1.93.0'],
] as const;

function project(files: Readonly<Record<string, string>>, base: Tree = rust): Tree {
  const editor = editTree(base, { uid: 0, gid: 0, nowSeconds: 1_768_000_000 });
  editor.mkdirAll('/app/src');
  for (const [path, text] of Object.entries(files)) editor.write(`/app/${path}`, text);
  return editor.commit();
}

function run(tree: Tree, command: string, options: SandboxOptions = {}): SandboxRun {
  return runInImage(catalog, tree, command, { workingDirectory: '/app', ...options, env: ENV });
}

function program(result: SandboxRun, path: string) {
  const entry = result.layer.find((item) => item.path === path);
  return entry?.content?.kind === 'generated' ? entry.content : undefined;
}

const PLAIN = { 'Cargo.toml': MANIFEST, 'src/main.rs': MAIN };
const SERVICE = { 'Cargo.toml': AXUM, 'src/main.rs': MAIN };

describe('cargo', () => {
  test.each([
    ['cargo --version', {}, 0, 'cargo 1.93.0'],
    ['cargo build', {}, 101, 'error: could not find `Cargo.toml` in `/app` or any parent directory'],
    ['cargo build', { 'Cargo.toml': MANIFEST }, 101, 'no targets specified in the manifest'],
    ['cargo build --locked', PLAIN, 101, 'cannot create the lock file /app/Cargo.lock because --locked was passed to prevent this'],
    ['cargo build --release', PLAIN, 0, '    Finished `release` profile [optimized] target(s)'],
    ['cargo build --bin nope', PLAIN, 101, 'error: no bin target named `nope`'],
    ['cargo build --target x86_64-unknown-linux-musl', PLAIN, 101, 'rustup target add x86_64-unknown-linux-musl'],
    ['cargo install cargo-chefs', {}, 101, 'error: could not find `cargo-chefs` in registry `crates-io` with version `*`'],
    ['cargo chef prepare', PLAIN, 101, 'error: no such command: `chef`'],
    ['cargo bild', PLAIN, 101, 'error: no such command: `bild`'],
    ['rm /usr/bin/cc && cargo build', PLAIN, 101, 'error: linker `cc` not found'],
    ['cargo new api && ls api', {}, 0, 'Cargo.toml\nsrc'],
  ])('%s', (command, files, exitCode, text) => {
    const result = run(project(files), command);
    expect(result.output.map((line) => line.text).join('\n')).toContain(text);
    expect(result.exitCode).toBe(exitCode);
  });

  test('a service is as big as such services are', () => {
    const result = run(project(SERVICE), 'cargo build --release');
    const { top } = figuresOf(result.layer);
    const near = (bytes: number | undefined, facts: number) =>
      expect((bytes ?? 0) / facts).toSatisfy((ratio: number) => ratio > 0.75 && ratio < 1.25);
    near(top['app/target/release'], 170e6);
    near(program(result, 'app/target/release/hello')?.sizeBytes, 3.2e6);
    const under = (prefix: string) => result.layer.filter(({ path }) => path.startsWith(prefix)).reduce((sum, entry) => sum + entry.sizeBytes, 0);
    expect(under('usr/local/cargo/registry/cache/')).toBeLessThan(16e6);
    expect(under('usr/local/cargo/registry/src/')).toBeGreaterThan(40e6);
  });

  test('programs are dynamic with glibc and static with musl', () => {
    const musl = 'x86_64-unknown-linux-musl';
    const result = run(project(PLAIN), `cargo build --release && rustup target add ${musl} && cargo build --release --target ${musl}`);
    expect(result.exitCode).toBe(0);
    expect(program(result, 'app/target/release/hello')?.loader).toBe('/lib64/ld-linux-x86-64.so.2');
    expect(program(result, `app/target/${musl}/release/hello`)?.loader).toBeUndefined();
    expect(program(result, `app/target/${musl}/release/hello`)).toBeDefined();
  });

  test('the lock file decides, and a warm registry needs no network', () => {
    const fetched = run(project(SERVICE), 'cargo fetch');
    const built = run(fetched.tree, 'cargo build --release --locked', { network: false });
    expect([built.exitCode, built.errors.includes('Downloaded')]).toEqual([0, false]);
    expect(run(project(SERVICE), 'cargo build', { network: false }).exitCode).toBe(101);
  });

  test('sources older than the last build are taken for compiled: the placeholder stays', () => {
    const placeholder = run(project({ 'Cargo.toml': MANIFEST }), 'echo "fn main() {}" > src/main.rs && cargo build --release').tree;
    const copied = project({ 'src/main.rs': MAIN }, placeholder);
    expect(run(copied, 'cargo build --release').errors).not.toContain('Compiling hello');
    expect(run(copied, 'sleep 1; touch -d @1800000000 src/main.rs && cargo build --release').errors).toContain('Compiling hello');
  });

  test('cargo chef keeps dependencies apart from sources', () => {
    const chef = run(project(SERVICE), 'cargo install cargo-chef && cargo chef prepare --recipe-path recipe.json').tree;
    const recipe = (tree: Tree) => run(tree, 'cat recipe.json').printed;
    expect(recipe(run(project({ 'src/main.rs': `${MAIN}// more\n` }, chef), 'cargo chef prepare').tree)).toBe(recipe(chef));
    const cooked = run(chef, 'rm -r src Cargo.toml && cargo chef cook --release');
    expect(cooked.exitCode).toBe(0);
    const built = run(project(SERVICE, cooked.tree), 'cargo build --release');
    expect(built.errors).toContain('Compiling hello');
    expect(built.errors).not.toContain('Compiling tokio');
  });

  test('tests are not run, and that is said', () => {
    expect(run(project(PLAIN), 'cargo test').notices.map(({ code }) => code)).toContain('tests-not-run');
  });
});
