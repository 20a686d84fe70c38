import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Finding, FindingLevel, Lint, LintOptions } from '../../lib';
import { mentions } from '../_mentions';

const FOLDER = join(__dirname, '..', '..', 'examples', 'seed-exact', 'article');
/** The article's manifests as printed, each in a separate file, with a registry instead of its placeholder. */
const ARTICLE = readdirSync(FOLDER)
  .sort()
  .map((file) => parse(readFileSync(join(FOLDER, file), 'utf8').replaceAll('{registry-fqdn}', 'registry.example.com')));

function lint(options: LintOptions = {}, objects = ARTICLE): string[] {
  const place = ({ ruleId, level, object }: Finding) => `${ruleId} ${level} ${object}`;
  const findings = Lint.objects(objects, options).sort((one, other) =>
    place(one) < place(other) ? -1 : +(place(one) > place(other)),
  );
  return findings.map((finding) => `${place(finding)}: ${finding.message}`);
}

const CLUSTER = 'Cluster mcast/mccluster';
const CONFIG = 'AntreaConfig mcast/mccluster-antrea-package';
const RANGES = '198.48.0.0/12, 198.48.0.0 to 198.63.255.255';
const POD_RANGES = '192.0.0.0/16, 192.0.0.0 to 192.0.255.255';
const LACKS = ['allowPrivilegeEscalation', 'runAsNonRoot', 'seccompProfile', 'capabilities', 'ALL'];

const WITHOUT_PODS = [
  mentions('TAM009 warning', CONFIG, 'Antrea 1.9.0', 'antrea#4903', 'antrea#4870', 'antrea#7154', 'antrea#4592'),
  mentions('TAM016 error Pod default/mcsender', 'twice'),
  mentions('TAM025 warning', CLUSTER, 'Pod', '"192.0.2.0/16"', POD_RANGES),
  mentions('TAM025 warning', CLUSTER, 'Service', '"198.51.100.0/12"', RANGES),
  mentions('TAM026 warning', CLUSTER, 'Pod', '"192.0.2.0/16"', POD_RANGES),
  mentions('TAM026 warning', CLUSTER, 'Service', '"198.51.100.0/12"', RANGES),
];
// The hostNetwork sender does not count.
const BUGS = [
  mentions('TAM073 warning Pod default/mcreceiver', 'NET_RAW', 'antrea#8251'),
  mentions('TAM073 warning Pod default/mcsender', 'NET_RAW', 'antrea#8251'),
  mentions('TAM074 note', CONFIG, 'Antrea 1.9.0', 'antrea#7282', 'antrea#8251'),
];
const KEYS = [
  mentions('TAM034 warning', CLUSTER, '"key1"', '"clusterEncryptionConfigYaml"'),
  mentions('TAM035 error', CLUSTER, 'aescbc', '"key1"', 'base64'),
];

test('the article has five objects', () => {
  expect(ARTICLE.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
    'AntreaConfig mccluster-antrea-package',
    'Cluster mccluster',
    'Pod mcreceiver',
    'Pod mcsender',
    'Pod mcsender',
  ]);
});

test('on its own release it has only these findings', () => {
  const note = (pod: string, ...more: string[]) =>
    mentions(`TAM032 note Pod default/${pod}`, '"restricted"', '"v1.25.7---vmware.3-fips.1-tkg.1"', ...more, ...LACKS);
  const notes = [note('mcreceiver'), note('mcsender', 'host namespaces'), note('mcsender')];
  expect(lint()).toEqual([...WITHOUT_PODS, ...notes, ...KEYS, ...BUGS]);
});

test('on Kubernetes 1.26 its Pods are refused', () => {
  const tkr = 'v1.26.5---vmware.2-fips.1-tkg.1';
  const error = (pod: string, ...more: string[]) =>
    mentions(`TAM032 error Pod default/${pod}`, '"restricted"', `"${tkr}"`, ...more, ...LACKS);
  expect(lint({ tkr }).filter((line) => line.includes('TAM032'))).toEqual([
    error('mcreceiver'),
    error('mcsender', 'host namespaces'),
    error('mcsender'),
  ]);
});

