import { ApiObject, App, Testing } from 'cdk8s';
import {
  Acknowledgement,
  ClusterReference,
  Environment,
  Finding,
  ICluster,
  Lint,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  PodNetwork,
  SupervisorChart,
  TanzuCluster,
  TrafficEncapMode,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { overlaps, parseCidr } from '../../lib/multicast/_cidr';
import { sharedRangeVerdicts } from '../../lib/platform/networks/_shared-ranges';
import { CLUSTER, IMAGE, STREAM, clusterManifest, newCluster, sentence } from '../_build';
import { mentions } from '../_mentions';

const { ENCAP, NO_ENCAP, HYBRID } = TrafficEncapMode;
const ANNOTATION = 'cdk8s-antrea-multicast/network';

interface Facts {
  readonly name: string;
  readonly pods: string[];
  readonly services?: string[];
  readonly mode?: TrafficEncapMode;
  readonly network?: string;
  readonly namespace?: string;
}

/** A Cluster with its AntreaConfig. */
function objectsOf({ name, pods, services = [], mode = NO_ENCAP, network, namespace = 'ns1' }: Facts): object[] {
  return [
    {
      apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
      kind: 'AntreaConfig',
      metadata: { name: `${name}-antrea-package`, namespace },
      spec: { antrea: { config: { trafficEncapMode: mode } } },
    },
    {
      apiVersion: 'cluster.x-k8s.io/v1beta1',
      kind: 'Cluster',
      metadata: { name, namespace, annotations: network === undefined ? {} : { [ANNOTATION]: network } },
      spec: { clusterNetwork: { pods: { cidrBlocks: pods }, services: { cidrBlocks: services } } },
    },
  ];
}

function shared(...clusters: Facts[]): string[] {
  return Lint.objects(clusters.flatMap(objectsOf))
    .filter(({ ruleId }) => ruleId === 'TAM113')
    .map(({ level, object, path, message }: Finding) => `${level} ${object} ${path}: ${message}`);
}

describe('TAM113: ranges of clusters of one network', () => {
  const [one, two] = [
    { name: 'c1', pods: ['172.20.0.0/16'], network: 'workload-1' },
    { name: 'c2', pods: ['10.0.0.0/16', '172.20.4.0/24'], network: 'workload-1' },
  ];

  test('a warning on the range of the later cluster names the earlier one', () => {
    expect(shared(one, two)).toEqual([
      mentions(
        'warning Cluster ns1/c2',
        'spec.clusterNetwork.pods.cidrBlocks[1]',
        'Pod range "172.20.4.0/24"',
        'Pod range "172.20.0.0/16" of Cluster ns1/c1',
        '"workload-1"',
        'noEncap',
      ),
    ]);
  });

  test.each([
    [HYBRID, HYBRID, 'warning'],
    [NO_ENCAP, HYBRID, 'warning'],
    [NO_ENCAP, ENCAP, 'note'],
    [ENCAP, NO_ENCAP, 'note'],
    [ENCAP, ENCAP, undefined],
  ])('modes %s and %s: %s', (mode, other, level) => {
    const found = shared({ ...one, mode }, { ...two, mode: other });
    expect(found.map((line) => line.split(' ')[0])).toEqual(level === undefined ? [] : [level]);
  });

  test('Pods of another cluster do not reach addresses that are those of their own Services', () => {
    const services = { name: 'c2', pods: [], services: ['172.20.0.0/20'], network: 'workload-1', mode: ENCAP };
    expect(shared(one, services)).toEqual([mentions('note Cluster ns1/c2', 'services', 'Service range', 'Pod range')]);
    expect(shared({ ...one, mode: ENCAP }, { ...services, mode: NO_ENCAP })).toEqual([]);
  });

  test('clusters of different networks are not compared', () => {
    expect(shared(one, { ...two, network: 'workload-2' })).toEqual([]);
    expect(shared(one, { ...two, network: undefined })).toEqual([]);
  });

  test('without a network it is a note in one vSphere Namespace, because it is not known whether they route', () => {
    const [first, second] = [one, two].map((facts) => ({ ...facts, network: undefined }));
    expect(shared(first, second)).toEqual([mentions('note Cluster ns1/c2', '"172.20.4.0/24"')]);
    expect(shared(first, { ...second, namespace: 'ns2' })).toEqual([]);
  });

  test('ranges of one cluster, and text that is no CIDR, are left to other rules', () => {
    expect(
      shared({ ...one, pods: ['172.20.0.0/16', '172.20.0.0/24', 'x'] }, { ...two, pods: ['172.21.0.0/16'] }),
    ).toEqual([]);
  });

  test('IPv6 is compared with IPv6', () => {
    const found = shared({ ...one, pods: ['::/0'] }, { ...two, pods: ['0.0.0.0/0', 'fd00::/48'] });
    expect(found).toEqual([mentions('"fd00::/48"', '"::/0"')]);
  });

  test('clusters of two environments are compared if they name one network', () => {
    const app = Testing.app();
    const clusters = ['production', 'test'].map((name) => {
      const chart = new SupervisorChart(new Environment(app, name), 'supervisor', { vsphereNamespace: 'ns1' });
      const cluster = newCluster({ network: 'workload-1' }, chart);
      cluster.enableMulticast({ trafficEncapMode: NO_ENCAP });
      return cluster;
    });
    const found = Warnings.of(app).filter((text) => text.includes('TAM113'));
    expect(found).toEqual([mentions('Pod range "172.20.0.0/16"', 'Cluster ns1/c1', '"workload-1"')]);
    Acknowledgement.of(clusters[1], 'TAM113', 'the network translates the addresses');
    expect(Warnings.of(app).filter((text) => text.includes('TAM113'))).toEqual([]);
  });

  test('the sweep finds a range exactly if one of all pairs overlaps', () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 100; round++) {
      const clusters = Array.from({ length: 2 + random(5) }, (_, i) => ({
        name: `c${i}`,
        mode: [ENCAP, NO_ENCAP][random(2)],
        pods: Array.from({ length: 1 + random(2) }, () => `10.0.${random(16)}.0/${20 + random(6)}`),
        services: [`10.0.${random(16)}.0/${22 + random(4)}`],
      }));
      const ranges = clusters.flatMap(({ mode, pods, services }, cluster) => [
        ...pods.map((text) => ({ cluster, text, isOutside: mode === NO_ENCAP })),
        ...services.map((text) => ({ cluster, text, isOutside: false })),
      ]);
      const pairs = ranges.flatMap((a) =>
        ranges.filter(
          (b) =>
            a.cluster < b.cluster &&
            (a.isOutside || b.isOutside) &&
            overlaps(parseCidr(a.text) as never, parseCidr(b.text) as never),
        ),
      );
      const found = sharedRangeVerdicts('n', clusters);
      expect(found.length > 0).toBe(pairs.length > 0);
      found.forEach(({ cluster }) => expect(pairs.some((pair) => pair.cluster === cluster)).toBe(true));
      expect(found.length).toBeLessThanOrEqual(ranges.length);
    }
  });

  test('the cost of many equal clusters is not that of their pairs', () => {
    const clusters = Array.from({ length: 4000 }, (_, i) => ({
      name: `c${i}`,
      mode: NO_ENCAP,
      pods: ['172.20.0.0/16'],
      services: ['172.21.0.0/16'],
    }));
    // One report for each cluster but the first: a report for each pair would not end.
    expect(sharedRangeVerdicts('n', clusters)).toHaveLength(3999);
  });
});

