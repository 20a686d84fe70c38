import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MULTICAST_TOOLS } from '../../../lib/platform/tables/_multicast-tools';
import { podWith, usesOf } from './_uses';

/** A command as words, which are separated by blanks. */
const words = (command: string) => podWith({ command: command.split(' ') });

test.each([
  ['iperf -s -u -B 239.8.1.1', 'receiver 239.8.1.1:5001'],
  ['iperf -c 239.8.1.1 -u', 'sender 239.8.1.1:5001 ttl 1'],
  ['/usr/bin/iperf --client=239.8.1.1 --udp --ttl 5 -p 7000', 'sender 239.8.1.1:7000 ttl 5'],
  ['iperf -c 239.8.1.1 -u -T8 -B 10.1.1.1%net1', 'sender 239.8.1.1:5001 ttl 8 on 10.1.1.1%net1'],
  ['iperf -s -u -B 239.8.1.1%net1 -H 192.0.2.9', 'receiver 239.8.1.1:5001 from 192.0.2.9 on net1'],
  ['iperf3 -c 239.8.1.1 -u', 'use 239.8.1.1:5201'],
  ['mcjoin 239.8.1.1', 'receiver 239.8.1.1:1234'],
  ['mcjoin', 'receiver 225.1.2.3:1234'],
  ['mcjoin -s -t 3 -p 5000 239.8.1.1', 'sender 239.8.1.1:5000 ttl 3'],
  ['mcjoin -s -j 239.8.1.1', 'peer 239.8.1.1:1234 ttl 1'],
  ['mcjoin -i net1 192.0.2.9,232.8.1.1:99', 'receiver 232.8.1.1:99 from 192.0.2.9 on net1'],
  ['mcjoin 239.8.1.0+30', 'receiver 239.8.1.0+30:1234'],
  ['mcjoin -c 5 239.8.1.0+9999999', 'receiver 239.8.1.0+2048:1234'],
  ['ffmpeg -re -i /a.ts -c copy -f mpegts udp://239.8.1.1:1234', 'sender 239.8.1.1:1234 ttl 16'],
  ['ffmpeg -i /a.ts -f mpegts udp://239.8.1.1:1234?pkt_size=1316&ttl=4', 'sender 239.8.1.1:1234 ttl 4'],
  ['ffmpeg -i /a.ts -f rtp rtp://239.8.1.1:5004', 'sender 239.8.1.1:5004 ttl 16'],
  ['ffmpeg -i udp://@239.8.1.1:1234?localaddr=10.9.1.4 /rec.ts', 'receiver 239.8.1.1:1234 on 10.9.1.4'],
  ['ffmpeg -i udp://239.8.1.1:1234?sources=192.0.2.9 /rec.ts', 'receiver 239.8.1.1:1234 from 192.0.2.9'],
  ['vlc /a.ts --sout udp:239.8.1.1', 'sender 239.8.1.1:1234 ttl 1'],
  ['cvlc /a.ts --sout=#std{access=udp,mux=ts,dst=239.8.1.1:5004} --ttl 6', 'sender 239.8.1.1:5004 ttl 6'],
  ['vlc /a.ts :sout=#rtp{dst=239.8.1.1,port=5010,mux=ts,ttl=9}', 'sender 239.8.1.1:5010 ttl 9'],
  ['vlc udp://@239.8.1.1:1234 --miface=net1', 'receiver 239.8.1.1:1234 on net1'],
  ['vlc rtp://192.0.2.9@232.8.1.1:5004', 'receiver 232.8.1.1:5004 from 192.0.2.9'],
  ['gst-launch-1.0 videotestsrc ! udpsink host=239.8.1.1 port=5000', 'sender 239.8.1.1:5000 ttl 1 joined'],
  ['gst-launch-1.0 videotestsrc ! udpsink host=239.8.1.1 ttl-mc=7 auto-multicast=false', 'sender 239.8.1.1:5004 ttl 7'],
  [
    'gst-launch-1.0 udpsrc address=239.8.1.1 port=5000 multicast-iface=net1 ! fakesink',
    'receiver 239.8.1.1:5000 on net1',
  ],
  ['gst-launch-1.0 udpsrc uri=udp://239.8.1.1:5000 ! fakesink', 'receiver 239.8.1.1:5000'],
  ['socat -u - UDP4-DATAGRAM:239.8.1.1:5066', 'sender 239.8.1.1:5066 ttl 1'],
  ['socat -u STDIN UDP4-DATAGRAM:239.8.1.1:5066', 'sender 239.8.1.1:5066 ttl 1'],
  ['socat -u /dev/video0 UDP4-DATAGRAM:239.8.1.1:5066', 'sender 239.8.1.1:5066 ttl 1'],
  ['socat -U UDP4-DATAGRAM:239.8.1.1:5066 STDIN,ignoreeof', 'sender 239.8.1.1:5066 ttl 1'],
  ['socat -U -lf /var/log/a UDP4-DATAGRAM:239.8.1.1:5066 STDIN', 'sender 239.8.1.1:5066 ttl 1'],
  ['socat -u UDP4-RECV:5066,ip-add-membership=239.8.1.1:net1 STDOUT', 'receiver 239.8.1.1:5066 on net1'],
  ['socat STDIO UDP-SENDTO:239.8.1.1:5066,ip-multicast-ttl=4', 'sender 239.8.1.1:5066 ttl 4'],
  ['socat -u UDP4-RECV:5066,ip-add-membership=239.8.1.1:net1,reuseaddr -', 'receiver 239.8.1.1:5066 on net1'],
  [
    'socat STDIO UDP4-DATAGRAM:239.8.1.1:5066,bind=:5066,ip-add-membership=239.8.1.1:0.0.0.0',
    'peer 239.8.1.1:5066 ttl 1',
  ],
  ['java -Djgroups.udp.mcast_addr=239.8.1.1 -Djgroups.udp.mcast_port=45588 -jar a.jar', 'peer 239.8.1.1:45588'],
  ['ros2 run demo_nodes_cpp talker', 'peer 239.255.0.1:7400'],
])('%s', (command, use) => {
  expect(usesOf(words(command))).toEqual([use]);
});

