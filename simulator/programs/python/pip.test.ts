import { describe, expect, test } from 'vitest';
import { figuresOf } from '../../testing/image-sandbox';
import { openSession } from '../../testing/python-sandbox';

const SLIM = 'python:3.12-slim';
const SITE = '/usr/local/lib/python3.12/site-packages';
const QUIET = 'export PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1; ';

/** Command → exit code and what the output must hold, in order of lines. */
const TABLE: readonly (readonly [command: string, exitCode: number, ...lines: string[]])[] = [
  ['pip --version', 0, `pip 25.0.1 from ${SITE}/pip (python 3.12)`],
  ['python3 -m pip --version', 0, 'pip 25.0.1'],
  ['pip3 list', 0, 'Package Version', '------- -------', 'pip     25.0.1'],
  [
    'pip install flask',
    0,
    'Collecting flask',
    '  Downloading flask-3.1.0-py3-none-any.whl.metadata',
    'Downloading flask-3.1.0-py3-none-any.whl (102 kB)',
    'Installing collected packages: markupsafe, itsdangerous, click, blinker, werkzeug, jinja2, flask',
    'Successfully installed blinker-1.9.0 click-8.3.1 flask-3.1.0 itsdangerous-2.2.0 jinja2-3.1.6 markupsafe-3.0.3 werkzeug-3.1.4',
    "WARNING: Running pip as the 'root' user",
    '[notice] A new release of pip is available: 25.0.1 -> 26.1.1',
  ],
  ['pip install "uvicorn[standard]" -q && pip freeze', 0, 'httptools==', 'PyYAML==', 'uvloop==', 'watchfiles==', 'websockets=='],
  ['pip install numpy', 0, 'Downloading numpy-2.4.2-cp312-cp312-manylinux', '━━━ 16.', 'Successfully installed numpy-2.4.2'],
  ['pip install "django~=4.2.0"', 0, 'Successfully installed asgiref-3.9.1 django-4.2.26 sqlparse-0.5.3'],
  ['pip install --no-deps flask', 0, 'Successfully installed flask-3.1.0'],
  ['pip install --dry-run six', 0, 'Would install six-1.17.0'],
  [
    'pip install flaskk',
    1,
    'ERROR: Could not find a version that satisfies the requirement flaskk (from versions: none)',
    'ERROR: No matching distribution found for flaskk',
  ],
  ['pip install flask==99', 1, 'ERROR: Could not find a version that satisfies the requirement flask==99 (from versions: 1.1.4,'],
  [
    'pip install flask==2.1 flask==3.0',
    1,
    'ERROR: Cannot install flask==2.1 and flask==3.0 because these package versions have conflicting dependencies.',
    'ERROR: ResolutionImpossible',
  ],
  [
    'echo "flask>=3" > r.txt; echo "flask<3" > c.txt; pip install -r r.txt -c c.txt',
    1,
    'The user requested flask>=3',
    'The user requested (constraint) flask<3',
  ],
  ['pip install -r nope.txt', 1, "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'nope.txt'"],
  ['pip install', 1, 'ERROR: You must give at least one requirement to install (see "pip help install")'],
  ['pip install .', 1, "ERROR: Directory '.' is not installable. Neither 'setup.py' nor 'pyproject.toml' found."],
  ['pip install flask=3.0', 1, "ERROR: Invalid requirement: 'flask=3.0'", 'Hint: = is not a valid operator. Did you mean == ?'],
  ['pip install git+https://example.org/x.git', 1, "ERROR: Cannot find command 'git' - do you have 'git' installed and in your PATH?"],
  ['pip install --bogus x', 2, 'no such option: --bogus'],
  ['PIP_REQUIRE_VIRTUALENV=1 pip install six', 3, 'ERROR: Could not find an activated virtualenv (required).'],
  ['pip instal x', 1, 'ERROR: unknown command "instal" - maybe you meant "install"'],
  [
    'pip install psycopg2',
    1,
    '  Downloading psycopg2-2.9.11.tar.gz (379 kB)',
    'Error: pg_config executable not found.',
    'note: This error originates from a subprocess, and is likely not a problem with pip.',
  ],
  [
    'pip install --no-binary markupsafe markupsafe',
    1,
    "error: command 'gcc' failed: No such file or directory",
    'ERROR: Failed building wheel for markupsafe',
  ],
  ['pip uninstall -y flask', 0, 'WARNING: Skipping flask as it is not installed.'],
  ['pip show flask', 1, 'WARNING: Package(s) not found: flask'],
  ['pip check', 0, 'No broken requirements found.'],
  ['pip install -q --no-deps flask; pip check', 1, 'Flask 3.1.0 requires werkzeug, which is not installed.'],
  ['pip cache dir', 0, '/root/.cache/pip'],
  ['pip cache purge', 0, 'WARNING: No matching packages', 'Files removed: 0 (0 bytes)'],
  [
    'pip config set global.index-url https://pypi.example.org/simple && cat /root/.config/pip/pip.conf && pip install six',
    0,
    'Writing to /root/.config/pip/pip.conf',
    'index-url = https://pypi.example.org/simple',
    'Looking in indexes: https://pypi.example.org/simple',
  ],
  ['pip install --index-url https://user:secret@pypi.example.org/simple six', 0, 'Looking in indexes: https://user:****@pypi.example.org/simple'],
  ['echo "six==1.17.0" > r.txt; pip install --require-hashes -r r.txt', 1, 'ERROR: Hashes are required in --require-hashes mode'],
  [`printf '%s\\n' 'six==1.17.0 \\' '  --hash=sha256:00aa' > r.txt; pip install -r r.txt`, 0, 'Collecting six==1.17.0 (from -r r.txt (line 1))'],
  ['pip install --no-cache six', 0, 'Successfully installed six-1.17.0'],
  ['pip install -q six && pip show -f six', 0, 'Name: six', 'Location: /usr/local/lib/python3.12/site-packages', 'Files:', '  six.py'],
  ['pip install -q "requests[socks]" && pip freeze', 0, 'PySocks==1.7.1', 'requests==2.32.5'],
  ['pip index versions six', 0, 'six (1.17.0)'],
  ['pip download -d /dl six', 0, 'Saved /dl/six-1.17.0-py2.py3-none-any.whl', 'Successfully downloaded six'],
];

