import { describe, expect, test } from 'vitest';
import { addPackage } from './add-package';

/** `⟨ jq⟩` marks where the package must come to stand; without it nothing is to be found. */
function checkApt(marked: string): void {
  const before = marked.replace(/⟨.*⟩/, '');
  const after = marked.includes('⟨') ? marked.replace(/[⟨⟩]/g, '') : undefined;
  expect(addPackage(before, 'apt', 'jq')).toBe(after);
}

describe('a package is added to the first apt install', () => {
  test.each([
    ['alone', 'FROM a\nRUN apt-get install -y curl⟨ jq⟩\n'],
    ['behind &&', 'FROM a\nRUN apt-get update && apt-get -qq install curl⟨ jq⟩ && rm -rf /var/lib/apt/lists/*\n'],
    ['apt instead of apt-get', 'FROM a\nRUN apt update; apt -y install curl⟨ jq⟩; apt clean\n'],
    ['over continued lines', 'FROM a\nRUN apt-get update \\\n    && apt-get install -y \\\n       curl \\\n       tini⟨ jq⟩ \\\n    && rm -rf /x\n'],
    [
      'with comments between the lines',
      'FROM a\nRUN apt-get update && \\\n  # the tools\n  apt-get install -y \\\n  # for health checks\n  curl \\\n  tini⟨ jq⟩\nRUN b\n',
    ],
    ['with an empty line inside', 'FROM a\nRUN apt-get install -y \\\n\n  curl⟨ jq⟩\n'],
    ['with blanks behind the backslash', 'FROM a\nRUN apt-get install \\  \n  -y curl⟨ jq⟩ && true\n'],
    ['with DOS line ends', 'FROM a\r\nRUN apt-get install \\\r\n  -y curl⟨ jq⟩ && true\r\n'],
    ['with mounts', 'FROM a\nRUN --mount=type=cache,target=/var/cache/apt --network=default apt-get install -y curl⟨ jq⟩\n'],
    ['with a redirection', 'FROM a\nRUN apt-get install -y curl⟨ jq⟩ > /dev/null 2>&1\n'],
    ['with a variable in front', 'FROM a\nRUN DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 install -y "curl"⟨ jq⟩\n'],
    ['behind a wrapper', 'FROM a\nRUN sudo -E /usr/bin/apt-get install -y curl⟨ jq⟩\n'],
    ['in a group, an if and a subshell', 'FROM a\nRUN if true; then (set -e; { apt-get install -y curl⟨ jq⟩; }); fi\n'],
    ['in a here-document', 'FROM a\nRUN <<EOF\nset -e\napt-get update\napt-get install -y \\\n  curl⟨ jq⟩\nrm -rf /x\nEOF\nCMD x\n'],
    ['in a here-document for another shell', 'FROM a\nRUN bash -e <<"EOF"\napt-get install -y curl⟨ jq⟩\nEOF\n'],
    ['in exec form', 'FROM a\nRUN ["apt-get", "install", "-y", "curl"⟨, "jq"⟩]\n'],
    ['in an exec form that calls a shell', 'FROM a\nRUN ["/bin/bash", "-c", "apt-get update && apt-get -qq install curl⟨ jq⟩"]\n'],
    ['in lower case', 'from a\nrun apt-get install -y curl⟨ jq⟩\n'],
    ['the first of several', 'FROM a\nRUN apt-get install -y b⟨ jq⟩\nFROM c\nRUN apt-get install -y d\n'],
    ['in a later stage', 'FROM a\nRUN true\nFROM c\nRUN apt-get install -y d⟨ jq⟩\n'],
    ['nowhere when nothing is installed', 'FROM a\nRUN apt-get update && echo apt-get install curl\nCMD apt-get install x\n'],
    ['nowhere in a comment', 'FROM a\n# RUN apt-get install -y curl\nRUN true\n'],
  ])('%s', (_, marked) => checkApt(marked));

  test('apk is another manager', () => {
    expect(addPackage('FROM a\nRUN apk add --no-cache curl\n', 'apk', 'jq')).toBe('FROM a\nRUN apk add --no-cache curl jq\n');
    expect(addPackage('FROM a\nRUN apk add --no-cache curl\n', 'apt', 'jq')).toBeUndefined();
  });
});
