/**
 * What Go's tools make and take. Sizes of programs are fitted to those measured with Go 1.19, CGO_ENABLED=0: 6.5 MB for an HTTP server, 10.1 MB with gin,
 * stripped 4.5 and 6.9 MB (facts, go-maven.json). Times are round numbers for the reference runner: a cold build of an HTTP server takes some 12 seconds on two cores.
 */
export const RUNTIME_BYTES = 1_250_000;
/** `-ldflags "-s -w"` leaves this much. */
export const STRIPPED_RATIO = 0.69;
/** Programs of Go 1.21 and later against those of 1.19: ten to twenty per cent more. */
export const NEWER_GO_RATIO = 1.15;
/** A program's own code against its source text. */
export const OWN_CODE_RATIO = 2.2;
/** What a program grows by when nothing is known of a module that it imports. */
export const UNKNOWN_LINKED_BYTES = 180_000;
export const UNKNOWN_MODULE = { sourceBytes: 650_000, zipBytes: 150_000, files: 80 };
/** The build cache holds whole packages with their debugging information; a program, only what it calls. */
export const CACHE_PER_LINKED_BYTE = 13;
/** Average of a package of the standard library: 60 to 80 MB for the 190 of an HTTP server. */
export const CACHED_PACKAGE_BYTES = 370_000;

export const PACKAGE_MILLISECONDS = 62;
/** Per byte that lands in the build cache; gin with all that it needs takes some 12 seconds. */
export const CACHED_BYTE_MILLISECONDS = 0.0005;
export const LINK_MILLISECONDS_PER_MEGABYTE = 110;
export const START_MILLISECONDS = 180;
/** Of `cgo` with gcc for the packages of the standard library that have C parts. */
export const CGO_MILLISECONDS = 4_500;
export const SQLITE_MILLISECONDS = 38_000;
