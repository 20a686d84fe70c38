"""An application of a user: python3 _application.py receive GROUP PORT [OPTION...] | send GROUP PORT [OPTION...]

The receiver prints how many packets its socket got, twice a second while the number grows. Options:
  --exclusive    its socket does not share its port
  --reuse-port   its socket shares its port only by SO_REUSEPORT
  --dual-stack   its socket is one of IPv6 that also takes IPv4, as in Java
  --join-after N joins N seconds after it bound the socket; with -1 never
  --at ADDRESS   joins on the interface with this address
  --from ADDRESS joins for this source only

The sender sends packets of 100 bytes with TTL 4. Options: --rate N a second, --count N (0: without end).
"""
import argparse
import errno
import signal
import socket
import sys
import time

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
parser = argparse.ArgumentParser()
parser.add_argument("role", choices=["receive", "send"])
parser.add_argument("group")
parser.add_argument("port", type=int)
parser.add_argument("--exclusive", action="store_true")
parser.add_argument("--reuse-port", action="store_true")
parser.add_argument("--dual-stack", action="store_true")
parser.add_argument("--join-after", type=float, default=0)
parser.add_argument("--at", default="0.0.0.0")
parser.add_argument("--from", dest="source")
parser.add_argument("--rate", type=float, default=50)
parser.add_argument("--count", type=int, default=0)
given = parser.parse_args()


def say(text):
    print(text, flush=True)


def join(receiver):
    membership = socket.inet_aton(given.group) + socket.inet_aton(given.at)
    option = socket.IP_ADD_MEMBERSHIP
    if given.source:
        membership += socket.inet_aton(given.source)
        option = 39  # IP_ADD_SOURCE_MEMBERSHIP
    try:
        receiver.setsockopt(socket.IPPROTO_IP, option, membership)
        say("joined")
    except OSError as error:
        say(f"cannot join: {errno.errorcode[error.errno]}")


def receive():
    family = socket.AF_INET6 if given.dual_stack else socket.AF_INET
    receiver = socket.socket(family, socket.SOCK_DGRAM)
    receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 200_000)
    if given.dual_stack:
        receiver.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    if given.reuse_port:
        receiver.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    elif not given.exclusive:
        receiver.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    receiver.bind(("::" if given.dual_stack else "", given.port))
    say("bound")
    receiver.settimeout(0.1)
    joins_at = None if given.join_after < 0 else time.monotonic() + given.join_after
    received = said = 0
    says_at = time.monotonic()
    while True:
        if joins_at is not None and time.monotonic() >= joins_at:
            joins_at = None
            join(receiver)
        try:
            receiver.recv(65536)
            received += 1
        except TimeoutError:
            pass
        if received != said and time.monotonic() - says_at >= 0.5:
            said, says_at = received, time.monotonic()
            say(f"received {received}")


def send():
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 4)
    sent, began = 0, time.monotonic()
    while given.count == 0 or sent < given.count:
        try:
            sender.sendto(b"x" * 100, (given.group, given.port))
        except OSError as error:
            say(f"cannot send: {errno.errorcode[error.errno]}")
            time.sleep(1)
        sent += 1
        time.sleep(max(0, began + sent / given.rate - time.monotonic()))
    say(f"sent {sent}")
    time.sleep(3600)


receive() if given.role == "receive" else send()
