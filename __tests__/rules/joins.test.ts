import { Lint, LintOptions } from '../../lib';
import { runRules } from '../../lib/rules/_engine';
import { Manifest } from '../../lib/rules/manifests/_inventory';
import { Release, antreaConfig, antreaPolicy, cluster, pod, service } from '../../lib/rules/_examples';
import { mentions } from '../_mentions';

/** The objects that a rule reports, without the findings of other rules. */
function places(ruleId: string, objects: object[], options: LintOptions = {}): number[] {
  return found(ruleId, objects, options).map(({ index }) => index);
}

function messages(ruleId: string, objects: object[], options: LintOptions = {}): string[] {
  return found(ruleId, objects, options).map(({ message }) => message);
}

function found(ruleId: string, objects: object[], options: LintOptions): ReturnType<typeof Lint.objects> {
  return Lint.objects(objects, options).filter((finding) => finding.ruleId === ruleId);
}

const TKR = { tkr: 'v1.26.5---vmware.2-fips.1-tkg.1' };
const named = (kind: string, name: unknown, namespace?: unknown) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace },
});
const receiver = (group: string, metadata = {}) => pod({ command: ['iperf', '-s', '-u', '-B', group] }, {}, metadata);
const config = (namespace: string, featureGates: object, more = {}) =>
  antreaConfig({ featureGates }, { namespace, ...more });

// The names of each pair are equal if their parts are joined with a character or concatenated.
test.each([
  ['a slash', 'a/b', 'c', 'a', 'b/c'],
  ['a line break', 'a\nb', 'c', 'a', 'b\nc'],
  ['quotes and a comma', 'a","b', 'c', 'a', 'b","c'],
  ['a NUL', 'a\0b', 'c', 'a', 'b\0c'],
  ['nothing', '', 'ab', 'ab', ''],
])('names with %s in both halves are two objects', (_, namespace, name, otherNamespace, otherName) => {
  const [one, other] = [named('Service', name, namespace), named('Service', otherName, otherNamespace)];
  expect(places('TAM016', [one, other])).toEqual([]);
  expect(places('TAM016', [one, other, structuredClone(one)])).toEqual([2]);
});

test('a number differs from the same digits as a string', () => {
  const manifests = [5, '5'].map((namespace) => named('Service', 'web', namespace));
  expect(places('TAM016', manifests)).toEqual([]);
});

test('no namespace differs from a namespace called null or undefined', () => {
  const manifests = [undefined, null, 'null', 'undefined'].map((namespace) => named('Service', 'web', namespace));
  expect(places('TAM016', manifests)).toEqual([]);
});

test.each(['__proto__', 'constructor', 'toString'])('%s is an ordinary kind and name', (word) => {
  const object = JSON.parse(`{ "apiVersion": "v1", "kind": "${word}", "metadata": { "name": "${word}" } }`);
  expect(places('TAM016', [object, named(word, 'other'), named('Service', word)])).toEqual([]);
  expect(found('TAM016', [object, structuredClone(object)], {}).map((one) => one.object)).toEqual([`${word} ${word}`]);
});

test.each(['__proto__', 'a/b', 'a\nb'])('an AntreaConfig is matched with its Cluster %j', (name) => {
  const objects = [cluster({}, { name }), antreaConfig({}, { name: `${name}-antrea-package` })];
  expect(Lint.objects(objects).filter(({ ruleId }) => /TAM01[789]/.test(ruleId))).toEqual([]);
});

test('objects with generateName are not duplicates', () => {
  const made = () => ({ apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'camera-', namespace: 'video' } });
  expect(places('TAM016', [made(), made()])).toEqual([]);
});

test('an alias of YAML counts as a separate object', () => {
  const object = service();
  expect(places('TAM016', [object, object, object])).toEqual([1, 2]);
});

test('the second and third definition name the first', () => {
  const entries = ['a.yaml', 'b.yaml', 'c.yaml'].map((file) => ({ manifest: service() as Manifest, file }));
  expect(runRules(entries).map(({ object, message }) => `${object}: ${message}`)).toEqual([
    mentions('Service video/web', 'a.yaml'),
    mentions('Service video/web', 'a.yaml'),
  ]);
});

test('the same object on two API servers is not a duplicate', () => {
  const entries = ['a', 'b', 'a'].map((server) => ({ manifest: service() as Manifest, server }));
  expect(runRules(entries).map(({ ruleId, index }) => [ruleId, index])).toEqual([['TAM016', 2]]);
});

