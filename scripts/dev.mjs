/** `npm run dev`: the development server, with the workers rebuilt as their sources change. */
import { buildWorkers } from './build-workers.mjs';
import { binOf, ensureDependencies, runNode } from './project.mjs';

ensureDependencies();
await buildWorkers({ watch: true });
process.exit(await runNode([binOf('next'), 'dev', ...process.argv.slice(2)]));
