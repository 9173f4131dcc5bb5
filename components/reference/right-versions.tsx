import { Icon } from '@/components/ui/icon';
import type { BuildCheck, RightVersion } from '@/lib/content/build-checks/content';
import { strings } from '@/lib/strings';
import { changedFiles } from './changed-lines';
import styles from './check-page.module.css';
import { ShowVersion } from './show-version';
import { SourceView } from './source-view';

/** Each way to mend it: the files that are different, and the way into the lab. */
export function RightVersions({ check }: { readonly check: BuildCheck }) {
  return check.right.map((version) => <Version key={version.id} check={check} version={version} />);
}

function Version({ check, version: { id, title, workspace } }: { readonly check: BuildCheck; readonly version: RightVersion }) {
  return (
    <div className={styles.version}>
      <div className={styles.versionTitle}>
        <h3 id={`right-${id}`} className={styles.verdict} data-verdict="right">
          <Icon name="tick" />
          {title}
        </h3>
        <ShowVersion sceneId={id} describedBy={`right-${id}`} />
      </div>
      {changedFiles(check.wrong, workspace).map(({ path, text, lines }) => (
        <SourceView key={path} path={path} text={text} marked={lines} meaning={strings.checks.page.changed} look="change" />
      ))}
    </div>
  );
}
