import { describe, expect, test } from 'vitest';
import { figuresOf } from '../../testing/image-sandbox';
import { openSession, type Session } from '../../testing/python-sandbox';

const SLIM = 'python:3.12-slim';

const PYPROJECT = `[project]
name = "ledger"
version = "0.1.0"
dependencies = ["flask>=3", "redis"]
[dependency-groups]
dev = ["pytest"]
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`;

function withTool(tool: string, files: Readonly<Record<string, string>>): Session {
  const session = openSession(SLIM);
  session.run(`pip install -q --no-cache-dir ${tool} && mkdir -p /app/src/ledger && touch /app/src/ledger/__init__.py`);
  for (const [name, text] of Object.entries(files)) session.run(`cat > /app/${name}`, { stdin: new TextEncoder().encode(text) });
  return session;
}

describe('uv', () => {
  test.each([
    ['uv --version', 0, 'uv 0.9.11'],
    ['uv pip install six', 2, 'error: No virtual environment found; run `uv venv` to create an environment, or pass `--system`'],
    ['uv pip install --system six', 0, ' + six==1.17.0'],
    ['UV_SYSTEM_PYTHON=1 uv pip install six', 0, 'Installed 1 package in'],
    ['uv venv && uv pip install six', 0, 'Creating virtual environment at: .venv'],
    [
      'uv pip install --system sixx',
      1,
      'Because sixx was not found in the package registry and you require sixx, we can conclude that your requirements are unsatisfiable.',
    ],
    ['uv pip install --system -r nope.txt', 2, 'error: File not found: `nope.txt`'],
    ['uv sync', 2, 'error: No `pyproject.toml` found in current directory or any parent directory'],
    ['uv bogus', 2, "error: unrecognized subcommand 'bogus'"],
    ['uv cache dir', 0, '/root/.cache/uv'],
  ])('%s → %i', (command, exitCode, line) => {
    const ran = withTool('uv', {}).run(command);
    expect(ran.exitCode, ran.errors).toBe(exitCode);
    expect(`${ran.printed}${ran.errors}`).toContain(line);
  });

  test('no byte code unless asked; files are linked with the cache, so the layer has them once', () => {
    const session = withTool('uv', {});
    const { layer } = session.run('uv pip install --system flask');
    expect(layer.some(({ path }) => path.endsWith('.pyc'))).toBe(false);
    expect(layer.filter(({ type }) => type === 'hardlink').length).toBeGreaterThan(150);
    const pip = openSession(SLIM).run('pip install -q --no-cache-dir --no-compile flask');
    expect(figuresOf(layer).fileBytes / figuresOf(pip.layer).fileBytes).toBeLessThan(1.2);
    expect(
      withTool('uv', {})
        .run('uv pip install --system --compile-bytecode flask')
        .layer.some(({ path }) => path.endsWith('.pyc')),
    ).toBe(true);
  });

  test('without a cache nothing is left in it', () => {
    const { layer } = withTool('uv', {}).run('uv pip install --system --no-cache flask');
    expect(layer.some(({ path }) => path.includes('.cache'))).toBe(false);
  });

  test('a project: lock file, groups, the project itself', () => {
    const session = withTool('uv', { 'pyproject.toml': PYPROJECT });
    const at = { workingDirectory: '/app' };
    expect(session.run('uv sync --frozen', at).errors).toContain('error: Unable to find lockfile at `uv.lock`, but `--frozen` was provided.');
    expect(session.run('uv lock', at).errors).toMatch(/^Resolved 14 packages in \d+ms$/);
    const main = session.run('uv sync --frozen --no-dev --no-install-project', at);
    expect(main.errors).toContain('Creating virtual environment at: .venv');
    expect(main.errors).not.toContain(' + pytest==');
    expect(session.run('/app/.venv/bin/python -c "import ledger"').exitCode).toBe(1);
    expect(session.run('uv sync --locked', at).errors).toContain(' + ledger==0.1.0 (from file:///app)');
    expect(session.run('uv run python -c "import flask, ledger, pytest"', at).exitCode).toBe(0);
    expect(session.run('uv sync --locked --no-dev', at).errors).toContain(' - pytest==9.0.2');
    expect(session.run('uv export --no-dev --no-hashes --no-install-project', at).printed.split('\n').slice(2)).toEqual([
      'blinker==1.9.0',
      'click==8.3.1',
      'flask==3.1.0',
      'itsdangerous==2.2.0',
      'jinja2==3.1.6',
      'markupsafe==3.0.3',
      'redis==7.1.0',
      'werkzeug==3.1.4',
    ]);
  });

  test('a lock file that does not fit pyproject.toml', () => {
    const session = withTool('uv', { 'pyproject.toml': PYPROJECT });
    const at = { workingDirectory: '/app' };
    session.run(`uv lock && sed -i 's/"redis"/"redis", "httpx"/' pyproject.toml`, at);
    const ran = session.run('uv sync --locked', at);
    expect([ran.exitCode, ran.errors]).toEqual([
      1,
      'error: The lockfile at `uv.lock` needs to be updated, but `--locked` was provided. To update the lockfile, run `uv lock`.',
    ]);
  });

  test('the sizes of a lock file win over those of the catalogue', () => {
    const lock = `version = 1\n[[package]]\nname = "ledger"\nversion = "0.1.0"\nsource = { virtual = "." }\ndependencies = [{ name = "inhouse" }]\n[[package]]\nname = "inhouse"\nversion = "4.5.6"\nsource = { registry = "https://pypi.example.org/simple" }\nwheels = [{ url = "https://pypi.example.org/inhouse-4.5.6-py3-none-any.whl", size = 1000000 }]\n`;
    const session = withTool('uv', {
      'pyproject.toml': '[project]\nname = "ledger"\nversion = "0.1.0"\ndependencies = ["inhouse"]\n',
      'uv.lock': lock,
    });
    const ran = session.run('uv sync --frozen --no-cache', { workingDirectory: '/app' });
    expect(ran.errors).toContain(' + inhouse==4.5.6');
    expect(figuresOf(ran.layer).fileBytes).toBeGreaterThan(3_500_000);
    expect(ran.notices.some(({ code }) => code === 'pip-releases-assumed')).toBe(true);
  });
});

