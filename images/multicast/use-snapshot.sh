#!/bin/sh
# Pins the packages of an image while it is built: sh use-snapshot.sh [FOLDER]
#
# The sources of apt in Debian's official images name, in a comment above each address, the snapshot of Debian from which
# the image was made. This script takes these addresses, so that each build installs the packages of that day. It exits with
# 1 if there is none.
set -eu

folder=${1:-/etc/apt/sources.list.d}

for file in "$folder"/*.sources; do
  [ -e "$file" ] || continue
  sed -i '/^# *https\{0,1\}:.*\/archive\//{N;s|^# *\([^ ]*\)\nURIs:.*|URIs: \1|;}' "$file"
done
if ! cat "$folder"/*.sources 2>/dev/null | grep -q '^URIs: .*/archive/'; then
  echo "The base image names no snapshot in $folder. Build with --build-arg PACKAGES=newest, which does not pin packages." >&2
  exit 1
fi
if cat "$folder"/*.sources | grep '^URIs:' | grep -v '/archive/' >&2; then
  echo "These addresses of $folder are not pinned, because no snapshot is named above them." >&2
  exit 1
fi
