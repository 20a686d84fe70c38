import { configMap, podWith, usesOf } from './_uses';

const SEND = 'sender 239.8.1.1:5001 ttl 1';
const RECEIVE = 'receiver 239.8.1.1:5001';
const UNKNOWN = 'use 239.8.1.1:?';
const group = { name: 'GROUP', value: '239.8.1.1' };

test.each<[string, object, string[]]>([
  ['a list', { command: ['iperf', '-c', '239.8.1.1', '-u'] }, [SEND]],
  ['a command and its arguments', { command: ['iperf'], args: ['-s', '-u', '-B', '239.8.1.1'] }, [RECEIVE]],
  ['a shell', { command: ['sh', '-c', 'iperf -c 239.8.1.1 -u'] }, [SEND]],
  ['a shell as entry point', { args: ['-c', 'iperf -c 239.8.1.1 -u'] }, [SEND]],
  ['a login shell', { command: ['bash', '-lc', 'exec timeout 600 iperf -c 239.8.1.1 -u'] }, [SEND]],
  ['options of a shell', { command: ['bash', '-eu', '-o', 'pipefail', '-c', 'iperf -c 239.8.1.1 -u'] }, [SEND]],
  ['tini and nohup', { command: ['tini', '--', 'nohup', 'iperf', '-c', '239.8.1.1', '-u'] }, [SEND]],
  ['env', { command: ['env', 'A=b', 'iperf', '-c', '239.8.1.1', '-u'] }, [SEND]],
  ['arguments of a script', { command: ['sh', '-c', 'exec "$@"', '--', 'iperf', '-c', '239.8.1.1', '-u'] }, [SEND]],
  ['a script with its command', { command: ['sh', '/run.sh', 'iperf', '-u', '-c', '239.8.1.1'] }, [SEND]],
  ['a whole command in one word', { command: ['iperf -c 239.8.1.1 -u'] }, [SEND]],
  ['a variable of Kubernetes', { env: [group], command: ['iperf', '-c', '$(GROUP)', '-u'] }, [SEND]],
  ['a variable of the shell', { env: [group], command: ['sh', '-c', 'iperf -c $GROUP -u'] }, [SEND]],
  ['braces and quotes', { env: [group], command: ['sh', '-c', 'iperf -c "${GROUP}" -u'] }, [SEND]],
  ['the default of a variable', { command: ['sh', '-c', 'iperf -c ${GROUP:-239.8.1.1} -u'] }, [SEND]],
  [
    'an assignment',
    { command: ['sh', '-c', 'G=239.8.1.1\nexport T=4\niperf -c $G -T $T -u'] },
    ['sender 239.8.1.1:5001 ttl 4'],
  ],
  ['options in a variable', { command: ['sh', '-c', 'OPTS="-c 239.8.1.1 -u"; iperf $OPTS'] }, [SEND]],
  ['a loop', { command: ['sh', '-c', 'while true; do iperf -c 239.8.1.1 -u; sleep 1; done'] }, [SEND]],
  [
    'a background command',
    { command: ['sh', '-c', 'iperf -s -u -B 239.8.1.1 & iperf -c 239.8.1.2 -u'] },
    [RECEIVE, 'sender 239.8.1.2:5001 ttl 1'],
  ],
  [
    'lines that are joined',
    { command: ['sh', '-c', 'iperf -c 239.8.1.1 \\\n  -u -T 4'] },
    ['sender 239.8.1.1:5001 ttl 4'],
  ],
  [
    'a TTL that is not known',
    { command: ['iperf', '-c', '239.8.1.1', '-u', '-T', '$(TTL)'] },
    ['sender 239.8.1.1:5001'],
  ],
  [
    'a variable from one before',
    { env: [group, { name: 'URL', value: 'udp://$(GROUP):9' }], args: ['feed', '$(URL)'] },
    ['use 239.8.1.1:9'],
  ],
  ['a variable that only the program reads', { env: [group] }, [UNKNOWN]],
  ['a word of an unknown program', { command: ['feed', '239.8.1.1', '9'] }, [UNKNOWN]],
  ['an option of an unknown program', { command: ['feed', '--group=239.8.1.1:9'] }, ['use 239.8.1.1:9']],
  ['a URL of an unknown program', { args: ['--input', 'udp://@239.8.1.1:9?ttl=4'] }, ['use 239.8.1.1:9']],
  ['an rtp URL', { args: ['rtp://239.8.1.1:9'] }, ['use 239.8.1.1:9']],
  ...[',', ';', ' ', '|'].map((mark): [string, object, string[]] => [
    `a list with ${JSON.stringify(mark)}`,
    { env: [{ name: 'FEEDS', value: `239.8.1.1:9${mark}239.8.1.2:9` }] },
    ['use 239.8.1.1:9', 'use 239.8.1.2:9'],
  ]),
  [
    'a list in a variable',
    { env: [{ name: 'FEEDS', value: '239.8.1.1:9, 239.8.1.2:9' }] },
    ['use 239.8.1.1:9', 'use 239.8.1.2:9'],
  ],
  ['JSON', { env: [{ name: 'CONFIG', value: '{"feeds":[{"address":"239.8.1.1","port":9}]}' }] }, [UNKNOWN]],
  ['XML', { env: [{ name: 'CONFIG', value: '<feed><group>239.8.1.1</group></feed>' }] }, [UNKNOWN]],
  ['an attribute of XML', { env: [{ name: 'CONFIG', value: '<feed group="239.8.1.1" port="9"/>' }] }, [UNKNOWN]],
  ['a property of Java', { env: [{ name: 'JAVA_OPTS', value: '-Xmx1g -Dfeed.group=239.8.1.1' }] }, [UNKNOWN]],
  [
    'a CycloneDDS peer or LCM',
    { env: [{ name: 'LCM_DEFAULT_URL', value: 'udpm://239.8.1.1:7667?ttl=1' }] },
    ['use 239.8.1.1:7667'],
  ],
])('%s', (_, container, uses) => {
  expect(usesOf(podWith(container))).toEqual(uses);
});

