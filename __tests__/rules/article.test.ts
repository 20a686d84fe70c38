import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Finding, FindingLevel, Lint, LintOptions } from '../../lib';

const FOLDER = join(__dirname, '..', '..', 'examples', 'seed-exact', 'article');
/** The article's manifests as it prints them, each in a file of its own, with a registry in place of its placeholder. */
const ARTICLE = readdirSync(FOLDER)
  .sort()
  .map((file) => parse(readFileSync(join(FOLDER, file), 'utf8').replaceAll('{registry-fqdn}', 'registry.example.com')));

function lint(options: LintOptions = {}, objects = ARTICLE): string[] {
  const line = ({ ruleId, level, object, message }: Finding) => `${ruleId} ${level} ${object}: ${message}`;
  return Lint.objects(objects, options).map(line).sort();
}

const CLUSTER = 'Cluster mcast/mccluster';
const CONFIG = 'AntreaConfig mcast/mccluster-antrea-package';
const RANGES = '198.48.0.0/12, 198.48.0.0 to 198.63.255.255';
const POD_RANGES = '192.0.0.0/16, 192.0.0.0 to 192.0.255.255';
const LACKS =
  'allowPrivilegeEscalation is not false, runAsNonRoot is not true, no seccompProfile, capabilities do not drop ALL';

const WITHOUT_PODS = [
  `TAM009 warning ${CONFIG}: Antrea 1.9.0 has a known bug in encap or hybrid mode: antrea-agent crashes on concurrent access to its groups; fixed in 1.10.1, 1.11.2, 1.12.0 (antrea-io/antrea#4903 and its changelogs; no fix in any 1.8 or 1.9).`,
  `TAM009 warning ${CONFIG}: Antrea 1.9.0 has a known bug: antrea-agent crashes where it starts with many receivers; fixed in 1.10.1, 1.11.1, 1.12.0 (antrea-io/antrea#4870 and its changelogs; no fix in any 1.8 or 1.9, earlier versions not known).`,
  'TAM016 error Pod default/mcsender: Pod default/mcsender is defined twice, first before it.',
  `TAM025 warning ${CLUSTER}: The Pod range "192.0.2.0/16" holds public addresses (${POD_RANGES}).`,
  `TAM025 warning ${CLUSTER}: The Service range "198.51.100.0/12" holds public addresses (${RANGES}).`,
  `TAM026 warning ${CLUSTER}: The Pod range "192.0.2.0/16" has bits set behind its prefix and means ${POD_RANGES}.`,
  `TAM026 warning ${CLUSTER}: The Service range "198.51.100.0/12" has bits set behind its prefix and means ${RANGES}.`,
  `TAM034 warning ${CLUSTER}: The key "key1" stands readable in the variable "clusterEncryptionConfigYaml".`,
  `TAM035 error ${CLUSTER}: The aescbc key "key1" is no base64.`,
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

test('on its own release it gives these findings and no other', () => {
  const note = (pod: string, more = '') =>
    `TAM032 note Pod default/${pod}: The level "restricted" would warn of it on release "v1.25.7---vmware.3-fips.1-tkg.1", and later releases refuse it: ${more}${LACKS}.`;
  expect(lint()).toEqual(
    [...WITHOUT_PODS, note('mcsender'), note('mcsender', 'host namespaces, '), note('mcreceiver')].sort(),
  );
});

test('on Kubernetes 1.26 its Pods are refused', () => {
  const tkr = 'v1.26.5---vmware.2-fips.1-tkg.1';
  const error = (pod: string, more = '') =>
    `TAM032 error Pod default/${pod}: The level "restricted" that release "${tkr}" enforces refuses it: ${more}${LACKS}.`;
  expect(lint({ tkr }).filter((line) => line.includes('TAM032'))).toEqual(
    [error('mcreceiver'), error('mcsender'), error('mcsender', 'host namespaces, ')].sort(),
  );
});

test('with the commands of its Dockerfiles written out, the swap and the TTL of 1 are found', () => {
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
  expect(lint({}, objects).filter((line) => !before.has(line))).toEqual(
    [
      'TAM030 warning Pod default/mcreceiver: It sends to "239.255.12.43" with a TTL of 1, which reaches no host outside of the cluster.',
      'TAM031 warning Pod default/mcreceiver: Its command sends to "239.255.12.43", and its image is "registry.example.com/mcreceiver:v1".',
      'TAM031 warning Pod default/mcsender: Its command joins "239.255.12.43" and receives, and its image is "mcsender:v1".',
      'TAM031 warning Pod default/mcsender: Its command joins "239.255.12.43" and receives, and its image is "registry.example.com/mcsender:v1".',
      'TAM042 warning Pod default/mcsender: This receiver of "239.255.12.43" is on the network of the Node.',
    ].sort(),
  );
});

test('a finding is acknowledged by an annotation with a reason, and stays in the list with it', () => {
  const objects = structuredClone(ARTICLE);
  const cluster = objects.find(({ kind }) => kind === 'Cluster');
  cluster.metadata.annotations = { 'cdk8s-antrea-multicast/acknowledge.TAM025': 'a laboratory' };
  const found = Lint.objects(objects).filter(({ ruleId }) => ruleId === 'TAM025');
  expect(found.map(({ acknowledged }) => acknowledged)).toEqual(['a laboratory', 'a laboratory']);
  cluster.metadata.annotations = { 'cdk8s-antrea-multicast/acknowledge.TAM025': '' };
  expect(lint({}, objects)).toContain(
    `TAM036 error ${CLUSTER}: The findings of "TAM025" are acknowledged without a reason.`,
  );
  expect(Lint.objects(objects).find(({ ruleId }) => ruleId === 'TAM025')?.acknowledged).toBeUndefined();
});

test('rules on Pods need a release: of the only Cluster, or by the option', () => {
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
  [null, 'object 1 is null: give a manifest with apiVersion, kind and metadata.'],
  ['text', 'object 1 is a string: give a manifest with apiVersion, kind and metadata.'],
  [
    { kind: 'Pod', metadata: {} },
    'object 1 of kind "Pod" has no apiVersion: give a manifest with apiVersion, kind and metadata.',
  ],
  [
    { apiVersion: 'v1', kind: 'Pod' },
    'object 1 of kind "Pod" has no metadata: give a manifest with apiVersion, kind and metadata.',
  ],
])('%p is no manifest', (object, expected) => {
  expect(() => Lint.objects([object])).toThrow(expected);
});

test('options that are none are refused', () => {
  expect(() => Lint.objects([], { tkr: '1.25' })).toThrow('release "1.25" is not a Tanzu Kubernetes release');
  expect(() => Lint.objects([], { vsphere: 'eight' })).toThrow('vSphere version "eight" is none');
});

test('of the errors of the article, the levels are these', () => {
  const levels = Lint.objects(ARTICLE).map(({ level }) => level);
  const count = (level: FindingLevel) => levels.filter((one) => one === level).length;
  expect([count(FindingLevel.ERROR), count(FindingLevel.WARNING), count(FindingLevel.NOTE)]).toEqual([2, 7, 3]);
});