describe('TAM114: streams of clusters of one network', () => {
  interface Sends {
    readonly stream?: MulticastStream;
    readonly network?: PodNetwork;
    readonly ttl?: number;
  }

  /** An app with two clusters of one network, each with a sender. */
  function twoSenders(first: Sends = {}, second: Sends = {}, networks = ['workload-1', 'workload-1']): App {
    const app = Testing.app();
    [first, second].forEach(({ stream = STREAM, network, ttl }, i) => {
      const chart = new SupervisorChart(app, `supervisor${i}`, { vsphereNamespace: `ns${i}` });
      const cluster = new TanzuCluster(chart, 'Cluster', { ...CLUSTER, name: `c${i}`, network: networks[i] });
      cluster.enableMulticast();
      const workload = new WorkloadChart(app, `workload${i}`, { cluster });
      new MulticastSender(workload, 'Sender', { name: `camera${i}`, stream, image: IMAGE, network, ttl });
    });
    return app;
  }

  function found(app: App): string[] {
    return Warnings.of(app).filter((text) => text.includes('TAM114'));
  }

  test('two clusters that send one stream: the later one has a warning that names the earlier one', () => {
    expect(found(twoSenders())).toEqual([
      mentions(
        'camera1',
        '"239.1.2.3" with port 5001',
        'Deployment multicast/camera0 of Cluster ns0/c0',
        '"workload-1"',
      ),
    ]);
  });

  test('hostNetwork Pods and Pods are on the same network of the Nodes', () => {
    expect(found(twoSenders({ network: PodNetwork.HOST, ttl: 1 }))).toHaveLength(1);
  });

  test.each<[string, Sends, Sends, string[] | undefined]>([
    ['another group', {}, { stream: MulticastStream.of('239.1.2.4') }, undefined],
    ['another port', {}, { stream: MulticastStream.of('239.1.2.3', { port: 6000 }) }, undefined],
    ['a TTL that ends at the Node', {}, { ttl: 1 }, undefined],
    ['another network', {}, {}, ['workload-1', 'workload-2']],
  ])('%s is not reported', (_, first, second, networks) => {
    expect(found(twoSenders(first, second, networks))).toEqual([]);
  });

  test('a stream that only one cluster sends is not reported', () => {
    const app = twoSenders({}, { stream: MulticastStream.of('239.1.2.4') });
    const receivers = app.node.findChild('workload1') as WorkloadChart;
    new MulticastReceiver(receivers, 'Receiver', { name: 'player', stream: STREAM, image: IMAGE });
    expect(found(app)).toEqual([]);
  });

  test('two senders of one cluster are not reported', () => {
    const app = twoSenders({}, { stream: MulticastStream.of('239.1.2.4') });
    const chart = app.node.findChild('workload0') as WorkloadChart;
    new MulticastSender(chart, 'Second', { name: 'second', stream: STREAM, image: IMAGE });
    expect(found(app)).toEqual([]);
  });

  test('references have networks too, and one reference in two environments is two clusters', () => {
    const app = Testing.app();
    const cluster = ClusterReference.of('c1', CLUSTER.release, { network: 'workload-1' });
    ['production', 'test'].forEach((name) => {
      const chart = new WorkloadChart(new Environment(app, name), 'workload', { cluster });
      new MulticastSender(chart, 'Sender', { name: 'camera', stream: STREAM, image: IMAGE, network: PodNetwork.HOST });
    });
    expect(found(app)).toEqual([mentions('Cluster c1')]);
  });

  test('it is acknowledged at the sender', () => {
    const app = twoSenders();
    const sender = app.node.findChild('workload1').node.findChild('Sender');
    Acknowledgement.of(sender, 'TAM114', 'the second camera is a spare');
    expect(found(app)).toEqual([]);
  });
});

