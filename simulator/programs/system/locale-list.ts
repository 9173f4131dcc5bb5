import type { ProgramContext } from '../../shell/types';

/** A selection of the five hundred or so that Debian lists, in its order. */
const LOCALES =
  'ar_EG cs_CZ da_DK de_AT de_CH de_DE el_GR en_AU en_CA en_GB en_IE en_IN en_US es_AR es_ES es_MX et_EE fa_IR fi_FI fr_BE fr_CA fr_CH fr_FR he_IL hi_IN hr_HR hu_HU id_ID it_CH it_IT ja_JP ko_KR lt_LT lv_LV nb_NO nl_BE nl_NL pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sv_SE th_TH tr_TR uk_UA vi_VN zh_CN zh_HK zh_TW'.split(
    ' ',
  );

const HEAD = `# Locales to build, one a line; run locale-gen after a change.
# All that there are stand in /usr/share/i18n/SUPPORTED.

`;

/** `/etc/locale.gen` in the form that the package writes it in when it is configured: every line commented out. One that exists is kept. */
export function writeLocaleList(context: ProgramContext): void {
  if (context.fs.exists('/etc/locale.gen')) return;
  context.fs.write('/etc/locale.gen', HEAD + LOCALES.map((name) => `# ${name}.UTF-8 UTF-8\n`).join(''));
}
