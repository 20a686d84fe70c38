import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { parse } from 'yaml';
import {
  MulticastCloudInit,
  MulticastCloudInitOptions,
  MulticastStream,
  VmReceiverOptions,
  VmRole,
  VmSenderOptions,
} from '../../lib';
import { execWord } from '../../lib/supervisor/vm/_systemd';
import { STREAM, sentence } from '../_build';
import { mentions } from '../_mentions';

const OTHER = MulticastStream.of('239.1.2.4', { port: 5002 });
const FROM_ONE = MulticastStream.of('232.1.2.3', { source: '192.0.2.7' });
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVubm90IGEgcmVhbCBrZXkgYXQgYWxsIQ== me@example.com';

function config(role: VmRole, options?: MulticastCloudInitOptions): any {
  // Parsed as cloud-init parses it.
  return parse(MulticastCloudInit.of(role, options).userData, { version: '1.1' });
}

function file(role: VmRole, path: string): string {
  return config(role).write_files.find((one: any) => one.path === path)?.content;
}

/** The settings of a unit, by section and name. */
function unit(role: VmRole, name: string): { [setting: string]: string } {
  const settings: { [setting: string]: string } = {};
  let section = '';
  for (const line of file(role, `/etc/systemd/system/${name}.service`).split('\n')) {
    section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section;
    const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    Object.assign(settings, key === undefined ? {} : { [`${section}.${key}`]: value });
  }
  return settings;
}

test('it is a cloud-config with the comment that it contains no secret', () => {
  const { userData } = MulticastCloudInit.of(VmRole.receiver([STREAM]));
  expect(userData.split('\n').slice(0, 2)).toEqual([
    '#cloud-config',
    '# Written by cdk8s-antrea-multicast. It holds no secret.',
  ]);
  expect(Object.keys(parse(userData))).toEqual(['package_update', 'packages', 'write_files', 'runcmd']);
  expect(userData).toMatch(/[^\n]\n$/);
  expect(MulticastCloudInit.of(VmRole.receiver([STREAM])).userData).toBe(userData);
});

test.each([
  [VmRole.receiver([STREAM]), ['receive.sh', 'run-iperf.sh', 'health.sh']],
  [VmRole.sender(STREAM), ['send.sh', 'run-iperf.sh', 'health.sh']],
])('the scripts of a role are those of the image, byte for byte', (role, names) => {
  const files = config(role).write_files.slice(0, -1);
  expect(files).toEqual(
    names.map((name) => ({
      path: `/opt/multicast/${name}`,
      owner: 'root:root',
      permissions: '0644',
      content: readFileSync(join(__dirname, '..', '..', 'images', 'multicast', name), 'utf8'),
    })),
  );
});

test('a receiver has one service for each stream, without privileges', () => {
  const role = VmRole.receiver([STREAM, OTHER]);
  expect(unit(role, 'multicast-receiver-239.1.2.3-5001')).toEqual({
    'Unit.Description': 'Receives multicast group 239.1.2.3, UDP port 5001',
    'Unit.Wants': 'network-online.target',
    'Unit.After': 'network-online.target',
    'Unit.StartLimitIntervalSec': '0',
    'Service.ExecStart': '/bin/sh /opt/multicast/receive.sh 239.1.2.3 5001 iperf -s -u -B 239.1.2.3 -p 5001 -i 1',
    'Service.Environment': 'MULTICAST_STATE=/run/multicast-receiver-239.1.2.3-5001',
    'Service.RuntimeDirectory': 'multicast-receiver-239.1.2.3-5001',
    'Service.DynamicUser': 'yes',
    'Service.Restart': 'always',
    'Service.RestartSec': '5',
    'Service.KillMode': 'mixed',
    'Service.StandardOutput': 'journal+console',
    'Install.WantedBy': 'multi-user.target',
  });
  expect(unit(role, 'multicast-receiver-239.1.2.4-5002')).toMatchObject({
    'Service.ExecStart': '/bin/sh /opt/multicast/receive.sh 239.1.2.4 5002 iperf -s -u -B 239.1.2.4 -p 5002 -i 1',
    'Service.RuntimeDirectory': 'multicast-receiver-239.1.2.4-5002',
  });
  expect(config(role).runcmd).toEqual([
    ['systemctl', 'daemon-reload'],
    [
      'systemctl',
      'enable',
      '--now',
      'multicast-receiver-239.1.2.3-5001.service',
      'multicast-receiver-239.1.2.4-5002.service',
    ],
  ]);
});

