#!/usr/bin/perl
# Checks the streams of an application from a container next to it: perl watch.pl [OPTION...] ROLE:GROUP:PORT...
#
#   --host-network     the Pod uses hostNetwork: then no one can know whether the application joined
#   --ready=receiving  ready if packets arrive for each receiver and peer (the default)
#   --ready=joined     ready if each receiver and peer joined its group
#
# ROLE is sender, receiver or peer, which is both. GROUP can have an interface, as in 239.1.2.3%eth0: only a group that is
# joined on this interface counts then. In both cases the Pod is ready only if each sender sends.
#
# Prints a line about each stream every 5 seconds, and when an answer changes. Writes the answer for `watched.sh`
# to $MULTICAST_STATE (/tmp). Needs only Perl with its module Socket, and no privilege.
#
# It never joins a group, so a group in /proc/net/igmp was joined by the application. It counts packets with its own
# socket, which gets a copy of each packet of the group while another socket in this network namespace is a member. It
# opens this socket only while the application has one for the same port.
use strict;
use warnings;
use Socket qw(:DEFAULT IPPROTO_UDP MSG_DONTWAIT SO_RCVBUF SO_REUSEADDR SO_REUSEPORT);

use constant {
  REPORTS => 5,      # seconds between two reports of a stream
  BEATS => 2,        # seconds between two writes of the same answer
  RECENT => 8,       # seconds for which a packet counts as received
  SENT => 9,         # seconds in which packets must leave
  BUFFER => 131072,  # bytes of the socket, which the kernel doubles
  NAP => 0.004,      # seconds in which packets gather, because to wake up costs more than to read
  ENOUGH => 20_000,  # packets of a stream in one second, after which the socket is closed until the next
};

$| = 1;
$SIG{TERM} = $SIG{INT} = sub { exit 0 };
$SIG{PIPE} = 'IGNORE';

my $on_host = 0;
my $ready_when = 'receiving';
my (@streams, %known);

sub usage {
  print STDERR "multicast: $_[0]\n" if @_;
  print STDERR "usage: watch.pl [--host-network] [--ready=receiving|joined] ROLE:GROUP[%INTERFACE]:PORT...\n";
  exit 2;
}

sub note { print "multicast: $_[0]\n" }

# Returns a text without characters that change a terminal, and not too much of it.
sub safe {
  my $text = substr($_[0], 0, 60);
  $text =~ s/[^\x20-\x7e]/?/g;
  return $text;
}

for my $word (@ARGV) {
  if ($word eq '--host-network') {
    $on_host = 1;
  } elsif ($word =~ /^--ready=(receiving|joined)\z/) {
    $ready_when = $1;
  } elsif ($word =~ /^(sender|receiver|peer):(\d{1,3}(?:\.\d{1,3}){3})(?:%([A-Za-z0-9][\w.-]{0,14}))?:(\d{1,5})\z/a) {
    my ($role, $group, $interface, $port) = ($1, $2, $3, $4);
    my ($first, @others) = split /\./, $group;
    if ($first < 224 || $first > 239 || grep({ $_ > 255 } @others) || $port < 1 || $port > 65535) {
      usage(safe($word) . ' is not a valid stream: use a group from 224.0.0.0 to 239.255.255.255 and a port from 1 to 65535');
    }
    $group = join '.', map { $_ + 0 } $first, @others;
    my $name = "$group:" . ($port + 0);
    usage("$name is in the list twice: use the role peer for an application that sends and receives it") if $known{$name}++;
    push @streams, {
      role => $role, group => $group, port => $port + 0, interface => $interface, name => $name,
      hex => sprintf('%08X', unpack('L', inet_aton($group))),
      packets => 0, own => 0, missing => 2, refused => '', joined => '', receiving => '', sending => '',
    };
  } else {
    usage(safe($word) . ' is not a valid option or stream');
  }
}
usage() unless @streams;
my @received = grep { $_->{role} ne 'sender' } @streams;
my @sent = grep { $_->{role} ne 'receiver' } @streams;

# Returns the lines of a file, or nothing if it cannot be read.
sub lines_of {
  open(my $file, '<', $_[0]) or return;
  return <$file>;
}