const POETRY = `[tool.poetry]
name = "ledger"
version = "0.1.0"
[tool.poetry.dependencies]
python = "^3.12"
flask = "^3.0"
uvicorn = { extras = ["standard"], version = "*" }
[tool.poetry.group.dev.dependencies]
pytest = "*"
`;

describe('poetry', () => {
  const at = { workingDirectory: '/app' };

  test.each([
    ['poetry --version', 0, 'Poetry (version 2.2.1)'],
    ['poetry install', 1, 'Poetry could not find a pyproject.toml file in /app or its parents'],
    ['poetry export', 1, 'The requested command export does not exist.'],
    ['poetry bogus', 1, 'The requested command bogus does not exist.'],
  ])('%s → %i', (command, exitCode, line) => {
    const session = withTool('poetry', command === 'poetry export' ? { 'pyproject.toml': POETRY } : {});
    const ran = session.run(command, at);
    expect(ran.exitCode).toBe(exitCode);
    expect(`${ran.printed}${ran.errors}`).toContain(line);
  });

  test('into the system when no environment is to be made', () => {
    const session = withTool('poetry', { 'pyproject.toml': POETRY });
    session.run('poetry config virtualenvs.create false && poetry lock', at);
    expect(session.text('/root/.config/pypoetry/config.toml')).toBe('[virtualenvs]\ncreate = false\n');
    const ran = session.run('poetry install --only main --no-root --no-interaction --no-ansi', at);
    expect(ran.printed).toContain('Skipping virtualenv creation, as specified in config file.');
    expect(ran.printed).toContain('  - Installing flask (3.1.0)');
    expect(ran.printed).not.toContain('pytest');
    expect(ran.layer.some(({ path }) => path.endsWith('.pyc'))).toBe(false);
    expect(session.run('python -c "import flask, uvloop"').exitCode).toBe(0);
    expect(session.run('poetry install', at).printed).toContain('Installing the current project: ledger (0.1.0)');
  });

  test.each([
    ['POETRY_VIRTUALENVS_IN_PROJECT=1', '/app/.venv/bin/flask'],
    ['POETRY_VIRTUALENVS_PATH=/venvs', '/venvs/ledger-*-py3.12/bin/flask'],
  ])('with %s', (variable, place) => {
    const session = withTool('poetry', { 'pyproject.toml': POETRY });
    session.run(`export ${variable}; poetry install --no-root`, at);
    expect(session.run(`ls ${place}`).exitCode).toBe(0);
  });

  test('the project itself before its sources are there: an error since 2.0, a warning before', () => {
    for (const [tool, exitCode] of [
      ['poetry', 1],
      ['poetry==1.8.3', 0],
    ] as const) {
      const session = withTool(tool, { 'pyproject.toml': POETRY });
      session.run('rm -rf src && poetry lock', at);
      const ran = session.run('poetry install', at);
      expect(ran.exitCode).toBe(exitCode);
      expect(ran.errors).toContain('The current project could not be installed: No file/folder found for package ledger');
    }
  });

  test('a lock file that misses something', () => {
    const session = withTool('poetry', { 'pyproject.toml': POETRY, 'poetry.lock': '[metadata]\nlock-version = "2.1"\n' });
    expect(session.run('poetry install', at).errors).toBe(
      'pyproject.toml changed significantly since poetry.lock was last generated. Run `poetry lock` to fix the lock file.',
    );
  });

  test('a lock file as poetry writes it: groups, markers, extras, sources of other machines', () => {
    const lock = `[[package]]
name = "click"
version = "8.1.7"
optional = false
groups = ["main"]
files = []
[package.dependencies]
colorama = { version = "*", markers = "platform_system == \\"Windows\\"" }

[[package]]
name = "colorama"
version = "0.4.6"
optional = false
groups = ["main"]
markers = "platform_system == \\"Windows\\""
files = []

[[package]]
name = "pytest"
version = "8.3.5"
optional = false
groups = ["dev"]
files = []

[metadata]
lock-version = "2.1"
`;
    const project = '[project]\nname = "ledger"\nversion = "0.1.0"\ndependencies = ["click (>=8,<9)"]\n[dependency-groups]\ndev = ["pytest"]\n';
    const session = withTool('poetry', { 'pyproject.toml': project, 'poetry.lock': lock });
    session.run('poetry config virtualenvs.create false', at);
    const ran = session.run('poetry install --only main --no-root', at);
    expect(ran.printed, ran.errors).toContain('Package operations: 1 install, 0 updates, 0 removals\n\n  - Installing click (8.1.7)');
    expect(ran.printed).not.toContain('colorama');
    expect(session.run('poetry install --no-root', at).printed).toContain('  - Installing pytest (8.3.5)');
  });

  test('export, with 1.8 built in', () => {
    const session = withTool('poetry==1.8.3', { 'pyproject.toml': POETRY });
    session.run('poetry lock && poetry export -f requirements.txt -o requirements.txt --without-hashes', at);
    expect(session.text('/app/requirements.txt')).toContain('flask==3.1.0 ; python_version >= "3.9"\n');
    expect(session.run('pip install -q -r requirements.txt', at).exitCode).toBe(0);
  });
});

describe('pipenv', () => {
  const LOCK = JSON.stringify({
    default: { flask: { version: '==3.0.3' }, pywin32: { version: '==306', markers: "sys_platform == 'win32'" } },
    develop: { pytest: { version: '==8.3.5' } },
  });
  const at = { workingDirectory: '/app' };

  test('installs what the lock file pins for this machine', () => {
    const session = withTool('pipenv', { 'Pipfile.lock': LOCK });
    expect(session.run('pipenv install --system --deploy', at).exitCode).toBe(0);
    expect(session.run('pip freeze').printed).toContain('Flask==3.0.3');
    expect(session.run('pip freeze').printed).not.toMatch(/pytest|pywin32/i);
    expect(session.run('pipenv requirements --dev', at).printed).toBe('-i https://pypi.org/simple\nflask==3.0.3\npytest==8.3.5');
  });

  test('without a lock file', () => {
    expect(withTool('pipenv', {}).run('pipenv sync --system', at).exitCode).toBe(1);
  });
});
