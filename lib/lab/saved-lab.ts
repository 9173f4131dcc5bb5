import * as z from 'zod/mini';

const file = z.object({ text: z.string(), mode: z.exactOptional(z.number()), mtimeSeconds: z.exactOptional(z.number()) });

const workspace = z.object({
  version: z.literal(1),
  files: z.record(z.string(), file),
  dockerfilePath: z.string(),
  buildArgs: z.record(z.string(), z.string()),
  target: z.exactOptional(z.string()),
  noCache: z.exactOptional(z.union([z.literal('none'), z.literal('all'), z.readonly(z.array(z.string()))])),
});

const guesses = z.record(z.string(), z.union([z.literal('hit'), z.literal('miss')]));

const savedLab = z.object({
  version: z.literal(1),
  workspace,
  openPaths: z.array(z.string()),
  activePath: z.string(),
  /** Oldest first. Results are not kept: they are built again, so that they are never stale. */
  builds: z.array(z.object({ atSeconds: z.number(), workspace, guesses: z.exactOptional(guesses) })),
  /** Which tab wrote this, and how often anyone has: tells a tab that another one was here. */
  writer: z.string(),
  revision: z.number(),
});

/** A lab as it lies in the browser's storage. */
export type SavedLab = Readonly<z.infer<typeof savedLab>>;

/** `undefined` when this is not a lab that this version understands. */
export function parseSavedLab(value: unknown): SavedLab | undefined {
  const parsed = z.safeParse(savedLab, value);
  return parsed.success ? parsed.data : undefined;
}
