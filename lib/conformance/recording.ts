import { z } from 'zod';

/** The format of a recording; `corpus/README.md` explains the fields. */
const contextFile = z.union([
  z.string(),
  z.strictObject({ text: z.string(), repeat: z.number().int().optional(), mode: z.number().int().optional() }),
  z.strictObject({ base64: z.string(), repeat: z.number().int().optional(), mode: z.number().int().optional() }),
  z.strictObject({ symlink: z.string() }),
  z.strictObject({ dir: z.literal(true), mode: z.number().int().optional() }),
]);

const entry = z.object({
  path: z.string(),
  type: z.string(),
  mode: z.number(),
  uid: z.number(),
  gid: z.number(),
  size: z.number(),
  mtime: z.number(),
  link: z.string().optional(),
  sha256: z.string().optional(),
});

const platform = z.object({ os: z.string(), architecture: z.string(), variant: z.string().optional() });

const image = z.object({
  platform,
  manifestDigest: z.string(),
  configDigest: z.string(),
  manifestJson: z.string(),
  configJson: z.string(),
  config: z.record(z.string(), z.unknown()),
  architecture: z.string(),
  variant: z.string().optional(),
  author: z.string().optional(),
  history: z.array(z.object({ createdBy: z.string(), emptyLayer: z.boolean() })),
  layers: z.array(z.object({ diffId: z.string(), size: z.number(), base: z.boolean().optional(), entries: z.array(entry).optional() })),
});

const expectation = z.object({
  ok: z.boolean(),
  error: z.object({ message: z.string(), line: z.number().optional() }).optional(),
  steps: z.array(z.object({ name: z.string(), cached: z.boolean().optional(), error: z.string().optional() })),
  warnings: z.array(z.object({ rule: z.string(), message: z.string(), lines: z.array(z.number()) })).optional(),
  images: z.array(image).optional(),
  indexDigest: z.string().optional(),
});

const build = z.object({
  edit: z.record(z.string(), contextFile.nullable()).optional(),
  touch: z.array(z.string()).optional(),
  dockerfile: z.string().optional(),
  target: z.string().optional(),
  buildArgs: z.record(z.string(), z.string()).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  platforms: z.array(z.string()).optional(),
  noCache: z.boolean().optional(),
  noCacheFilter: z.array(z.string()).optional(),
  secrets: z.record(z.string(), z.string()).optional(),
  expect: expectation,
});

const recordedCase = z.object({ id: z.string(), title: z.string(), files: z.record(z.string(), contextFile), builds: z.array(build) });

export type ContextFile = z.infer<typeof contextFile>;
export type Expectation = z.infer<typeof expectation>;
export type RecordedBuild = z.infer<typeof build>;
export type RecordedCase = z.infer<typeof recordedCase>;

export type ParsedCase = { readonly ok: true; readonly value: RecordedCase } | { readonly ok: false; readonly message: string };

/** `message` names the field that does not fit and what was expected there. */
export function parseRecordedCase(value: unknown): ParsedCase {
  const parsed = recordedCase.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, message: `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not a recorded case'}` };
}