describe('TAM115: the name of a network', () => {
  test.each([[''], [' workload'], ['a\nb'], ['x'.repeat(64)], [7 as never], [null as never]])(
    '%j is refused',
    (network) => {
      expect(sentence(() => newCluster({ network }))).toEqual(mentions('network', 'TAM115'));
      expect(sentence(() => ClusterReference.of('c1', CLUSTER.release, { network }))).toEqual(mentions('TAM115'));
      const plain: ICluster = { clusterName: 'c1', release: CLUSTER.release, network };
      expect(sentence(() => new WorkloadChart(Testing.app(), 'workload', { cluster: plain }))).toEqual(
        mentions('TAM115'),
      );
    },
  );

  test.each([['w'], ['Workload network 1'], ['x'.repeat(63)], ['vlan/100']])(
    '%j is accepted and written',
    (network) => {
      expect(clusterManifest({ network }).metadata.annotations).toEqual({ [ANNOTATION]: network });
      expect(newCluster({ network }).network).toBe(network);
    },
  );

  test('other annotations stay', () => {
    const annotations = { note: 'a' };
    expect(clusterManifest({ network: 'w', annotations }).metadata.annotations).toEqual({
      note: 'a',
      [ANNOTATION]: 'w',
    });
  });

  test('in an object it is reported with its place', () => {
    const [line, ...others] = Lint.objects(objectsOf({ name: 'c1', pods: ['172.20.0.0/16'], network: ' ' })).filter(
      ({ ruleId }) => ruleId === 'TAM115',
    );
    expect(line.path).toBe(`metadata.annotations["${ANNOTATION}"]`);
    expect(others).toEqual([]);
  });

  test('synth refuses it in any object', () => {
    const chart = new SupervisorChart(Testing.app(), 'supervisor', { vsphereNamespace: 'ns1' });
    const manifest = clusterManifest();
    manifest.metadata.annotations = { [ANNOTATION]: '' };
    new ApiObject(chart, 'Raw', manifest);
    expect(sentence(() => Testing.synth(chart))).toEqual(mentions('TAM115'));
  });
});
