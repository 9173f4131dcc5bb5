import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requiredParts } from '../../catalog/lookup';
import { loadCatalog } from '../../testing/image-sandbox';
import { openSession } from '../../testing/python-sandbox';

const SLIM = 'python:3.12-slim';

const TABLE: readonly (readonly [command: string, exitCode: number, printed: string])[] = [
  ['python --version', 0, 'Python 3.12.12'],
  ['python3.12 -V', 0, 'Python 3.12.12'],
  ['python -c "print(1)"', 0, '1'],
  [`python -c "import sys; print('.'.join)"`, 0, ''],
  ['python -c "import sys; print(sys.version_info[:2], sys.prefix)"', 0, '(3, 12) /usr/local'],
  ['python -c "import platform; print(platform.python_version())"', 0, '3.12.12'],
  [`HOME=/x python -c "import os; print(os.environ['HOME'] + '/y')"`, 0, '/x/y'],
  ['python -c "import sys; sys.exit(3)"', 3, ''],
  ['python -c "import nope"', 1, "ModuleNotFoundError: No module named 'nope'"],
  ['python -c "import distutils"', 1, "ModuleNotFoundError: No module named 'distutils'"],
  ['python -m nope', 1, '/usr/local/bin/python: No module named nope'],
  ['python nope.py', 2, "python: can't open file '/nope.py': [Errno 2] No such file or directory"],
  ['echo "print(40)" | python -', 0, '40'],
  ['echo "print(41)" | python', 0, '41'],
  ['python -u -c "a = 6; print(a)"', 0, '6'],
  ['python -Z', 2, 'unknown option -Z'],
  ['python -m site --user-site', 0, '/root/.local/lib/python3.12/site-packages'],
];

describe('python', () => {
  test.each(TABLE)('%s → %i', (command, exitCode, printed) => {
    const ran = openSession(SLIM).run(command);
    expect(ran.exitCode).toBe(exitCode);
    expect(`${ran.printed}${ran.errors}`).toContain(printed);
  });

  test('a statement that is not followed says so', () => {
    expect(openSession(SLIM).run('python -c "print(sum(range(4)))"').notices).toContainEqual({
      fidelity: 'unknown',
      code: 'python-command',
      details: { command: 'python -c' },
    });
  });

  test('a script fails where its first imports would; else it is not executed, and that is said', () => {
    const session = openSession(SLIM);
    session.run(`printf '"""Doc."""\\nimport os\\nfrom django.core import management\\n' > manage.py`);
    const failed = session.run('python manage.py collectstatic --noinput');
    expect(failed.exitCode).toBe(1);
    expect(failed.errors).toBe(
      'Traceback (most recent call last):\n  File "/manage.py", line 3, in <module>\n    from django.core import management\nModuleNotFoundError: No module named \'django\'',
    );
    session.run('pip install -q django');
    const ran = session.run('python manage.py collectstatic --noinput');
    expect([ran.exitCode, ran.fidelity, ran.notices[0]?.details.command]).toEqual([0, 'unknown', 'python manage.py collectstatic']);
  });

  test.each([
    ['gunicorn', 'gunicorn --version', 'gunicorn (version 21.2.0)', 'modelled'],
    ['django', 'django-admin --version', '5.2.5', 'modelled'],
    ['django', 'django-admin startproject shop .', '', 'unknown'],
  ])('with %s: %s', (distribution, command, printed, fidelity) => {
    const ran = openSession(SLIM).run(`pip install -q ${distribution} && ${command}`);
    expect([ran.exitCode, ran.printed, ran.fidelity]).toEqual([0, printed, fidelity]);
  });

  test('modules of the project and of PYTHONPATH are found', () => {
    const session = openSession(SLIM);
    session.run('mkdir -p /srv/lib/tools && touch /app.py');
    expect(session.run('python -c "import app"').exitCode).toBe(0);
    expect(session.run('cd /srv && python -c "import tools"').exitCode).toBe(1);
    expect(session.run('cd /srv && PYTHONPATH=lib python -c "import tools"').exitCode).toBe(0);
  });

  test('compileall writes byte code beside every source, once', () => {
    const session = openSession(SLIM);
    session.run('mkdir -p /app/pkg && echo "x = 1" > /app/pkg/a.py && echo "y = 2" > /app/b.py');
    const { layer } = session.run('python -m compileall -q /app');
    expect(layer.filter(({ type }) => type === 'file').map(({ path }) => path)).toEqual([
      'app/__pycache__/b.cpython-312.pyc',
      'app/pkg/__pycache__/a.cpython-312.pyc',
    ]);
    expect(session.run('python -m compileall -q /app').layer).toHaveLength(0);
  });

  test('no text makes -c throw', () => {
    const session = openSession(SLIM);
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~\n]*$/), (source) => void session.run('python -', { stdin: new TextEncoder().encode(source) })),
      { numRuns: 60 },
    );
  });
});

