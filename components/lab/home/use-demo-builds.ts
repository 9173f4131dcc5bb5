'use client';

import { useEffect, useState } from 'react';
import { browserEngine } from '@/lib/engine/browser-engine';
import { type EngineFailureKind, failureKindOf } from '@/lib/engine/failure';
import { type DemoProject, demoProject } from '@/lib/lab/home-demo';
import type { BuildResult } from '@/simulator';

export interface DemoBuilds {
  /** Of the newest build that is done. */
  readonly result: BuildResult | undefined;
  readonly failure: EngineFailureKind | undefined;
}

const LAB_ID = 'home';

/** Builds the project each time it changes, on one cache. */
export function useDemoBuilds(project: DemoProject): DemoBuilds {
  const [builds, setBuilds] = useState<DemoBuilds>({ result: undefined, failure: undefined });
  useEffect(() => {
    let wanted = true;
    browserEngine()
      .build(LAB_ID, demoProject(project))
      .then(
        (result) => wanted && setBuilds({ result, failure: undefined }),
        (error: unknown) => wanted && setBuilds(({ result }) => ({ result, failure: failureKindOf(error) })),
      );
    return () => {
      wanted = false;
    };
  }, [project]);
  return builds;
}
