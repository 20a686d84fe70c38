import { App, Duration, Testing } from 'cdk8s';
import fc from 'fast-check';
import {
  AntreaConfigOptions,
  ClusterVariable,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  NodePoolProps,
  OsImage,
  Placement,
  PodNetwork,
  SupervisorChart,
  TanzuCluster,
  TanzuClusterProps,
  TrafficEncapMode,
  WorkloadChart,
} from '../../lib';

/** One deployment, as the constructs write it for both sides. */
export interface Deployment {
  readonly vsphereNamespace: string;
  readonly supervisor: any[];
  readonly workload: any[];
}

const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,10}[a-z0-9])?$/);
const labelValue = fc.oneof(
  fc.constantFrom('', 'no', 'true', '1e3', '0x1F', '1_000', '12e3', '2001-01-01', 'null', '1.10'),
  fc.stringMatching(/^[A-Za-z][-A-Za-z0-9_.]{0,20}[A-Za-z]$/),
);
const labelName = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z])?(\.example\.com\/[A-Za-z]{1,8})?$/);
const labels = fc.dictionary(labelName, labelValue, { maxKeys: 3, noNullPrototype: true });
// Not what looks like a number: some of that is refused at synth, because kubectl would misread it.
const text = fc.string({ maxLength: 30 }).filter((value) => !/^[-+.\d]/.test(value));
const annotations = fc.dictionary(labelName, fc.oneof(labelValue, text), { maxKeys: 3, noNullPrototype: true });
const plainValue = fc.oneof(
  labelValue,
  fc.boolean(),
  fc.integer({ min: -1000, max: 1000 }),
  fc.array(labelValue, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'c'), labelValue, { noNullPrototype: true }),
);
const overrides = fc.option(
  name.map((vmClass) => [ClusterVariable.of('vmClass', vmClass)]),
  { nil: undefined },
);
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const size = fc.oneof(
  fc.record({ replicas: fc.integer({ min: 0, max: 50 }) }),
  fc.tuple(fc.nat(5), fc.nat(5)).map(([minSize, more]) => ({ autoscaler: { minSize, maxSize: minSize + more } })),
  fc.constant({}),
);
const nodePool: fc.Arbitrary<Partial<NodePoolProps>> = fc
  .tuple(
    size,
    fc.record({
      failureDomain: optional(name),
      labels: optional(labels),
      annotations: optional(annotations),
      variableOverrides: overrides,
      os: optional(fc.constantFrom(OsImage.ubuntu({ version: '22.04' }), OsImage.photon())),
    }),
  )
  .map(([bounds, rest]) => ({ ...bounds, ...rest }));

const nodePools = fc
  .array(nodePool, { minLength: 1, maxLength: 3 })
  .map((pools) => pools.map((pool, i) => ({ name: `pool-${i}`, ...pool })));

function clusterProps(isCurrent: boolean): fc.Arbitrary<TanzuClusterProps> {
  const classes = ['my-class', ...(isCurrent ? ['builtin-generic-v3.4.0', 'builtin-generic-v3.7.0'] : [])];
  return fc.record({
    name,
    release: fc.constantFrom('v1.25.7---vmware.3-fips.1-tkg.1', 'v1.32.0+vmware.6-fips-vkr.2', 'v1.32', 'v1.35.6'),
    podCidrs: fc.constantFrom(['172.20.0.0/16'], ['192.0.2.0/16'], ['172.20.0.0/16', 'fd00:1::/48']),
    serviceCidrs: fc.constantFrom(['10.96.0.0/12'], ['198.51.100.0/12'], ['10.96.0.0/16', 'fd00:2::/112']),
    serviceDomain: optional(fc.constantFrom('cluster.local', 'video.internal')),
    vmClass: name,
    storageClass: name,
    clusterClass: fc.constantFrom('tanzukubernetescluster', ...classes),
    variables: plainValue.map((value) => [ClusterVariable.unchecked('own', value)]),
    labels: optional(labels),
    annotations: optional(annotations),
    controlPlane: optional(
      fc.record({
        replicas: fc.constantFrom(1, 3),
        labels: optional(labels),
        variableOverrides: isCurrent ? overrides : fc.constant(undefined),
      }),
    ),
    nodePools,
  });
}

// Only gates that the CRD of v0.29.0 knows: strict validation refuses any other.
const gate = fc.constantFrom('Multicast', 'AntreaIPAM', 'FlowExporter', 'TrafficControl', 'Egress', 'EndpointSlice');
const antreaOptions: fc.Arbitrary<AntreaConfigOptions> = fc.record({
  featureGates: optional(fc.dictionary(gate, fc.boolean(), { noNullPrototype: true })),
  trafficEncapMode: optional(fc.constantFrom(...Object.values(TrafficEncapMode))),
  multicastInterfaces: optional(fc.array(fc.constantFrom('eth0', 'eth1', 'ens192'), { maxLength: 2 })),
  igmpQueryInterval: optional(fc.integer({ min: 1, max: 600 }).map((seconds) => Duration.seconds(seconds))),
  config: optional(fc.record({ defaultMtu: fc.constantFrom('', '8900'), noSnat: fc.boolean() })),
});

const workloadOptions = fc.record({
  group: fc
    .tuple(fc.integer({ min: 224, max: 239 }), fc.nat(255), fc.nat(255), fc.nat(255))
    .map((octets) => octets.join('.')),
  port: fc.integer({ min: 1024, max: 65535 }),
  ttl: fc.integer({ min: 1, max: 255 }),
  replicas: fc.integer({ min: 0, max: 5 }),
  network: fc.constantFrom(PodNetwork.POD, PodNetwork.HOST),
  nodeLabels: optional(labels),
  imagePullSecrets: optional(fc.uniqueArray(name, { maxLength: 2 })),
  user: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
});

/**
 * Any deployment that the constructs can make and that the server's CRDs have fields for: Cluster API 1.4 has no
 * `classNamespace`, and no overrides of variables for the control plane.
 */
export function deployment(isCurrent: boolean): fc.Arbitrary<Deployment> {
  return fc
    .tuple(clusterProps(isCurrent), antreaOptions, workloadOptions)
    .map(([props, options, { group, port, ttl, replicas, ...rest }]) => {
      const app = new App();
      const vsphereNamespace = 'generated';
      const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace });
      const cluster = new TanzuCluster(supervisor, 'Cluster', props);
      cluster.enableMulticast(options);
      const workload = new WorkloadChart(app, 'workload', { cluster, namespace: 'generated' });
      const common = { stream: MulticastStream.of(group, { port }), image: 'registry.example.com/iperf:v1', ...rest };
      new MulticastReceiver(workload, 'Receiver', { ...common, replicas });
      new MulticastSender(workload, 'Sender', { ...common, ttl, placement: Placement.ANY_NODE });
      return { vsphereNamespace, supervisor: Testing.synth(supervisor), workload: Testing.synth(workload) };
    });
}
