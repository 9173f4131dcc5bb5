import * as z from 'zod';
import { editsSchema, pathSchema } from './edit-schema';
import { slug } from './ids';

/** A small project, what happened to it so far, and one edit whose rebuild is asked about. The engine knows the answer; no file does. */
export const sceneSchema = z.strictObject({
  /** A folder under the lesson's `scenes/`. */
  project: slug,
  /** Lines of another Dockerfile than the project's own. */
  dockerfile: z.array(z.string()).min(1).optional(),
  /** Files added to the project, or put in place of its own: path → lines. */
  files: z.record(pathSchema, z.array(z.string())).default({}),
  /** Edits that were made and built before, one list per build; the project as it stands was built first. */
  history: z.array(editsSchema).default([]),
  edit: editsSchema,
});
