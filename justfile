# The habits of this workspace. `just` lists them; each line runs without `just` as well.

# what there is
_default:
    @just --list --unsorted

# review the sample reports, as the README's first command does
demo:
    cargo run --locked -- review data/samples --out reports/sample

# all tests, in all crates
test:
    cargo test --workspace --locked

# formatting and clippy, warnings denied; licences and advisories where cargo-deny is installed
lint:
    cargo fmt --all -- --check
    cargo clippy --workspace --all-targets --locked -- -D warnings
    if command -v cargo-deny >/dev/null; then cargo deny check; else echo "cargo-deny is not installed: licences not checked"; fi

# format everything
fmt:
    cargo fmt --all

# measure, optimised: keeping and loading 10,000 incidents, reading texts up to 10 MB, drawing all charts, importing large tables
bench: && bench-tables
    cargo bench -p incstats-store --locked
    cargo bench -p incstats-importer --bench reading --locked
    cargo bench -p incstats-charts --bench drawing --locked

# measure, optimised: the whole review of 400 incidents over three years with all charts, three times
bench-report:
    cargo build --release --locked -p incstats
    cargo run --release --locked -p incstats-charts --example history -- 400 > target/history.csv
    rm -rf target/review && target/release/incstats -q init target/review && cp target/history.csv target/review/data
    target/release/incstats -q --project target/review import target/review/data
    bash -c 'for i in 1 2 3; do time target/release/incstats -q --project target/review report --out target/review/out; done'

# measure, optimised: a million incidents written through the store, then summarised twice: read and kept, then from what was kept
bench-large:
    cargo run --release --locked -p incstats-store --example large_history -- target/large 1000000
    cargo build --release --locked
    bash -c 'time target/release/incstats --project target/large summary'
    bash -c 'time target/release/incstats --project target/large summary'

# measure, optimised: a ticket log of 141,712 rows and a table of a million rows (100 MB), imported, with the memory it takes
bench-tables:
    cargo build --release --locked
    mkdir -p target/tables-log target/tables-rows
    touch target/tables-log/incstats.toml target/tables-rows/incstats.toml
    rm -f target/tables-log/data/incstats.db* target/tables-rows/data/incstats.db*
    cargo run --release --locked -p incstats-importer --example ticket_table -- target/tables-log/tickets.csv 141712 log
    cargo run --release --locked -p incstats-importer --example ticket_table -- target/tables-rows/tickets.csv 1000000 rows
    -/usr/bin/time -v target/release/incstats --project target/tables-log -q import target/tables-log/tickets.csv
    -/usr/bin/time -v target/release/incstats --project target/tables-rows -q import target/tables-rows/tickets.csv

# twenty minutes of broken reports: whatever makes the reader panic or dawdle is written to target/mutate
fuzz:
    cargo run --profile fuzz --locked -p incstats-importer --example mutate -- 1200 1 target/mutate data/samples data/twins

# how often the printed intervals hold the truth, by simulation: the table of crates/analysis/COVERAGE.md
coverage:
    cargo run --release --locked -p incstats-analysis --example coverage

# the example page in Chromium: light, dark, on a telephone, printed, with axe-core; needs npm's playwright-core and axe-core
page-check:
    node tests/browser/page.mjs reports/sample/review.html

# how much is read rightly: the sample reports, and the reference documents where there are any
score:
    .ci/run score

# the sample review, the output shown in README and docs, and the API pages
docs: demo
    cargo build --locked
    python3 docs/refresh.py README.md docs/*.md
    cargo doc --workspace --no-deps --locked

# names of months, weekdays and parts of the day from the CLDR, by two packages of npm; tests hold the languages to them
locales:
    npm pack cldr-dates-full@48.2.0 cldr-core@48.2.0 --silent --pack-destination target
    python3 crates/importer/locales/cldr/make.py target/cldr-dates-full-48.2.0.tgz target/cldr-core-48.2.0.tgz

# the pictures of docs/gallery.md
gallery:
    cargo build --locked -p incstats -p incstats-charts --bins --examples
    docs/gallery.sh

# everything that a change must pass
ci:
    .ci/run
