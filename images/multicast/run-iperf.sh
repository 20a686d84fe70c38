#!/bin/sh
# Runs iperf for receive.sh and send.sh, which source this file.
#
# They define watch, which reads what iperf reports.

# Chooses $state, with which the names of the small files begin: prepare GROUP PORT. From now on this script ends iperf
# when it is told to end.
prepare() {
  state=${MULTICAST_STATE:-/tmp}/$1-$2
  if ! (: >"$state.stop") 2>/dev/null; then
    echo "multicast: cannot write ${state%/*}: mount an emptyDir there"
    exit 1
  fi
  : >"$state.last"
  : >"$state.pid"
  trap 'echo stop >"$state.stop"; end_iperf TERM' TERM INT
}

# Leaves iperf's process number behind, unless the order to stop came first.
# shellcheck disable=SC2016 # for the inner shell
start='echo $$ >"$0.pid"; if [ -s "$0.stop" ]; then exit 0; fi; exec "$@"'

end_iperf() {
  read -r pid <"$state.pid" && kill -s "$1" "$pid" 2>/dev/null
}

# Runs a command until it ends, under the eyes of watch, and leaves the exit code of watch in $verdict.
# shellcheck disable=SC2034 # for the script that sources this one
run_watched() {
  : >"$state.pid"
  # In the background, because a shell hears no signal while it waits for a command in the foreground.
  { sh -c "$start" "$state" "$@" 2>&1 | watch; } &
  pipeline=$!
  wait "$pipeline"
  verdict=$?
  while kill -0 "$pipeline" 2>/dev/null; do
    wait "$pipeline"
    verdict=$?
  done
  if [ -s "$state.stop" ]; then
    exit 0
  fi
}

read_uptime() {
  read -r uptime _ </proc/uptime
  uptime=${uptime%%.*}
}