describe('what Kubernetes does not expand', () => {
  test.each([
    ['an escaped variable', { env: [group], command: ['iperf', '-c', '$$(GROUP)', '-u'] }],
    ['a name that is not known', { command: ['iperf', '-c', '$(GROUP)', '-u'] }],
    [
      'a value of a Secret',
      {
        env: [{ name: 'GROUP', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }],
        command: ['iperf', '-c', '$(GROUP)'],
      },
    ],
  ])('%s', (_, container) => {
    expect(usesOf(podWith(container)).filter((use) => use.startsWith('sender'))).toEqual([]);
  });

  test('a variable that is defined later', () => {
    const env = [{ name: 'URL', value: 'udp://$(GROUP):9' }, group];
    expect(usesOf(podWith({ env, args: ['feed', '$(URL)'] }))).toEqual([UNKNOWN]);
  });
});

describe('ConfigMaps', () => {
  const volume = (more: object = {}) => ({ volumes: [{ name: 'v', configMap: { name: 'settings', ...more } }] });
  const feed = { 'feed.yaml': 'feeds:\n  - address: 239.8.1.1\n    port: 9\n' };

  test.each<[string, object, object, object]>([
    ['a volume', feed, {}, volume()],
    ['an item of a volume', feed, {}, volume({ items: [{ key: 'feed.yaml', path: 'f.yaml' }] })],
    [
      'a projected volume',
      feed,
      {},
      { volumes: [{ name: 'v', projected: { sources: [{ configMap: { name: 'settings' } }] } }] },
    ],
    [
      'a variable',
      { g: '239.8.1.1' },
      { env: [{ name: 'GROUP', valueFrom: { configMapKeyRef: { name: 'settings', key: 'g' } } }] },
      {},
    ],
    ['all variables', { GROUP: '239.8.1.1' }, { envFrom: [{ configMapRef: { name: 'settings' } }] }, {}],
    ['XML', { 'a.xml': '<c>\n<!-- 239.8.1.9 -->\n<group>239.8.1.1</group></c>' }, {}, volume()],
    ['properties', { 'a.properties': '# old: feed.group=239.8.1.9\nfeed.group=239.8.1.1\n' }, {}, volume()],
    ['a directive', { 'spread.conf': 'Spread_Segment 239.8.1.1 {\n  a 10.0.0.1\n}' }, {}, volume()],
    ['TOML', { 'a.toml': '[feed]\ngroup = "239.8.1.1"\n' }, {}, volume()],
    ['JSON', { 'a.json': '{\n  "groups": [\n    "239.8.1.1"\n  ]\n}' }, {}, volume()],
    ['Python', { 'a.py': 'GROUP = "239.8.1.1"  # the feed\n' }, {}, volume()],
    ['a table', { 'feeds.csv': 'name,group,port\nA,239.8.1.1,9000\n' }, {}, volume()],
    ['SDP', { 'a.sdp': 'v=0\nc=IN IP4 239.8.1.1/32\nm=video 9 RTP/AVP 96\n' }, {}, volume()],
    ['syslog-ng', { 'a.conf': 'source s { udp(ip(239.8.1.1) port(514)); };\n' }, {}, volume()],
    [
      'JGroups of WildFly',
      { 'a.xml': '<socket-binding multicast-address="${jboss.address:239.8.1.1}"/>' },
      {},
      volume(),
    ],
    ['Hazelcast', { 'h.yaml': 'multicast:\n  enabled: true\n  multicast-group: 239.8.1.1\n' }, {}, volume()],
    ['a directive', { 'ntp.conf': 'broadcast 239.8.1.1\n' }, {}, volume()],
  ])('%s', (_, data, container, spec) => {
    expect(usesOf(configMap(data), podWith(container, spec))).toEqual([UNKNOWN]);
  });

  test('the group of all variables is one for a command too', () => {
    const pod = podWith({
      envFrom: [{ configMapRef: { name: 'settings' } }],
      command: ['iperf', '-c', '$(GROUP)', '-u'],
    });
    expect(usesOf(configMap({ GROUP: '239.8.1.1' }), pod)).toEqual([SEND]);
    expect(usesOf(configMap({ GROUP: '239.8.1.1' }, 'settings', 'other'), pod)).toEqual([]);
  });

  test.each([
    ['another name', configMap(feed, 'other'), volume()],
    ['another Namespace', configMap(feed, 'settings', 'other'), volume()],
    ['another item', configMap(feed), volume({ items: [{ key: 'b', path: 'b' }] })],
    ['no volume', configMap(feed), {}],
  ])('%s does not count', (_, object, spec) => {
    expect(usesOf(object, podWith({}, spec))).toEqual([]);
  });

  test('a script counts if a command names it', () => {
    const script = configMap({ 'run.sh': '#!/bin/sh\n# iperf -c 239.8.1.9 -u\nexec iperf -c "$GROUP" -u\n' });
    const pod = (...command: string[]) => podWith({ command, env: [group] }, volume());
    expect(usesOf(script, pod('sh', '/scripts/run.sh'))).toEqual([SEND]);
    expect(usesOf(script, pod('sleep', '1'))).toEqual([UNKNOWN]);
  });

  test('JGroups has its values in one file', () => {
    const xml = '<UDP mcast_addr="${jgroups.udp.mcast_addr:239.8.1.1}" mcast_port="46655" ip_ttl="2"/>';
    expect(usesOf(configMap({ 'jgroups.xml': xml }), podWith({}, volume()))).toEqual(['peer 239.8.1.1:46655 ttl 2']);
  });
});

