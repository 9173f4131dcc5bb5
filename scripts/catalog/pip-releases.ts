/**
 * What the facts and the observed wheels do not say about PyPI, from general knowledge of the projects' release notes, written down on 2026-11-25:
 * earlier releases that requirement files name, distributions that come as source only, and wheels that do not exist for musl.
 */

/** Earlier releases, ascending: the last ones of a series, and those that many files pin. */
export const EARLIER_RELEASES: Readonly<Record<string, string>> = {
  aiohttp: '3.8.6 3.9.5 3.10.11 3.11.18 3.12.15',
  alembic: '1.11.3 1.12.1 1.13.3 1.14.1 1.16.5',
  black: '22.12.0 23.12.1 24.10.0',
  boto3: '1.26.165 1.28.85 1.34.162 1.35.99',
  botocore: '1.29.165 1.31.85 1.34.162 1.35.99',
  celery: '5.2.7 5.3.6',
  certifi: '2023.7.22 2024.8.30 2025.8.3',
  click: '7.1.2 8.0.4 8.1.7 8.1.8 8.2.1',
  cryptography: '39.0.2 41.0.7 42.0.8 43.0.3 44.0.3 45.0.7',
  django: '3.2.25 4.0.10 4.1.13 4.2.16 4.2.26 5.0.14 5.1.14',
  djangorestframework: '3.14.0 3.15.2',
  fastapi: '0.95.2 0.100.1 0.104.1 0.109.2 0.110.3 0.115.14 0.116.1',
  flask: '1.1.4 2.0.3 2.1.3 2.2.5 2.3.2 2.3.3 3.0.0 3.0.3',
  greenlet: '2.0.2 3.0.3 3.1.1 3.2.4',
  gunicorn: '19.10.0 20.1.0',
  httpx: '0.24.1 0.25.2 0.26.0 0.27.2',
  idna: '2.10 3.4 3.7 3.10',
  itsdangerous: '1.1.0 2.0.1 2.1.2',
  jinja2: '2.11.3 3.0.3 3.1.2 3.1.3 3.1.4 3.1.5',
  lxml: '4.9.4 5.1.1 5.3.2 5.4.0',
  markupsafe: '1.1.1 2.0.1 2.1.5 3.0.2',
  mypy: '1.5.1 1.8.0 1.11.2 1.15.0',
  numpy: '1.21.6 1.23.5 1.24.4 1.25.2 1.26.4 2.0.2 2.1.3 2.2.6 2.3.5',
  packaging: '21.3 23.2 24.2',
  pandas: '1.5.3 2.0.3 2.1.4 2.2.3',
  pillow: '9.5.0 10.0.1 10.2.0 10.4.0 11.0.0',
  pip: '21.3.1 22.3.1 23.0.1 23.3.2 24.0 24.3.1 25.0.1 25.3',
  pipenv: '2022.1.8 2023.12.1 2024.4.0',
  poetry: '1.1.15 1.4.2 1.5.1 1.6.1 1.7.1 1.8.2 1.8.3 1.8.5 2.0.1 2.1.4',
  'psycopg2-binary': '2.9.6 2.9.9 2.9.10',
  pydantic: '1.10.13 1.10.24 2.5.3 2.6.4 2.7.4 2.9.2 2.10.6 2.11.10',
  'pydantic-core': '2.14.6 2.18.4 2.23.4 2.27.2 2.33.2',
  pytest: '7.4.4 8.0.2 8.2.2 8.3.5 8.4.2',
  'python-dateutil': '2.8.2',
  'python-dotenv': '0.21.1 1.0.1',
  pytz: '2023.3 2024.2 2025.1',
  pyyaml: '5.4.1 6.0 6.0.1 6.0.2',
  redis: '3.5.3 4.6.0 5.0.8 5.2.1 6.4.0',
  requests: '2.20.0 2.25.1 2.26.0 2.28.2 2.31.0 2.32.3 2.32.4',
  scipy: '1.9.3 1.10.1 1.11.4 1.13.1 1.15.3 1.16.3',
  'scikit-learn': '1.2.2 1.3.2 1.4.2 1.5.2 1.6.1 1.7.2',
  setuptools: '57.5.0 58.2.0 65.5.1 68.2.2 69.5.1 70.0.0 75.8.2 78.1.1 80.9.0',
  sqlalchemy: '1.3.24 1.4.54 2.0.23 2.0.30 2.0.36 2.0.44',
  starlette: '0.27.0 0.37.2 0.41.3 0.46.2',
  torch: '2.0.1 2.1.2 2.3.1 2.4.1 2.6.0 2.8.0',
  tornado: '6.3.3 6.4.2',
  transformers: '4.36.2 4.44.2 4.57.3',
  urllib3: '1.25.11 1.26.20 2.0.7 2.1.0 2.2.3 2.5.0',
  uv: '0.1.45 0.2.37 0.3.5 0.4.30 0.5.31 0.6.17 0.7.22 0.8.24',
  uvicorn: '0.22.0 0.24.0 0.27.1 0.30.6 0.34.3',
  werkzeug: '1.0.1 2.0.3 2.2.3 2.3.8 3.0.1 3.0.6',
  wheel: '0.37.1 0.41.3 0.43.0 0.45.1',
  whitenoise: '6.5.0 6.6.0',
};

