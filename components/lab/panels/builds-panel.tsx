'use client';

import { Button } from '@/components/ui/button';
import { formatBytes, formatDuration, shortDigest } from '@/lib/lab/format';
import { fillText } from '@/lib/lab/message';
import { countSteps } from '@/lib/lab/store/build-slice';
import type { BuildRecord } from '@/lib/lab/store/types';
import { strings } from '@/lib/strings';
import { useLab } from '../lab-context';
import { Panel } from '../panel';
import { ScrollBox } from '../scroll-box';
import { BuildComparisonView } from './build-comparison-view';
import styles from './builds.module.css';

export function BuildsPanel() {
  const words = strings.lab.builds;
  const builds = useLab((state) => state.builds);
  const emptyCache = useLab((state) => state.emptyCache);
  const busy = useLab((state) => state.building !== 'no');
  return (
    <Panel name="Builds">
      {builds.length === 0 ? (
        <p className={styles.note}>{words.empty}</p>
      ) : (
        <>
          <BuildComparisonView builds={builds} />
          <History builds={builds} />
          <div className={styles.actions}>
            <Button size="small" disabled={busy} onClick={() => void emptyCache()}>
              {words.emptyCache}
            </Button>
          </div>
        </>
      )}
    </Panel>
  );
}

function History({ builds }: { readonly builds: readonly BuildRecord[] }) {
  const words = strings.lab.builds;
  return (
    <ScrollBox label={words.table}>
      <table className={styles.table}>
        <caption className="visually-hidden">{words.table}</caption>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.result}</th>
            <th scope="col">{words.time}</th>
            <th scope="col">{words.size}</th>
            <th scope="col">{words.digest}</th>
            <th scope="col">{words.guess}</th>
          </tr>
        </thead>
        <tbody>
          {builds.toReversed().map((build) => (
            <HistoryRow key={build.number} build={build} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function HistoryRow({ build }: { readonly build: BuildRecord }) {
  const words = strings.lab.builds;
  const { result, score } = build;
  const image = result?.images[0];
  return (
    <tr>
      <th scope="row">{build.number}</th>
      <td>{verdictOf(build)}</td>
      <td>{result === undefined ? '' : `≈ ${formatDuration(result.durationMs)}`}</td>
      <td>{image === undefined ? words.noImage : formatBytes(image.sizeBytes)}</td>
      <td>{image === undefined ? '' : <code title={image.manifestDigest}>{shortDigest(image.manifestDigest, 8)}</code>}</td>
      <td>{score === undefined ? '–' : `${score.right}/${score.total}`}</td>
    </tr>
  );
}

function verdictOf({ result }: BuildRecord): string {
  const words = strings.lab.builds;
  if (result === undefined) return words.notReplayed;
  return result.ok ? fillText(words.ok, { ...countSteps(result) }) : words.failed;
}
