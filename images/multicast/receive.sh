#!/bin/sh
# Receives one multicast stream until it is told to stop: sh receive.sh GROUP PORT COMMAND...
#
# COMMAND is iperf 2 as a server that reports each second (-i 1). Its output goes to standard output. Needs only a shell
# and iperf. Writes small files to $MULTICAST_STATE (/tmp), which health.sh reads.
#
# iperf accepts packets only from the first sender. If that sender stops without a final packet, iperf never counts
# another sender. So this script starts iperf again after 10 reports without a packet. Exit code 1: the group cannot be
# joined, or iperf ended.
set -u
group=$1
port=$2
shift 2
case $0 in
  */*) folder=${0%/*} ;;
  *) folder=. ;;
esac
# shellcheck source=images/multicast/run-iperf.sh
. "$folder/run-iperf.sh"

# Prints the report of iperf and evaluates it. Exit code 3: start iperf again; 1: give up.
watch() {
  verdict=0
  silent=0
  while IFS= read -r line; do
    if [ "$verdict" -ne 0 ]; then
      continue
    fi
    printf '%s\n' "$line"
    case $line in
      *'join failed'* | *'bind failed'*)
        verdict=1
        echo "multicast: cannot receive $group:$port, see the line above: is there a route to the group, is the port free?"
        end_iperf KILL
        ;;
      *' sec '*Bytes*bits/sec*)
        amount=${line#*' sec '}
        case ${amount%%Bytes*} in
          *[1-9]*)
            silent=0
            read_uptime
            # Overwrites without truncation, because a probe could read an empty file. The number never gets shorter.
            echo "$uptime" 1<>"$state.last"
            ;;
          *) silent=$((silent + 1)) ;;
        esac
        if [ "$silent" -ge 10 ]; then
          verdict=3
          echo "multicast: $group:$port is silent, so the group is joined anew, for whoever sends next"
          end_iperf KILL
        fi
        ;;
    esac
  done
  return "$verdict"
}

prepare "$group" "$port"
while :; do
  run_watched "$@"
  if [ "$verdict" -ne 3 ]; then
    echo "multicast: $1 ended, and $group:$port is received no longer"
    exit 1
  fi
done