sub uptime { return ((lines_of('/proc/uptime'))[0] =~ /^([\d.]+)/)[0] }

# --- Membership

# 224.0.0.1 as the kernel writes it: each interface is a member, and the kernel never reports it.
use constant ALL_HOSTS => sprintf '%08X', unpack 'L', inet_aton('224.0.0.1');

my (%members, %changed, @samples);
my ($igmp_is_known, $reports_at_once) = (0, 0);

# Reads the groups of each interface, and notes which ones changed: the kernel reports each change to the routers with
# packets that the counters of sent multicast contain.
sub look_at_groups {
  my ($now) = @_;
  my ($interface, %found);
  my ($groups, $is_old) = (0, 0);
  my @lines = lines_of('/proc/net/igmp');
  $igmp_is_known = @lines > 0;
  for (@lines) {
    if (/^\d+\s+(\S+)\s*:\s*\d+\s+V(\d)/) {
      $interface = $1;
      $is_old = 1 if $2 < 3 && $1 ne 'lo';
    } elsif (defined $interface && /^\s+([0-9A-F]{8})\s/ && $1 ne ALL_HOSTS) {
      $found{"$1 $interface"} = 1;
      $groups += 1;
    }
  }
  # What is there at the start was joined at an unknown time before.
  for (grep { !$members{$_} } keys %found) { $changed{$_} = @samples > 0 ? $now : $now - SENT }
  for (grep { !$found{$_} } keys %members) { $changed{$_} = $now }
  delete @changed{grep { $now - $changed{$_} > SENT + 2 } keys %changed};
  %members = %found;
  # The answer to a router that asks for members: version 3 puts all groups into one packet.
  $reports_at_once = $is_old ? $groups : $groups > 0 ? 1 : 0;
}

