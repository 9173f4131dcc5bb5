const NODESOURCE = /^https:\/\/deb\.nodesource\.com\/setup_(\d+|lts|current)\.x$/;

/** What some well-known set-up scripts come down to, in a few lines of our own. `undefined` for all others. */
export function knownScript(url: string): string | undefined {
  const version = NODESOURCE.exec(url)?.[1];
  if (version === undefined) return undefined;
  return [
    '#!/bin/bash',
    'set -e',
    'apt-get update',
    'apt-get install -y apt-transport-https ca-certificates curl gnupg',
    'mkdir -p /usr/share/keyrings',
    'echo "# stands for the key" > /usr/share/keyrings/nodesource.gpg',
    `echo "deb [arch=amd64 signed-by=/usr/share/keyrings/nodesource.gpg] https://deb.nodesource.com/node_${version}.x nodistro main" > ${NODESOURCE_LIST}`,
    'apt-get update',
    '',
  ].join('\n');
}

export const NODESOURCE_LIST = '/etc/apt/sources.list.d/nodesource.list';
