import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DockerfileParser } from 'dockerfile-ast';
import { z } from 'zod';
import { parseDockerfile } from '@/simulator';
import { type Measurement, measurePair } from './measure';

const CORPUS = fileURLToPath(new URL('../corpus/', import.meta.url));
const CASE = z.object({ files: z.record(z.string(), z.unknown()) });

export interface ParserMeasurement {
  readonly ours: Measurement;
  readonly peer: Measurement;
  readonly lines: number;
}

/**
 * Text to instructions, beside dockerfile-ast on the same files in the same run. It reads what an editor needs and leaves flags, words and
 * forms for when they are asked for; ours reads all of that, and finds every error.
 */
export async function measureParser(): Promise<ParserMeasurement[]> {
  const recorded = recordedDockerfiles();
  const long = [manyInstructions(2000)];
  return [await measureFiles(`${recorded.length} recorded Dockerfiles`, recorded), await measureFiles('one long Dockerfile', long)];
}

async function measureFiles(title: string, texts: readonly string[]): Promise<ParserMeasurement> {
  const lines = texts.reduce((sum, text) => sum + text.split('\n').length, 0);
  const [ours, peer] = await measurePair(
    [title, `${title}: dockerfile-ast`],
    () => texts.map((text) => parseDockerfile(text)),
    () => texts.map((text) => DockerfileParser.parse(text).getInstructions()),
  );
  return { ours, peer, lines };
}

function recordedDockerfiles(): readonly string[] {
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((file) => /\/.*\.json$/.test(file));
  return files.flatMap((file) => {
    const { Dockerfile: text } = CASE.parse(JSON.parse(readFileSync(join(CORPUS, file), 'utf8'))).files;
    return typeof text === 'string' ? [text] : [];
  });
}

function manyInstructions(count: number): string {
  const block = (index: number) =>
    `RUN apt-get update && \\\n    apt-get install -y package-${index}\nENV V${index}="a value" W=2\nCOPY --chown=app:app src/${index} /dest/\n`;
  return `FROM scratch\n${Array.from({ length: count }, (_, index) => block(index)).join('')}`;
}