test('several streams of one command', () => {
  expect(usesOf(words('mcjoin 239.8.1.1 239.8.1.2:99'))).toHaveLength(2);
  expect(
    usesOf(words('ffmpeg -i udp://@239.8.1.1:1 -f tee [f=mpegts]udp://239.8.1.2:2|[f=mpegts]udp://239.8.1.3:3')),
  ).toEqual(['receiver 239.8.1.1:1', 'sender 239.8.1.2:2 ttl 16', 'sender 239.8.1.3:3 ttl 16']);
});

test.each([
  [
    'gst-launch-1.0 videotestsrc ! multiudpsink clients=239.8.1.1:5000,239.8.1.2:5002',
    ['sender 239.8.1.1:5000 ttl 1 joined', 'sender 239.8.1.2:5002 ttl 1 joined'],
  ],
  [
    'socat -u UDP4-RECV:9,ip-add-membership=239.8.1.1:eth0,ip-add-membership=239.8.1.2:eth0 -',
    ['receiver 239.8.1.1:9 on eth0', 'receiver 239.8.1.2:9 on eth0'],
  ],
])('each group of one element or address counts: %s', (command, expected) => {
  expect(usesOf(podWith({ command: command.split(' ') }))).toEqual(expected);
});

test.each(['ffplay', 'ffprobe'])('%s without -i shows no role', (program) => {
  expect(usesOf(words(`${program} udp://@239.8.1.1:1234`))).toEqual(['use 239.8.1.1:1234']);
});

