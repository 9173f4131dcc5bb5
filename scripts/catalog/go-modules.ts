/**
 * Go modules: version, kB of source, kB of the zip, files, kB that a program grows by, packages of the standard library that come along, modules that come along.
 * Source and zip follow the packages of Debian 12 that carry the module's tree (Installed-Size, a quarter more than the .deb); files are one for
 * nine kB. What a program grows by fits the measured programs of the facts (chi, lib/pq, gin) and is estimated from the size of the source otherwise.
 */
export const MODULES = `
github.com/gin-gonic/gin v1.10.0 599 134 95 1900 html/template,encoding/json,net/http,encoding/xml github.com/bytedance/sonic,github.com/gabriel-vasile/mimetype,github.com/gin-contrib/sse,github.com/go-playground/validator/v10,github.com/go-playground/locales,github.com/go-playground/universal-translator,github.com/goccy/go-json,github.com/json-iterator/go,github.com/leodido/go-urn,github.com/mattn/go-isatty,github.com/modern-go/concurrent,github.com/modern-go/reflect2,github.com/pelletier/go-toml/v2,github.com/ugorji/go/codec,golang.org/x/arch,golang.org/x/crypto,golang.org/x/net,golang.org/x/sys,golang.org/x/text,google.golang.org/protobuf,gopkg.in/yaml.v3
github.com/go-chi/chi/v5 v5.1.0 327 81 75 130 net/http
github.com/labstack/echo/v4 v4.12.0 642 120 110 900 net/http,encoding/json,html/template github.com/labstack/gommon,github.com/mattn/go-colorable,github.com/mattn/go-isatty,github.com/valyala/bytebufferpool,github.com/valyala/fasttemplate,golang.org/x/crypto,golang.org/x/net,golang.org/x/sys,golang.org/x/text
github.com/labstack/gommon v0.4.2 130 30 25 60 fmt
github.com/gofiber/fiber/v2 v2.52.5 1900 900 210 3600 net,encoding/json,html/template github.com/andybalholm/brotli,github.com/google/uuid,github.com/klauspost/compress,github.com/mattn/go-colorable,github.com/mattn/go-isatty,github.com/mattn/go-runewidth,github.com/rivo/uniseg,github.com/valyala/bytebufferpool,github.com/valyala/fasthttp,github.com/valyala/tcplisten,golang.org/x/sys
github.com/gorilla/mux v1.8.1 231 58 22 120 net/http,regexp
github.com/gorilla/websocket v1.5.3 190 50 40 230 net/http
github.com/lib/pq v1.10.9 435 105 60 520 database/sql,crypto/tls,net
github.com/jackc/pgx/v5 v5.6.0 1700 330 260 2300 crypto/tls,net,encoding/json,database/sql github.com/jackc/pgpassfile,github.com/jackc/pgservicefile,github.com/jackc/puddle/v2,golang.org/x/crypto,golang.org/x/sync,golang.org/x/text
github.com/jackc/pgpassfile v1.0.0 21 6 6 6 fmt
github.com/jackc/pgservicefile v0.0.0-20240606120523-5a60cdf6a761 20 5 6 6 fmt
github.com/jackc/puddle/v2 v2.2.1 61 15 20 20 fmt
github.com/go-sql-driver/mysql v1.8.1 360 89 45 620 database/sql,crypto/tls,net filippo.io/edwards25519
filippo.io/edwards25519 v1.1.0 190 60 25 60 fmt
github.com/mattn/go-sqlite3 v1.14.22 9800 2700 55 2400 database/sql - cgo
modernc.org/sqlite v1.30.1 95000 13000 210 8200 database/sql,net modernc.org/libc,modernc.org/mathutil,modernc.org/memory,github.com/dustin/go-humanize,github.com/google/uuid,github.com/mattn/go-isatty,golang.org/x/sys
modernc.org/libc v1.53.4 190000 17000 640 900 net
modernc.org/mathutil v1.6.0 200 40 30 20 fmt
modernc.org/memory v1.8.0 60 15 20 10 fmt
gorm.io/gorm v1.25.10 900 210 150 1500 database/sql,encoding/json,regexp,log github.com/jinzhu/inflection,github.com/jinzhu/now
gorm.io/driver/postgres v1.5.9 40 12 10 60 database/sql gorm.io/gorm,github.com/jackc/pgx/v5,github.com/jackc/pgpassfile,github.com/jackc/pgservicefile,github.com/jackc/puddle/v2,github.com/jinzhu/inflection,github.com/jinzhu/now,golang.org/x/crypto,golang.org/x/sync,golang.org/x/text
github.com/jinzhu/inflection v1.0.0 30 8 6 12 regexp
github.com/jinzhu/now v1.1.5 40 10 8 15 fmt
github.com/spf13/cobra v1.8.0 466 87 60 620 flag,text/template github.com/inconshreveable/mousetrap,github.com/spf13/pflag
github.com/inconshreveable/mousetrap v1.1.0 20 5 5 2 fmt
github.com/spf13/pflag v1.0.5 349 54 60 140 flag
github.com/spf13/viper v1.18.2 274 81 60 2600 encoding/json,log/slog,text/template github.com/fsnotify/fsnotify,github.com/hashicorp/hcl,github.com/magiconair/properties,github.com/mitchellh/mapstructure,github.com/pelletier/go-toml/v2,github.com/sagikazarmark/locafero,github.com/sagikazarmark/slog-shim,github.com/sourcegraph/conc,github.com/spf13/afero,github.com/spf13/cast,github.com/spf13/pflag,github.com/subosito/gotenv,go.uber.org/multierr,golang.org/x/exp,golang.org/x/sys,golang.org/x/text,gopkg.in/ini.v1,gopkg.in/yaml.v3
github.com/sirupsen/logrus v1.9.3 213 58 40 330 encoding/json,log golang.org/x/sys
github.com/rs/zerolog v1.33.0 390 77 80 420 encoding/json,net github.com/mattn/go-colorable,github.com/mattn/go-isatty,golang.org/x/sys
go.uber.org/zap v1.27.0 721 142 140 900 encoding/json,net/http go.uber.org/multierr
go.uber.org/multierr v1.11.0 55 13 16 20 fmt
go.uber.org/atomic v1.11.0 158 21 50 15 fmt
github.com/stretchr/testify v1.9.0 584 85 60 900 net/http,encoding/json,regexp github.com/davecgh/go-spew,github.com/pmezard/go-difflib,gopkg.in/yaml.v3
github.com/davecgh/go-spew v1.1.1 219 38 24 60 fmt
github.com/pmezard/go-difflib v1.0.0 49 15 6 20 fmt
github.com/google/uuid v1.6.0 82 21 32 40 net
github.com/google/go-cmp v0.6.0 420 100 50 160 regexp
github.com/joho/godotenv v1.5.1 61 18 20 30 fmt
github.com/golang-jwt/jwt/v5 v5.2.1 197 49 50 180 encoding/json,crypto/tls
github.com/redis/go-redis/v9 v9.5.3 1500 330 170 1700 crypto/tls,net github.com/cespare/xxhash/v2,github.com/dgryski/go-rendezvous
github.com/dgryski/go-rendezvous v0.0.0-20200823014737-9f7001d12a5f 12 4 4 4 fmt
github.com/cespare/xxhash/v2 v2.3.0 38 11 20 10 fmt
github.com/prometheus/client_golang v1.19.1 964 218 120 2600 net/http,encoding/json github.com/beorn7/perks,github.com/cespare/xxhash/v2,github.com/prometheus/client_model,github.com/prometheus/common,github.com/prometheus/procfs,golang.org/x/sys,google.golang.org/protobuf
github.com/prometheus/client_model v0.6.1 59 13 10 90 fmt
github.com/prometheus/common v0.54.0 605 138 80 500 net/http
github.com/prometheus/procfs v0.15.1 1152 185 170 180 fmt
github.com/beorn7/perks v1.0.1 52 15 8 12 fmt
github.com/dustin/go-humanize v1.0.1 87 20 24 20 fmt
github.com/fatih/color v1.17.0 48 14 10 30 fmt github.com/mattn/go-colorable,github.com/mattn/go-isatty,golang.org/x/sys
github.com/pkg/errors v0.9.1 67 16 18 12 fmt
github.com/fsnotify/fsnotify v1.7.0 181 48 40 90 fmt golang.org/x/sys
github.com/hashicorp/hcl v1.0.0 417 73 90 190 fmt
github.com/magiconair/properties v1.8.7 137 37 20 70 fmt
github.com/mitchellh/mapstructure v1.5.0 164 36 14 80 fmt
github.com/sagikazarmark/locafero v0.4.0 40 12 15 20 fmt
github.com/sagikazarmark/slog-shim v0.1.0 30 9 10 8 log/slog
github.com/sourcegraph/conc v0.3.0 80 24 40 20 fmt
github.com/spf13/afero v1.11.0 357 78 60 260 net/http
github.com/spf13/cast v1.6.0 91 17 12 70 html/template
github.com/subosito/gotenv v1.6.0 39 10 12 15 fmt
github.com/bytedance/sonic v1.11.6 6900 1500 260 300 encoding/json
github.com/gabriel-vasile/mimetype v1.4.3 420 120 60 160 encoding/json
github.com/gin-contrib/sse v0.1.0 33 9 10 10 net/http
github.com/go-playground/validator/v10 v10.20.0 1179 170 110 420 net,regexp,crypto/tls
github.com/go-playground/locales v0.14.1 30899 1700 1800 20 fmt
github.com/go-playground/universal-translator v0.18.1 116 18 18 30 encoding/json
github.com/goccy/go-json v0.10.2 2900 330 130 700 encoding/json
github.com/json-iterator/go v1.1.12 496 78 100 350 encoding/json
github.com/leodido/go-urn v1.4.0 67 40 30 60 fmt
github.com/mattn/go-isatty v0.0.20 31 8 14 4 fmt golang.org/x/sys
github.com/mattn/go-colorable v0.1.13 55 13 14 12 fmt github.com/mattn/go-isatty,golang.org/x/sys
github.com/mattn/go-runewidth v0.0.15 60 18 12 20 fmt github.com/rivo/uniseg
github.com/rivo/uniseg v0.4.7 260 70 30 90 fmt
github.com/modern-go/concurrent v0.0.0-20180306012644-bacd9c7ef1dd 25 6 12 5 fmt
github.com/modern-go/reflect2 v1.0.2 71 14 24 30 fmt
github.com/pelletier/go-toml/v2 v2.2.2 1275 220 90 330 fmt
github.com/ugorji/go/codec v1.2.12 1853 293 60 900 encoding/json
github.com/valyala/fasthttp v1.54.0 1136 256 130 2300 crypto/tls,net,mime/multipart github.com/andybalholm/brotli,github.com/klauspost/compress,github.com/valyala/bytebufferpool
github.com/valyala/bytebufferpool v1.0.0 28 8 10 5 fmt
github.com/valyala/fasttemplate v1.2.2 30 8 8 8 fmt
github.com/valyala/tcplisten v1.0.0 25 7 8 6 net
github.com/andybalholm/brotli v1.1.0 4179 900 80 900 fmt
github.com/klauspost/compress v1.17.9 4300 1100 220 900 fmt
golang.org/x/net v0.25.0 5543 913 420 700 net/http
golang.org/x/sys v0.20.0 7031 1500 480 90 fmt
golang.org/x/text v0.15.0 36898 6300 820 380 fmt
golang.org/x/crypto v0.23.0 3912 1810 420 220 crypto/tls
golang.org/x/sync v0.7.0 86 25 18 10 fmt
golang.org/x/arch v0.8.0 2888 446 90 5 fmt
golang.org/x/exp v0.0.0-20240604190554-fc45aab8b7f8 3100 600 430 20 fmt
golang.org/x/tools v0.21.0 7130 1836 1500 2200 fmt
golang.org/x/mod v0.17.0 330 90 70 40 fmt
golang.org/x/time v0.5.0 40 13 14 8 fmt
golang.org/x/oauth2 v0.20.0 430 100 80 180 net/http,encoding/json
golang.org/x/term v0.20.0 80 22 24 8 fmt golang.org/x/sys
google.golang.org/protobuf v1.34.1 6068 678 520 1500 encoding/json
google.golang.org/grpc v1.64.0 3633 669 620 4200 net/http,encoding/json golang.org/x/net,golang.org/x/sys,golang.org/x/text,google.golang.org/genproto/googleapis/rpc,google.golang.org/protobuf
google.golang.org/genproto/googleapis/rpc v0.0.0-20240528184218-531527333157 420 80 40 120 fmt
gopkg.in/yaml.v3 v3.0.1 469 93 24 330 fmt
gopkg.in/yaml.v2 v2.4.0 343 77 28 280 fmt
gopkg.in/ini.v1 v1.67.0 251 50 40 120 fmt
`;
