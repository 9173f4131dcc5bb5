/** Measured with gcc 12.2 on Debian 12, amd64: a program of one `puts`, and one of one `std::cout`; bytes. */
export const C_PROGRAM = { dynamic: 15_960, dynamicStripped: 14_480, static: 762_424, staticStripped: 682_696 };
export const CPP_PROGRAM = { dynamic: 16_392, dynamicStripped: 14_488, static: 2_215_608, staticStripped: 1_843_000 };
/** musl's C library is small: a static program of one `puts`, and a dynamic one; approximate. */
export const MUSL_PROGRAM = { dynamic: 18_200, dynamicStripped: 13_900, static: 26_500, staticStripped: 17_900 };
export const OBJECT_BYTES = 1_360;
/** Machine code against source text beyond the smallest program; with debugging information. */
export const CODE_RATIO = 1.1;
export const DEBUG_RATIO = 4;
export const START_MILLISECONDS = 60;
/** Of C and of C++, whose headers are most of the work. */
export const C_FILE_MILLISECONDS = 110;
export const CPP_FILE_MILLISECONDS = 900;
