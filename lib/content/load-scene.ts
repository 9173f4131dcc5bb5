import { join } from 'node:path';
import type * as z from 'zod';
import type { Workspace, WorkspaceFile } from '@/lib/lab/workspace';
import { readFiles } from './read-files';
import type { Scene } from './scene';
import type { sceneSchema } from './schema/scene-schema';

type SceneFile = z.infer<typeof sceneSchema>;

/** Puts a scene's project together from the lesson's `scenes/` folder and what the scene itself changes. */
export function loadScene(lessonFolder: string, scene: SceneFile): Scene {
  const project = readFiles(join(lessonFolder, 'scenes', scene.project));
  const added = Object.entries(scene.files).map(([path, lines]): [string, WorkspaceFile] => [path, { text: textOf(lines) }]);
  const dockerfile: readonly [string, WorkspaceFile][] = scene.dockerfile === undefined ? [] : [['Dockerfile', { text: textOf(scene.dockerfile) }]];
  const start: Workspace = {
    version: 1,
    files: { ...project, ...Object.fromEntries([...added, ...dockerfile]) },
    dockerfilePath: 'Dockerfile',
    buildArgs: {},
  };
  return { start, history: scene.history, edits: scene.edit };
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