describe('pip on python:3.12-slim', () => {
  test.each(TABLE.map(([command, exitCode, ...lines]) => ({ command, exitCode, lines })))('$command → $exitCode', ({ command, exitCode, lines }) => {
    const ran = openSession(SLIM).run(command);
    const output = ran.output.map(({ text }) => text).join('\n');
    expect(ran.exitCode, output).toBe(exitCode);
    let from = 0;
    // Standard output and standard error come as they were written, so each line is looked for after the one before.
    for (const line of lines) {
      const at = output.indexOf(line, from);
      expect(at, `${line}\n--- in ---\n${output}`).toBeGreaterThanOrEqual(0);
      from = at;
    }
  });

  test('what is beyond the catalogue says so, with near names', () => {
    const { notices } = openSession(SLIM).run('pip install flaskk');
    expect(notices).toContainEqual({
      fidelity: 'unknown',
      code: 'pip-package-beyond-catalog',
      details: expect.objectContaining({ package: 'flaskk', nearest: 'flask' }),
    });
  });

  test('an extra whose members are not known says so', () => {
    const { notices } = openSession(SLIM).run('pip install -q "sqlalchemy[oracle]"');
    expect(notices).toContainEqual({ fidelity: 'unknown', code: 'pip-extra-beyond-catalog', details: { package: 'sqlalchemy[oracle]' } });
  });

  test('an older release than those that are known is taken at its word, and said to be', () => {
    const session = openSession(SLIM);
    const { notices, exitCode } = session.run(`${QUIET}pip install jinja2==3.0.1`);
    expect(exitCode).toBe(0);
    expect(notices.find(({ code }) => code === 'pip-releases-assumed')?.details.packages).toBe('jinja2==3.0.1');
    expect(session.run('pip freeze').printed).toContain('Jinja2==3.0.1');
  });
});

