import { parseAllDocuments } from 'yaml';
import { Lint } from '../../../lib';
import { cluster } from '../../../lib/rules/_examples';

const RULES = /TAM02[0789]|TAM03[013]|TAM042|TAM07[129]|TAM10[2345]/;

/** The findings on streams, each as `LEVEL ID NAME PATH`. */
function found(objects: object[]): string[] {
  return Lint.objects(objects)
    .filter(({ ruleId }) => RULES.test(ruleId))
    .map(({ level, ruleId, object, path }) => `${level} ${ruleId} ${object.replace(/^.*\//, '')} ${path}`);
}

function parsed(text: string): object[] {
  return parseAllDocuments(text).map((document) => document.toJS() as object);
}

/** Programs that send; the second group is that of each fault. */
const senders = (linkLocal = '224.0.0.90', more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: studio, namespace: tv}
spec:
  selector: {matchLabels: {app: studio}}
  template:
    metadata: {labels: {app: studio}}
    spec:
      containers:
      - {name: vlc, image: registry.example.com/vlc:3, args: [/a.mp4, --sout, "udp:239.70.0.1"${more && ', --ttl, "8"'}]}
      - {name: ffmpeg, image: registry.example.com/ffmpeg:7, command: [ffmpeg, -re, -i, /a.ts, -f, mpegts, "udp://239.70.0.2:1234"]}
      - {name: gst, image: registry.example.com/gst:1, command: [gst-launch-1.0, videotestsrc, "!", udpsink, host=${linkLocal}, port=5004${more && ', ttl-mc=8'}]}
      - {name: socat, image: registry.example.com/socat:1, command: [sh, -c, "date | socat -u - UDP4-DATAGRAM:239.70.0.4:5066${more && ',ip-multicast-ttl=8'}"]}
      - {name: mcjoin, image: registry.example.com/mcjoin:2, command: [mcjoin, -s, 239.70.0.5${more && ', -t, "8"'}]}
`;

test('programs that send: the TTL of those whose default is 1, and a link-local group', () => {
  const path = 'spec.template.spec.containers';
  expect(found(parsed(senders()))).toEqual([
    `warning TAM027 studio ${path}[2].command[4]`,
    `warning TAM030 studio ${path}[0].args`,
    `warning TAM030 studio ${path}[2].command`,
    `warning TAM030 studio ${path}[3].command[2]`,
    `warning TAM030 studio ${path}[4].command`,
  ]);
  expect(found(parsed(senders('239.70.0.3', 'ttl')))).toEqual([]);
});

test('the way out of a low TTL is that of the program', () => {
  const fixes = Lint.objects(parsed(senders('239.70.0.3')))
    .filter(({ ruleId }) => ruleId === 'TAM030')
    .map(({ fix }) => fix);
  expect(fixes).toEqual([
    expect.stringContaining('--ttl 8'),
    expect.stringContaining('ttl-mc=8'),
    expect.stringContaining('ip-multicast-ttl=8'),
    expect.stringContaining('-t 8'),
  ]);
});

const receivers = (linkLocal: string, range: string, hostNetwork: boolean) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: archive, namespace: tv}
spec:
  serviceName: archive
  selector: {matchLabels: {app: archive}}
  template:
    metadata: {labels: {app: archive}}
    spec:
      hostNetwork: ${hostNetwork}
      containers:
      - {name: ffmpeg, image: registry.example.com/ffmpeg:7, command: [ffmpeg, -i, "udp://@239.70.0.2:1234", -c, copy, /a.ts]}
      - {name: gst, image: registry.example.com/gst:1, command: [gst-launch-1.0, udpsrc, address=${linkLocal}, port=5004, "!", fakesink]}
      - {name: mcjoin, image: registry.example.com/mcjoin:2, command: [mcjoin, "239.70.9.0${range}"]}
`;

test('programs that receive on the network of the Node: DNS, reach, a link-local group and the number of groups', () => {
  const path = 'spec.template.spec';
  expect(found(parsed(receivers('224.0.0.90', '+30', true)))).toEqual([
    `error TAM027 archive ${path}.containers[1].command[2]`,
    `warning TAM029 archive ${path}.containers[2].command[1]`,
    `warning TAM033 archive ${path}.dnsPolicy`,
    ...Array<string>(3).fill(`warning TAM042 archive ${path}.hostNetwork`),
    `warning TAM072 archive ${path}.hostNetwork`,
  ]);
  expect(found(parsed(receivers('239.70.0.3', '+18', false)))).toEqual([]);
});