test('iperf gets the interface and the source, with the percent sign escaped for systemd', () => {
  const role = VmRole.receiver([FROM_ONE], { interfaceName: 'ens192' });
  expect(unit(role, 'multicast-receiver-232.1.2.3-5001')).toMatchObject({
    'Unit.Description': 'Receives multicast group 232.1.2.3, UDP port 5001, from 192.0.2.7',
    'Service.ExecStart':
      '/bin/sh /opt/multicast/receive.sh 232.1.2.3 5001 iperf -s -u -B 232.1.2.3%%ens192 -p 5001 -i 1 -H 192.0.2.7',
  });
});

test('a sender sends without end, with a TTL that is enough for routers', () => {
  expect(unit(VmRole.sender(STREAM), 'multicast-sender-239.1.2.3-5001')).toMatchObject({
    'Unit.Description': 'Sends multicast group 239.1.2.3, UDP port 5001',
    'Service.ExecStart':
      '/bin/sh /opt/multicast/send.sh 239.1.2.3 5001 0 iperf -u -c 239.1.2.3 -p 5001 -T 8 -t 0 -b 1000000 -l 1400 -i 3',
    'Service.Environment': 'MULTICAST_STATE=/run/multicast-sender-239.1.2.3-5001',
    'Service.Restart': 'always',
  });
});

test('a sender with a duration is started again only if it failed', () => {
  const options = { ttl: 3, bitsPerSecond: 250_000, packetSize: 500, duration: Duration.minutes(2) };
  expect(unit(VmRole.sender(STREAM, options), 'multicast-sender-239.1.2.3-5001')).toMatchObject({
    'Service.ExecStart':
      '/bin/sh /opt/multicast/send.sh 239.1.2.3 5001 120 iperf -u -c 239.1.2.3 -p 5001 -T 3 -t 120 -b 250000 -l 500 -i 3',
    'Service.Restart': 'on-failure',
  });
});

test('iperf is installed unless it is turned off, keys are written if given, and a password never', () => {
  const role = VmRole.receiver([STREAM]);
  expect(config(role)).toMatchObject({ package_update: true, packages: ['iperf'] });
  expect(config(role)).not.toHaveProperty('ssh_authorized_keys');
  const without = config(role, { installIperf: false, sshAuthorizedKeys: [KEY] });
  expect(Object.keys(without)).toEqual(['ssh_authorized_keys', 'write_files', 'runcmd']);
  expect(without.ssh_authorized_keys).toEqual([KEY]);
});

test.each([
  ['239.1.2.3%eth0', '239.1.2.3%%eth0'],
  ['$HOME', '$$HOME'],
  ['a b', '"a b"'],
  ['', '""'],
  [';', '";"'],
  ['say "hi" \\ $(id)\n%H', '"say \\"hi\\" \\\\ $$(id)\\n%%H"'],
])('the word %p is escaped for systemd', (word, written) => {
  expect(execWord(word)).toBe(written);
});

test('a role does not change when its arguments do', () => {
  const streams = [STREAM];
  const role = VmRole.receiver(streams);
  streams.push(OTHER);
  expect([role.kind, role.streams]).toEqual(['receiver', [STREAM]]);
});

