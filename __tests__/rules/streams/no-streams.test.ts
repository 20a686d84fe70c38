import { Lint } from '../../../lib';
import { configMap, podWith, usesOf } from './_uses';

/** A Pod that mounts a file. */
const withFile = (name: string, text: string): object[] => [
  configMap({ [name]: text }),
  podWith({}, { volumes: [{ name: 'v', configMap: { name: 'settings' } }] }),
];
const withEnv = (name: string, value: string): object[] => [podWith({ env: [{ name, value }] })];
const withCommand = (...command: string[]): object[] => [podWith({ command })];
const withScript = (text: string): object[] => withCommand('sh', '-c', text);

/** Objects that have an address of 224.0.0.0/4 for another reason. */
const CASES: [string, object[]][] = [
  ['an annotation', [podWith({}, {}, { annotations: { description: 'receives 239.8.1.1:5000' } })]],
  ['a label', [podWith({}, {}, { labels: { 'example.com/channel': '239.8.1.1' } })]],
  ['a stream label of another library', [podWith({}, {}, { labels: { 'other-stream/239.8.1.1-5000': 'sender' } })]],
  ['a range in an option', withCommand('proxy', '--no-proxy=10.0.0.0/8,224.0.0.0/4')],
  ['a range as a word', withCommand('agent', '--drop', '224.0.0.0/4')],
  ['a smaller range', withCommand('agent', '--groups', '239.8.0.0/16')],
  ['one address as a range', withCommand('agent', '--routes', '239.8.1.1/32')],
  ['NO_PROXY', withEnv('NO_PROXY', 'localhost,224.0.0.1,.svc')],
  ['no_proxy', withEnv('no_proxy', '239.8.1.1')],
  ['a range of addresses', withEnv('POOL', '239.0.0.0-239.255.255.255')],
  ['a range with blanks', withEnv('POOL', '239.0.0.0 - 239.255.255.255')],
  ['a version in a variable', withEnv('APP_VERSION', '239.1.2.3')],
  ['a version in an option', withCommand('upgrade', '--version', '239.1.2.3')],
  ['a version after =', withCommand('upgrade', '--target-version=239.1.2.3')],
  ['a version with a suffix', withEnv('BASE', '239.1.2.3-alpine')],
  ['a version with v', withEnv('BASE', 'v239.1.2.3')],
  ['a longer version', withEnv('BASE', '239.1.2.3.4')],
  ['a build number', withEnv('BASE', '1.239.1.2.3')],
  ['the tag of an image', [podWith({ image: 'registry.example.com/app:239.1.2.3' })]],
  ['an image in a variable', withEnv('SIDECAR_IMAGE', 'registry.example.com/app:239.1.2.3')],
  ['an image in an option', withCommand('operator', '--proxy', 'registry.example.com/app:239.1.2.3')],
  ['a short image', withEnv('SIDECAR', 'nginx:239.1.2.3')],
  ['a prefix of Envoy', withFile('envoy.yaml', 'cidr:\n- address_prefix: 239.8.1.1\n  prefix_len: 32\n')],
  ['a table of nginx', withFile('nginx.conf', 'geo $denied {\n  default 0;\n  239.8.1.1 1;\n}')],
  ['a table of nginx with texts', withFile('nginx.conf', 'map $addr $x {\n  239.8.1.1 "a";\n}')],
  ['a rule of iptables', withScript('iptables -A INPUT -d 224.0.0.18 -p vrrp -j ACCEPT')],
  ['a rule of nft', withCommand('nft', 'add', 'rule', 'inet', 'f', 'in', 'ip', 'daddr', '239.8.1.1', 'drop')],
  ['a route', withScript('ip route add 239.8.1.1 dev eth0')],
  ['a capture', withCommand('tcpdump', '-ni', 'eth0', 'host', '239.8.1.1')],
  ['a ping', withCommand('ping', '-c', '1', '224.0.0.1')],
  ['a command in another Pod', withCommand('kubectl', 'exec', 'app', '--', 'iperf', '-c', '239.8.1.1', '-u')],
  ['a script in another Pod', withCommand('kubectl', 'exec', 'app', '--', 'sh', '-c', 'iperf -c 239.8.1.1 -u')],
  ['a command that is printed', withScript('echo "run: iperf -c 239.8.1.1 -u"')],
  ['a file of hosts', withFile('hosts', '127.0.0.1 localhost\n224.0.0.1 all-systems.mcast.net\n')],
  ['a comparison', withFile('filter.rego', 'deny { input.destination == "239.8.1.1" }\n')],
  ['a rule of Falco', withFile('falco.yaml', 'condition: evt.type=sendto and not fd.sip in ("224.0.0.251")\n')],
  ['a rule of Suricata', withFile('a.conf', 'alert udp any any -> 239.255.255.250 1900 (msg:"SSDP"; sid:1;)\n')],
  ['an ACL of Squid', withFile('squid.conf', 'acl feeds dst 239.8.1.1\nacl mc dst 224.0.0.0/4\n')],
  ['hosts without proxy in Java', withEnv('JAVA_OPTS', '-Dhttp.nonProxyHosts=239.8.1.1')],
  ['the group of all hosts', withEnv('PROBE_GROUP', '224.0.0.1')],
  ['the group of IGMPv3 in code', withFile('a.py', "REPORTS = '224.0.0.22'\n")],
  ['a text that is printed', withScript('echo "waiting for 239.8.1.1"; sleep 5')],
  ['a pattern of grep', withScript('cat /proc/net/igmp | grep -v 224.0.0.1')],
  ['a comment of a script', withScript('# iperf -c 239.8.1.1 -u\nexec app # joins 239.8.1.1')],
  ['a variable that nothing uses', withScript('GROUP=239.8.1.1\nexec app')],
  ['a list of exclusions', withEnv('EXCLUDED_DESTINATIONS', '224.0.0.251,239.255.255.250')],
  ['an option of exclusions', withCommand('collector', '--exclude-hosts', '224.0.0.251')],
  ['a filter of logs', withEnv('LOG_FILTER', 'dst != 239.8.1.1')],
  ['a regular expression', withEnv('PATTERN', '^224\\.0\\.0\\.251$')],
  ['a pattern with a star', withEnv('HOSTS', '239.8.1.*')],
  ['a sentence', withEnv('WELCOME', 'The feed 239.8.1.1 is for tests only.')],
  ['a URL of HTTP', withEnv('WEB', 'http://239.8.1.1:8080/')],
  ['a URL of TCP', withEnv('BROKER', 'tcp://239.8.1.1:1883')],
  ['a README', withFile('README.md', 'group: 239.8.1.1\n')],
  ['the comment of a file', withFile('feed.conf', '# group = 239.8.1.1\n; group = 239.8.1.2\n// group = 239.8.1.3\n')],
  [
    'the comment of XML',
    withFile('feed.xml', '<feed>\n<!-- <group>239.8.1.1</group>\n<group>239.8.1.2</group> -->\n</feed>'),
  ],
  ['a comment of several lines', withFile('feed.c', '/*\n group = "239.8.1.1"\n*/\nint a;')],
  [
    'a list of exceptions in YAML',
    withFile('rules.yaml', 'allow:\n  - name: vrrp\nexcept:\n  - 224.0.0.18\n  - 239.8.1.1\n'),
  ],
  ['a map of exceptions in YAML', withFile('a.yaml', 'denied:\n  hosts:\n    address: 239.8.1.1\n')],
  ['ranges in YAML', withFile('pools.yaml', 'pools:\n  - name: a\n    addresses:\n      - 239.8.1.0/24\n')],
  ['a list as far to the left as its name', withFile('a.yaml', 'exclude:\n- 10.0.0.1\n- 239.8.1.1\n- 239.8.1.2\n')],
  ['such a list in an item', withFile('a.yaml', '- name: a\n  exclude:\n  - 239.8.1.1\n')],
  ['such a list that begins an item', withFile('a.yaml', '- exclude:\n  - 239.8.1.1\n')],
  [
    'Hazelcast, off after its group',
    withFile('h.yaml', 'multicast:\n  multicast-group: 224.2.2.3\n  enabled: false\n'),
  ],
  ['a property that is off', withFile('e.yml', 'ping.multicast.enabled: false\nping.multicast.group: 224.2.2.4\n')],
  ['a list of exclusions in JSON', withFile('a.json', '{"exclude":["239.8.1.1"]}')],
  ['an alert', withFile('alerts.yaml', 'expr: rate(x{dst="239.8.1.1"}[5m])\nsummary: 239.8.1.1 is silent\n')],
  [
    'an example in a schema',
    withFile('schema.json', '{"properties":{"group":{"type":"string","example":"239.8.1.1"}}}'),
  ],
  [
    'Hazelcast without multicast',
    withFile('h.xml', '<multicast enabled="false">\n<multicast-group>224.2.2.3</multicast-group>\n</multicast>'),
  ],
  [
    'Hazelcast without multicast in YAML',
    withFile('h.yaml', 'multicast:\n  enabled: false\n  multicast-group: 224.2.2.3\n'),
  ],
  ['an object identifier', withFile('snmp.yaml', 'oid: 1.3.6.1.4.1.239.1.2.3\n')],
  ['a file that no Pod mounts', [configMap({ 'a.conf': 'group = 239.8.1.1' }), podWith({})]],
];

