#!/bin/sh
# Answers the readiness probe of the sidecar by its exit code: sh watched.sh
#
# Exit code 0: watch.pl, which has the streams in its arguments, found at most 6 seconds ago that the Pod is ready. Prints
# the reason otherwise.
#
# Needs only a shell. Reads the file that watch.pl writes to $MULTICAST_STATE (/tmp).
set -u

if ! read -r beat answer 2>/dev/null <"${MULTICAST_STATE:-/tmp}/watch"; then
  echo 'watch.pl has not written its answer yet'
  exit 1
fi
read -r uptime _ </proc/uptime
age=$((${uptime%%.*} - beat))
# A negative age is left from before the Node started.
if [ "$age" -gt 6 ] || [ "$age" -lt -1 ]; then
  echo 'watch.pl has not written its answer in the last 6 seconds'
  exit 1
fi
if [ "$answer" != ready ]; then
  echo "${answer#*: }"
  exit 1
fi
