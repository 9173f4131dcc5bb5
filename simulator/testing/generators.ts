import fc from 'fast-check';
import type { BuildStep } from './build-file';

/** Files of every generated context. */
export const PATHS = ['a.txt', 'b.txt', 'dir/c.txt', 'dir/d.txt'] as const;

const line = fc.oneof(
  fc.constantFrom(...PATHS).map((path) => `COPY ${path} /data/${path}`),
  fc.constant('COPY . /all/'),
  fc.constant('COPY dir /copied'),
  fc.constantFrom('one', 'two').map((word) => `RUN echo ${word} >> /log`),
  fc.constant('RUN cat /data/* /all/* 2>/dev/null | sort > /sorted; true'),
  fc.constant('RUN rm -rf /all'),
  fc.constantFrom('/w', '/w/x').map((path) => `WORKDIR ${path}`),
  fc.constantFrom('A=1', 'A=2', 'B=1').map((pair) => `ENV ${pair}`),
  fc.constant('LABEL note=x'),
  fc.constant('USER 1000'),
);

/** A Dockerfile of one stage on a small base; it may fail. */
export const dockerfile = fc.array(line, { minLength: 1, maxLength: 7 }).map((lines) => `FROM busybox:1.36\n${lines.join('\n')}\n`);
/** A context of `PATHS`. */
export const files = fc.record(Object.fromEntries(PATHS.map((path) => [path, fc.constantFrom('x\n', 'y\n', 'zz\n')])));

/** A change between two builds: a file, the Dockerfile, or nothing. */
export const edit: fc.Arbitrary<BuildStep> = fc.oneof(
  fc.tuple(fc.constantFrom(...PATHS), fc.constantFrom('x\n', 'y\n', 'zz\n')).map(([path, text]) => ({ edit: { [path]: text } })),
  dockerfile.map((text) => ({ edit: { Dockerfile: text } })),
  fc.constant({}),
);

const stage = fc.array(line, { minLength: 1, maxLength: 4 });
const takes = fc.constantFrom(
  'COPY --from=build /log /log',
  'COPY --from=build /data /data',
  'COPY --link --from=build /w /w',
  'COPY --from=build / /all',
);

/** A Dockerfile whose last stage takes files of an earlier one; it may fail. */
export const stagedDockerfile = fc
  .tuple(stage, takes, stage)
  .map(
    ([build, take, last]) =>
      `FROM busybox:1.36 AS build\nRUN mkdir -p /data /w && echo > /log\n${build.join('\n')}\nFROM busybox:1.36\n${take}\n${last.join('\n')}\n`,
  );