test.each(CASES)('%s is not a stream', (_, objects) => {
  expect(usesOf(...objects)).toEqual([]);
});

const meta = { name: 'app', namespace: 'studio' };
const OTHER_KINDS: [string, object][] = [
  [
    'a NetworkPolicy',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { ...meta, name: 'web' },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['224.0.0.0/4'] } }] }],
      },
    },
  ],
  [
    'a Service',
    { apiVersion: 'v1', kind: 'Service', metadata: meta, spec: { ports: [{ port: 80 }], externalIPs: ['239.8.1.1'] } },
  ],
  [
    'a Role',
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: meta,
      rules: [{ apiGroups: [''], resources: ['pods'], resourceNames: ['239.8.1.1'], verbs: ['get'] }],
    },
  ],
  ['a Secret', { apiVersion: 'v1', kind: 'Secret', metadata: meta, stringData: { group: '239.8.1.1' } }],
  ['a CustomResource', { apiVersion: 'example.com/v1', kind: 'Feed', metadata: meta, spec: { group: '239.8.1.1' } }],
  ['an Endpoints', { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta, data: { group: '239.8.1.1' } }],
];
const RULES_OF_STREAMS = /TAM02[079]|TAM03[01]|TAM042|TAM07[123]|TAM079|TAM10[234]/;

