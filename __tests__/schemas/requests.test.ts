import { RefusedBy } from '../../lib/schemas/_mistake';
import { mistakesOf } from '../../lib/schemas/_mistakes-of';

const { CREATE, APPLY, BOTH } = RefusedBy;

/** What is changed in a valid document, and the requests that the API server refuses then. */
type Case = [what: string, change: (document: any) => void, refused: RefusedBy[]];

function refusedBy(document: any, change: (document: any) => void): RefusedBy[] {
  const changed = structuredClone(document);
  change(changed);
  return mistakesOf(changed, { kubernetes: '1.35' }).map((one) => one.refusedBy);
}

describe('a built-in kind', () => {
  const POD = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', labels: { a: 'b' } },
    spec: { containers: [{ name: 'c', image: 'i', env: [{ name: 'A', value: '1' }] }] },
  };
  const SECRET = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { a: 'YQ==' } };
  const main = ({ spec }: any) => spec.containers[0];

  test.each<Case>([
    ['nothing', () => undefined, []],
    ['null for a field', (pod) => (main(pod).image = null), []],
    ['null for a label', (pod) => (pod.metadata.labels.a = null), []],
    ['null in a list without keys', (pod) => (main(pod).args = [null]), []],
    ['null in a list with keys', (pod) => pod.spec.containers.push(null), [APPLY]],
    ['null in a set', (pod) => (pod.metadata.finalizers = [null]), [APPLY]],
    ['a name twice', (pod) => main(pod).env.push({ name: 'A' }), [APPLY]],
    ['a port twice, with and without protocol', (pod) => (main(pod).ports = ports({}, { protocol: 'TCP' })), [APPLY]],
    ['a port with two protocols', (pod) => (main(pod).ports = ports({}, { protocol: 'UDP' })), []],
    ['an equal finalizer', (pod) => (pod.metadata.finalizers = ['a.b/c', 'a.b/c']), [APPLY]],
    ['a number for a string', (pod) => (main(pod).image = 1), [BOTH]],
    ['a fraction for an integer', (pod) => (pod.spec.priority = 1.5), [BOTH]],
    ['a number of more than 32 bits', (pod) => (pod.spec.priority = 3e9), [CREATE]],
    ['a port of more than 32 bits in a probe', (pod) => (main(pod).livenessProbe = probe(3e9)), [BOTH]],
    ['a fraction for a port in a probe', (pod) => (main(pod).livenessProbe = probe(1.5)), [BOTH]],
    ['a quantity as a number', (pod) => (main(pod).resources = { limits: { cpu: 0.5 } }), []],
    ['a bad quantity', (pod) => (main(pod).resources = { limits: { cpu: '1 core' } }), [BOTH]],
    ['a bad suffix', (pod) => (main(pod).resources = { limits: { memory: '1K' } }), [BOTH]],
    ['a bad time', (pod) => (pod.metadata.creationTimestamp = '2026-02-30T00:00:00Z'), [BOTH]],
    ['a key that the item of a list lacks', (pod) => (pod.spec.hostAliases = [{ ip: '192.0.2.1' }]), []],
    ['an unknown field', (pod) => (main(pod).bogus = null), [BOTH]],
    ['an unknown value of an enum', (pod) => (main(pod).imagePullPolicy = 'Bogus'), [BOTH]],
    ['an empty value of an enum', (pod) => (main(pod).imagePullPolicy = ''), []],
    ['a required field that is null', (pod) => (main(pod).name = null), [BOTH]],
    ['a bad type in the status', (pod) => (pod.status = { phase: 1 }), [BOTH]],
  ])('%s', (_, change, refused) => {
    expect(refusedBy(POD, change)).toEqual(refused);
  });

  test.each<Case>([
    ['a text that is not base64', (secret) => (secret.data.a = 'a b'), [BOTH]],
    ['no padding', (secret) => (secret.data.a = 'YQ'), [BOTH]],
    ['a line break', (secret) => (secret.data.a = 'YW\nJj'), []],
    ['a list of bytes', (secret) => (secret.data.a = [1, 255]), [APPLY]],
    ['a list of other numbers', (secret) => (secret.data.a = [256]), [BOTH]],
  ])('Secret: %s', (_, change, refused) => {
    expect(refusedBy(SECRET, change)).toEqual(refused);
  });

  function ports(...all: object[]): object[] {
    return all.map((port) => ({ containerPort: 80, ...port }));
  }

  function probe(port: number): object {
    return { httpGet: { port } };
  }

  test('only Kubernetes 1.25 needs the key of a host alias', () => {
    const pod: any = structuredClone(POD);
    pod.spec.hostAliases = [{ hostnames: ['a'] }];
    const found = (kubernetes: string) => mistakesOf(pod, { kubernetes }).map((one) => [one.refusedBy, one.message]);
    expect(found('1.25')).toEqual([
      [APPLY, 'The required field spec.hostAliases[0].ip is missing: only server-side apply refuses it.'],
    ]);
    expect(mistakesOf(pod, { kubernetes: '1.35' }).filter((one) => !one.isAfterDecoding)).toEqual([]);
  });
});