test('two clusters with the same name have the configurations of their namespaces', () => {
  const objects = [
    ...[cluster({}, { name: 'cluster', namespace: 'a' }), cluster({}, { name: 'cluster', namespace: 'b' })],
    config('a', { Multicast: true }, { name: 'cluster-antrea-package' }),
    config('b', { Multicast: false }, { name: 'cluster-antrea-package' }),
    receiver('239.1.2.3'),
  ];
  // Nothing shows in which of the two the receiver runs, and the first has multicast.
  expect(places('TAM020', objects, TKR)).toEqual([]);
  expect(places('TAM019', objects, TKR)).toEqual([]);
  expect(places('TAM021', objects, TKR)).toEqual([]);
});

test('a configuration without a Cluster in its namespace names the first Cluster of that name', () => {
  const clusters = ['b', 'a'].map((namespace) => cluster({}, { namespace }));
  expect(messages('TAM019', [...clusters, config('c', {})])).toEqual([mentions('"c"', '"video"', '"b"')]);
});

test('each configuration but the first names a previous one', () => {
  const [first, second, third] = ['video-antrea-package', 'mine', 'yours'].map((name) =>
    antreaConfig({}, { name, labels: { 'tkg.tanzu.vmware.com/cluster-name': 'video' } }),
  );
  expect(messages('TAM021', [cluster(), first, second, third])).toEqual([
    mentions('Cluster broadcast/video', 'AntreaConfig broadcast/video-antrea-package'),
    mentions('Cluster broadcast/video', 'AntreaConfig broadcast/video-antrea-package'),
  ]);
  expect(messages('TAM021', [cluster(), first, structuredClone(first), second])).toEqual([
    mentions('Cluster broadcast/video', 'AntreaConfig broadcast/video-antrea-package'),
  ]);
});

test('the gate of policies counts as off only if it is off in every cluster of that name', () => {
  const of = (...gates: boolean[]) => [
    ...gates.map((AntreaPolicy, i) => config(`n${i}`, { AntreaPolicy }, { name: 'cluster-antrea-package' })),
    antreaPolicy({ egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '224.0.0.0/4' } }] }] }),
  ];
  expect(places('TAM040', of(false, false), TKR)).toEqual([2]);
  expect(places('TAM040', of(true, false), TKR)).toEqual([]);
  expect(places('TAM040', of(false, true), TKR)).toEqual([]);
});

test('the Namespace of a Pod is the first one of its API server, or one without an API server', () => {
  const namespace = (level: string, server?: string) => ({
    manifest: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'video', labels: { 'pod-security.kubernetes.io/enforce': level } },
    },
    server,
  });
  const levels = (...namespaces: ReturnType<typeof namespace>[]) =>
    runRules([...namespaces, { manifest: pod({}, { hostNetwork: true }) as Manifest, server: 'a' }], {
      tkr: Release.ENFORCING,
    }).flatMap(({ ruleId, message }) => (ruleId === 'TAM032' ? (/level "(\w+)"/.exec(message) ?? []).slice(1) : []));
  expect(levels(namespace('baseline', 'b'))).toEqual(['restricted']);
  expect(levels(namespace('privileged', 'a'), namespace('baseline'))).toEqual([]);
  expect(levels(namespace('baseline'), namespace('privileged', 'a'))).toEqual(['baseline']);
  expect(levels(namespace('baseline', 'a'), namespace('privileged', 'a'))).toEqual(['baseline']);
});

test('the groups of two clusters are counted separately, each group once', () => {
  const release = TKR.tkr;
  const entries = Array.from({ length: 42 }, (_, i) => ({
    manifest: receiver(`239.1.1.${Math.floor(i / 2)}`, { name: `p${i}` }) as Manifest,
    cluster: { clusterName: i % 2 ? 'a' : 'b', release },
  }));
  const beyond = runRules(entries).filter(({ ruleId }) => ruleId === 'TAM029');
  expect(beyond.map(({ index }) => index)).toEqual([40, 41]);
  expect(beyond[0].message).toEqual(mentions('"239.1.1.20"', '21'));
});

test('a Pod with an unreadable command does not stop the rules on other Pods', () => {
  const odd = pod({ command: ['iperf', { toString: 1 }] }, {}, { name: 'odd' });
  expect(messages('TAM020', [cluster(), odd, receiver('239.1.2.3')])).toEqual([
    mentions('1', 'workloads', 'AntreaConfig'),
  ]);
});
