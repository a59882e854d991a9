#!/bin/sh
# Draws the pictures of docs/gallery.md: charts of the sample reports, and of a made-up history of 400 incidents over
# three years. `just gallery` builds what it needs and runs it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
built="${CARGO_TARGET_DIR:-$here/../target}/debug"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
incstats() { "$built/incstats" -q "$@"; }

rm -rf "$here/gallery"
mkdir "$here/gallery" "$work/samples" "$work/years"
(
    cd "$work/samples"
    incstats init . >/dev/null
    incstats import "$here/../data/samples" >/dev/null
    incstats chart timeline --incident 2016 --format png --out "$here/gallery/samples" >/dev/null
    incstats chart timeline --incident 2021-05 --dark --format png --out "$here/gallery/samples" >/dev/null
    incstats chart phases clocks --format png --out "$here/gallery/samples" >/dev/null
)
(
    cd "$work/years"
    incstats init . >/dev/null
    "$built/examples/history" 400 >data/history.csv
    incstats import data >/dev/null
    charts="gantt counts phases services calendar clocks trend comparison survival distribution"
    # shellcheck disable=SC2086
    incstats chart $charts --format png,csv --out "$here/gallery/years" >/dev/null
    incstats chart gantt --period 2021-06 --format png --out "$work" >/dev/null
    mv "$work/gantt.png" "$here/gallery/years/gantt-month.png"
    # One CSV shows what lies beside each picture.
    find "$here/gallery/years" -name '*.csv' ! -name 'counts.csv' -delete
)
du -sh "$here/gallery"
