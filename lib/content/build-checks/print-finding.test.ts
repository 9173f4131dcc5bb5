import { expect, test } from 'vitest';
import { BUILD_CHECKS, type Diagnostic } from '@/simulator';
import { printFinding } from './print-finding';

/** Texts as BuildKit (commit 73ed6825) printed them for these Dockerfiles; blanks at the ends of lines left out. */
const PRINTED: readonly (readonly [what: string, rule: string, dockerfile: string, finding: Omit<Diagnostic, 'severity'>, printed: string])[] = [
  [
    'on the first line',
    'StageNameCasing',
    'FROM busybox:1.36 AS Base\nRUN true\nCMD x\n',
    { message: "Stage name 'Base' should be lowercase (line 1)", range: { startLine: 1, endLine: 1 } },
    `WARNING: StageNameCasing - https://docs.docker.com/go/dockerfile/rule/stage-name-casing/
Stage name 'Base' should be lowercase
Dockerfile:1
--------------------
   1 | >>> FROM busybox:1.36 AS Base
   2 |     RUN true
   3 |     CMD x
--------------------`,
  ],
  [
    'in the middle',
    'UndefinedVar',
    'FROM busybox:1.36\nCOPY Dockerfile /x${NOPE:-}\nCOPY Dockerfile /y${NOPE2:-a}\nENV A=${NOPE3-b}\n',
    { message: "Usage of undefined variable '$NOPE2' (line 3)", range: { startLine: 3, endLine: 3 } },
    `WARNING: UndefinedVar - https://docs.docker.com/go/dockerfile/rule/undefined-var/
Usage of undefined variable '$NOPE2'
Dockerfile:3
--------------------
   1 |     FROM busybox:1.36
   2 |     COPY Dockerfile /x\${NOPE:-}
   3 | >>> COPY Dockerfile /y\${NOPE2:-a}
   4 |     ENV A=\${NOPE3-b}
   5 |
--------------------`,
  ],
  [
    'on the last line',
    'JSONArgsRecommended',
    'FROM busybox:1.36\nWORKDIR /app\nCOPY server.js ./\nCMD node server.js\n',
    {
      message: 'JSON arguments recommended for CMD to prevent unintended behavior related to OS signals (line 4)',
      range: { startLine: 4, endLine: 4 },
    },
    `WARNING: JSONArgsRecommended - https://docs.docker.com/go/dockerfile/rule/json-args-recommended/
JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
Dockerfile:4
--------------------
   2 |     WORKDIR /app
   3 |     COPY server.js ./
   4 | >>> CMD node server.js
   5 |
--------------------`,
  ],
  [
    'over several lines',
    'LegacyKeyValueFormat',
    'FROM busybox:1.36\nENV A \\\n  b \\\n  c\nRUN true\nRUN true\nRUN true\nCMD ["x"]\n',
    { message: '"ENV key=value" should be used instead of legacy "ENV key value" format (line 2)', range: { startLine: 2, endLine: 4 } },
    `WARNING: LegacyKeyValueFormat - https://docs.docker.com/go/dockerfile/rule/legacy-key-value-format/
"ENV key=value" should be used instead of legacy "ENV key value" format
Dockerfile:2
--------------------
   1 |     FROM busybox:1.36
   2 | >>> ENV A \\
   3 | >>>   b \\
   4 | >>>   c
   5 |     RUN true
--------------------`,
  ],
  [
    'without an address',
    'InvalidBaseImagePlatform',
    'FROM multi:1@sha256:a0bc\nCMD ["/x"]\n',
    {
      message: 'Base image multi:1@sha256:a0bc was pulled with platform "linux/arm64", expected "linux/amd64" for current build (line 1)',
      range: { startLine: 1, endLine: 1 },
    },
    `WARNING: InvalidBaseImagePlatform
Base image multi:1@sha256:a0bc was pulled with platform "linux/arm64", expected "linux/amd64" for current build
Dockerfile:1
--------------------
   1 | >>> FROM multi:1@sha256:a0bc
   2 |     CMD ["/x"]
   3 |
--------------------`,
  ],
];

test.each(PRINTED)('%s', (_, name, dockerfile, finding, printed) => {
  const rule = BUILD_CHECKS.find((each) => each.name === name);
  if (rule === undefined) throw new Error(name);
  const text = printFinding(rule, { severity: 'warning', ...finding }, dockerfile);
  expect(text.split('\n').map((line) => line.trimEnd())).toEqual(printed.split('\n'));
});
