import { join } from 'node:path';
import { loadLab } from '@/lib/content/load-lab';
import { createNodeBuild } from '@/lib/content/node-build';
import { gradeLab } from '@/lib/grading/grade-lab';
import { lessonFolder } from '@/lib/content/paths';
import { loadLesson } from '@/lib/content/load';
import { evaluateScene } from '@/lib/grading/evaluate-scene';
import { explainReason } from '@/lib/grading/explain-reason';
import { sentenceText } from '@/lib/lab/message';
const build = createNodeBuild();
const lab = loadLab(join(lessonFolder('build-cache'), 'lab'));
const b = await build(lab.definition.start, undefined);
for (const s of b.result.steps) console.log(s.name, s.status, Math.round(s.durationMs), s.why.causes[0]?.kind, JSON.stringify(s.commands.slice(0,3)), s.fidelity, s.notices.map(n=>n.code).join());
console.log(b.result.ok, b.result.error, b.result.durationMs, b.result.images[0]?.sizeBytes);
for (const [name, ws] of [['start', lab.definition.start], ...lab.solutions.map(s => [s.name, s.workspace]), ...lab.wrong.map(s => [s.name, s.workspace])] as any) {
  const t = performance.now();
  const r = await gradeLab(lab.definition, ws, build);
  console.log('==', name, Math.round(performance.now() - t), 'ms');
  for (const g of r) if (!g.passed) console.log('   ', g.goal, g.reason!.code, sentenceText(explainReason(g.reason!)));
}
