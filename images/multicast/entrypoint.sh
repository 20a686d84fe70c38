#!/bin/sh
# The entry point of the image: receive GROUP [PORT [OPTION...]], send GROUP [PORT [OPTION...]], or any other command.
#
# GROUP can have an interface: 239.1.2.3%eth0. Each OPTION is passed to iperf, after the options of this script.
set -u

usage() {
  echo "usage: receive GROUP[%INTERFACE] [PORT [IPERF-OPTION...]], the same with send, or any other command" >&2
  exit 2
}

case ${1-} in
  receive | send) ;;
  '') usage ;;
  *) exec "$@" ;;
esac
role=$1
place=${2-}
group=${place%%%*}
port=${3-5001}
case $group in '' | *[!0-9.]*) usage ;; esac
case $port in '' | *[!0-9]*) usage ;; esac
shift 2
if [ $# -gt 0 ]; then
  shift
fi
if [ "$role" = receive ]; then
  exec sh "${0%/*}/receive.sh" "$group" "$port" iperf -s -u -B "$place" -p "$port" -i 1 "$@"
fi
exec sh "${0%/*}/send.sh" "$group" "$port" 0 iperf -c "$place" -u -p "$port" -T 8 -t 0 -i 3 "$@"