// pip 26.2 and CPython 3.12 with the published wheels, `--no-deps --target`: files, bytes, .pyc files. Measured on 2026-11-25.
const MEASURED: readonly (readonly [requirement: string, files: number, bytes: number, compiled: number])[] = [
  ['jinja2==3.1.6', 58, 1172508, 25],
  ['httpx==0.28.1', 55, 635174, 23],
  ['sympy==1.14.0', 3106, 69293347, 1533],
  ['passlib==1.7.4', 202, 3736261, 93],
  ['openpyxl==3.1.5', 387, 1951489, 190],
  ['loguru==0.7.3', 45, 462148, 19],
  ['python-dateutil==2.9.0.post0', 45, 742935, 18],
  ['six==1.17.0', 9, 79565, 1],
  ['kombu==5.6.2', 163, 1685549, 78],
  ['pycparser==3.0', 22, 433240, 7],
];

describe('what an install leaves, against real ones', () => {
  test.each(MEASURED)('%s: %i files, %i bytes', (requirement, files, bytes, compiled) => {
    const { layer } = openSession(SLIM).run(`${QUIET}pip install -q --no-cache-dir --no-deps --target /t ${requirement}`);
    const figures = figuresOf(layer);
    expect(Math.abs(figures.files - files)).toBeLessThanOrEqual(Math.max(2, files * 0.02));
    expect(Math.abs(figures.fileBytes - bytes) / bytes).toBeLessThan(0.02);
    expect(layer.filter(({ path }) => path.endsWith('.pyc'))).toHaveLength(compiled);
  });
});

// Sets of the facts: number of packages and bytes of their wheels.
describe('closures', () => {
  test.each([
    ['flask gunicorn psycopg2-binary sqlalchemy redis', 14, 9_267_700],
    ['fastapi uvicorn uvloop httptools sqlalchemy asyncpg python-dotenv', 19, 15_560_856],
    ['django gunicorn psycopg2-binary whitenoise', 7, 12_737_565],
    ['pandas scikit-learn requests', 15, 74_895_000],
    ['celery redis requests', 21, 3_211_200],
    ['pytest pytest-cov ruff mypy black', 16, 28_763_500],
  ])('%s', (requirements, packages, wheelBytes) => {
    const session = openSession(SLIM);
    const { work } = session.run(`${QUIET}pip install -q --no-cache-dir ${requirements}`);
    expect(session.run('pip freeze').printed.split('\n')).toHaveLength(packages);
    const downloaded = work.reduce((sum, item) => sum + (item.kind === 'download' ? item.bytes : 0), 0);
    expect(downloaded / wheelBytes).toBeGreaterThan(0.97);
    expect(downloaded / wheelBytes).toBeLessThan(1.2);
  });
});