test('with the commands of its Dockerfiles, the swapped roles and the TTL of 1 are found', () => {
  const COMMANDS: { [name: string]: string[] } = {
    mcsender: ['/usr/bin/iperf', '-s', '-u', '-B', '239.255.12.43', '-i', '1'],
    mcreceiver: ['/usr/bin/iperf', '-c', '239.255.12.43', '-u', '-t', '86400'],
  };
  const objects = structuredClone(ARTICLE);
  for (const { kind, spec, metadata } of objects) {
    if (kind === 'Pod') {
      spec.containers[0].command = COMMANDS[metadata.name];
    }
  }
  const before = new Set(lint());
  expect(lint({}, objects).filter((line) => !before.has(line))).toEqual([
    // Only one Pod of the Pod network receives now, so two bugs are only possible.
    mentions('TAM009 warning', CONFIG, 2, 'antrea#4903', 'antrea#4870'),
    mentions('TAM030 warning Pod default/mcreceiver', '"239.255.12.43"', 'TTL of 1'),
    mentions(
      'TAM031 warning Pod default/mcreceiver',
      'sends',
      '"239.255.12.43"',
      '"registry.example.com/mcreceiver:v1"',
    ),
    mentions('TAM031 warning Pod default/mcsender', 'receives', '"mcsender:v1"'),
    mentions('TAM031 warning Pod default/mcsender', 'receives', '"registry.example.com/mcsender:v1"'),
    mentions('TAM042 warning Pod default/mcsender', 'receiver', '"239.255.12.43"'),
    // The answer to the question that the article leaves open: with the TTL of iperf, no packet leaves the Node.
    mentions('TAM071 error Pod default/mcreceiver', 'TTL of 1', 'Pod default/mcsender', 'TTL of 2 or more'),
    mentions('TAM072 warning Pod default/mcsender', '"239.255.12.43"', '"encap"'),
    mentions('TAM074 note', CONFIG, 'antrea#7154', 'antrea#4592'),
  ]);
});

test('a finding that an annotation acknowledges stays in the list, with its reason', () => {
  const objects = structuredClone(ARTICLE);
  const cluster = objects.find(({ kind }) => kind === 'Cluster');
  cluster.metadata.annotations = { 'cdk8s-antrea-multicast/acknowledge.TAM025': 'a laboratory' };
  const found = Lint.objects(objects).filter(({ ruleId }) => ruleId === 'TAM025');
  expect(found.map(({ acknowledged }) => acknowledged)).toEqual(['a laboratory', 'a laboratory']);
  cluster.metadata.annotations = { 'cdk8s-antrea-multicast/acknowledge.TAM025': '' };
  expect(lint({}, objects)).toContainEqual(mentions('TAM036 error', CLUSTER, '"TAM025"'));
  expect(Lint.objects(objects).find(({ ruleId }) => ruleId === 'TAM025')?.acknowledged).toBeUndefined();
});

test('rules on Pods need a release: that of the only Cluster, or the option', () => {
  const pods = ARTICLE.filter(({ kind }) => kind === 'Pod');
  const ofPods = (options: LintOptions, objects: any[]) =>
    Lint.objects(objects, options).filter(({ ruleId }) => ruleId === 'TAM032').length;
  expect(ofPods({}, pods)).toBe(0);
  expect(ofPods({ tkr: 'v1.26' }, pods)).toBe(3);
  const [cluster] = ARTICLE.filter(({ kind }) => kind === 'Cluster');
  const second = structuredClone(cluster);
  second.metadata.name = 'second';
  expect(ofPods({}, [...pods, cluster, second])).toBe(0);
});

test.each([
  [null, mentions('object 1', 'null')],
  ['text', mentions('object 1', 'a string')],
  [{ kind: 'Pod', metadata: {} }, mentions('object 1', '"Pod"', 'no apiVersion')],
  [{ apiVersion: 'v1', kind: 'Pod' }, mentions('object 1', '"Pod"', 'no metadata')],
])('%p is not a manifest', (object, expected) => {
  expect(() => Lint.objects([object])).toThrow(expected);
});

test('unknown options are refused', () => {
  expect(() => Lint.objects([], { tkr: '1.25' })).toThrow(mentions('release', '"1.25"'));
  expect(() => Lint.objects([], { vsphere: 'eight' })).toThrow(mentions('vSphere version', '"eight"'));
});

test('the levels of the errors of the article', () => {
  const levels = Lint.objects(ARTICLE).map(({ level }) => level);
  const count = (level: FindingLevel) => levels.filter((one) => one === level).length;
  expect([count(FindingLevel.ERROR), count(FindingLevel.WARNING), count(FindingLevel.NOTE)]).toEqual([2, 8, 4]);
});
