import { App, Duration, Size, Testing } from 'cdk8s';
import fc from 'fast-check';
import {
  ClusterApiVersion,
  ClusterSettings,
  ClusterVariable,
  MulticastOptions,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  NodePoolProps,
  NodeTaintEffect,
  OsImage,
  Placement,
  PodNetwork,
  PodSecurityLevel,
  SupervisorChart,
  TanzuCluster,
  TanzuClusterProps,
  TrafficEncapMode,
  TrustedCa,
  WorkloadChart,
  WorkloadKind,
} from '../../lib';

/** The objects of a deployment, as the constructs write them for both sides. */
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
// No texts that look like a number: synth refuses some of them, because kubectl would misread them.
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
      os: optional(fc.constantFrom(OsImage.ubuntu({ version: '22.04' }), OsImage.photon({ routesMulticast: true }))),
    }),
  )
  .map(([bounds, rest]) => ({ ...bounds, ...rest }));

const nodePools = fc
  .array(nodePool, { minLength: 1, maxLength: 3 })
  .map((pools) => pools.map((pool, i) => ({ name: `pool-${i}`, ...pool })));

/** A release with the values that its Antrea accepts. The constructs refuse others. */
interface Platform {
  readonly release: string;
  readonly antreaVersion?: string;
  /** Gates that this Antrea has and does not lock, and that the schema of its object accepts. */
  readonly gates: string[];
  readonly modes: TrafficEncapMode[];
  readonly isAddon: boolean;
}

const { ENCAP, NO_ENCAP, HYBRID, NETWORK_POLICY_ONLY } = TrafficEncapMode;
// Of an AntreaConfig, only gates that the CRD of v0.29.0 knows: strict validation refuses any other.
const GATES = ['Multicast', 'AntreaIPAM', 'FlowExporter', 'TrafficControl', 'Egress', 'EndpointSlice'];
const ALL_MODES = [ENCAP, NO_ENCAP, HYBRID, NETWORK_POLICY_ONLY];
const platform: fc.Arbitrary<Platform> = fc.constantFrom(
  { release: 'v1.25.7---vmware.3-fips.1-tkg.1', gates: GATES, modes: ALL_MODES, isAddon: false },
  { release: 'v1.24.9---vmware.1-tkg.4', gates: GATES, modes: [NO_ENCAP], isAddon: false },
  { release: 'v1.32.0+vmware.6-fips-vkr.2', antreaVersion: '2.2.0', gates: GATES, modes: ALL_MODES, isAddon: false },
  { release: 'v1.32', antreaVersion: '1.15.1', gates: GATES, modes: ALL_MODES, isAddon: false },
  {
    release: 'v1.35.6---vmware.2-vkr.3',
    gates: ['Multicast', 'BGPPolicy', 'Egress', 'NodeNetworkPolicy'],
    modes: [ENCAP, NO_ENCAP, HYBRID],
    isAddon: true,
  },
);

const storage = fc.array(name, { minLength: 1, maxLength: 2 });
const volumes = fc
  .uniqueArray(name, { maxLength: 2 })
  .map((names) =>
    names.map((volume) => ({ name: volume, mountPath: `/var/lib/${volume}`, capacity: Size.gibibytes(4) })),
  );
const level = fc.constantFrom(...Object.values(PodSecurityLevel));
const taint = fc.record({
  key: fc.constantFrom('video', 'example.com/only'),
  value: optional(fc.constantFrom('yes', 'true', '1e3')),
  effect: fc.constantFrom(...Object.values(NodeTaintEffect)),
});

/** Settings that both models have. */
const settings: fc.Arbitrary<ClusterSettings> = fc.record({
  storageClasses: optional(storage),
  defaultStorageClass: optional(name),
  volumeSnapshotClasses: optional(storage),
  volumes: optional(volumes),
  nodeLabels: optional(labels),
  nodeTaints: optional(fc.array(taint, { maxLength: 2 })),
  ntpServers: optional(name.map((server) => [server])),
  proxy: optional(fc.constant({ httpProxy: 'http://proxy.example.com:3128', noProxy: ['10.0.0.0/8'] })),
  trustedCas: optional(fc.constant([TrustedCa.inSecret('ca-1')])),
  user: optional(fc.constant({ passwordSecret: { name: 'password', key: 'hash' } })),
  podSecurityStandard: optional(fc.record({ enforce: optional(level), warn: optional(level) })),
  certificateRotation: optional(
    fc.record({ enabled: fc.boolean(), daysBeforeExpiry: fc.integer({ min: 7, max: 90 }) }),
  ),
  endpointFqdns: optional(fc.constant(['api.example.com'])),
});
const settingsOfModelB: fc.Arbitrary<ClusterSettings> = fc
  .tuple(
    settings,
    fc.record({
      systemReserved: optional(fc.record({ automatic: fc.boolean(), cpu: fc.constantFrom('200m', '1') })),
      fips: optional(fc.boolean()),
    }),
  )
  .map(([common, own]) => ({ ...common, ...own }));

/** A ClusterClass that fits the release, with settings for which it has variables. */
function classChoice(isCurrent: boolean, isAddon: boolean): fc.Arbitrary<Partial<TanzuClusterProps>> {
  const own = plainValue.map((value) => [ClusterVariable.unchecked('own', value)]);
  const ofA = settings.map((all) => ({ ...all, clusterClass: 'tanzukubernetescluster' }));
  const ofOwn = own.map((variables) => ({ variables, clusterClass: 'my-class' }));
  const ofB = fc
    .tuple(
      settingsOfModelB,
      own,
      fc.constantFrom(...(isAddon ? [] : ['builtin-generic-v3.4.0']), 'builtin-generic-v3.7.0'),
    )
    .map(([all, variables, clusterClass]) => ({ ...all, variables, clusterClass }));
  const fitting: fc.Arbitrary<Partial<TanzuClusterProps>>[] = [ofOwn];
  return fc.oneof(...fitting, ...(isAddon ? [] : [ofA]), ...(isCurrent ? [ofB] : []));
}

