import type { Program } from '../shell/types';
import { curl } from './net/curl';
import { git } from './net/git';
import { addAptRepository, aptKey, gpg } from './net/gpg';
import { wget } from './net/wget';
import { unzip, zip } from './net/zip';
import { updateAlternatives } from './system/alternatives';
import { jq } from './system/jq';
import { openssl, sshKeygen, sshKeyscan } from './system/keys';
import { localedef, localeGen, updateLocale } from './system/locales';
import { chpasswd, passwd } from './system/passwords';
import { envsubst, getent, lsbRelease } from './system/queries';
import { debconfSetSelections, dpkgReconfigure, setcap } from './system/reconfigure';
import { gosu, init, sudo } from './system/run-as';
import { crontab, service, sysctl, systemctl } from './system/services';

/** Tools that fetch, unpack, sign, and set a system up. */
export const networkAndSystemPrograms: readonly (readonly [name: string, program: Program])[] = [
  ['curl', curl],
  ['wget', wget],
  ['git', git],
  ['unzip', unzip],
  ['zip', zip],
  ['gpg', gpg],
  ['apt-key', aptKey],
  ['add-apt-repository', addAptRepository],
  ['sudo', sudo],
  ['gosu', gosu],
  ['su-exec', gosu],
  ['tini', init],
  ['tini-static', init],
  ['dumb-init', init],
  ['chpasswd', chpasswd],
  ['passwd', passwd],
  ['locale-gen', localeGen],
  ['localedef', localedef],
  ['update-locale', updateLocale],
  ['dpkg-reconfigure', dpkgReconfigure],
  ['debconf-set-selections', debconfSetSelections],
  ['update-alternatives', updateAlternatives],
  ['setcap', setcap],
  ['service', service],
  ['systemctl', systemctl],
  ['sysctl', sysctl],
  ['crontab', crontab],
  ['lsb_release', lsbRelease],
  ['getent', getent],
  ['envsubst', envsubst],
  ['jq', jq],
  ['openssl', openssl],
  ['ssh-keygen', sshKeygen],
  ['ssh-keyscan', sshKeyscan],
];
