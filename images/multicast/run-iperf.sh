#!/bin/sh
# Runs iperf for receive.sh and send.sh, which source this file.
#
# Both define the function watch, which reads the report of iperf.

# prepare GROUP PORT: sets $state, the prefix of the names of the small files. From then on, a signal that ends this
# script also ends iperf.
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

# Writes the process id of iperf to a file and starts iperf, unless a signal to stop came before.
# shellcheck disable=SC2016 # for the inner shell
start='echo $$ >"$0.pid"; if [ -s "$0.stop" ]; then exit 0; fi; exec "$@"'

end_iperf() {
  read -r pid <"$state.pid" && kill -s "$1" "$pid" 2>/dev/null
}

# Runs a command until it ends, passes its output to watch, and sets $verdict to the exit code of watch.
# shellcheck disable=SC2034 # for the script that sources this one
run_watched() {
  : >"$state.pid"
  # In the background, because a shell handles no signal while it waits for a command in the foreground.
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
