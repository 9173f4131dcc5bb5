import fc from 'fast-check';
import type { Scenario, ScenarioEdit } from './scenario';

export const SCENARIO_PATHS = ['a.txt', 'b.txt', 'dir/c.txt', 'dir/sub/d.txt'] as const;
const STAGES = 3;

/**
 * No cache mounts: what is left in one depends on earlier builds, as it should. No patterns in a directory either: where everything in it is
 * ignored it is sent for other steps only, and a build from nothing fails for want of it, while a hit does not look (recorded).
 */
const anyLine = fc.oneof(
  fc.constantFrom(...SCENARIO_PATHS).map((path) => `COPY ${path} /data/${path}`),
  fc.constantFrom(
    'COPY . /all/',
    'COPY dir /copied',
    'COPY *.txt /flat/',
    'COPY --chmod=600 --chown=1:2 a.txt /owned',
    'COPY --link dir /linked',
    'COPY --exclude=*.txt . /some/',
    'COPY <<E /inline\n$A\nE',
  ),
  fc.constantFrom('one', 'two', '$A').map((word) => `RUN echo ${word} >> /log`),
  fc.constantFrom(
    'RUN find / -xdev -name "*.txt" | sort > /found; cat /found | xargs cat > /joined 2>/dev/null; true',
    'RUN rm -rf /all /copied',
    'RUN mkdir -p /made/x && touch /made/x/y && chmod 700 /made',
    'RUN --mount=target=/m,source=dir ls -l /m | wc -l > /seen; true',
    'RUN --mount=type=tmpfs,target=/t touch /t/x',
    'RUN test ! -e /all/b.txt',
  ),
  fc.constantFrom('WORKDIR /w', 'WORKDIR x', 'USER 1000', 'USER 0', 'ENV A=1', 'ENV A=2 B=$A', 'ARG A=3', 'ARG A', 'LABEL note=$A', 'CMD ["x"]'),
);

/** What a stage but the first may take from those above it. */
const laterLine = (stage: number) =>
  fc.oneof(
    { weight: 3, arbitrary: anyLine },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.nat(stage - 1), fc.constantFrom('/log', '/data', '/', '/copied'))
        .map(([from, path]) => `COPY --from=s${from} ${path} /from${from}`),
    },
    { weight: 1, arbitrary: fc.nat(stage - 1).map((from) => `RUN --mount=from=s${from},target=/m ls /m > /of${from}`) },
  );

const lines = (stage: number) => fc.array(stage === 0 ? anyLine : laterLine(stage), { minLength: 1, maxLength: 5 });
const base = (stage: number) => fc.constantFrom('busybox:1.36', 'scratch', ...Array.from({ length: stage }, (_, index) => `s${index}`));

const stages = fc.tuple(
  lines(0),
  ...[1, 2].map((stage) => fc.tuple(base(stage), lines(stage)).map(([from, text]) => [`FROM ${from} AS s${stage}`, ...text])),
);
const content = fc.constantFrom('x\n', 'y\n', 'zz\n');
const file = content.map((text) => ({ content: text, mode: 0o644, mtimeSeconds: 1_690_000_000 }));

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  stages,
  files: fc.tuple(...SCENARIO_PATHS.map((path) => file.map((value) => [path, value] as const))).map((entries) => new Map(entries)),
  buildArgs: fc.constant({}),
  target: fc.nat(STAGES - 1),
  ignored: fc.constant([]),
});

const path = fc.constantFrom(...SCENARIO_PATHS);
const stage = fc.nat(STAGES - 1);
const at = fc.nat(6);

/**
 * No file is touched: its time is in no key, so that a layer from the cache keeps the old one, and a later step that writes the file again
 * with the new one makes a change of it where a build from nothing sees none. That is so in BuildKit too.
 */
export const scenarioEdit: fc.Arbitrary<ScenarioEdit> = fc.oneof(
  stage.chain((index) =>
    fc.record<Extract<ScenarioEdit, { kind: 'put-line' }>>({
      kind: fc.constant('put-line'),
      stage: fc.constant(index),
      at,
      line: index === 0 ? anyLine : laterLine(index),
      replaces: fc.boolean(),
    }),
  ),
  fc.record<Extract<ScenarioEdit, { kind: 'drop-line' }>>({ kind: fc.constant('drop-line'), stage, at }),
  fc.record<Extract<ScenarioEdit, { kind: 'write' }>>({ kind: fc.constant('write'), path, content }),
  fc.record<Extract<ScenarioEdit, { kind: 'delete' }>>({ kind: fc.constant('delete'), path }),
  fc.record<Extract<ScenarioEdit, { kind: 'chmod' }>>({ kind: fc.constant('chmod'), path, mode: fc.constantFrom(0o644, 0o755, 0o600) }),
  fc.record<Extract<ScenarioEdit, { kind: 'rename' }>>({ kind: fc.constant('rename'), path, to: fc.constantFrom('dir/e.txt', 'f.txt') }),
  fc.record<Extract<ScenarioEdit, { kind: 'argument' }>>({
    kind: fc.constant('argument'),
    name: fc.constantFrom('A', 'UNUSED'),
    value: fc.constantFrom('1', '9', undefined),
  }),
  fc.record<Extract<ScenarioEdit, { kind: 'target' }>>({ kind: fc.constant('target'), stage }),
  fc.record<Extract<ScenarioEdit, { kind: 'ignore' }>>({
    kind: fc.constant('ignore'),
    patterns: fc.constantFrom<readonly string[]>([], ['b.txt'], ['dir'], ['**/*.txt', '!a.txt'], ['# nothing']),
  }),
);
