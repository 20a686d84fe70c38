#!/bin/sh
# Sends one multicast stream: sh send.sh GROUP PORT SECONDS COMMAND...
#
# COMMAND is iperf 2 as a client that reports every few seconds (-i). SECONDS is the duration; 0 means without end.
# Needs only a shell and iperf. Writes small files to $MULTICAST_STATE (/tmp), which health.sh reads.
#
# If MULTICAST_INTERFACE is set, it sends from this interface: it passes the address of the interface to iperf (-B),
# because with `-c GROUP%INTERFACE` the route still decides.
#
# iperf exits with 0 if it cannot send, and counts packets that never leave. This script exits with 1 in both cases.
set -u
group=$1
port=$2
seconds=$3
shift 3
case $0 in
  */*) folder=${0%/*} ;;
  *) folder=. ;;
esac
# shellcheck source=images/multicast/run-iperf.sh
. "$folder/run-iperf.sh"

# Reads how many packets left this network namespace: $left counts its multicast packets (empty if the kernel does not
# count them), and $transmitted all packets of its interfaces. Both are needed: an interface without a link drops its
# packets, and then only $left grows.
read_left() {
  left=
  while read -r prefix _ _ _ value _; do
    case $prefix in IpExt:) left=$value ;; esac
  done 2>/dev/null </proc/net/netstat
  transmitted=0
  while read -r name _ _ _ _ _ _ _ _ _ packets _; do
    case $name in
      lo:) ;;
      *:) transmitted=$((transmitted + packets)) ;;
    esac
  done </proc/net/dev
}

# Sets $number to the value of an address in the format of /proc/net/route: hexadecimal, with the first octet last.
number_of_hex() {
  n=$((0x$1))
  number=$(((n & 255) << 24 | (n >> 8 & 255) << 16 | (n >> 16 & 255) << 8 | n >> 24 & 255))
}

# Sets $address to the local address that is in a network of the interface $1. It is empty if there is none.
find_address() {
  address=
  while read -r name network gateway _ _ _ _ mask _; do
    if [ "$name" != "$1" ] || [ "$gateway" != 00000000 ] || [ "$mask" = 00000000 ]; then
      continue
    fi
    number_of_hex "$network"
    wanted=$number
    number_of_hex "$mask"
    bits=$number
    candidate=
    while read -r first second third; do
      case "$first $second $third" in
        '|-- '*) candidate=$second ;;
        '/32 host LOCAL')
          rest=$candidate.
          number=0
          while [ -n "$rest" ]; do
            number=$((number << 8 | ${rest%%.*}))
            rest=${rest#*.}
          done
          if [ $((number & bits)) -eq "$wanted" ]; then
            address=$candidate
            return
          fi
          ;;
      esac
    done </proc/net/fib_trie
  done </proc/net/route
}

# Prints the report of iperf and evaluates it. Exit code 1: nothing is sent.
watch() {
  verdict=1
  missed=0
  read_left
  left_before=$left
  transmitted_before=$transmitted
  while IFS= read -r line; do
    printf '%s\n' "$line"
    case $line in
      *' sec '*Bytes*bits/sec*)
        read_left
        amount=${line#*' sec '}
        case ${amount%%Bytes*} in
          *[1-9]*)
            if [ "$transmitted" != "$transmitted_before" ] && { [ -z "$left" ] || [ "$left" != "$left_before" ]; }; then
              verdict=0
              missed=0
              read_uptime
              # Overwrites without truncation, because a probe could read an empty file. The number never gets shorter.
              echo "$uptime" 1<>"$state.last"
            else
              missed=$((missed + 1))
            fi
            ;;
        esac
        left_before=$left
        transmitted_before=$transmitted
        if [ "$missed" -ge 2 ]; then
          verdict=1
          end_iperf KILL
        fi
        ;;
    esac
  done
  return "$verdict"
}

if [ -n "${MULTICAST_INTERFACE:-}" ]; then
  find_address "$MULTICAST_INTERFACE"
  if [ -z "$address" ]; then
    echo "multicast: interface $MULTICAST_INTERFACE is not there, or has no IPv4 address in a network of its own"
    exit 1
  fi
  set -- "$@" -B "$address"
fi
prepare "$group" "$port"
read_uptime
began=$uptime
run_watched "$@"
if [ "$verdict" -ne 0 ]; then
  echo "multicast: no packet to $group:$port leaves, see the lines above: is there a route to the group?"
  exit 1
fi
read_uptime
if [ "$seconds" -eq 0 ] || [ $((uptime - began + 1)) -lt "$seconds" ]; then
  echo "multicast: $1 ended too early, and $group:$port is sent no longer"
  exit 1
fi
