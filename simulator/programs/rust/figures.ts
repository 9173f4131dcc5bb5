/**
 * What Cargo makes and takes: fitted to the facts (go-maven.json, part rust): an axum service has about 95 crates, 12 MB as archives, 75 MB as sources,
 * 170 MB in `target/release`, 420 MB in `target/debug`, and a program of 3.2 MB, 2.1 MB stripped. All approximate.
 */
export interface CrateFigures {
  readonly archiveBytes: number;
  readonly sourceBytes: number;
  readonly files: number;
  readonly linkedBytes: number;
}

const KILOBYTE = 1_000;

function crate(archive: number, source: number, files: number, linked: number): CrateFigures {
  return { archiveBytes: archive * KILOBYTE, sourceBytes: source * KILOBYTE, files, linkedBytes: linked * KILOBYTE };
}

export const AVERAGE_CRATE = crate(78, 480, 32, 22);

/** Crates that are far from the average, in kB: archive, sources, files, what a program grows by. */
export const CRATES: Readonly<Record<string, CrateFigures>> = {
  'windows-sys': crate(2_500, 17_000, 310, 0),
  'windows-targets': crate(7, 20, 8, 0),
  windows_x86_64_msvc: crate(830, 4_900, 7, 0),
  windows_x86_64_gnu: crate(820, 9_700, 7, 0),
  'linux-raw-sys': crate(1_500, 15_000, 120, 0),
  libc: crate(760, 4_500, 330, 4),
  tokio: crate(790, 3_900, 700, 420),
  hyper: crate(150, 700, 70, 360),
  axum: crate(170, 650, 90, 160),
  serde: crate(78, 330, 30, 20),
  serde_json: crate(145, 600, 90, 110),
  regex: crate(255, 1_100, 90, 60),
  'regex-automata': crate(620, 2_900, 220, 720),
  'regex-syntax': crate(350, 1_500, 60, 330),
  syn: crate(270, 1_150, 120, 0),
  rustls: crate(350, 1_700, 130, 900),
  ring: crate(1_450, 8_000, 420, 260),
  'aws-lc-sys': crate(9_500, 62_000, 3_000, 900),
  clap_builder: crate(165, 700, 70, 330),
  reqwest: crate(150, 650, 60, 360),
  'openssl-sys': crate(78, 380, 60, 20),
  sqlx: crate(180, 800, 90, 500),
  diesel: crate(350, 2_300, 400, 350),
  'actix-web': crate(230, 900, 110, 620),
  rocket: crate(280, 1_200, 120, 700),
};

/** Crates that a name brings where no lock file says so: itself included. */
export const CLOSURE_SIZES: Readonly<Record<string, number>> = {
  axum: 56,
  tokio: 18,
  hyper: 26,
  serde: 6,
  serde_json: 5,
  'actix-web': 120,
  rocket: 150,
  reqwest: 95,
  clap: 18,
  tracing: 6,
  'tracing-subscriber': 17,
  sqlx: 140,
  diesel: 14,
  anyhow: 1,
  thiserror: 5,
  rand: 9,
  regex: 5,
  chrono: 14,
  uuid: 4,
  tower: 9,
  'tower-http': 22,
};

export const RELEASE_ARTEFACT_BYTES = 1_750_000;
export const DEBUG_ARTEFACT_BYTES = 4_350_000;
export const INDEX_BYTES_PER_CRATE = 42_000;

/** The standard library's share of a program, unstripped, with a toolchain of 1.77 or later; of a debug build. */
export const STD_BYTES = 450_000;
export const STD_DEBUG_BYTES = 3_900_000;
export const STRIPPED_RATIO = 0.66;
export const DEBUG_RATIO = 9;
export const MUSL_BYTES = 500_000;
export const LTO_RATIO = 0.8;
export const OWN_CODE_RATIO = 3;

/** On two cores: a release build of an axum service takes a minute and a half. */
export const CRATE_RELEASE_MILLISECONDS = 920;
export const CRATE_DEBUG_MILLISECONDS = 420;
export const OWN_MILLISECONDS = 3_500;
export const LTO_MILLISECONDS = 14_000;

/** `rust-std` of a further target. */
export const TARGET_BYTES = 46_000_000;
export const TARGET_ARCHIVE_BYTES = 15_500_000;

/** Programs that Dockerfiles install with `cargo install`: version, crates, megabytes. Rounded. */
export const INSTALLABLE: Readonly<Record<string, readonly [version: string, crates: number, megabytes: number]>> = {
  'cargo-chef': ['0.1.71', 105, 6],
  'cargo-watch': ['8.5.3', 110, 8],
  'sqlx-cli': ['0.8.3', 270, 19],
  diesel_cli: ['2.2.7', 70, 6],
  trunk: ['0.21.7', 420, 24],
  'wasm-pack': ['0.13.1', 190, 10],
  'wasm-bindgen-cli': ['0.2.100', 150, 12],
  'cargo-audit': ['0.21.1', 240, 17],
  'cargo-leptos': ['0.2.28', 430, 26],
  ripgrep: ['14.1.1', 48, 5],
};