describe('labels of this library', () => {
  const labels = (value: string) => ({ labels: { 'multicast-stream/239.8.1.1-5001': value } });
  const COMMAND = { command: ['iperf', '-c', '239.8.1.1', '-u', '-T', '8'] };

  test.each(['sender', 'receiver', 'peer'])('show the role %s', (role) => {
    expect(usesOf(podWith({}, {}, labels(role)))).toEqual([`${role} 239.8.1.1:5001`]);
  });

  test('with another value show no role', () => {
    expect(usesOf(podWith({}, {}, labels('both')))).toEqual(['use 239.8.1.1:5001']);
  });

  test('add nothing to the command of their stream', () => {
    expect(usesOf(podWith(COMMAND, {}, labels('sender')))).toEqual(['sender 239.8.1.1:5001 ttl 8']);
  });

  test('add the role to a program that is not known', () => {
    expect(usesOf(podWith({ command: ['feed', '239.8.1.1'] }, {}, labels('peer')))).toEqual(['peer 239.8.1.1:5001']);
  });

  test('add the role to a program that shows none', () => {
    const player = { command: ['ffplay', 'udp://@239.8.1.1:5001'] };
    expect(usesOf(podWith(player, {}, labels('receiver')))).toEqual(['receiver 239.8.1.1:5001']);
  });

  test('of a peer add what its commands do not show', () => {
    expect(usesOf(podWith(COMMAND, {}, labels('peer')))).toEqual([
      'sender 239.8.1.1:5001 ttl 8',
      'peer 239.8.1.1:5001',
    ]);
  });

  test('of another port are another stream', () => {
    const pod = podWith({ command: [...COMMAND.command, '-p', '6000'] }, {}, labels('sender'));
    expect(usesOf(pod)).toEqual(['sender 239.8.1.1:6000 ttl 8', 'sender 239.8.1.1:5001']);
  });

  test('count in templates, and not on the Deployment itself', () => {
    const metadata = { name: 'app', namespace: 'studio' };
    const containers = [{ name: 'main', image: 'registry.example.com/app:v1' }];
    const deployment = (outer: object, inner: object) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, ...outer },
      spec: { template: { metadata: inner, spec: { containers } } },
    });
    expect(usesOf(deployment({}, labels('receiver')))).toEqual(['receiver 239.8.1.1:5001']);
    expect(usesOf(deployment(labels('receiver'), {}))).toEqual([]);
  });
});

test('a socket on an interface of Multus is none of Antrea', () => {
  const annotations = { 'k8s.v1.cni.cncf.io/networks': 'media/vlan7@net7, other' };
  const on = (device: string) =>
    podWith({ command: ['iperf', '-s', '-u', '-B', `239.8.1.1%${device}`] }, {}, { annotations });
  expect([usesOf(on('net7')), usesOf(on('net2'))]).toEqual([[], []]);
  expect(usesOf(on('eth0'))).toHaveLength(1);
});
