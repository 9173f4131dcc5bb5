import { PanelFrame } from '@/components/lab/panel-frame';
import { configFacts } from '@/lib/explore/config-facts';
import type { ExploredImage } from '@/lib/explore/types';
import { strings } from '@/lib/strings';
import styles from './opened.module.css';

export function ConfigPanel({ image }: { readonly image: ExploredImage }) {
  const words = strings.explore.config;
  return (
    <PanelFrame title={words.name} anchor="config">
      <p className={styles.note}>{words.text}</p>
      <dl className={styles.details}>
        {configFacts(image).map(({ term, values, isCode }) => (
          <div key={term}>
            <dt>{term}</dt>
            {values.map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a config may say the same twice
              <dd key={index}>{isCode ? <code>{value}</code> : value}</dd>
            ))}
          </div>
        ))}
      </dl>
    </PanelFrame>
  );
}
