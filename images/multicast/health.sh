#!/bin/sh
# Answers a probe by its exit code: sh health.sh QUESTION GROUP PORT
#
#   receiving  packets of this group and port arrived in the last 8 seconds
#   sending    packets left in the last 9 seconds
#   alive      the group is joined, and iperf waits for a sender or received from its sender in the last 20 seconds
#
# Needs only a shell. Reads the files that receive.sh and send.sh write to $MULTICAST_STATE (/tmp).
set -u
question=$1
group=$2
port=$3

# Succeeds if the last packet is at most $1 seconds old.
heard_within() {
  read -r last 2>/dev/null <"${MULTICAST_STATE:-/tmp}/$group-$port.last" || return 1
  read -r uptime _ </proc/uptime
  [ $((${uptime%%.*} - last)) -le "$1" ]
}

alive() {
  rest=$group.
  hex=
  while [ -n "$rest" ]; do
    # The kernel writes the first octet last.
    hex=$(printf %02X "${rest%%.*}")$hex
    rest=${rest#*.}
  done
  joined=1
  while read -r address _; do
    case $address in "$hex") joined=0 ;; esac
  done </proc/net/igmp
  if [ "$joined" -ne 0 ]; then
    echo "$group is not joined"
    return 1
  fi
  while read -r _ local remote _; do
    case $local in
      "$hex:$(printf %04X "$port")")
        if [ "$remote" = 00000000:0000 ] || heard_within 20; then
          return 0
        fi
        echo "iperf keeps to a sender of $group:$port that is silent"
        return 1
        ;;
    esac
  done </proc/net/udp
  echo "nothing listens to $group:$port"
  return 1
}

case $question in
  receiving) heard_within 8 || { echo "no packet of $group:$port in the last 8 seconds"; exit 1; } ;;
  sending) heard_within 9 || { echo "no packet to $group:$port left in the last 9 seconds"; exit 1; } ;;
  alive) alive ;;
  *)
    echo "health.sh: no question '$question'"
    exit 2
    ;;
esac