describe('a custom kind', () => {
  const CLUSTER = {
    apiVersion: 'cluster.x-k8s.io/v1beta1',
    kind: 'Cluster',
    metadata: { name: 'c', labels: { a: 'b' } },
    spec: {
      clusterNetwork: { pods: { cidrBlocks: ['10.0.0.0/8'] } },
      topology: {
        class: 'c',
        version: 'v1.33.1',
        controlPlane: { replicas: 1, metadata: { labels: { a: 'b' } } },
        variables: [{ name: 'v', value: { a: 1 } }],
      },
    },
  };
  const topology = ({ spec }: any) => spec.topology;

  test.each<Case>([
    ['nothing', () => undefined, []],
    ['null for a field', (cluster) => (topology(cluster).controlPlane.replicas = null), [APPLY]],
    ['null for a map', (cluster) => (topology(cluster).controlPlane = null), [APPLY]],
    ['null for a value of a map', (cluster) => (topology(cluster).controlPlane.metadata.labels.a = null), [APPLY]],
    ['null for a required field', (cluster) => (topology(cluster).class = null), [BOTH]],
    ['null for a required field of any type', (cluster) => (topology(cluster).variables[0].value = null), [CREATE]],
    ['null within a field of any type', (cluster) => (topology(cluster).variables[0].value.a = null), []],
    ['null in a list', (cluster) => (cluster.spec.clusterNetwork.pods.cidrBlocks = [null]), [BOTH]],
    ['null in a list with keys', (cluster) => topology(cluster).variables.push(null), [BOTH]],
    ['a missing key', (cluster) => topology(cluster).variables.push({ value: 1 }), [BOTH]],
    ['a name twice', (cluster) => topology(cluster).variables.push({ name: 'v', value: 2 }), [BOTH]],
    ['more than 32 bits', (cluster) => (topology(cluster).controlPlane.replicas = 3e9), []],
    ['more than 64 bits', (cluster) => (topology(cluster).controlPlane.replicas = 1e20), [BOTH]],
    ['a list for a time', (cluster) => (topology(cluster).rolloutAfter = []), [APPLY]],
    ['a list with a map for a time', (cluster) => (topology(cluster).rolloutAfter = [{ a: 1 }]), [BOTH]],
    ['a number for a time', (cluster) => (topology(cluster).rolloutAfter = 1), [BOTH]],
    ['null in the metadata', (cluster) => (cluster.metadata.labels.a = null), []],
    ['a number for a label', (cluster) => (cluster.metadata.labels.a = 1), [BOTH]],
    ['a bad time in the metadata', (cluster) => (cluster.metadata.creationTimestamp = 'x'), [CREATE]],
    ['a fraction in the metadata', (cluster) => (cluster.metadata.generation = 1.5), [CREATE]],
    ['an unknown field in the status', (cluster) => (cluster.status = { bogus: 1 }), [BOTH]],
    ['a bad type in the status', (cluster) => (cluster.status = { phase: 1 }), [APPLY]],
    ['a map with members for a scalar in the status', (cluster) => (cluster.status = { phase: { a: 1 } }), [BOTH]],
    ['null in the status', (cluster) => (cluster.status = { conditions: [null] }), []],
  ])('%s', (_, change, refused) => {
    expect(refusedBy(CLUSTER, change)).toEqual(refused);
  });

  const CONFIG = { apiVersion: 'cni.tanzu.vmware.com/v1alpha1', kind: 'AntreaConfig', metadata: { name: 'a' } };

  test.each<Case>([
    ['null for a field with a default', (config) => (config.spec = configOf({ trafficEncapMode: null })), []],
    ['null for a field without a default', (config) => (config.spec = configOf({ serviceCIDR: null })), [APPLY]],
    ['no required field', () => undefined, [BOTH]],
  ])('AntreaConfig: %s', (_, change, refused) => {
    expect(refusedBy(CONFIG, change)).toEqual(refused);
  });

  function configOf(config: object): object {
    return { antrea: { config } };
  }

  test('what a dropped null leaves behind counts for a request to create the object', () => {
    const policy = {
      apiVersion: 'crd.antrea.io/v1beta1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p' },
      spec: { priority: 5, ingress: [{ action: 'Drop', protocols: [{ igmp: null }] }] },
    };
    expect(mistakesOf(policy).map(({ at, refusedBy: by }) => [at.join('.'), by])).toEqual([
      ['spec.ingress.0.protocols.0', CREATE],
      ['spec.ingress.0.protocols.0.igmp', APPLY],
    ]);
  });
});
