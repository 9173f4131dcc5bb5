import * as z from 'zod';
import type { WorkspaceEdit } from '@/lib/lab/workspace';

const path = z
  .string()
  .regex(/^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$)).+[^/]$|^[^/]$/, { message: 'use a path relative to the build context, such as "src/app.js"' });

/** An edit to a workspace; `lib/lab/workspace.ts` says what each does. */
export const editSchema: z.ZodType<WorkspaceEdit> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('write'), path, text: z.string() }),
  z.strictObject({ kind: z.literal('append'), path, text: z.string().min(1) }),
  z.strictObject({ kind: z.literal('replace'), path, find: z.string().min(1), with: z.string() }),
  z.strictObject({ kind: z.literal('delete'), path }),
  z.strictObject({ kind: z.literal('touch'), path }),
  /** In decimal, as JSON has no octal: 493 is 0755. */
  z.strictObject({ kind: z.literal('chmod'), path, mode: z.int().min(0).max(0o7777) }),
  z.strictObject({ kind: z.literal('build-arg'), name: z.string().min(1), value: z.string() }),
  z.strictObject({ kind: z.literal('add-package'), manager: z.enum(['apt', 'apk']), package: z.string().min(1) }),
  z.strictObject({ kind: z.literal('base-image'), reference: z.string().min(1) }),
]);

export const editsSchema = z.array(editSchema).min(1, { message: 'name at least one edit' });
export const pathSchema = path;
