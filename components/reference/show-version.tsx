'use client';

import { Button } from '@/components/ui/button';
import { strings } from '@/lib/strings';
import { useCheckLab } from './check-lab-context';

interface ShowVersionProps {
  readonly sceneId: string;
  /** Id of the heading that says which version this is. */
  readonly describedBy: string;
}

/** Takes one version into the page's lab. */
export function ShowVersion({ sceneId, describedBy }: ShowVersionProps) {
  const { show } = useCheckLab();
  return (
    <Button size="small" className="needs-script" aria-describedby={describedBy} onClick={() => show(sceneId)}>
      {strings.checks.example.openRight}
    </Button>
  );
}
