import type { MavenPart } from '../../simulator/catalog/parts';

interface MavenFacts {
  readonly _meta: { readonly asOf: string };
  readonly maven: { readonly webStarterJars: { readonly bytes: Readonly<Record<string, number>> } };
}

/** Versions that Spring Boot 3.3 manages, by the start of a jar's name; the rest of the web starter has the parent's own. */
const VERSIONS: readonly (readonly [start: string, version: string])[] = [
  ['spring-boot', '3.3.5'],
  ['spring-data', '3.3.5'],
  ['spring-', '6.1.14'],
  ['tomcat-', '10.1.31'],
  ['jackson-', '2.17.2'],
  ['logback-', '1.5.11'],
  ['log4j-', '2.23.1'],
  ['slf4j-', '2.0.16'],
  ['jul-to', '2.0.16'],
  ['snakeyaml', '2.2'],
  ['micrometer-', '1.13.6'],
  ['jakarta.annotation', '2.1.1'],
  ['hibernate-core', '6.5.3.Final'],
  ['byte-buddy', '1.14.19'],
  ['postgresql', '42.7.4'],
  ['HikariCP', '5.1.0'],
  ['aspectjweaver', '1.9.22.1'],
];

/** What the facts name beyond the web starter, in bytes; the small ones are round. */
const MORE_JARS: Readonly<Record<string, number>> = {
  'hibernate-core': 12_000_000,
  'byte-buddy': 4_200_000,
  postgresql: 1_100_000,
  HikariCP: 200_000,
  'spring-data-jpa': 1_500_000,
  'spring-data-commons': 1_400_000,
  aspectjweaver: 2_000_000,
  'spring-orm': 240_000,
  'spring-jdbc': 460_000,
  'spring-tx': 290_000,
  'jakarta.persistence-api': 165_000,
  antlr4: 330_000,
  'hibernate-commons-annotations': 68_000,
  jandex: 330_000,
  'spring-boot-actuator': 680_000,
  'spring-boot-actuator-autoconfigure': 780_000,
  'micrometer-core': 880_000,
  lombok: 2_040_000,
  h2: 2_600_000,
  guava: 3_040_000,
  'commons-lang3': 657_000,
  gson: 283_000,
  'assertj-core': 1_400_000,
  'mockito-core': 710_000,
  'junit-jupiter-api': 217_000,
  'junit-jupiter-engine': 265_000,
  'junit-platform-engine': 244_000,
  'json-path': 278_000,
  hamcrest: 123_000,
  'xmlunit-core': 176_000,
  awaitility: 97_000,
  'spring-test': 850_000,
  'spring-boot-test': 250_000,
};

const TEST_JARS = [
  'assertj-core',
  'mockito-core',
  'byte-buddy',
  'junit-jupiter-api',
  'junit-jupiter-engine',
  'junit-platform-engine',
  'json-path',
  'hamcrest',
  'xmlunit-core',
  'awaitility',
  'spring-test',
  'spring-boot-test',
];

const WEB = (name: string) => name !== 'spring-boot-starter*';

