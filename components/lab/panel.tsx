'use client';

import type { PanelName } from '@/lib/lab/types';
import { strings } from '@/lib/strings';
import { useLab } from './lab-context';
import { PanelFrame, type PanelFrameProps } from './panel-frame';

interface PanelProps extends Omit<PanelFrameProps, 'title' | 'anchor'> {
  readonly name: PanelName;
}

/** A part of the lab. */
export function Panel({ name, ...rest }: PanelProps) {
  const labId = useLab((state) => state.definition.id);
  return <PanelFrame title={strings.lab[panelKey(name)].name} anchor={panelAnchor(labId, name)} {...rest} />;
}

/** Where a link jumps to. */
export function panelAnchor(labId: string, name: PanelName): string {
  return `${labId}-${name.toLowerCase()}`;
}

const KEYS = { Editor: 'editor', Context: 'context', Steps: 'steps', Layers: 'layers', Image: 'image', Builds: 'builds', Checks: 'checks' } as const;

export function panelKey(name: PanelName): (typeof KEYS)[PanelName] {
  return KEYS[name];
}