test.each([
  ['RUN pip install flask', true],
  ['RUN python -m venv /venv', true],
  ['RUN uv sync', true],
  ['RUN apt-get install -y python3 && python3 app.py', false],
])('%s needs the packages: %s', (text, needed) => {
  const catalog = new Map(loadCatalog([SLIM]));
  catalog.delete('pip');
  expect(requiredParts(catalog, SLIM, text).includes('pip')).toBe(needed);
});

describe('virtual environments', () => {
  test('the tree, its links, and its own pip', () => {
    const session = openSession(SLIM);
    session.run('python3 -m venv /opt/venv');
    expect(session.text('/opt/venv/pyvenv.cfg')).toContain('home = /usr/local/bin\ninclude-system-site-packages = false\nversion = 3.12.12\n');
    expect(session.run('readlink /opt/venv/bin/python /opt/venv/bin/python3 /opt/venv/bin/python3.12 /opt/venv/lib64').printed).toBe(
      'python3\n/usr/local/bin/python3\npython3\nlib',
    );
    expect(session.run('/opt/venv/bin/pip list').printed).toBe('Package Version\n------- -------\npip     25.0.1');
  });

  test.each(['. /opt/venv/bin/activate && ', 'PATH=/opt/venv/bin:$PATH; ', '/opt/venv/bin/'])('%spip installs into it', (prefix) => {
    const session = openSession(SLIM);
    session.run('python -m venv /opt/venv');
    const ran = session.run(`${prefix}pip install flask`);
    expect(ran.errors).not.toContain("'root' user");
    expect(session.text('/opt/venv/bin/flask')).toMatch(/^#!\/opt\/venv\/bin\/python/);
    expect(session.run('python -c "import flask"').exitCode).toBe(1);
    expect(session.run('/opt/venv/bin/python -c "import flask; print(flask.__version__)"').printed).toBe('3.1.0');
  });

  test('deactivate puts PATH back, in sh and bash', () => {
    const session = openSession(SLIM);
    session.run('python -m venv /opt/venv');
    for (const shell of ['sh', 'bash'])
      expect(
        session.run(`${shell} -c 'before=$PATH; . /opt/venv/bin/activate; echo $VIRTUAL_ENV; deactivate; test "$PATH" = "$before" && echo same'`)
          .printed,
      ).toBe('/opt/venv\nsame');
  });

  test('--without-pip leaves pip out; --system-site-packages looks further', () => {
    const session = openSession(SLIM);
    session.run('pip install -q six && python -m venv --without-pip /a && python -m venv --system-site-packages /b');
    expect(session.run('test -e /a/bin/pip').exitCode).toBe(1);
    expect(session.run('/a/bin/python -c "import six"').exitCode).toBe(1);
    expect(session.run('/b/bin/python -c "import six"').exitCode).toBe(0);
  });

  test('as many files as a real one has', () => {
    // CPython 3.12 with pip 26.2: 945 files below the environment's folder, 11.8 MB.
    const { layer } = openSession(SLIM).run('python -m venv /opt/venv');
    const files = layer.filter(({ type }) => type === 'file');
    expect(files.length).toBeGreaterThan(860);
    expect(files.length).toBeLessThan(1_000);
  });
});
