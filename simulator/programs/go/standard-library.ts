/** Groups of the standard library: what importing one pulls in. Bytes are what a program grows by, the groups it needs left out. */
interface Group {
  readonly linkedBytes: number;
  readonly needs: readonly string[];
  /** Packages that are compiled for it, itself included, those of what it needs left out. */
  readonly packages: readonly string[];
}

const words = (text: string) => text.split(' ');

const RUNTIME = words(
  'internal/goarch internal/unsafeheader internal/abi internal/cpu internal/bytealg internal/byteorder internal/chacha8rand internal/coverage/rtcov internal/goexperiment internal/goos internal/profilerecord internal/runtime/atomic internal/runtime/exithook internal/runtime/math internal/runtime/sys internal/stringslite runtime',
);

const FMT = words(
  'internal/reflectlite errors sync/atomic internal/race sync internal/asan internal/msan unicode unicode/utf8 math/bits math strconv internal/itoa iter cmp slices io internal/oserror syscall internal/syscall/unix path time io/fs internal/poll internal/filepathlite internal/syscall/execenv internal/testlog os reflect internal/fmtsort fmt',
);

const NET = words(
  'context internal/godebug internal/godebugs internal/bisect internal/nettrace internal/singleflight internal/intern math/rand unique weak net/netip vendor/golang.org/x/net/dns/dnsmessage sort strings bytes bufio net',
);

const TLS = words(
  'crypto crypto/internal/boring/sig crypto/internal/alias crypto/subtle crypto/internal/boring crypto/cipher crypto/aes crypto/des crypto/internal/edwards25519/field crypto/internal/edwards25519 crypto/internal/nistec/fiat crypto/internal/nistec crypto/ecdh crypto/elliptic crypto/internal/bigmod crypto/internal/randutil math/big crypto/rand crypto/sha512 encoding/asn1 vendor/golang.org/x/crypto/cryptobyte/asn1 vendor/golang.org/x/crypto/cryptobyte crypto/ecdsa crypto/ed25519 crypto/hmac vendor/golang.org/x/crypto/internal/alias vendor/golang.org/x/crypto/internal/poly1305 vendor/golang.org/x/crypto/chacha20 vendor/golang.org/x/sys/cpu vendor/golang.org/x/crypto/chacha20poly1305 vendor/golang.org/x/crypto/hkdf crypto/internal/hpke crypto/internal/mlkem768 crypto/md5 crypto/rc4 crypto/rsa crypto/sha1 crypto/sha256 crypto/dsa crypto/x509/pkix encoding/hex encoding/base64 encoding/pem encoding/binary hash crypto/x509 crypto/tls',
);

const HTTP = words(
  'compress/flate hash/crc32 compress/gzip container/list vendor/golang.org/x/text/transform vendor/golang.org/x/text/unicode/bidi vendor/golang.org/x/text/secure/bidirule vendor/golang.org/x/text/unicode/norm vendor/golang.org/x/net/idna net/textproto vendor/golang.org/x/net/http/httpguts vendor/golang.org/x/net/http/httpproxy vendor/golang.org/x/net/http2/hpack mime mime/quotedprintable net/url path/filepath mime/multipart net/http/httptrace net/http/internal/ascii net/http/internal maps log/internal log net/http',
);

const GROUPS: Readonly<Record<string, Group>> = {
  fmt: { linkedBytes: 650_000, needs: [], packages: FMT },
  net: { linkedBytes: 900_000, needs: ['fmt'], packages: NET },
  'crypto/tls': { linkedBytes: 2_200_000, needs: ['net'], packages: TLS },
  'net/http': { linkedBytes: 1_470_000, needs: ['crypto/tls', 'log'], packages: HTTP },
  log: { linkedBytes: 12_000, needs: ['fmt'], packages: ['log'] },
  'log/slog': { linkedBytes: 160_000, needs: ['log', 'encoding/json'], packages: words('log/slog/internal log/slog/internal/buffer log/slog') },
  'encoding/json': { linkedBytes: 350_000, needs: ['fmt'], packages: words('encoding unicode/utf16 encoding/base64 encoding/json') },
  'encoding/xml': { linkedBytes: 320_000, needs: ['fmt'], packages: ['encoding/xml'] },
  regexp: { linkedBytes: 220_000, needs: ['fmt'], packages: words('regexp/syntax regexp') },
  flag: { linkedBytes: 60_000, needs: ['fmt'], packages: words('encoding flag') },
  'text/template': { linkedBytes: 750_000, needs: ['fmt'], packages: words('internal/fmtsort text/template/parse net/url text/template') },
  'html/template': { linkedBytes: 600_000, needs: ['text/template', 'encoding/json'], packages: words('html html/template') },
  'database/sql': { linkedBytes: 230_000, needs: ['fmt'], packages: words('database/sql/driver database/sql') },
  'mime/multipart': { linkedBytes: 260_000, needs: ['net'], packages: words('net/textproto mime mime/quotedprintable mime/multipart') },
  'os/exec': { linkedBytes: 110_000, needs: ['fmt'], packages: ['os/exec'] },
  embed: { linkedBytes: 8_000, needs: ['fmt'], packages: ['embed'] },
  testing: { linkedBytes: 420_000, needs: ['fmt', 'flag'], packages: words('runtime/debug runtime/trace testing internal/sysinfo') },
};

/** Another group that a package belongs to without being its main one. */
const MEMBER_OF: readonly (readonly [prefix: string, group: string])[] = [
  ['net/http/', 'net/http'],
  ['net/url', 'fmt'],
  ['net/', 'net'],
  ['crypto/x509', 'crypto/tls'],
  ['crypto/', 'crypto/tls'],
  ['encoding/', 'fmt'],
];

export interface StandardShare {
  readonly linkedBytes: number;
  readonly packages: readonly string[];
  /** It calls the system's resolver or user database through C when cgo is on. */
  readonly usesC: boolean;
}

/** What the packages that a program imports bring along, the runtime included. */
export function standardShare(imports: Iterable<string>): StandardShare {
  const groups = new Set<string>();
  const single = new Set<string>();
  for (const path of imports) {
    const group = GROUPS[path] === undefined ? (MEMBER_OF.find(([prefix]) => path.startsWith(prefix))?.[1] ?? undefined) : path;
    if (group !== undefined) addGroup(groups, group);
    if (group !== path && path !== 'unsafe' && path !== 'C') single.add(path);
  }
  const found = [...groups].flatMap((name) => GROUPS[name] ?? []);
  const packages = new Set([...RUNTIME, ...found.flatMap((group) => group.packages), ...single]);
  return {
    linkedBytes: found.reduce((sum, group) => sum + group.linkedBytes, 0) + single.size * 15_000,
    packages: [...packages],
    usesC: groups.has('net') || single.has('os/user') || single.has('plugin'),
  };
}

function addGroup(groups: Set<string>, name: string): void {
  if (groups.has(name)) return;
  groups.add(name);
  for (const need of GROUPS[name]?.needs ?? []) addGroup(groups, need);
}
