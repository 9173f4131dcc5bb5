import { parseDockerfile } from './dockerfile';
import { regionOfLines } from './source-region';

/** The Dockerfile with another base image in every FROM that names an image, or `undefined` when none does. */
export function replaceBaseImages(dockerfile: string, reference: string): string | undefined {
  const { stages } = parseDockerfile(dockerfile).value;
  const names = new Set<string>();
  let text = '';
  let copied = 0;
  for (const stage of stages) {
    const isImage = stage.baseName !== 'scratch' && !names.has(stage.baseName.toLowerCase());
    if (stage.name !== undefined) names.add(stage.name);
    if (!isImage) continue;
    const region = regionOfLines(dockerfile, stage.range);
    const at = dockerfile.indexOf(stage.baseName, afterFlags(dockerfile, region.start));
    if (at < 0 || at >= region.end) continue;
    text += dockerfile.slice(copied, at) + reference;
    copied = at + stage.baseName.length;
  }
  return copied === 0 ? undefined : text + dockerfile.slice(copied);
}

/** Behind `FROM` and its flags, so that a platform which happens to contain the image's name is left alone. */
function afterFlags(dockerfile: string, start: number): number {
  const head = /^\s*FROM(?:\s|\\\r?\n)+(?:--\S+(?:\s|\\\r?\n)+)*/i.exec(dockerfile.slice(start));
  return start + (head?.[0].length ?? 0);
}