describe('round trips', () => {
  test('uninstall takes everything away that install brought', () => {
    const session = openSession(SLIM);
    session.run(`${QUIET}pip install -q --no-cache-dir requests`);
    session.run('pip uninstall -y requests urllib3 idna certifi charset-normalizer');
    expect(session.run('pip freeze; find / -name "*urllib3*" -not -path "/proc/*" -not -path "*/pip/*"').printed).toBe('');
  });

  test('a cache makes the next run cheaper, and stays in the layer', () => {
    const session = openSession(SLIM);
    const first = session.run(`${QUIET}pip install django`);
    session.run(`${QUIET}pip uninstall -y django`);
    const second = session.run(`${QUIET}pip install django`);
    const downloaded = (run: typeof first): number => run.work.reduce((sum, item) => sum + (item.kind === 'download' ? item.bytes : 0), 0);
    expect(second.printed).toContain('Using cached django-5.2.5-py3-none-any.whl (8.3 MB)');
    expect(downloaded(second)).toBe(0);
    expect(downloaded(first)).toBeGreaterThan(8_300_000);
    expect(figuresOf(first.layer).top['root/.cache/pip'] ?? 0).toBeGreaterThan(8_300_000);
  });

  test.each([
    ['--no-cache-dir', ''],
    ['', 'PIP_NO_CACHE_DIR=1'],
    ['', 'PIP_NO_CACHE_DIR=off'],
  ])('pip install %s with %s leaves no cache', (option, variable) => {
    const { layer } = openSession(SLIM).run(`${variable} pip install ${option} six`);
    expect(layer.some(({ path }) => path.includes('.cache'))).toBe(false);
  });

  test('byte code: --no-compile leaves it out, PYTHONDONTWRITEBYTECODE does not', () => {
    const compiled = (command: string): number =>
      openSession(SLIM)
        .run(command)
        .layer.filter(({ path }) => path.endsWith('.pyc')).length;
    expect(compiled('pip install -q --no-compile flask')).toBe(0);
    expect(compiled('PYTHONDONTWRITEBYTECODE=1 pip install -q flask')).toBeGreaterThan(100);
  });

  test('upgrading pip replaces it: whiteouts for what is gone', () => {
    const session = openSession(SLIM);
    const { layer } = session.run(`${QUIET}pip install --no-cache-dir --upgrade pip`);
    expect(layer.some(({ type, path }) => type === 'whiteout' && path.endsWith('pip-25.0.1.dist-info'))).toBe(true);
    expect(session.run('pip --version').printed).toContain('pip 26.1.1');
  });

  test('wheels of one stage are installed in another, without an index', () => {
    const session = openSession(SLIM);
    session.run(
      `${QUIET}mkdir -p /p/ledger && echo "def main(): pass" > /p/ledger/__init__.py && printf '[project]\\nname = "ledger"\\nversion = "1.2.0"\\ndependencies = ["six"]\\n[project.scripts]\\nledger = "ledger:main"\\n' > /p/pyproject.toml`,
    );
    session.run(`${QUIET}pip wheel -q -w /wheels /p`);
    expect(session.run('ls /wheels').printed.split('\n')).toEqual(['ledger-1.2.0-py3-none-any.whl', 'six-1.17.0-py2.py3-none-any.whl']);
    const ran = session.run(`${QUIET}pip install --no-index --find-links=/wheels ledger`, { network: false });
    expect(ran.exitCode, ran.errors).toBe(0);
    expect(session.run('pip freeze').printed).toBe('ledger==1.2.0\nsix==1.17.0');
    expect(session.text(`${SITE}/ledger/__init__.py`)).toBe('def main(): pass\n');
    expect(session.text('/usr/local/bin/ledger')).toMatch(/^#!\/usr\/local\/bin\/python3\nimport sys\nfrom ledger import main\n/);
  });

  test('an editable install points to the sources', () => {
    const session = openSession(SLIM);
    session.run(
      `${QUIET}mkdir -p /p/src/ledger && touch /p/src/ledger/__init__.py && printf '[project]\\nname = "ledger"\\nversion = "1.2.0"\\n' > /p/pyproject.toml && cd /p && pip install -e .`,
    );
    expect(session.run('pip freeze').printed).toBe('# Editable install with no version control (ledger==1.2.0)\n-e /p');
    expect(session.text(`${SITE}/__editable__.ledger-1.2.0.pth`)).toBe('/p/src\n');
    expect(session.run('python -c "import ledger"').exitCode).toBe(0);
  });
});

describe('users and networks', () => {
  test('without a network pip tries five times', () => {
    const ran = openSession(SLIM).run('pip install flask', { network: false });
    expect(ran.exitCode).toBe(1);
    expect(ran.errors.match(/Temporary failure in name resolution/g)).toHaveLength(5);
    expect(ran.errors).toContain('No matching distribution found for flask');
  });

  test('without a network what is installed is enough', () => {
    const session = openSession(SLIM);
    session.run(`${QUIET}pip install -q six`);
    expect(session.run('pip install six', { network: false }).exitCode).toBe(0);
  });

  test('somebody who may not write gets a user installation', () => {
    const session = openSession(SLIM);
    session.run('mkdir -p /home/app && chown 1000:1000 /home/app');
    const ran = session.run('pip install flask', { uid: 1000, env: [['HOME', '/home/app']] });
    expect(ran.printed).toContain('Defaulting to user installation because normal site-packages is not writeable');
    expect(ran.errors).toContain("WARNING: The script flask is installed in '/home/app/.local/bin' which is not on PATH.");
    expect(ran.errors).not.toContain("'root' user");
    expect(session.run('/home/app/.local/bin/pip --version || python -c "import flask"', { uid: 1000, env: [['HOME', '/home/app']] }).exitCode).toBe(
      0,
    );
  });

  test('a cache of somebody else is not used', () => {
    const session = openSession(SLIM);
    session.run('mkdir -p /root/.cache/pip && chown 1000 /root/.cache/pip');
    const ran = session.run('pip install six');
    expect(ran.errors).toContain("The directory '/root/.cache/pip' or its parent directory is not owned or is not writable by the current user.");
    expect(ran.layer.some(({ path }) => path.includes('http-v2'))).toBe(false);
  });
});

describe('source distributions', () => {
  test('psycopg2 needs pg_config, then a compiler, then headers; once built it is kept', () => {
    const session = openSession('python:3.12-slim-bookworm');
    session.run('apt-get update -qq && apt-get install -y -qq --no-install-recommends libpq-dev');
    expect(session.run('pip install psycopg2').errors).toContain("error: command 'gcc' failed: No such file or directory");
    session.run('apt-get install -y -qq --no-install-recommends gcc');
    expect(session.run('pip install psycopg2').errors).toContain('fatal error: stdio.h: No such file or directory');
    session.run('apt-get install -y -qq --no-install-recommends libc6-dev');
    const built = session.run('pip install psycopg2');
    expect(built.exitCode, built.errors).toBe(0);
    expect(built.printed).toContain('Created wheel for psycopg2: filename=psycopg2-2.9.11-cp312-cp312-linux_x86_64.whl');
    session.run('pip uninstall -y psycopg2');
    expect(session.run('pip install psycopg2').printed).toContain('Using cached psycopg2-2.9.11-cp312-cp312-linux_x86_64.whl');
  });

  test('on musl some wheels do not exist', () => {
    const session = openSession('python:3.12-alpine');
    expect(session.run('pip install torch').errors).toContain('Could not find a version that satisfies the requirement torch (from versions: none)');
    expect(session.run('pip install numba').errors).toContain("error: command 'gcc' failed: No such file or directory");
    expect(session.run('pip install numpy').printed).toContain('numpy-2.4.2-cp312-cp312-musllinux_1_2_x86_64.whl');
  });
});

describe("a distribution's own Python", () => {
  const debian = openSession('debian:bookworm-slim');
  debian.run('apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-pip');

  test.each([
    ['pip install six', 1, 'error: externally-managed-environment'],
    ['pip uninstall -y wheel', 1, 'error: externally-managed-environment'],
    ['pip install --break-system-packages six && python3 -c "import six; print(six.__version__)"', 0, '1.17.0'],
    ['pip install -q --target /srv/lib six && ls /srv/lib', 0, 'six.py'],
    ['python3 -m venv /opt/venv', 1, 'apt install python3.11-venv'],
    ['python3 -V', 0, 'Python 3.11.2'],
  ])('%s → %i', (command, exitCode, line) => {
    const ran = debian.run(command);
    expect(ran.exitCode).toBe(exitCode);
    expect(`${ran.printed}\n${ran.errors}`).toContain(line);
  });

  test('packages land beside, not among, those of the distribution', () => {
    expect(debian.run('ls -d /usr/local/lib/python3.11/dist-packages/six.py').exitCode).toBe(0);
  });
});
