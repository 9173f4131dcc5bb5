import type { Rule } from './finding';
import { consistentInstructionCasing } from './rules/consistent-instruction-casing';
import { copyIgnoredFile } from './rules/copy-ignored-file';
import { duplicateStageName } from './rules/duplicate-stage-name';
import { exposeInvalidFormat } from './rules/expose-invalid-format';
import { exposeProtoCasing } from './rules/expose-proto-casing';
import { fromAsCasing } from './rules/from-as-casing';
import { fromPlatformFlagConstDisallowed } from './rules/from-platform-flag-const-disallowed';
import { invalidBaseImagePlatform } from './rules/invalid-base-image-platform';
import { invalidDefaultArgInFrom } from './rules/invalid-default-arg-in-from';
import { invalidDefinitionDescription } from './rules/invalid-definition-description';
import { jsonArgsRecommended } from './rules/json-args-recommended';
import { legacyKeyValueFormat } from './rules/legacy-key-value-format';
import { maintainerDeprecated } from './rules/maintainer-deprecated';
import { multipleInstructionsDisallowed } from './rules/multiple-instructions-disallowed';
import { noEmptyContinuation } from './rules/no-empty-continuation';
import { redundantTargetPlatform } from './rules/redundant-target-platform';
import { reservedStageName } from './rules/reserved-stage-name';
import { secretsUsedInArgOrEnv } from './rules/secrets-used-in-arg-or-env';
import { stageNameCasing } from './rules/stage-name-casing';
import { undefinedArgInFrom } from './rules/undefined-arg-in-from';
import { undefinedVar } from './rules/undefined-var';
import { workdirRelativePath } from './rules/workdir-relative-path';

/** All of BuildKit's build checks. */
export const RULES: readonly Rule[] = [
  consistentInstructionCasing,
  copyIgnoredFile,
  duplicateStageName,
  exposeInvalidFormat,
  exposeProtoCasing,
  fromAsCasing,
  fromPlatformFlagConstDisallowed,
  invalidBaseImagePlatform,
  invalidDefaultArgInFrom,
  invalidDefinitionDescription,
  jsonArgsRecommended,
  legacyKeyValueFormat,
  maintainerDeprecated,
  multipleInstructionsDisallowed,
  noEmptyContinuation,
  redundantTargetPlatform,
  reservedStageName,
  secretsUsedInArgOrEnv,
  stageNameCasing,
  undefinedArgInFrom,
  undefinedVar,
  workdirRelativePath,
];