export function mavenPart(raw: unknown): MavenPart {
  const facts = raw as MavenFacts; // The facts folder is trusted input of a build script.
  const web = Object.entries(facts.maven.webStarterJars.bytes).filter(([name]) => WEB(name));
  const names = web.map(([name]) => name);
  const core = names.filter((name) =>
    /^(?:spring-(?:core|context|beans|aop|expression|jcl|boot)|logback|log4j|slf4j|jul|snakeyaml|micrometer|jakarta)/.test(name),
  );
  const boot = 'org.springframework.boot';
  const data = [
    'hibernate-core',
    'byte-buddy',
    'HikariCP',
    'spring-data-jpa',
    'spring-data-commons',
    'aspectjweaver',
    'spring-orm',
    'spring-jdbc',
    'spring-tx',
  ];
  return {
    provenance: { source: 'repo1.maven.org, jars of the Spring Boot 3.3 line; sizes approximate', asOf: facts._meta.asOf },
    jars: Object.fromEntries([...web, ...Object.entries(MORE_JARS)].map(([name, bytes]) => [name, [bytes, versionOf(name)] as const])),
    closures: {
      [`${boot}:spring-boot-starter-web`]: names,
      [`${boot}:spring-boot-starter`]: core,
      [`${boot}:spring-boot-starter-data-jpa`]: [...core, ...data, 'jakarta.persistence-api', 'antlr4', 'hibernate-commons-annotations', 'jandex'],
      [`${boot}:spring-boot-starter-actuator`]: [...core, 'spring-boot-actuator', 'spring-boot-actuator-autoconfigure', 'micrometer-core'],
      [`${boot}:spring-boot-starter-json`]: names.filter((name) => name.startsWith('jackson-')),
      [`${boot}:spring-boot-starter-test`]: [...core, ...TEST_JARS],
      'org.junit.jupiter:junit-jupiter': TEST_JARS.filter((name) => name.startsWith('junit-')),
      'org.postgresql:postgresql': ['postgresql'],
      'org.projectlombok:lombok': ['lombok'],
      'com.h2database:h2': ['h2'],
      'com.google.guava:guava': ['guava'],
      'org.apache.commons:commons-lang3': ['commons-lang3'],
      'com.google.code.gson:gson': ['gson'],
      'org.slf4j:slf4j-api': ['slf4j-api'],
      'com.fasterxml.jackson.core:jackson-databind': ['jackson-databind', 'jackson-core', 'jackson-annotations'],
    },
    groups: Object.fromEntries([...names, ...Object.keys(MORE_JARS)].map((name) => [name, groupOf(name)])),
  };
}

function versionOf(name: string): string {
  return VERSIONS.find(([start]) => name.startsWith(start))?.[1] ?? '1.0.0';
}

const GROUPS: readonly (readonly [start: string, group: string])[] = [
  ['spring-boot', 'org.springframework.boot'],
  ['spring-data', 'org.springframework.data'],
  ['spring-', 'org.springframework'],
  ['tomcat-', 'org.apache.tomcat.embed'],
  ['jackson-data', 'com.fasterxml.jackson.datatype'],
  ['jackson-module', 'com.fasterxml.jackson.module'],
  ['jackson-', 'com.fasterxml.jackson.core'],
  ['logback-', 'ch.qos.logback'],
  ['log4j-', 'org.apache.logging.log4j'],
  ['slf4j-', 'org.slf4j'],
  ['jul-to', 'org.slf4j'],
  ['snakeyaml', 'org.yaml'],
  ['micrometer-', 'io.micrometer'],
  ['jakarta.annotation', 'jakarta.annotation'],
  ['jakarta.persistence', 'jakarta.persistence'],
  ['hibernate-core', 'org.hibernate.orm'],
  ['hibernate-commons', 'org.hibernate.common'],
  ['byte-buddy', 'net.bytebuddy'],
  ['postgresql', 'org.postgresql'],
  ['HikariCP', 'com.zaxxer'],
  ['aspectj', 'org.aspectj'],
  ['antlr4', 'org.antlr'],
  ['jandex', 'io.smallrye'],
  ['lombok', 'org.projectlombok'],
  ['h2', 'com.h2database'],
  ['guava', 'com.google.guava'],
  ['commons-lang3', 'org.apache.commons'],
  ['gson', 'com.google.code.gson'],
  ['assertj', 'org.assertj'],
  ['mockito', 'org.mockito'],
  ['junit-jupiter', 'org.junit.jupiter'],
  ['junit-platform', 'org.junit.platform'],
  ['json-path', 'com.jayway.jsonpath'],
  ['hamcrest', 'org.hamcrest'],
  ['xmlunit', 'org.xmlunit'],
  ['awaitility', 'org.awaitility'],
];

function groupOf(name: string): string {
  return GROUPS.find(([start]) => name.startsWith(start))?.[1] ?? 'org.example';
}