/** A source distribution without a wheel: sizes as pip prints them, and what its build looks for. */
export interface SourceOnly {
  readonly name: string;
  readonly version: string;
  readonly earlier: string;
  readonly sdistBytes: number;
  readonly licence: string;
  readonly summary: string;
  /** Top-level packages and what the build leaves: `listing` as in the observed wheels. */
  readonly top: readonly string[];
  readonly listing: string;
  readonly bytecodeBytes: number;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly programs?: Readonly<Record<string, number>>;
  /** Programs that the build calls, in order: the first that is missing ends it. */
  readonly needs: readonly string[];
  readonly buildMilliseconds: number;
}

export const SOURCE_ONLY: Readonly<Record<string, SourceOnly>> = {
  psycopg2: {
    name: 'psycopg2',
    version: '2.9.11',
    earlier: '2.8.6 2.9.6 2.9.9 2.9.10',
    sdistBytes: 379_000,
    licence: 'LGPL with exceptions',
    summary: 'psycopg2 - Python-PostgreSQL Database Adapter',
    top: ['psycopg2'],
    listing:
      '/@\nMETADATA 4888\nWHEEL 104\ntop_level.txt 9\n/@/licenses\nLICENSE 2238\n/psycopg2\n__init__.py 4768\n_ipaddress.py 2922\n_json.py 7153\n_psycopg.cpython-XY-x86_64-linux-gnu.so 339528\n_range.py 18493\nerrorcodes.py 14392\nerrors.py 1425\nextensions.py 6797\nextras.py 44215\npool.py 6316\nsql.py 14779\ntz.py 4870',
    bytecodeBytes: 151_000,
    needs: ['pg_config', 'gcc'],
    buildMilliseconds: 9_000,
  },
  mysqlclient: {
    name: 'mysqlclient',
    version: '2.2.7',
    earlier: '2.1.1 2.2.0 2.2.4',
    sdistBytes: 91_400,
    licence: 'GNU General Public License v2 or later',
    summary: 'Python interface to MySQL',
    top: ['MySQLdb'],
    listing:
      '/@\nLICENSE 18092\nMETADATA 4814\nWHEEL 104\ntop_level.txt 8\n/MySQLdb\n__init__.py 5098\n_exceptions.py 2352\n_mysql.cpython-XY-x86_64-linux-gnu.so 128000\nconnections.py 13300\nconverters.py 3645\ncursors.py 17344\nrelease.py 115\ntimes.py 4117\n/MySQLdb/constants\nCLIENT.py 881\nCR.py 3469\nER.py 27000\nFIELD_TYPE.py 375\nFLAG.py 220\n__init__.py 36',
    bytecodeBytes: 92_000,
    needs: ['pkg-config', 'gcc'],
    buildMilliseconds: 5_000,
  },
  uwsgi: {
    name: 'uWSGI',
    version: '2.0.31',
    earlier: '2.0.23 2.0.26 2.0.28',
    sdistBytes: 822_000,
    licence: 'GPLv2+',
    summary: 'The uWSGI server',
    top: ['uwsgidecorators'],
    listing: '/\nuwsgidecorators.py 9762\n/@\nLICENSE 20319\nMETADATA 1500\nWHEEL 104\ntop_level.txt 16',
    bytecodeBytes: 15_000,
    programs: { uwsgi: 1_600_000 },
    needs: ['gcc'],
    buildMilliseconds: 45_000,
  },
  docopt: {
    name: 'docopt',
    version: '0.6.2',
    earlier: '0.6.1',
    sdistBytes: 25_000,
    licence: 'MIT',
    summary: 'Pythonic argument parser, that will make you smile',
    top: ['docopt'],
    listing: '/\ndocopt.py 19946\n/@\nMETADATA 17000\nWHEEL 91\ntop_level.txt 7',
    bytecodeBytes: 27_000,
    needs: [],
    buildMilliseconds: 1_200,
  },
};

