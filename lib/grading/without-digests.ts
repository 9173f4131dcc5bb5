import type { Host } from '@/simulator';

/**
 * A host for builds whose digests nobody will read: grading, questions and the content checks look at steps, files, configuration and
 * time. Producing and hashing the bytes of every layer is most of what a build costs, and it changes none of these.
 */
export const WITHOUT_DIGESTS: Host = { sha256: () => '0'.repeat(64) };