test.each(OTHER_KINDS)('%s has no finding on streams', (_, object) => {
  expect(Lint.objects([object]).filter(({ ruleId }) => RULES_OF_STREAMS.test(ruleId))).toEqual([]);
});

test('what follows a list or a map that is off is a stream', () => {
  const list = 'exclude:\n- 239.8.1.1\ngroup: 239.8.1.2\n';
  const item = '- exclude:\n  - 239.8.1.1\n  group: 239.8.1.2\n';
  const map = 'multicast:\n  enabled: false\n  group: 239.8.1.1\nvideo:\n  group: 239.8.1.2\n';
  for (const text of [list, item, map]) {
    expect(usesOf(...withFile('a.yaml', text))).toEqual(['use 239.8.1.2:?']);
  }
});

test('most of the cases are streams without the reason', () => {
  expect(usesOf(...withEnv('GROUP', '239.8.1.1'))).toHaveLength(1);
  expect(usesOf(...withFile('feed.conf', 'group = 239.8.1.1\n'))).toHaveLength(1);
  expect(usesOf(...withScript('exec app 239.8.1.1'))).toHaveLength(1);
  expect(
    usesOf(
      ...withFile('h.xml', '<multicast enabled="true">\n<multicast-group>224.2.2.3</multicast-group>\n</multicast>'),
    ),
  ).toHaveLength(1);
});

test('protocols of Nodes are multicast: only TAM072 reports them, because antrea-agent drops them between Nodes', () => {
  const keepalived = podWith(
    { securityContext: { capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] } } },
    {
      hostNetwork: true,
      dnsPolicy: 'ClusterFirstWithHostNet',
      volumes: [{ name: 'v', configMap: { name: 'settings' } }],
    },
  );
  const objects = [configMap({ 'keepalived.conf': 'global_defs {\n  vrrp_mcast_group4 224.0.0.18\n}\n' }), keepalived];
  const found = Lint.objects(objects).filter(({ ruleId }) => RULES_OF_STREAMS.test(ruleId));
  expect(found.map(({ level, ruleId }) => `${level} ${ruleId}`)).toEqual(['warning TAM072']);
});