describe('the entry point of an image', () => {
  test.each([
    ['registry.example.com/iperf:2.1', ['-s', '-u', '-B', '239.8.1.1'], 'receiver 239.8.1.1:5001'],
    ['registry.example.com/tools/iperf2@sha256:abc', ['-c', '239.8.1.1', '-u'], 'sender 239.8.1.1:5001 ttl 1'],
    ['registry.example.com/net-tools:1', ['-c', '239.8.1.1', '-u'], 'sender 239.8.1.1:5001 ttl 1'],
    ['registry.example.com/iperf3:1', ['-c', '239.8.1.1', '-u'], 'use 239.8.1.1:5201'],
    ['registry.example.com/mcjoin', ['-s', '239.8.1.1'], 'sender 239.8.1.1:1234 ttl 1'],
    ['registry.example.com/vlc:3', ['/a.ts', '--sout', 'udp:239.8.1.1'], 'sender 239.8.1.1:1234 ttl 1'],
    ['registry.example.com/socat:1', ['-u', '-', 'UDP4-DATAGRAM:239.8.1.1:9'], 'sender 239.8.1.1:9 ttl 1'],
    [
      'registry.example.com/ffmpeg:6',
      ['-i', '/a.ts', '-f', 'mpegts', 'udp://239.8.1.1:9'],
      'sender 239.8.1.1:9 ttl 16',
    ],
    ['registry.example.com/debian:12', ['iperf', '-s', '-u', '-B', '239.8.1.1'], 'receiver 239.8.1.1:5001'],
  ])('%s %j', (image, args, use) => {
    expect(usesOf(podWith({ image, args }))).toEqual([use]);
  });

  test('is not that of an image whose command is another program', () => {
    expect(usesOf(podWith({ image: 'registry.example.com/iperf:2', command: ['feed', '-c', '239.8.1.1'] }))).toEqual([
      'use 239.8.1.1:?',
    ]);
  });
});

describe('ROS 2', () => {
  const node = (...env: object[]) => podWith({ args: ['ros2', 'launch', 'robot', 'all.py'], env });
  const variable = (name: string, value: string) => ({ name, value });

  test('has a port by domain', () => {
    expect(usesOf(node(variable('ROS_DOMAIN_ID', '7')))).toEqual(['peer 239.255.0.1:9150']);
    expect(usesOf(podWith({ env: [variable('ROS_DOMAIN_ID', '0')] }))).toEqual(['peer 239.255.0.1:7400']);
    expect(usesOf(node(variable('ROS_DOMAIN_ID', '$(DOMAIN)')))).toEqual(['peer 239.255.0.1:?']);
  });

  test.each([
    ['ROS_LOCALHOST_ONLY', '0'],
    ['ROS_AUTOMATIC_DISCOVERY_RANGE', 'SUBNET'],
    ['RMW_IMPLEMENTATION', 'rmw_cyclonedds_cpp'],
  ])('with %s=%s discovers by multicast', (name, value) => {
    expect(usesOf(node(variable(name, value)))).toHaveLength(1);
  });

  test.each([
    ['ROS_LOCALHOST_ONLY', '1'],
    ['ROS_AUTOMATIC_DISCOVERY_RANGE', 'LOCALHOST'],
    ['ROS_DISCOVERY_SERVER', '10.1.1.1:11811'],
    ['CYCLONEDDS_URI', 'file:///etc/dds.xml'],
    ['FASTDDS_DEFAULT_PROFILES_FILE', '/etc/dds.xml'],
    ['RMW_IMPLEMENTATION', 'rmw_zenoh_cpp'],
  ])('with %s=%s is not judged', (name, value) => {
    expect(usesOf(node(variable(name, value)))).toEqual([]);
  });
});

test.each([
  'iperf -c 10.1.1.1 -u',
  'iperf -s',
  'ffmpeg -i rtsp://10.1.1.1/a -f mpegts udp://10.1.1.2:1234',
  'ffmpeg -i /a.ts -metadata comment=udp://239.8.1.1 /b.ts',
  'gst-launch-1.0 udpsrc port=5000 ! fakesink',
  'socat - UDP4-DATAGRAM:10.1.1.255:9,broadcast',
  'vlc http://10.1.1.1/a.ts',
  'apt-get install -y iperf mcjoin socat',
  'sh -c command -v mcjoin',
])('without a group: %s', (command) => {
  expect(usesOf(words(command))).toEqual([]);
});

test.each(Object.values(MULTICAST_TOOLS))('the row of $name in docs/lint.md has its default TTL', (tool) => {
  const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'lint.md'), 'utf8');
  const row = page.split('\n').find((line) => line.startsWith(`| ${tool.name} `)) as string;
  const ttl = tool.isWithoutMulticast ? '' : String(tool.ttl ?? 'unknown');
  expect(row.split('|')[3].trim()).toBe(ttl);
});
