import { Lint } from '../../../lib';

const ODD: unknown[] = [
  ...[undefined, null, 0, 5, true, '', 'x', '239.8.1.1', [], [null], [5], ['239.8.1.1'], [{}], {}, { a: 1 }],
  ...[[{ name: 5, value: {} }], [{ name: 'a', valueFrom: 5 }], [{ name: 'a', valueFrom: { configMapKeyRef: 5 } }]],
  ...[[{ configMapRef: { name: 'c' }, prefix: 5 }], [{ configMap: { name: 'c', items: 5 } }]],
  [{ configMap: { name: 'c', items: [null, 5, { key: {}, path: 5 }] } }],
  [{ projected: { sources: [null, 5, { configMap: 5 }, { configMap: { name: {} } }] } }],
  ...[
    ['iperf', {}, null, '-c'],
    ['mcjoin', '-t'],
    ['gst-launch-1.0', 'udpsink'],
    ['vlc', '--sout'],
    ['ffmpeg', '-i'],
  ],
  ...[
    ['socat', 'UDP4-RECV:1'],
    ['sh', '-c'],
    ['sh', '-c', null],
    ['sh', '-c', '"\'$(${}\\'],
    ['sh', '-c', 'a=$a; (((('],
  ],
];

/** A Pod and its ConfigMap, with an odd value in a field. */
function objectsWith(field: string, odd: unknown): object[] {
  const or = (name: string, value: unknown) => (field === name ? odd : value);
  const container = { name: 'c', image: or('image', 'iperf'), command: ['app'], [field]: odd };
  const annotations = { 'k8s.v1.cni.cncf.io/networks': or('networks', 'vlan') };
  const spec = {
    volumes: or('volumes', [{ name: 'v', configMap: { name: 'c' } }]),
    securityContext: { sysctls: or('sysctls', []) },
    containers: or('containers', [container]),
  };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: or('data', { k: '239.8.1.1' }) },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', annotations }, spec },
  ];
}

test.each(['command', 'args', 'env', 'envFrom', 'image', 'volumes', 'networks', 'sysctls', 'containers', 'data'])(
  'no value of %s stops a rule',
  (field) => {
    const findings = ODD.flatMap((odd) => Lint.objects(objectsWith(field, odd)));
    expect(findings.filter(({ message }) => message.startsWith('The rule could not check it'))).toEqual([]);
  },
);

test.each<[string, object]>([
  ['words', { command: ['app', ...Array<string>(50_000).fill('239.8.1.1')] }],
  ['commands', { command: ['sh', '-c', 'iperf -c 10.1.1.1 -u;'.repeat(50_000)] }],
  ['blanks', { env: [{ name: 'A', value: `multicast:${' '.repeat(300_000)}x 239.8.1.1${' '.repeat(300_000)}-` }] }],
  ['URLs', { command: ['ffmpeg', 'udp://239.8.1.1'.repeat(20_000)] }],
  ['comments', { env: [{ name: 'A', value: `${'<!-- /* <multicast '.repeat(20_000)}239.8.1.1` }] }],
  ['groups of JGroups', { env: [{ name: 'A', value: 'mcast_addr=239.8.1.1\n'.repeat(50_000) }] }],
  ['blank lines', { env: [{ name: 'A', value: `mcast_addr=239.8.1.1${'\n'.repeat(300_000)}x` }] }],
  ['open comments', { env: [{ name: 'A', value: `mcast_addr=239.8.1.1${'<!-- '.repeat(100_000)}` }] }],
  ['elements', { command: ['gst-launch-1.0', 'udpsrc address=239.8.1.1 ! '.repeat(50_000)] }],
  ['outputs', { command: ['vlc', '--sout', 'dst=239.8.1.1,'.repeat(50_000)] }],
])('many %s take little time', (_, container) => {
  const spec = { containers: [{ name: 'c', image: 'app', ...container }] };
  const start = Date.now();
  Lint.objects([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec }]);
  expect(Date.now() - start).toBeLessThan(8_000);
});
