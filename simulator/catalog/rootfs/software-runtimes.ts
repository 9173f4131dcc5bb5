import type { PublishedImage } from '../parts';
import { namesFor, type Software, tools } from './contents';
import { fileOf, folderOf, textOf } from './entries';

/** Go, Java, Maven, Rust, Ruby and PHP. Weights are megabytes as far as known, else proportions. */
export const runtimeSoftware: Software = (image, environment) => {
  const found = RUNTIMES.find((runtime) => environment.has(runtime.variable));
  if (found !== undefined) return found.contents(environment.get(found.variable) ?? '', image);
  return image.os.startsWith('distroless') ? distrolessRuntime(image.source + image.packages.map(([name]) => name).join(' ')) : undefined;
};

interface Runtime {
  /** Set in the config of the images that have it. */
  readonly variable: string;
  readonly contents: (version: string, image: PublishedImage) => NonNullable<ReturnType<Software>>;
}

const RUNTIMES: readonly Runtime[] = [
  {
    variable: 'GOLANG_VERSION',
    contents: (version) => ({
      entries: [
        folderOf('/go/bin', 0o1777),
        folderOf('/go/src', 0o1777),
        folderOf('/go', 0o1777),
        textOf('/usr/local/go/VERSION', `go${version}\ntime 2025-05-05T17:08:58Z\n`),
      ],
      shares: [
        ...tools('/usr/local/go/bin', 'go gofmt', 8),
        { path: '/usr/local/go/pkg/tool/linux_amd64', weight: 110, files: 18 },
        { path: '/usr/local/go/src', weight: 105, files: 3_000, ending: '.go' },
        { path: '/usr/local/go/lib/time', weight: 0.5, files: 3 },
      ],
    }),
  },
  {
    variable: 'MAVEN_HOME',
    contents: (_, image) => ({
      entries: [
        ...javaRelease(image),
        ...namesFor('/usr/bin', '/usr/share/maven/bin/mvn', ['mvn']),
        folderOf('/root/.m2'),
        fileOf('/usr/local/bin/mvn-entrypoint.sh', 2_000, 0o755),
      ],
      shares: [
        ...java(JDK_TOOLS),
        { path: '/usr/share/maven/bin/mvn', weight: 0.01, mode: 0o755, program: 'mvn' },
        { path: '/usr/share/maven/lib', weight: 10, files: 60, ending: '.jar' },
      ],
    }),
  },
  {
    variable: 'JAVA_VERSION',
    contents: (_, image) => ({ entries: javaRelease(image), shares: java(image.tag.includes('jre') ? 'java keytool' : JDK_TOOLS) }),
  },
  {
    variable: 'RUST_VERSION',
    contents: () => ({
      entries: [],
      shares: [
        ...tools('/usr/local/cargo/bin', 'cargo rustc rustup rustdoc rustfmt', 2),
        { path: '/usr/local/rustup/toolchains/stable/lib', weight: 400, files: 40, ending: '.so' },
        { path: '/usr/local/rustup/toolchains/stable/bin', weight: 60, files: 10 },
      ],
    }),
  },
  {
    variable: 'RUBY_VERSION',
    contents: () => ({
      entries: [],
      shares: [
        ...tools('/usr/local/bin', 'ruby gem bundle bundler rake irb', 0.02),
        { path: '/usr/local/lib/ruby', weight: 55, files: 1_800, ending: '.rb' },
      ],
    }),
  },
  {
    variable: 'PHP_VERSION',
    contents: () => ({
      entries: [folderOf('/var/www/html', 0o1777, { uid: 33, gid: 33 })],
      shares: [
        ...tools(
          '/usr/local/bin',
          'php pecl phpize docker-php-ext-install docker-php-ext-configure docker-php-ext-enable docker-php-entrypoint apache2-foreground',
          6,
        ),
        ...tools('/usr/sbin', 'a2enmod', 0.01),
        { path: '/usr/local/lib/php', weight: 25, files: 300, ending: '.php' },
        { path: '/usr/lib/gcc', weight: 120, files: 30 },
        { path: '/usr/lib/apache2/modules', weight: 6, files: 120, ending: '.so' },
      ],
    }),
  },
];

/** What a JDK says of itself, in the form that its tools read. */
function javaRelease(image: PublishedImage): NonNullable<ReturnType<Software>>['entries'] {
  const set = image.platforms[0]?.config.Env?.find((pair) => pair.startsWith('JAVA_VERSION='));
  const version = /jdk-([\d.]+\+\d+)/.exec(set ?? '')?.[1] ?? '21.0.9+10';
  const text = `IMPLEMENTOR="Eclipse Adoptium"\nJAVA_RUNTIME_VERSION="${version}-LTS"\nJAVA_VERSION="${version.replace(/\+.*/, '')}"\nOS_NAME="Linux"\n`;
  return [textOf('/opt/java/openjdk/release', text)];
}

const JDK_TOOLS = 'java javac jar jlink jdeps keytool';

function java(names: string): NonNullable<ReturnType<Software>>['shares'] {
  return [
    ...tools('/opt/java/openjdk/bin', names, 0.02),
    { path: '/opt/java/openjdk/lib/modules', weight: 130 },
    { path: '/opt/java/openjdk/lib', weight: 60, files: 60, ending: '.so' },
  ];
}

function distrolessRuntime(hint: string): ReturnType<Software> {
  if (hint.includes('java21'))
    return {
      entries: [...namesFor('/usr/bin', '/usr/lib/jvm/temurin21_jre_amd64/bin/java', ['java'])],
      shares: [
        ...tools('/usr/lib/jvm/temurin21_jre_amd64/bin', 'java', 0.02),
        { path: '/usr/lib/jvm/temurin21_jre_amd64/lib', weight: 150, files: 40 },
      ],
    };
  if (hint.includes('libpython3'))
    return {
      entries: [...namesFor('/usr/bin', 'python3.11', ['python3', 'python'])],
      shares: [
        { path: '/usr/bin/python3.11', weight: 6.8, mode: 0o755, program: 'python3' },
        { path: '/usr/lib/python3.11', weight: 20, files: 500, ending: '.py' },
      ],
    };
  return undefined;
}
