import * as z from 'zod';
import { slug, text } from './ids';

/** As BuildKit writes it: `StageNameCasing`. */
const ruleName = z.string().regex(/^[A-Z][A-Za-z]+$/, { message: 'use a rule name of BuildKit, such as "StageNameCasing"' });

/** What a rule guards against; the index lists the rules by it. */
export const BUILD_CHECK_GROUPS = ['surprise', 'value', 'platform', 'outdated', 'spelling'] as const;

/** `differs`: the wrong and the first right version give different answers. `same`: the rule is about the text, and they do not. */
const common = { expect: z.enum(['differs', 'same']) };

/** Something of the result that is shown side by side for the wrong version and the first right one. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  /** Whether it builds, and with which error it does not. */
  z.strictObject({ ...common, kind: z.literal('result') }),
  /** What a container starts: entrypoint and command as one list. */
  z.strictObject({ ...common, kind: z.literal('command') }),
  /** The value of one environment variable of the image. */
  z.strictObject({ ...common, kind: z.literal('variable'), name: text }),
  z.strictObject({ ...common, kind: z.literal('label'), name: text }),
  z.strictObject({ ...common, kind: z.literal('author') }),
  z.strictObject({ ...common, kind: z.literal('working-directory') }),
  z.strictObject({ ...common, kind: z.literal('ports') }),
  /** Lines of the image's history that hold this text. */
  z.strictObject({ ...common, kind: z.literal('history'), holds: text }),
  /** Files that the build put into the image, below this folder. */
  z.strictObject({ ...common, kind: z.literal('files'), under: z.string() }),
  /** What the image's configuration says it runs on. */
  z.strictObject({ ...common, kind: z.literal('architecture') }),
  z.strictObject({ ...common, kind: z.literal('size') }),
  z.strictObject({ ...common, kind: z.literal('digest') }),
]);

/**
 * `check.json` in a folder of `content/checks/`. Beside it: `why.mdx` and `leave.mdx`, the text; `wrong/`, a project that has the finding;
 * a folder in `right/` for each way to mend it, which holds only the files that differ.
 */
export const buildCheckSchema = z.strictObject({
  rule: ruleName,
  /** One sentence for lists: what it finds, and what that does to whom. */
  summary: text,
  group: z.enum(BUILD_CHECK_GROUPS),
  wrong: z.strictObject({
    /** `fails`: the build stops with an error, which is what the rule warns of. */
    build: z.enum(['succeeds', 'fails']),
    buildArgs: z.record(z.string(), z.string()).default({}),
  }),
  /** The first is what we would do; the page shows them in this order. */
  right: z.array(z.strictObject({ id: slug, title: text })).min(1),
  /** Platform that the outcomes are computed for; the builder's own when left out. */
  platform: z.string().optional(),
  outcomes: z.array(outcomeSchema).min(1),
  related: z.array(ruleName),
  /** Ids of lessons. */
  lessons: z.array(slug),
});