describe('refused', () => {
  test.each([
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----\n',
    `${KEY}\nruncmd: [reboot]`,
    `command="reboot" ${KEY}`,
    'hunter2',
    '',
    42 as never,
  ])('the key %p, which is not shown', (key) => {
    const message = sentence(() => MulticastCloudInit.of(VmRole.receiver([STREAM]), { sshAuthorizedKeys: [KEY, key] }));
    expect(message).toEqual(mentions('MulticastCloudInit', 'sshAuthorizedKeys[1]', 'public key'));
    expect(key !== '' && message.includes(String(key))).toBe(false);
  });

  test.each([
    ['eth0; reboot', mentions('VmRole.receiver()', 'interfaceName', '"eth0; reboot"')],
    ['$(reboot)', mentions('VmRole.receiver()', 'interfaceName', '"$(reboot)"')],
    ['%H', mentions('VmRole.receiver()', 'interfaceName', '"%H"')],
    ['eth0\nExecStop=/sbin/reboot', mentions('VmRole.receiver()', 'interfaceName', '"(not shown)"')],
    ['a-very-long-name', mentions('VmRole.receiver()', 'interfaceName', '"a-very-long-name"')],
  ])('the interface %p', (interfaceName, expected) => {
    expect(sentence(() => VmRole.receiver([STREAM], { interfaceName }))).toEqual(expected);
  });

  test.each<[VmSenderOptions, string]>([
    [{ ttl: 0 }, mentions('VmRole.sender()', 'ttl', '0', '255')],
    [{ ttl: '8; reboot' as never }, mentions('VmRole.sender()', 'ttl', '"8; reboot"', '255')],
    [{ bitsPerSecond: 100 }, mentions('VmRole.sender()', 'bitsPerSecond', '100', '11200', '10000000000', '1400')],
    [{ packetSize: 65508 }, mentions('VmRole.sender()', 'packetSize', '65508', '64', '65507')],
    [{ duration: Duration.millis(1500) }, mentions('VmRole.sender()', 'duration', '"1.5s"', '2147483647')],
    [{ duration: 60 as never }, mentions('VmRole.sender()', 'duration', '60')],
    [{ rate: 1 } as never, mentions('VmRole.sender()', '"rate"', 'bitsPerSecond')],
  ])('to send with %p', (options, expected) => {
    expect(sentence(() => VmRole.sender(STREAM, options))).toEqual(expected);
  });

  test.each<[() => unknown, string]>([
    [() => VmRole.receiver([]), mentions('VmRole.receiver()', 'streams', '[]')],
    [
      () => VmRole.receiver([STREAM, MulticastStream.of('239.1.2.3')]),
      mentions('VmRole.receiver()', 'group', '"239.1.2.3"', '5001'),
    ],
    [
      () => VmRole.receiver([MulticastStream.of('239.1.2.3', { port: 80 })]),
      mentions('VmRole.receiver()', 'port', '80', '1024', '65535'),
    ],
    [() => VmRole.receiver(['239.1.2.3' as never]), mentions('VmRole.receiver()', 'stream', '"239.1.2.3"')],
    [() => VmRole.sender('239.1.2.3' as never), mentions('VmRole.sender()', 'stream', '"239.1.2.3"')],
    [
      () => VmRole.receiver([STREAM], { interface: 'eth0' } as VmReceiverOptions),
      mentions('VmRole.receiver()', '"interface"', '"interfaceName"'),
    ],
    [() => MulticastCloudInit.of('receiver' as never), mentions('MulticastCloudInit', 'role', '"receiver"')],
    [
      () => MulticastCloudInit.of(VmRole.receiver([STREAM]), { installIperf: 'no' as never }),
      mentions('MulticastCloudInit', 'installIperf', '"no"'),
    ],
    [
      () => MulticastCloudInit.of(VmRole.receiver([STREAM]), { password: 'x' } as MulticastCloudInitOptions),
      mentions('MulticastCloudInit', '"password"'),
    ],
  ])('%p', (fails, expected) => {
    expect(sentence(fails)).toEqual(expected);
  });
});

test('the script gets the interface of a sender', () => {
  const { userData } = MulticastCloudInit.of(VmRole.sender(STREAM, { interfaceName: 'ens192' }));
  expect(userData).toContain('MULTICAST_STATE=/run/multicast-sender-239.1.2.3-5001 MULTICAST_INTERFACE=ens192');
});
