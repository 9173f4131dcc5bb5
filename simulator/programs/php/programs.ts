import type { Program } from '../../shell/types';
import { a2enmod } from './apache';
import { composer, php } from './composer';
import { dockerPhpExtConfigure, dockerPhpExtEnable, dockerPhpExtInstall, pecl } from './docker-php';

export const phpPrograms: readonly (readonly [name: string, program: Program])[] = [
  ['php', php],
  ['composer', composer],
  ['pecl', pecl],
  ['docker-php-ext-install', dockerPhpExtInstall],
  ['docker-php-ext-configure', dockerPhpExtConfigure],
  ['docker-php-ext-enable', dockerPhpExtEnable],
  ['a2enmod', a2enmod],
];
