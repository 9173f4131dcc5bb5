/** What apk takes beyond moving bytes, on the reference runner: it starts in a few milliseconds and reads two indexes in a quarter of a second. */
export const START_MILLISECONDS = 30;
export const INDEX_MILLISECONDS = 250;
export const PACKAGE_MILLISECONDS = 12;
export const SCRIPT_MILLISECONDS = 25;

/** `cache_max_age` of apk: an index that is older is asked for again (apk-tools src/apk.c). */
export const INDEX_AGE_SECONDS = 4 * 60 * 60;
/** Packages in main and community of 3.21, as `apk update` counted them in a public log of February 2025. */
export const DISTINCT_PACKAGES = 25_260;
/** Installed size of a package that an image has and the catalogue does not: the median of those that it has. */
export const UNKNOWN_PACKAGE_BYTES = 250_000;
/** Bytes that one package's scripts take in scripts.tar: a header and a block or two for each. */
export const SCRIPT_BYTES = 1_536;