test.each([
  ['a program that sends', senders('239.70.0.3', 'ttl')],
  ['a program that receives', receivers('239.70.0.3', '', false)],
  [
    'a variable',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c, env: [{name: GROUP, value: 239.70.0.1}]}]}',
  ],
])('in a cluster without multicast, %s is reported', (_, text) => {
  expect(found([...parsed(text), cluster()])).toContain('warning TAM020 video metadata.name');
});

const pod = (name: string, container: string) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: tv}
spec: {containers: [{name: c, image: "registry.example.com/${name.includes('three') ? 'iperf3' : 'tools'}:1", ${container}}]}
---`;

test('each form of a command', () => {
  const text = [
    pod('arguments', 'args: ["-s", "-u", "-B", "239.70.1.1"]'),
    pod('three', 'command: [iperf3, -c, 239.70.1.1, -u]'),
    pod('three-arguments', 'args: [-c, 239.70.1.1, -u]'),
    pod('shell', 'env: [{name: G, value: 239.70.1.1}], command: [sh, -c, "iperf -c $G -u"]'),
    pod('kubelet', 'env: [{name: G, value: 239.70.1.1}], command: [iperf, -c, $(G), -u]'),
    pod('wrapper', 'command: [bash, -lc, "exec timeout 9 iperf -c 239.70.1.1 -u"]'),
    pod('six', 'command: [iperf, -V, -c, "ff15::70", -u]'),
    pod('six-url', 'command: [ffmpeg, -i, /a.ts, -f, mpegts, "udp://[ff15::70]:1234"]'),
    pod('grid', 'env: [{name: JAVA_OPTS, value: "-Djgroups.mcast_addr=228.70.1.1 -Djgroups.mcast_port=45588"}]'),
    pod('robot', 'args: [ros2, run, a, b], env: [{name: ROS_DOMAIN_ID, value: "3"}]'),
  ].join('');
  expect(found(parsed(text.replace(/---$/, '')))).toEqual([
    'error TAM103 three spec.containers[0].command[2]',
    'error TAM103 three-arguments spec.containers[0].args[1]',
    'warning TAM030 shell spec.containers[0].command[2]',
    'warning TAM030 kubelet spec.containers[0].command',
    'warning TAM030 wrapper spec.containers[0].command[2]',
    'error TAM102 six spec.containers[0].command[3]',
    'error TAM102 six-url spec.containers[0].command[5]',
    'warning TAM028 grid spec.containers[0].env[0].value',
  ]);
});

describe('a second network', () => {
  const onNetworks = (networks: string, ...command: string[]): object => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'app', namespace: 'tv', annotations: { 'k8s.v1.cni.cncf.io/networks': networks } },
    spec: { containers: [{ name: 'c', image: 'registry.example.com/tools:1', command }] },
  });

  test.each([
    ['in JSON', '[{"name":"vlan","interface":"net9"}]', '"net9"'],
    ['as a name', 'vlan', '"net1"'],
    ['with an interface', 'other/vlan@net4', '"net4"'],
  ])('%s is a note', (_, networks, name) => {
    const findings = Lint.objects([onNetworks(networks, 'iperf', '-s', '-u', '-B', '239.70.1.1')]);
    expect(findings.filter(({ ruleId }) => ruleId === 'TAM104').map(({ level, message }) => [level, message])).toEqual([
      ['note', expect.stringContaining(name)],
    ]);
  });

  test.each([
    ['bound to the Pod network', 'vlan', ['iperf', '-s', '-u', '-B', '239.70.1.1%eth0']],
    ['bound to the second network', 'vlan', ['iperf', '-s', '-u', '-B', '239.70.1.1%net1']],
    ['bound by an address', 'vlan', ['iperf', '-c', '239.70.1.1', '-u', '-T', '4', '-B', '10.9.0.4']],
    ['of an unknown program', 'vlan', ['feed', '239.70.1.1']],
    ['without a network', '[]', ['iperf', '-s', '-u', '-B', '239.70.1.1']],
    ['with an invalid annotation', '[{', ['iperf', '-s', '-u', '-B', '239.70.1.1']],
  ])('a socket %s has no note', (_, networks, command) => {
    expect(found([onNetworks(networks, ...command)])).toEqual([]);
  });
});
