/** A program that sends or receives multicast, as its commands show it. */
export interface MulticastTool {
  /** Its name in messages. */
  readonly name: string;
  /** The names of its executables. */
  readonly programs: readonly string[];
  /** The names of images whose entry point is the program. */
  readonly images: readonly string[];
  /** The UDP port if the command names none; undefined if the command must name one. */
  readonly port?: string;
  /** The group if the command names none. */
  readonly group?: string;
  /** The TTL if the command sets none; undefined if it is not certain, or if the program sends nothing. */
  readonly ttl?: number;
  /** The way to set a TTL of 8, as an instruction. */
  readonly ttlFix?: string;
  /** The way to choose the network interface, such as net1, as an instruction. */
  readonly interfaceFix?: string;
  /** Whether it supports no multicast. */
  readonly isWithoutMulticast?: boolean;
  readonly source: string;
}

/** The names of the tools, which choose the reader of their commands. */
export enum ToolName {
  IPERF = 'iperf',
  IPERF_THREE = 'iperf3',
  FFMPEG = 'ffmpeg',
  GSTREAMER = 'GStreamer',
  VLC = 'VLC',
  SOCAT = 'socat',
  MCJOIN = 'mcjoin',
  JGROUPS = 'JGroups',
  ROS = 'ROS 2',
}

const LINUX_TTL = 'ip(7) of Linux: IP_MULTICAST_TTL is 1 by default';

/** The tools, by their name. */
export const MULTICAST_TOOLS: { readonly [name in ToolName]: MulticastTool } = {
  [ToolName.IPERF]: {
    name: ToolName.IPERF,
    programs: ['iperf', 'iperf2'],
    images: ['iperf', 'iperf2'],
    port: '5001',
    ttl: 1,
    ttlFix: 'Pass -T 8 to iperf',
    interfaceFix: 'a receiver takes -B GROUP%net1, a sender -B ADDRESS with an address of net1',
    source: 'manual of iperf 2, options -T, -p, -B and -H',
  },
  [ToolName.IPERF_THREE]: {
    name: ToolName.IPERF_THREE,
    programs: ['iperf3'],
    images: ['iperf3'],
    port: '5201',
    isWithoutMulticast: true,
    source: 'esnet/iperf#27, #427 and #442: iperf3 does not support tests with multicast addresses',
  },
  [ToolName.FFMPEG]: {
    name: ToolName.FFMPEG,
    programs: ['ffmpeg', 'ffplay', 'ffprobe'],
    images: ['ffmpeg'],
    ttl: 16,
    ttlFix: 'Append ?ttl=8 to the URL (or &ttl=8, if it has options)',
    interfaceFix: 'append ?localaddr=ADDRESS to the URL, with an address of net1',
    source:
      'FFmpeg/FFmpeg:libavformat/udp.c (ttl is 16 by default) and libavformat/rtpproto.c (passes a ttl to udp only if it is set); doc/protocols.texi',
  },
  [ToolName.GSTREAMER]: {
    name: ToolName.GSTREAMER,
    programs: ['gst-launch-1.0', 'gst-launch'],
    images: [],
    port: '5004',
    ttl: 1,
    ttlFix: 'Add ttl-mc=8 to udpsink',
    interfaceFix: 'add multicast-iface=net1 to the element',
    source:
      'GStreamer/gst-plugins-good:gst/udp/gstmultiudpsink.c (ttl-mc is 1 by default; the 64 of ttl is for unicast; auto-multicast is true, so that a sender joins too); https://gstreamer.freedesktop.org/documentation/udp/',
  },
  [ToolName.VLC]: {
    name: ToolName.VLC,
    programs: ['vlc', 'cvlc', 'rvlc', 'nvlc', 'qvlc'],
    images: ['vlc', 'cvlc'],
    port: '1234',
    ttl: 1,
    ttlFix: 'Pass --ttl 8 to VLC',
    interfaceFix: 'pass --miface net1',
    source: `videolan/vlc:src/libvlc-module.c (ttl is -1 by default, the default of the system; server-port is 1234); ${LINUX_TTL}`,
  },
  [ToolName.SOCAT]: {
    name: ToolName.SOCAT,
    programs: ['socat'],
    images: ['socat'],
    ttl: 1,
    ttlFix: 'Add the option ip-multicast-ttl=8 to the address of socat',
    interfaceFix:
      'a receiver takes ip-add-membership=GROUP:net1, a sender ip-multicast-if=ADDRESS with an address of net1',
    source: 'socat(1): ip-multicast-ttl is 1 by default; ip-add-membership; ip-multicast-if',
  },
  [ToolName.MCJOIN]: {
    name: ToolName.MCJOIN,
    programs: ['mcjoin'],
    images: ['mcjoin'],
    port: '1234',
    group: '225.1.2.3',
    ttl: 1,
    ttlFix: 'Pass -t 8 to mcjoin',
    interfaceFix: 'pass -i net1',
    source:
      'troglobit/mcjoin: README and mcjoin(1): TTL 1, group 225.1.2.3 and port 1234 by default; -s sends, and joins only with -j; GROUP+NUM is a range of groups',
  },
  // The code has TTL 8, but the configurations that products ship set other values, such as 2 in Data Grid.
  [ToolName.JGROUPS]: {
    name: ToolName.JGROUPS,
    programs: [],
    images: [],
    ttlFix: 'Set ip_ttl (-Djgroups.udp.ip_ttl=8)',
    interfaceFix: 'set bind_addr (-Djgroups.bind_addr) to an address of net1',
    source:
      'belaban/JGroups:src/org/jgroups/protocols/UDP.java (mcast_addr, mcast_port, ip_ttl); the properties of jgroups-udp.xml in the guide of Red Hat Data Grid 6.2',
  },
  // The TTL depends on the DDS implementation.
  [ToolName.ROS]: {
    name: ToolName.ROS,
    programs: ['ros2'],
    images: [],
    group: '239.255.0.1',
    source:
      'OMG DDSI-RTPS, section 9.6 (group 239.255.0.1, port 7400 + 250 * domain); https://docs.ros.org/en/jazzy/Concepts/Intermediate/About-Domain-ID.html; https://docs.ros.org/en/jazzy/Tutorials/Advanced/Improved-Dynamic-Discovery.html',
  },
};

