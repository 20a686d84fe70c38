"""A member of a peer group: it sends its name to the group, and prints the names that it receives.

python3 peer.py [NAME [GROUP PORT]]

NAME is the name of the host by default. GROUP and PORT, the TTL and the network interface come from the variables
MULTICAST_GROUP, MULTICAST_PORT, MULTICAST_TTL and MULTICAST_INTERFACE, if they are set.
"""
import os
import signal
import socket
import struct
import sys
import time

INTERVAL = 1  # seconds between two heartbeats
SILENCE = 5  # seconds after which a member is gone


def open_socket(group, port, ttl, interface):
    """Returns a socket that sends to the group and has joined it."""
    peer = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    # Other programs, such as the sidecar that counts packets, can then use the same port.
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    peer.bind(("", port))
    index = socket.if_nametoindex(interface) if interface else 0
    membership = struct.pack("4s4si", socket.inet_aton(group), bytes(4), index)
    peer.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)
    # Without this, a socket takes packets of all groups that the Pod has joined.
    peer.setsockopt(socket.IPPROTO_IP, getattr(socket, "IP_MULTICAST_ALL", 49), 0)
    peer.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, ttl)
    if interface:
        peer.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, membership)
    return peer


def main():
    # A process with number 1 gets only signals that it handles.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    arguments = dict(enumerate(sys.argv[1:]))
    name = arguments.get(0, socket.gethostname())
    group = arguments.get(1) or os.environ.get("MULTICAST_GROUP", "239.255.0.1")
    port = int(arguments.get(2) or os.environ.get("MULTICAST_PORT", "5001"))
    ttl = int(os.environ.get("MULTICAST_TTL", "8"))
    peer = open_socket(group, port, ttl, os.environ.get("MULTICAST_INTERFACE"))

    last_seen = {}
    printed = None
    next_heartbeat = time.monotonic()
    while True:
        now = time.monotonic()
        if now >= next_heartbeat:
            peer.sendto(name.encode(), (group, port))
            next_heartbeat = now + INTERVAL
        members = sorted(member for member, at in last_seen.items() if now - at < SILENCE)
        if members != printed:
            print(f"{name} receives from: {' '.join(members) or '(no member)'}", flush=True)
            printed = members
        peer.settimeout(max(0.01, next_heartbeat - now))
        try:
            member = peer.recv(256).decode("ascii", "replace")
        except TimeoutError:
            continue
        if member != name and member.isprintable():
            last_seen[member] = time.monotonic()


main()