sub joined {
  my ($stream) = @_;
  return 'unknown' if $on_host || !$igmp_is_known;
  my @places = sort map { /^$stream->{hex} (.*)/ ? $1 : () } keys %members;
  my @right = grep { defined $stream->{interface} ? $_ eq $stream->{interface} : $_ ne 'lo' } @places;
  $stream->{missing} = @right ? 0 : $stream->{missing} + 1;
  my $where = join ' and ', map { safe($_) } @places;
  if (@places && $where ne ($stream->{places} // '')) {
    my $wanted = $stream->{interface} // 'an interface of the network';
    note("$stream->{name} is joined on $where" . (@right ? '' : ", and not on $wanted"));
  }
  $stream->{places} = $where;
  # Some applications leave a group and join it again at once.
  return $stream->{missing} < 2 ? 'yes' : 'no';
}

# --- Packets that arrive

my (%own_address, $sockets_are_known);

# Returns the inodes of the sockets to which packets of each stream go, without those of this program.
sub sockets_of_others {
  my %mine = map { $_->{inode} => 1 } grep { $_->{socket} } @received;
  my (%found, $files);
  for my $file ('/proc/net/udp', '/proc/net/udp6') {
    my @lines = lines_of($file);
    $files += @lines > 0;
    for (@lines) {
      my (undef, $local, undef, undef, undef, undef, undef, undef, undef, $inode) = split;
      my ($address, $port) = $local =~ /^([0-9A-F]+):([0-9A-F]{4})$/ or next;
      $address =~ s/^0{16}(?:FFFF0000|0000FFFF)//;
      $address = '' if $address =~ /^0+$/;
      $found{$address . ':' . hex $port}{$inode} = 1 unless $mine{$inode};
    }
  }
  $sockets_are_known = $files > 0;
  return map { $_->{name} => join ' ', sort keys %{{%{$found{":$_->{port}"} // {}}, %{$found{"$_->{hex}:$_->{port}"} // {}}}} }
    @received;
}

sub bind_socket {
  my ($stream, @options) = @_;
  socket(my $socket, PF_INET, SOCK_DGRAM, IPPROTO_UDP) or return;
  setsockopt($socket, SOL_SOCKET, SO_RCVBUF, BUFFER);
  setsockopt($socket, SOL_SOCKET, $_, 1) for @options;
  return bind($socket, pack_sockaddr_in($stream->{port}, inet_aton($stream->{group}))) && $socket;
}

# Opens and closes the sockets of this program.
sub follow_sockets {
  my %others = sockets_of_others();
  for my $stream (@received) {
    my $neighbors = $stream->{neighbors} = $others{$stream->{name}};
    if ($neighbors eq '') {
      # An application that starts again must find its port free.
      delete $stream->{socket};
      $stream->{refused} = '';
    } elsif (!$stream->{socket} && $stream->{refused} ne $neighbors) {
      # A socket that shares its port only by SO_REUSEPORT needs this of its neighbour too. Of packets to a group each
      # socket gets a copy in both cases.
      my $socket = bind_socket($stream, SO_REUSEADDR) || bind_socket($stream, SO_REUSEADDR, SO_REUSEPORT);
      if ($socket) {
        $stream->{socket} = $socket;
        ($stream->{inode}) = (readlink('/proc/self/fd/' . fileno $socket) // '') =~ /(\d+)/;
        $stream->{inode} //= 0;
        ($stream->{refused}, $stream->{is_noted}) = ('', 0);
      } else {
        my $reason = $!{EADDRINUSE} ? 'the socket of the application does not share its port (SO_REUSEADDR)' : "$!";
        $stream->{refused} = $neighbors;
        my $ready = $on_host ? 'that it listens' : 'only that it joined';
        note("the packets of $stream->{name} cannot be counted, because $reason: ready means $ready")
          unless $stream->{is_noted}++;
      }
    }
  }
}

# Reads the addresses of this network namespace.
sub look_at_addresses {
  my $address;
  %own_address = ();
  for (lines_of('/proc/net/fib_trie')) {
    if (/\|-- ([\d.]+)/) {
      $address = inet_aton($1);
    } elsif (m{/32 host LOCAL} && defined $address) {
      $own_address{$address} = 1;
    }
  }
}

# Reads all packets that arrived, of which only the source matters. Returns how many.
sub drain {
  my $all = 0;
  for my $stream (@received) {
    my $socket = $stream->{socket} or next;
    my $count = 0;
    while ($count < 2048 && defined(my $source = recv($socket, my $packet, 1, MSG_DONTWAIT))) {
      $count += 1;
      if ($own_address{substr $source, 4, 4}) {
        $stream->{own} += 1;
      } else {
        $stream->{packets} += 1;
      }
    }
    $stream->{this_second} += $count;
    $all += $count;
    delete $stream->{socket} if $stream->{this_second} >= ENOUGH;
  }
  return $all;
}

# --- Packets that leave

# Reads how many packets left this network namespace, as send.sh does: both an interface without a link and a group
# without a route make only one of these counters grow. The number of multicast packets is not known in every kernel.
sub look_at_counters {
  my ($now) = @_;
  my ($left, $transmitted) = (undef, 0);
  for (lines_of('/proc/net/netstat')) { $left = $1 if /^IpExt:\s+\d+\s+\d+\s+\d+\s+(\d+)/ }
  for (lines_of('/proc/net/dev')) {
    my ($name, $values) = /^\s*([^:\s]+):\s*(.*)/ or next;
    $transmitted += (split ' ', $values)[9] if $name ne 'lo';
  }
  push @samples, [$now, $left, $transmitted];
  shift @samples while @samples > 1 && $now - $samples[0][0] > SENT + 0.5;
}

# Whether packets leave. The kernel's own reports of memberships do not count.
sub packets_leave {
  my ($first, $last) = @samples[0, -1];
  return 0 if $last->[2] <= $first->[2];
  return 1 if !defined $last->[1] || !defined $first->[1];
  return $last->[1] - $first->[1] > $reports_at_once + 2 * keys %changed;
}

sub sending {
  my ($stream, $now) = @_;
  if ($stream->{socket}) {
    return 'yes' if defined $stream->{own_at} && $now - $stream->{own_at} <= SENT;
    # An application can switch the copies of its own packets off (IP_MULTICAST_LOOP).
    return defined $stream->{own_at} || !packets_leave() ? 'no' : 'unknown';
  }
  # The counters of a Node are also those of all others on it.
  return packets_leave() ? ($on_host ? 'unknown' : 'yes') : 'no';
}

# --- Answers

my $state = ($ENV{MULTICAST_STATE} // '/tmp') . '/watch';
my ($answer, $written, $reported) = ('', -BEATS, -REPORTS);

sub receiving {
  my ($stream, $now) = @_;
  return 'unknown' if $stream->{refused} ne '' || !$sockets_are_known;
  return 'no' if $stream->{neighbors} eq '';
  return defined $stream->{received_at} && $now - $stream->{received_at} <= RECENT ? 'yes' : 'no';
}

sub report {
  my ($stream) = @_;
  my @words = map { $stream->{$_} eq '' ? () : "$_=$stream->{$_}" } qw(joined receiving sending);
  push @words, map { "$_=" . ($stream->{socket} ? $stream->{$_} : '-') } qw(packets own);
  print "multicast $stream->{name} @words\n";
}

# Returns the reason why a stream makes the Pod not ready, or an empty text.
sub obstacle {
  my ($stream) = @_;
  my $name = $stream->{name};
  if ($stream->{role} eq 'sender') {
    return $stream->{sending} eq 'no' ? "no packet to $name left in the last ${\SENT} seconds" : '';
  }
  return "$stream->{group} is not joined" if $stream->{joined} eq 'no';
  if ($stream->{joined} eq 'unknown') {
    return "no file shows whether $name is received: see the lines before" unless $sockets_are_known;
    return "nothing listens to $name" if $stream->{neighbors} eq '';
  }
  return '' if $ready_when eq 'joined' || $stream->{receiving} ne 'no';
  return "no packet of $name in the last ${\RECENT} seconds";
}

sub write_answer {
  my ($now, $text) = @_;
  return if $text eq $answer && $now - $written < BEATS;
  my $is_done = open my $file, '>', "$state.new";
  $is_done &&= print $file int($now), " $text\n";
  $is_done &&= close $file;
  # A probe must never read half of it.
  if (!$is_done || !rename "$state.new", $state) {
    note('cannot write ' . safe($state =~ s{/watch\z}{}r) . ': mount an emptyDir there');
    exit 1;
  }
  note($text) if $text ne $answer;
  ($answer, $written) = ($text, $now);
}

# Prints once which answers cannot be known here.
sub note_limits {
  note('joined cannot be known, because ' . ($on_host ? 'with hostNetwork the list of groups is that of the Node' : '/proc/net/igmp cannot be read'))
    if @received && ($on_host || !$igmp_is_known);
  note('receiving cannot be known, because /proc/net/udp cannot be read') if @received && !$sockets_are_known;
  note('sending cannot be known while other Pods of the Node send too') if @sent && $on_host;
}

my $is_first = 1;

sub look {
  my ($now) = @_;
  look_at_groups($now);
  look_at_counters($now) if @sent;
  follow_sockets() if @received;
  note_limits() if $is_first;
  $is_first = 0;
  my $is_time = $now - $reported >= REPORTS;
  look_at_addresses() if $is_time && @received;
  $reported = $now if $is_time;
  for my $stream (@streams) {
    my $before = "$stream->{joined} $stream->{receiving} $stream->{sending}";
    $stream->{received_at} = $now if $stream->{packets} > ($stream->{packets_before} // 0);
    $stream->{own_at} = $now if $stream->{own} > ($stream->{own_before} // 0);
    @$stream{qw(packets_before own_before this_second)} = @$stream{qw(packets own)}, 0;
    @$stream{qw(joined receiving)} = (joined($stream), receiving($stream, $now)) if $stream->{role} ne 'sender';
    $stream->{sending} = sending($stream, $now) if $stream->{role} ne 'receiver';
    report($stream) if $is_time || $before ne "$stream->{joined} $stream->{receiving} $stream->{sending}";
  }
  my ($reason) = grep { $_ ne '' } map { obstacle($_) } @streams;
  write_answer($now, defined $reason ? "not ready: $reason" : 'ready');
}

my $next = 0;
while (1) {
  my $now = uptime();
  if ($now >= $next) {
    look($now);
    $next = $now + 1;
  }
  if (drain() > 0) {
    select undef, undef, undef, NAP;
  } else {
    my $bits = '';
    vec($bits, fileno $_->{socket}, 1) = 1 for grep { $_->{socket} } @received;
    select $bits, undef, undef, $next > $now ? $next - $now : 0;
  }
}
