/**
 * What Java's tools make and take. Maven's plug-ins with all that they need, as ~/.m2 has them: the closures add up to the 80 to 110 MB that the facts
 * (go-maven.json) name for a Spring Boot build; times are round numbers for the reference runner.
 */
export interface PluginFigures {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  readonly bytes: number;
  readonly files: number;
}

const APACHE = 'org.apache.maven.plugins';

export const PLUGINS: Readonly<Record<string, PluginFigures>> = {
  clean: { group: APACHE, artifact: 'maven-clean-plugin', version: '3.3.2', bytes: 2_600_000, files: 70 },
  resources: { group: APACHE, artifact: 'maven-resources-plugin', version: '3.3.1', bytes: 9_000_000, files: 260 },
  compiler: { group: APACHE, artifact: 'maven-compiler-plugin', version: '3.13.0', bytes: 14_000_000, files: 330 },
  surefire: { group: APACHE, artifact: 'maven-surefire-plugin', version: '3.2.5', bytes: 16_000_000, files: 380 },
  jar: { group: APACHE, artifact: 'maven-jar-plugin', version: '3.4.2', bytes: 11_000_000, files: 270 },
  install: { group: APACHE, artifact: 'maven-install-plugin', version: '3.1.3', bytes: 3_000_000, files: 80 },
  deploy: { group: APACHE, artifact: 'maven-deploy-plugin', version: '3.1.3', bytes: 3_500_000, files: 90 },
  dependency: { group: APACHE, artifact: 'maven-dependency-plugin', version: '3.6.1', bytes: 19_000_000, files: 460 },
  boot: { group: 'org.springframework.boot', artifact: 'spring-boot-maven-plugin', version: '3.3.5', bytes: 33_000_000, files: 620 },
};

/** Parents and lists of managed versions that Spring Boot's parent imports. */
export const PARENT_POMS = { bytes: 3_200_000, files: 190 };
export const POM_BYTES = 3_400;
export const UNKNOWN_JAR_BYTES = 420_000;
export const LOADER_BYTES = 420_000;

export const MAVEN_START_MILLISECONDS = 1_600;
export const COMPILER_START_MILLISECONDS = 2_200;
export const COMPILED_BYTE_MILLISECONDS = 0.05;
export const REPACKAGE_MILLISECONDS = 1_400;
export const GRADLE_START_MILLISECONDS = 9_000;

/** The distribution that a Gradle wrapper unpacks, and its zip. */
export const GRADLE_DISTRIBUTION = { zipBytes: 131_000_000, bytes: 137_000_000, files: 340 };
/** Jars that Gradle generates of its own API at the first build, and its journals. */
export const GRADLE_GENERATED_BYTES = 42_000_000;
export const GRADLE_PLUGIN_BYTES = 9_000_000;
export const MAVEN_DISTRIBUTION = { zipBytes: 9_300_000, bytes: 10_500_000, files: 95 };

/** Megabytes of a module in an uncompressed and in a compressed run-time image; native libraries count in both. Of JDK 21, rounded. */
export const JDK_MODULES: Readonly<Record<string, readonly [classes: number, native: number]>> = {
  'java.base': [22, 17],
  'java.compiler': [0.3, 0],
  'java.datatransfer': [0.1, 0],
  'java.desktop': [24, 5.5],
  'java.instrument': [0.1, 0.1],
  'java.logging': [0.4, 0],
  'java.management': [1.6, 0.1],
  'java.naming': [1.1, 0],
  'java.net.http': [2.2, 0],
  'java.prefs': [0.2, 0.1],
  'java.rmi': [0.8, 0],
  'java.scripting': [0.1, 0],
  'java.security.jgss': [1.6, 0.1],
  'java.security.sasl': [0.3, 0],
  'java.sql': [0.3, 0],
  'java.transaction.xa': [0.1, 0],
  'java.xml': [9.8, 0],
  'java.xml.crypto': [1.7, 0],
  'jdk.compiler': [19, 0],
  'jdk.crypto.cryptoki': [0.9, 0.2],
  'jdk.crypto.ec': [0.2, 0],
  'jdk.httpserver': [0.4, 0],
  'jdk.jdwp.agent': [0, 0.4],
  'jdk.jfr': [1.5, 0],
  'jdk.localedata': [16, 0],
  'jdk.management': [0.3, 0.1],
  'jdk.management.agent': [0.3, 0],
  'jdk.naming.dns': [0.2, 0],
  'jdk.net': [0.1, 0],
  'jdk.unsupported': [0.1, 0],
  'jdk.zipfs': [0.4, 0],
};
export const COMPRESSED_CLASSES_RATIO = 0.42;
/** Debugging information in classes and libraries. */
export const DEBUG_RATIO = 1.28;
