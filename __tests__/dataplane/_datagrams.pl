# Counts numbered datagrams, or sends them: perl _datagrams.pl receive GROUP ADDRESS
#                                           perl _datagrams.pl send GROUP ADDRESS PORT TTL COUNT
#
# ADDRESS is that of the interface. The receiver takes IP packets, because the TTL is in their header. It prints a line
# when it has joined, and at the end of its standard input one line for each kind of packet: PORT SOURCE TTL COUNT.
use strict;
use warnings;
use Socket qw(:DEFAULT IPPROTO_IP IPPROTO_UDP IP_ADD_MEMBERSHIP IP_MULTICAST_IF IP_MULTICAST_TTL SOCK_RAW SO_RCVBUF);

my ($role, $group, $address, $port, $ttl, $count) = @ARGV;
my ($group_bytes, $address_bytes) = map { inet_aton($_) } $group, $address;

if ($role eq 'send') {
  socket(my $socket, PF_INET, SOCK_DGRAM, IPPROTO_UDP) or die "socket: $!";
  setsockopt($socket, IPPROTO_IP, IP_MULTICAST_IF, $address_bytes) or die "interface: $!";
  setsockopt($socket, IPPROTO_IP, IP_MULTICAST_TTL, pack('C', $ttl)) or die "TTL: $!";
  for my $number (1 .. $count) {
    send($socket, pack('N', $number), 0, pack_sockaddr_in($port, $group_bytes)) or die "send: $!";
    select(undef, undef, undef, 0.002);
  }
  exit 0;
}

socket(my $socket, PF_INET, SOCK_RAW, IPPROTO_UDP) or die "socket: $!";
setsockopt($socket, SOL_SOCKET, SO_RCVBUF, 4_000_000);
setsockopt($socket, IPPROTO_IP, IP_ADD_MEMBERSHIP, $group_bytes . $address_bytes) or die "join: $!";
$| = 1;
print "joined\n";
my %seen;
while (1) {
  my $ready = '';
  vec($ready, fileno($socket), 1) = 1;
  vec($ready, fileno(STDIN), 1) = 1;
  select($ready, undef, undef, undef);
  if (vec($ready, fileno($socket), 1)) {
    defined recv($socket, my $packet, 65535, 0) or die "receive: $!";
    my ($length, $seen_ttl, $source, $destination) = unpack('C x7 C x3 a4 a4', $packet);
    my $seen_port = unpack('n', substr($packet, ($length & 15) * 4 + 2, 2));
    $seen{join ' ', $seen_port, inet_ntoa($source), $seen_ttl} += 1 if $destination eq $group_bytes;
  } elsif (vec($ready, fileno(STDIN), 1) && !sysread(STDIN, my $text, 4096)) {
    last;
  }
}
print "$_ $seen{$_}\n" for sort keys %seen;
