export interface GemFigures {
  readonly archiveBytes: number;
  readonly installedBytes: number;
  readonly files: number;
  /** Compiled when it is installed; with the header of the library that it needs, where it needs one. */
  readonly native?: { readonly milliseconds: number; readonly header?: string };
}

const KILOBYTE = 1_000;

function gem(archive: number, installed: number, files: number, native?: GemFigures['native']): GemFigures {
  return { archiveBytes: archive * KILOBYTE, installedBytes: installed * KILOBYTE, files, ...(native === undefined ? {} : { native }) };
}

/** Of a gem about which nothing is known; round figures of what a Rails application has. */
export const AVERAGE_GEM = gem(70, 330, 38);

/** Gems that are far from the average, in kB: archive, installed, files. Approximate, of their releases of 2024. */
export const GEMS: Readonly<Record<string, GemFigures>> = {
  rails: gem(8, 20, 3),
  railties: gem(330, 900, 320),
  activesupport: gem(270, 1_100, 300),
  activerecord: gem(640, 2_100, 420),
  actionpack: gem(250, 880, 190),
  actionview: gem(150, 560, 130),
  activestorage: gem(75, 260, 110),
  nokogiri: gem(4_000, 15_500, 320),
  bootsnap: gem(42, 300, 36, { milliseconds: 5_000 }),
  puma: gem(210, 1_100, 80, { milliseconds: 9_000 }),
  nio4r: gem(130, 900, 60, { milliseconds: 8_000 }),
  bcrypt: gem(24, 260, 30, { milliseconds: 3_000 }),
  msgpack: gem(95, 800, 60, { milliseconds: 6_000 }),
  bigdecimal: gem(95, 800, 20, { milliseconds: 6_000 }),
  json: gem(60, 380, 30, { milliseconds: 4_000 }),
  racc: gem(90, 460, 40, { milliseconds: 3_000 }),
  'websocket-driver': gem(24, 120, 30, { milliseconds: 2_500 }),
  ffi: gem(1_500, 5_300, 200),
  pg: gem(370, 1_700, 130, { milliseconds: 12_000, header: '/usr/include/postgresql/libpq-fe.h' }),
  mysql2: gem(110, 600, 60, { milliseconds: 9_000, header: '/usr/include/mysql/mysql.h' }),
  sqlite3: gem(2_700, 7_900, 60),
  sinatra: gem(170, 460, 60),
  rack: gem(110, 330, 70),
  rake: gem(86, 300, 60),
  sidekiq: gem(420, 1_200, 200),
  sassc: gem(1_100, 9_000, 700, { milliseconds: 95_000 }),
  'aws-sdk-s3': gem(870, 3_800, 60),
  bundler: gem(490, 1_900, 380),
  rubocop: gem(820, 4_300, 850),
};

export const GEM_MILLISECONDS = 140;
export const START_MILLISECONDS = 700;
