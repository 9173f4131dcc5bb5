/**
 * What Python's tools take beyond moving bytes, on the reference runner. Round numbers: pip starts in about half a second and resolves some
 * ten distributions a second once their metadata is there; CPython compiles about 2 MB of source a second; uv does either in a few milliseconds.
 */
export const PIP_START_MILLISECONDS = 550;
export const PIP_PACKAGE_MILLISECONDS = 90;
export const COMPILED_BYTES_PER_MILLISECOND = 2_000;
/** An isolated environment with setuptools in it, and the build's own start. */
export const BUILD_ENVIRONMENT_MILLISECONDS = 2_600;
/** Compiling C from source where nothing better is known: per byte of the wheel that comes out. */
export const NATIVE_BUILD_MILLISECONDS_PER_KILOBYTE = 12;
export const UV_START_MILLISECONDS = 40;
export const UV_PACKAGE_MILLISECONDS = 4;
export const POETRY_START_MILLISECONDS = 1_400;
export const POETRY_PACKAGE_MILLISECONDS = 120;
export const PYTHON_START_MILLISECONDS = 30;

/** What `~/.cache/pip` keeps beside a wheel: the page of the index, of which the facts say 20 to 200 kB per package, and headers. */
export const INDEX_PAGE_BYTES = 60_000;
export const CACHE_ENTRY_BYTES = 1_850;
/** Of the index page on the wire. */
export const INDEX_PAGE_WIRE_BYTES = 9_000;