/** No wheel for musl: `sdist` where pip would build from source instead, `none` where there is nothing to build either. */
export const WITHOUT_MUSL_WHEEL: Readonly<Record<string, 'sdist' | 'none'>> = {
  lightgbm: 'sdist',
  llvmlite: 'sdist',
  numba: 'sdist',
  onnxruntime: 'none',
  'opencv-python': 'sdist',
  'opencv-python-headless': 'sdist',
  playwright: 'none',
  ray: 'none',
  spacy: 'sdist',
  'tensorflow-cpu': 'none',
  tensorflow: 'none',
  torch: 'none',
};

/** Extras that people ask for whose members are not all in the catalogue; those that are not there are left out. */
export const EXTRAS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  fastapi: { standard: ['fastapi-cli', 'httpx', 'jinja2', 'python-multipart', 'email-validator', 'uvicorn[standard]'] },
};

/** Top-level packages of distributions whose wheel was not observed, where they are not called as the distribution is. */
export const OTHER_TOP_LEVEL: Readonly<Record<string, string>> = { djangorestframework: 'rest_framework' };

interface KnownWheel {
  readonly version: string;
  readonly wheelBytes: number;
  readonly programs?: Readonly<Record<string, number>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly requires: readonly string[];
  readonly licence: string;
  readonly summary: string;
  /** Where it is not the distribution's name. */
  readonly top?: string;
  /** Machine code, most of it. */
  readonly native?: boolean;
}

