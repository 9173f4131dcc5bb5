import type { Dialect } from '../syntax';

const COMMON =
  ': . [ alias bg break cd command continue echo eval exec exit export false fg getopts hash jobs kill local printf pwd read readonly return set shift test times trap true type ulimit umask unalias unset wait';
const ASH = '[[ chdir help history let source';
const BASH =
  'bind builtin caller compgen complete compopt declare dirs disown enable fc help history let logout mapfile popd pushd readarray shopt source suspend typeset';

/** Names that `type` and `command -v` call builtins; a list of its own, as the table of builtins contains those two. */
export const BUILTIN_NAMES: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  dash: new Set(COMMON.split(' ')),
  ash: new Set(`${COMMON} ${ASH}`.split(' ')),
  bash: new Set(`${COMMON} ${BASH}`.split(' ')),
};
