import { namesFor, type Software } from './contents';
import { fileOf, textOf } from './entries';

/** The pip that each minor version's ensurepip bundles, which the images install. */
export const BUNDLED_PIP_VERSIONS: Readonly<Record<string, string>> = {
  '3.10': '23.0.1',
  '3.11': '24.0',
  '3.12': '25.0.1',
  '3.13': '25.3',
  '3.14': '25.3',
};

/** CPython as the images build it under /usr/local. Weights are megabytes. */
export const pythonSoftware: Software = (_image, environment) => {
  const version = environment.get('PYTHON_VERSION');
  if (version === undefined) return undefined;
  const minor = version.split('.').slice(0, 2).join('.');
  const library = `/usr/local/lib/python${minor}`;
  const pip = BUNDLED_PIP_VERSIONS[minor] ?? '25.0.1';
  const record = `${library}/site-packages/pip-${pip}.dist-info`;
  return {
    entries: [
      fileOf(`/usr/local/bin/python${minor}`, 14_500, 0o755, 'python3'),
      ...namesFor('/usr/local/bin', `python${minor}`, ['python3', 'python']),
      ...['pip', 'pip3', `pip${minor}`].map((name) => fileOf(`/usr/local/bin/${name}`, 230, 0o755, 'pip')),
      textOf(
        `${record}/METADATA`,
        `Metadata-Version: 2.1\nName: pip\nVersion: ${pip}\nSummary: The PyPA recommended tool for installing Python packages.\nLicense: MIT\n`,
      ),
      textOf(`${record}/INSTALLER`, 'pip\n'),
      textOf(`${record}/REQUESTED`, ''),
      textOf(`${record}/WHEEL`, 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n'),
      textOf(`${record}/entry_points.txt`, '[console_scripts]\npip = pip._internal.cli.main:main\npip3 = pip._internal.cli.main:main\n'),
      textOf(`${record}/top_level.txt`, 'pip\n'),
      fileOf(`${record}/RECORD`, 46_000),
      ...['idle3', 'pydoc3', 'python3-config'].map((name) => fileOf(`/usr/local/bin/${name}`, 100, 0o755)),
    ],
    shares: [
      { path: `/usr/local/lib/libpython${minor}.so.1.0`, weight: 6.4, mode: 0o755 },
      { path: `${library}/lib-dynload`, weight: 5, files: 68, ending: '.so' },
      { path: `${library}/stdlib`, weight: 14, files: 620, ending: '.py' },
      { path: `${library}/site-packages/pip`, weight: 9.5, files: 500, ending: '.py' },
      { path: `/usr/local/include/python${minor}`, weight: 1.6, files: 230, ending: '.h' },
    ],
  };
};