/** Distributions that images install and that neither facts nor observed wheels have: releases of autumn 2025, wheel sizes rounded as pip prints them. */
export const KNOWN_WHEELS: Readonly<Record<string, KnownWheel>> = {
  uv: {
    version: '0.9.11',
    wheelBytes: 21_600_000,
    programs: { uv: 56_000_000, uvx: 350_000 },
    requires: [],
    licence: 'MIT OR Apache-2.0',
    summary: 'An extremely fast Python package and project manager, written in Rust.',
  },
  poetry: {
    version: '2.2.1',
    wheelBytes: 281_000,
    scripts: { poetry: 'poetry.console.application:main' },
    requires: [
      'build',
      'cachecontrol',
      'fastjsonschema',
      'keyring',
      'packaging',
      'platformdirs',
      'poetry-core',
      'pyproject-hooks',
      'requests',
      'requests-toolbelt',
      'shellingham',
      'tomlkit',
      'trove-classifiers',
      'virtualenv',
    ],
    licence: 'MIT',
    summary: 'Python dependency management and packaging made easy.',
  },
  'poetry-plugin-export': {
    version: '1.9.0',
    wheelBytes: 11_300,
    requires: ['poetry', 'poetry-core'],
    licence: 'MIT',
    summary: 'Poetry plugin to export the dependencies to various formats',
  },
  pipenv: {
    version: '2025.0.4',
    wheelBytes: 3_000_000,
    scripts: { pipenv: 'pipenv:cli', 'pipenv-resolver': 'pipenv.resolver:main' },
    requires: ['certifi', 'packaging', 'setuptools', 'virtualenv'],
    licence: 'MIT',
    summary: 'Python Development Workflow for Humans.',
  },
  aniso8601: { version: '10.0.1', wheelBytes: 52_800, requires: [], licence: 'BSD-3-Clause', summary: 'A library for parsing ISO 8601 strings.' },
  'elastic-transport': { version: '9.2.0', wheelBytes: 65_300, requires: ['urllib3', 'certifi'], licence: 'Apache-2.0', summary: '' },
  elementpath: { version: '5.0.4', wheelBytes: 245_000, requires: [], licence: 'MIT', summary: '' },
  'opentelemetry-semantic-conventions': {
    version: '0.59b0',
    wheelBytes: 207_000,
    requires: ['opentelemetry-api', 'typing-extensions'],
    licence: 'Apache-2.0',
    summary: '',
    top: 'opentelemetry',
  },
  'pyproject-api': { version: '1.10.0', wheelBytes: 13_200, requires: ['packaging'], licence: 'MIT', summary: '' },
  ansible: {
    version: '12.1.0',
    wheelBytes: 51_700_000,
    requires: ['ansible-core'],
    licence: 'GPL-3.0-or-later',
    summary: 'Radically simple IT automation',
    top: 'ansible_collections',
  },
  'ansible-core': {
    version: '2.19.3',
    wheelBytes: 2_400_000,
    requires: ['jinja2', 'pyyaml', 'cryptography', 'packaging'],
    scripts: { ansible: 'ansible.cli.adhoc:main', 'ansible-playbook': 'ansible.cli.playbook:main', 'ansible-galaxy': 'ansible.cli.galaxy:main' },
    licence: 'GPL-3.0-or-later',
    summary: 'Radically simple IT automation',
    top: 'ansible',
  },
  awscli: {
    version: '1.42.70',
    wheelBytes: 4_600_000,
    requires: ['botocore', 'docutils', 's3transfer', 'pyyaml', 'colorama', 'rsa'],
    programs: { aws: 820 },
    licence: 'Apache-2.0',
    summary: 'Universal Command Line Environment for AWS.',
  },
  'django-cors-headers': {
    version: '4.9.0',
    wheelBytes: 12_800,
    requires: ['asgiref', 'django'],
    licence: 'MIT',
    summary: 'Cross-Origin Resource Sharing headers for Django',
    top: 'corsheaders',
  },
  'django-environ': { version: '0.12.0', wheelBytes: 19_900, requires: [], licence: 'MIT', summary: '', top: 'environ' },
  'django-filter': { version: '25.2', wheelBytes: 94_000, requires: ['django'], licence: 'BSD-3-Clause', summary: '', top: 'django_filters' },
  'drf-spectacular': {
    version: '0.29.0',
    wheelBytes: 105_000,
    requires: ['django', 'djangorestframework', 'uritemplate', 'pyyaml', 'jsonschema'],
    licence: 'BSD-3-Clause',
    summary: '',
  },
  'fastapi-cli': {
    version: '0.0.14',
    wheelBytes: 11_200,
    requires: ['typer', 'uvicorn'],
    scripts: { fastapi: 'fastapi_cli.cli:main' },
    licence: 'MIT',
    summary: '',
  },
  tensorflow: {
    version: '2.20.0',
    wheelBytes: 620_600_000,
    requires: [
      'absl-py',
      'astunparse',
      'flatbuffers',
      'gast',
      'google-pasta',
      'grpcio',
      'h5py',
      'keras',
      'libclang',
      'ml-dtypes',
      'numpy',
      'opt-einsum',
      'packaging',
      'protobuf',
      'requests',
      'setuptools',
      'six',
      'termcolor',
      'typing-extensions',
      'wrapt',
    ],
    licence: 'Apache-2.0',
    summary: 'TensorFlow is an open source machine learning framework for everyone.',
    native: true,
  },
  'flask-migrate': { version: '4.1.0', wheelBytes: 21_000, requires: ['flask', 'flask-sqlalchemy', 'alembic'], licence: 'MIT', summary: '' },
  gevent: {
    version: '25.9.1',
    wheelBytes: 2_100_000,
    requires: ['greenlet', 'zope-event', 'zope-interface'],
    licence: 'MIT',
    summary: 'Coroutine-based network library',
    native: true,
  },
  httpie: {
    version: '3.2.4',
    wheelBytes: 127_000,
    requires: ['charset-normalizer', 'defusedxml', 'multidict', 'pygments', 'requests', 'requests-toolbelt', 'rich', 'setuptools'],
    scripts: { http: 'httpie.__main__:main', https: 'httpie.__main__:main' },
    licence: 'BSD-3-Clause',
    summary: 'A command-line HTTP client',
  },
  mkdocs: {
    version: '1.6.1',
    wheelBytes: 3_900_000,
    requires: ['click', 'jinja2', 'markdown', 'markupsafe', 'packaging', 'pathspec', 'platformdirs', 'pyyaml', 'watchdog'],
    scripts: { mkdocs: 'mkdocs.__main__:cli' },
    licence: 'BSD-2-Clause',
    summary: 'Project documentation with Markdown.',
  },
  'pip-tools': {
    version: '7.5.1',
    wheelBytes: 65_000,
    requires: ['build', 'click', 'pip', 'pyproject-hooks', 'setuptools', 'wheel'],
    scripts: { 'pip-compile': 'piptools.scripts.compile:cli', 'pip-sync': 'piptools.scripts.sync:cli' },
    licence: 'BSD-3-Clause',
    summary: '',
    top: 'piptools',
  },
  'python-decouple': { version: '3.8', wheelBytes: 9_900, requires: [], licence: 'MIT', summary: '', top: 'decouple' },
  'sentry-sdk': {
    version: '2.43.0',
    wheelBytes: 400_000,
    requires: ['urllib3', 'certifi'],
    licence: 'MIT',
    summary: 'Python client for Sentry',
    top: 'sentry_sdk',
  },
  supervisor: {
    version: '4.3.0',
    wheelBytes: 320_000,
    requires: ['setuptools'],
    scripts: {
      supervisord: 'supervisor.supervisord:main',
      supervisorctl: 'supervisor.supervisorctl:main',
      echo_supervisord_conf: 'supervisor.confecho:main',
    },
    licence: 'BSD-derived',
    summary: 'A system for controlling process state under UNIX',
  },
  twine: {
    version: '6.2.0',
    wheelBytes: 42_700,
    requires: ['requests', 'requests-toolbelt', 'urllib3', 'keyring', 'rfc3986', 'rich', 'packaging'],
    scripts: { twine: 'twine.__main__:main' },
    licence: 'Apache-2.0',
    summary: '',
  },
  xgboost: {
    version: '3.1.1',
    wheelBytes: 115_900_000,
    requires: ['numpy', 'scipy'],
    licence: 'Apache-2.0',
    summary: 'XGBoost Python Package',
    native: true,
  },
  yamllint: {
    version: '1.37.1',
    wheelBytes: 68_800,
    requires: ['pathspec', 'pyyaml'],
    scripts: { yamllint: 'yamllint.cli:run' },
    licence: 'GPL-3.0-or-later',
    summary: 'A linter for YAML files.',
  },
  'zope-event': { version: '6.0', wheelBytes: 6_400, requires: [], licence: 'ZPL-2.1', summary: '', top: 'zope' },
};