function clusterProps(
  isCurrent: boolean,
  { release, antreaVersion, isAddon }: Platform,
): fc.Arbitrary<TanzuClusterProps> {
  return fc
    .tuple(
      classChoice(isCurrent, isAddon),
      fc.record({
        name,
        podCidrs: fc.constantFrom<string[][]>(['172.20.0.0/16'], ['192.0.2.0/16'], ['172.20.0.0/16', 'fd00:1::/48']),
        serviceCidrs: fc.constantFrom<string[][]>(
          ['10.96.0.0/12'],
          ['198.51.100.0/12'],
          ['10.96.0.0/16', 'fd00:2::/112'],
        ),
        serviceDomain: optional(fc.constantFrom('cluster.local', 'video.internal')),
        vmClass: name,
        storageClass: name,
        labels: optional(labels),
        annotations: optional(annotations),
        controlPlane: optional(
          fc.record({
            replicas: fc.constantFrom(1, 3),
            labels: optional(labels),
            vmClass: isCurrent ? optional(name) : fc.constant(undefined),
          }),
        ),
        nodePools,
      }),
    )
    .map(([choice, rest]) => ({
      ...rest,
      ...choice,
      release,
      antreaVersion,
      os: OsImage.ubuntu({ version: '24.04' }),
    }));
}

function antreaOptions({ gates, modes, isAddon }: Platform): fc.Arbitrary<MulticastOptions> {
  const common = fc.record({
    featureGates: optional(fc.dictionary(fc.constantFrom(...gates), fc.boolean(), { noNullPrototype: true })),
    trafficEncapMode: fc.constantFrom(...modes),
    defaultMtu: optional(fc.constantFrom(1450, 8900)),
    multicastInterfaces: optional(fc.array(fc.constantFrom('eth0', 'eth1', 'ens192'), { maxLength: 2 })),
    igmpQueryInterval: optional(fc.integer({ min: 1, max: 600 }).map((seconds) => Duration.seconds(seconds))),
  });
  const own: fc.Arbitrary<MulticastOptions> = isAddon
    ? fc.record({
        values: optional(plainValue.map((value) => ({ 'antrea.config.own': value }))),
        antreaProxy: optional(fc.record({ enable: optional(fc.boolean()), proxyAll: optional(fc.boolean()) })),
        antreaNsx: optional(fc.boolean()),
        writeClusterName: optional(fc.boolean()),
      })
    : fc.record({
        config: optional(fc.record({ noSnat: fc.boolean() })),
      });
  // A rule refuses noSNAT with tunnels, as the Supervisor does.
  const withoutTunnels = [NO_ENCAP, NETWORK_POLICY_ONLY];
  return fc
    .tuple(common, own)
    .map(([a, { config, ...b }]) =>
      config && withoutTunnels.includes(a.trafficEncapMode) ? { ...a, ...b, config } : { ...a, ...b },
    );
}

const workloadOptions = fc.record({
  group: fc
    .tuple(fc.integer({ min: 225, max: 239 }), fc.nat(255), fc.nat(255), fc.nat(255))
    .map((octets) => octets.join('.')),
  // Higher ports may be in use by the Node.
  port: fc.integer({ min: 7000, max: 29_999 }),
  further: fc.uniqueArray(fc.integer({ min: 1024, max: 4000 }), { maxLength: 2 }),
  kind: fc.constantFrom(...Object.values(WorkloadKind)),
  ttl: fc.integer({ min: 1, max: 255 }),
  bitsPerSecond: fc.integer({ min: 8 * 65507, max: 10_000_000_000 }),
  packetSize: fc.integer({ min: 64, max: 65507 }),
  interfaceName: optional(fc.constantFrom('eth0', 'net1', 'ens192')),
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
export function deployment(isCurrent: boolean, apiVersion?: ClusterApiVersion): fc.Arbitrary<Deployment> {
  return platform
    .chain((choice) => fc.tuple(clusterProps(isCurrent, choice), antreaOptions(choice), workloadOptions))
    .map(([props, options, { group, port, further, ttl, bitsPerSecond, packetSize, replicas, ...rest }]) => {
      const app = new App();
      const vsphereNamespace = 'generated';
      const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace });
      const cluster = new TanzuCluster(supervisor, 'Cluster', { ...props, apiVersion });
      cluster.enableMulticast(options);
      const workload = new WorkloadChart(app, 'workload', { cluster, namespace: 'generated' });
      const common = { stream: MulticastStream.of(group, { port }), image: 'registry.example.com/iperf:v1', ...rest };
      const additionalStreams = further.map((other) => MulticastStream.of(group, { port: other }));
      const pods = rest.kind === WorkloadKind.DEPLOYMENT ? { replicas } : {};
      new MulticastReceiver(workload, 'Receiver', { ...common, additionalStreams, ...pods });
      const sending = { ttl, bitsPerSecond, packetSize, placement: Placement.ANY_NODE };
      new MulticastSender(workload, 'Sender', {
        ...common,
        ...(rest.kind === WorkloadKind.POD ? { duration: Duration.minutes(1) } : {}),
        ...sending,
      });
      return { vsphereNamespace, supervisor: Testing.synth(supervisor), workload: Testing.synth(workload) };
    });
}
