#!/bin/sh
# Sends one multicast stream: sh send.sh GROUP PORT SECONDS COMMAND...
#
# COMMAND is iperf 2 as a client that reports every few seconds (-i). SECONDS is how long it sends, 0 for ever. Needs a
# shell and iperf, no other program; keeps small files in $MULTICAST_STATE (/tmp) that health.sh reads.
#
# With MULTICAST_INTERFACE it sends from that interface: iperf is given its address (-B), because `-c GROUP%INTERFACE`
# leaves the choice to the route.
#
# iperf ends with 0 when it cannot send, and counts packets that never leave. Here both are exit code 1.
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

# What left this network namespace: its multicast packets (nothing where the kernel does not say), and all packets of its
# interfaces. An interface without a link is handed packets and drops them, so that the first number alone grows.
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

# Turns an address as /proc/net/route has it, in hexadecimal and with its first octet last, into a number.
number_of_hex() {
  n=$((0x$1))
  number=$(((n & 255) << 24 | (n >> 8 & 255) << 16 | (n >> 16 & 255) << 8 | n >> 24 & 255))
}

# Finds the address that lies in a network of the interface; nothing where it has none.
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

# Passes iperf's report on and judges it. Exit code 1: nothing is sent.
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
              # Without truncation: a probe between the two would read nothing. The number never gets shorter.
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
