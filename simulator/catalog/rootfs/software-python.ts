import { namesFor, type Software } from './contents';
import { fileOf } from './entries';

/** CPython as the images build it under /usr/local. Weights are megabytes. */
export const pythonSoftware: Software = (_image, environment) => {
  const version = environment.get('PYTHON_VERSION');
  if (version === undefined) return undefined;
  const minor = version.split('.').slice(0, 2).join('.');
  const library = `/usr/local/lib/python${minor}`;
  return {
    entries: [
      fileOf(`/usr/local/bin/python${minor}`, 14_500, 0o755, 'python3'),
      ...namesFor('/usr/local/bin', `python${minor}`, ['python3', 'python']),
      ...['pip', 'pip3', `pip${minor}`].map((name) => fileOf(`/usr/local/bin/${name}`, 230, 0o755, 'pip')),
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
