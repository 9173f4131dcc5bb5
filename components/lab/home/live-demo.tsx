'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatDuration } from '@/lib/lab/format';
import { type DemoProject, demoProject, MOVING_LINE } from '@/lib/lab/home-demo';
import { fillCounted, fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import type { BuildResult } from '@/simulator';
import { DemoSteps } from './demo-steps';
import styles from './home-demo.module.css';
import { useDemoBuilds } from './use-demo-builds';

type LastAction = 'none' | 'edit' | 'move' | 'move-back';

/** Every status, time and size that is shown here comes out of a build in this browser. */
export default function LiveDemo() {
  const words = strings.lab.demo;
  const [project, setProject] = useState<DemoProject>({ order: 'source-first', edits: 0 });
  const [last, setLast] = useState<LastAction>('none');
  const { result, failure } = useDemoBuilds(project);
  const moved = project.order === 'source-last';
  const edit = () => {
    setProject({ ...project, edits: project.edits + 1 });
    setLast('edit');
  };
  const move = () => {
    setProject({ ...project, order: moved ? 'source-first' : 'source-last' });
    setLast(moved ? 'move-back' : 'move');
  };
  return (
    <div className={styles.demo}>
      <div className={styles.file}>
        <p className={styles.caption}>{words.dockerfile}</p>
        <Dockerfile project={project} />
        <div className={styles.buttons}>
          <Button variant="primary" onClick={edit}>
            {words.edit}
          </Button>
          <Button onClick={move}>{moved ? words.moveBack : words.move}</Button>
        </div>
      </div>
      <div className={styles.answer}>
        <p role="status" className={styles.caption}>
          {failure === undefined ? statusText(result, last) : fillText(words.failed, { what: strings.lab.engine[failure] })}
        </p>
        {result !== undefined && <DemoSteps result={result} />}
      </div>
    </div>
  );
}

function Dockerfile({ project }: { readonly project: DemoProject }) {
  const { files, dockerfilePath } = demoProject(project);
  const lines = (files[dockerfilePath]?.text ?? '').trimEnd().split('\n');
  return (
    <pre className={styles.code}>
      {lines.map((line) => (
        <span key={line} className={line === MOVING_LINE ? styles.moving : undefined}>{`${line}\n`}</span>
      ))}
    </pre>
  );
}

function statusText(result: BuildResult | undefined, last: LastAction): string {
  const words = strings.lab.demo;
  if (result === undefined) return words.loading;
  const ran = result.steps.filter((step) => step.status === 'ran' && step.instruction !== 'FROM').length;
  const values = { duration: formatDuration(result.durationMs) };
  if (last === 'edit') return ran === 0 ? words.nothingRan : fillCounted(words.edited, ran, values);
  return last === 'none' ? fillText(words.ready, values) : fillText(last === 'move' ? words.moved : words.movedBack, values);
}