/** Variables that can turn the multicast discovery of ROS 2 off, or configure it in a way that a manifest does not show. */
export const ROS2_OVERRIDES = {
  names: [
    ...['ROS_LOCALHOST_ONLY', 'ROS_AUTOMATIC_DISCOVERY_RANGE', 'ROS_DISCOVERY_SERVER', 'ROS_STATIC_PEERS'],
    ...['CYCLONEDDS_URI', 'FASTRTPS_DEFAULT_PROFILES_FILE', 'FASTDDS_DEFAULT_PROFILES_FILE', 'NDDS_QOS_PROFILES'],
  ],
  /** Values that change nothing. */
  defaults: ['', '0', 'SUBNET'],
  /** Implementations of the middleware that discover by DDS. */
  middleware: /cyclonedds|fastrtps|connext|gurum/,
  /** Ports of the discovery of DDS by domain. */
  port: { base: 7400, ofDomain: 250 },
  source:
    'https://docs.ros.org/en/jazzy/Tutorials/Advanced/Improved-Dynamic-Discovery.html; OMG DDSI-RTPS, section 9.6',
};

/** Programs whose arguments can have a multicast address, and that send and receive no stream. */
export const PROGRAMS_WITHOUT_STREAM = {
  names: [
    ...['echo', 'printf', 'cat', 'tee', 'grep', 'egrep', 'fgrep', 'rg', 'sed', 'awk', 'cut', 'tr', 'jq', 'yq'],
    ...['test', '[', '[[', 'case', 'true', 'false', ':', 'exit', 'return', 'logger', 'log', 'read', 'unset', 'which'],
    ...[
      'iptables',
      'ip6tables',
      'iptables-restore',
      'iptables-nft',
      'iptables-legacy',
      'nft',
      'ipset',
      'tc',
      'ebtables',
    ],
    ...['ip', 'route', 'ifconfig', 'sysctl', 'ethtool', 'bridge', 'ovs-ofctl', 'ovs-appctl', 'antctl'],
    ...[
      'tcpdump',
      'tshark',
      'dumpcap',
      'ping',
      'fping',
      'traceroute',
      'tracepath',
      'nmap',
      'arping',
      'dig',
      'nslookup',
    ],
    ...[
      'curl',
      'wget',
      'kubectl',
      'helm',
      'docker',
      'crictl',
      'git',
      'apt',
      'apt-get',
      'apk',
      'dnf',
      'yum',
      'pip',
      'npm',
    ],
  ],
  source: 'the manuals of the programs: they filter, show, route or capture, or use TCP or ICMP',
};
