import { App } from 'cdk8s';
import {
  AntreaConfigOptions,
  ClusterReference,
  ClusterVariable,
  MulticastReceiver,
  MulticastSender,
  PodNetwork,
  TanzuClusterProps,
  WorkloadChart,
} from '../../lib';
import { IMAGE, STREAM, newCluster, workloadChart } from '../_build';

/** A manifest that the server refuses, and the same error through a construct. */
export interface Refused {
  readonly what: string;
  /** The valid manifest. */
  readonly base: 'AntreaConfig' | 'AddonConfig' | 'Cluster' | 'Deployment' | 'Namespace';
  /** Adds the error to the manifest. */
  readonly spoil: (manifest: any) => void;
  /** Makes the same error through a construct, which must throw. */
  readonly construct?: () => unknown;
  /** Whether only the current server refuses it: Cluster API 1.4 has fewer limits than 1.10, and Kubernetes 1.25 checks less. */
  readonly currentOnly?: true;
  /** The reason why a construct cannot express the error, or why it accepts it, which is a known gap. */
  readonly gap?: string;
}

const UNVERIFIED =
  "written on the user's word for Antrea 1.12 and later: the public schema of v0.29.0 lacks the field, and no newer one is public";
const UNTYPED = 'cannot be said: the constructs have no such option, and the compiler refuses one';

function cluster(changes: Partial<TanzuClusterProps>): () => unknown {
  return () => newCluster(changes);
}

function pool(changes: object): () => unknown {
  return () => newCluster({ nodePools: [{ name: 'np', ...changes }] });
}

function antrea(options: AntreaConfigOptions): () => unknown {
  return () => newCluster().enableMulticast(options);
}

function sender(changes: object): () => unknown {
  return () => new MulticastSender(workloadChart(), 'Sender', { stream: STREAM, image: IMAGE, ...changes });
}

function receiver(changes: object): () => unknown {
  return () => new MulticastReceiver(workloadChart(), 'Receiver', { stream: STREAM, image: IMAGE, ...changes });
}

const topology = (manifest: any) => manifest.spec.topology;
const firstPool = (manifest: any) => topology(manifest).workers.machineDeployments[0];
const config = (manifest: any) => manifest.spec.antrea.config;
const pod = (manifest: any) => manifest.spec.template.spec;
const container = (manifest: any) => pod(manifest).containers[0];
const long = (length: number) => 'a'.repeat(length);
const any = (value: unknown) => value as never;

export const CATALOGUE: Refused[] = [
  // AddonConfig
  {
    what: 'a clusterName that is a number',
    base: 'AddonConfig',
    spoil: (m) => (m.spec.clusterName = 1),
    gap: 'cannot be said: the name follows from the cluster',
  },
  { what: 'values that are a list', base: 'AddonConfig', spoil: (m) => (m.spec.values = []), gap: UNTYPED },
  { what: 'a misspelt value', base: 'AddonConfig', spoil: (m) => (m.spec.value = {}), gap: UNTYPED },
  {
    what: 'a reference to a definition that is a text',
    base: 'AddonConfig',
    spoil: (m) => (m.spec.addonConfigDefinitionRef = 'antrea'),
    gap: UNTYPED,
  },
  // AntreaConfig
  {
    what: 'a gate that is a string',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).featureGates.Multicast = 'true'),
    construct: antrea({ featureGates: { Multicast: any('true') } }),
  },
  {
    what: 'a gate that is a number',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).featureGates.Egress = 1),
    construct: antrea({ featureGates: { Egress: any(1) } }),
  },
  {
    what: 'a gate with other capitals',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).featureGates.multicast = true),
    construct: antrea({ featureGates: { multicast: true } }),
  },
  {
    what: "a gate by Antrea's own name",
    base: 'AntreaConfig',
    spoil: (m) => (config(m).featureGates.Traceflow = true),
    construct: antrea({ featureGates: { Traceflow: true } }),
  },
  {
    what: 'a gate that the CRD does not have',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).featureGates.EgressSeparateSubnet = true),
    construct: antrea({ featureGates: { EgressSeparateSubnet: true } }),
  },
  {
    what: 'a gate that no table has',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).featureGates.EgressRBAC = true),
    gap: 'let through with a warning: later Supervisors know gates that this CRD does not',
  },
  {
    what: 'an unknown encapsulation mode',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).trafficEncapMode = 'Encap'),
    construct: antrea({ trafficEncapMode: any('Encap') }),
  },
  {
    what: 'an MTU that is a number',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).defaultMTU = 1500),
    gap: 'cannot be said: the option defaultMtu writes a text, config is typed by the CRD, and the compiler refuses a number',
  },
  {
    what: 'interfaces that are a string',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).multicastInterfaces = 'eth0'),
    construct: antrea({ multicastInterfaces: any('eth0') }),
  },
  {
    what: 'multicast.enable',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).multicast = { enable: true }),
    gap: UNVERIFIED,
  },
  {
    what: 'igmpQueryVersions',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).multicast = { igmpQueryVersions: [2] }),
    gap: UNVERIFIED,
  },
  {
    what: 'igmpQueryInterval beside multicast',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).igmpQueryInterval = '60s'),
    gap: UNTYPED,
  },
  {
    what: 'igmpQueryInterval that is a number',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).multicast = { igmpQueryInterval: 60 }),
    construct: antrea({ igmpQueryInterval: any(60) }),
  },
  {
    what: 'gates that are a list',
    base: 'AntreaConfig',
    spoil: (m) => (config(m).featureGates = ['Multicast']),
    construct: antrea({ featureGates: any(['Multicast']) }),
  },
  { what: 'no spec', base: 'AntreaConfig', spoil: (m) => delete m.spec, gap: UNTYPED },
  {
    what: 'a name with capitals',
    base: 'AntreaConfig',
    spoil: (m) => (m.metadata.name = 'Video-antrea-package'),
    construct: cluster({ name: 'Video' }),
  },
  // Cluster
  {
    what: 'a Cluster name with an underscore',
    base: 'Cluster',
    spoil: (m) => (m.metadata.name = 'my_cluster'),
    construct: cluster({ name: 'my_cluster' }),
  },
  {
    what: 'no release',
    base: 'Cluster',
    spoil: (m) => delete topology(m).version,
    construct: cluster({ release: any(undefined) }),
  },
  {
    what: 'a release that is a number',
    base: 'Cluster',
    spoil: (m) => (topology(m).version = 1.25),
    construct: cluster({ release: any(1.25) }),
  },
  {
    what: 'an empty release',
    currentOnly: true,
    base: 'Cluster',
    spoil: (m) => (topology(m).version = ''),
    construct: cluster({ release: '' }),
  },
  {
    what: 'a release of 257 characters',
    currentOnly: true,
    base: 'Cluster',
    spoil: (m) => (topology(m).version = `v1.25.7+vmware.1-${long(240)}`),
    construct: cluster({ release: `v1.25.7+vmware.1-${long(240)}` }),
  },
  {
    what: 'no ClusterClass',
    base: 'Cluster',
    spoil: (m) => delete topology(m).class,
    gap: 'cannot be said: it has a default',
  },
  {
    what: 'an empty ClusterClass',
    currentOnly: true,
    base: 'Cluster',
    spoil: (m) => (topology(m).class = ''),
    construct: cluster({ clusterClass: '' }),
  },
  {
    what: 'a namespace of the class with a blank',
    base: 'Cluster',
    spoil: (m) => (topology(m).classNamespace = 'a b'),
    construct: cluster({ clusterClassNamespace: 'a b' }),
  },
  {
    what: 'replicas of the control plane that are a string',
    base: 'Cluster',
    spoil: (m) => (topology(m).controlPlane.replicas = '3'),
    construct: cluster({ controlPlane: { replicas: any('3') } }),
  },
  {
    what: 'ranges that are a string',
    base: 'Cluster',
    spoil: (m) => (m.spec.clusterNetwork.pods.cidrBlocks = '172.20.0.0/16'),
    construct: cluster({ podCidrs: any('172.20.0.0/16') }),
  },
  {
    what: 'a range that is a number',
    base: 'Cluster',
    spoil: (m) => (m.spec.clusterNetwork.pods.cidrBlocks = [10]),
    construct: cluster({ podCidrs: [any(10)] }),
  },
  {
    what: 'an empty range',
    currentOnly: true,
    base: 'Cluster',
    spoil: (m) => (m.spec.clusterNetwork.services.cidrBlocks = ['']),
    construct: cluster({ serviceCidrs: [''] }),
  },
  {
    what: 'pods without ranges',
    base: 'Cluster',
    spoil: (m) => (m.spec.clusterNetwork.pods = {}),
    construct: cluster({ podCidrs: any(undefined) }),
  },
  {
    what: 'an empty service domain',
    currentOnly: true,
    base: 'Cluster',
    spoil: (m) => (m.spec.clusterNetwork.serviceDomain = ''),
    construct: cluster({ serviceDomain: '' }),
  },
  {
    what: 'a variable without a value',
    base: 'Cluster',
    spoil: (m) => delete topology(m).variables[0].value,
    construct: cluster({ vmClass: any(undefined) }),
  },
  {
    what: 'a variable given twice',
    currentOnly: true,
    base: 'Cluster',
    spoil: (m) => topology(m).variables.push(topology(m).variables[0]),
    construct: () => newCluster({ clusterClass: 'own', variables: variablesTwice() }),
  },
  { what: 'a misspelt replcas in a pool', base: 'Cluster', spoil: (m) => (firstPool(m).replcas = 3), gap: UNTYPED },
  {
    what: 'a pool without a name',
    base: 'Cluster',
    spoil: (m) => delete firstPool(m).name,
    construct: pool({ name: undefined }),
  },
  {
    what: 'a pool name of 64 characters',
    currentOnly: true,
    base: 'Cluster',
    spoil: (m) => (firstPool(m).name = long(64)),
    construct: pool({ name: long(64) }),
  },
  {
    what: 'two pools of one name',
    currentOnly: true,
    base: 'Cluster',
    spoil: (m) => topology(m).workers.machineDeployments.push(firstPool(m)),
    construct: () => newCluster({ nodePools: [{ name: 'np' }, { name: 'np' }] }),
  },
  {
    what: 'half a Node',
    base: 'Cluster',
    spoil: (m) => (firstPool(m).replicas = 1.5),
    construct: pool({ replicas: 1.5 }),
  },
  {
    what: 'an empty failure domain',
    currentOnly: true,
    base: 'Cluster',
    spoil: (m) => (firstPool(m).failureDomain = ''),
    construct: pool({ failureDomain: '' }),
  },
  {
    what: 'a label with a blank',
    base: 'Cluster',
    spoil: (m) => (m.metadata.labels = { team: 'a b' }),
    construct: cluster({ labels: { team: 'a b' } }),
  },
  {
    what: 'a label of 64 characters',
    base: 'Cluster',
    spoil: (m) => (m.metadata.labels = { team: long(64) }),
    construct: cluster({ labels: { team: long(64) } }),
  },
  {
    what: 'a label that is a number',
    base: 'Cluster',
    spoil: (m) => (m.metadata.labels = { team: 1 }),
    construct: cluster({ labels: { team: any(1) } }),
  },
  {
    what: 'a label name with two slashes',
    base: 'Cluster',
    spoil: (m) => (m.metadata.labels = { 'a/b/c': 'x' }),
    construct: cluster({ labels: { 'a/b/c': 'x' } }),
  },
  {
    what: 'an annotation that is a boolean',
    base: 'Cluster',
    spoil: (m) => (m.metadata.annotations = { a: true }),
    construct: cluster({ annotations: { a: any(true) } }),
  },
  {
    what: 'an annotation of a pool that is a number',
    base: 'Cluster',
    spoil: (m) => (firstPool(m).metadata.annotations = { a: 1 }),
    construct: pool({ annotations: { a: 1 } }),
  },
  // Workload cluster
  {
    what: 'a Namespace with a capital',
    base: 'Namespace',
    spoil: (m) => (m.metadata.name = 'Video'),
    construct: () => newWorkload('Video'),
  },
  {
    what: 'a Namespace of 64 characters',
    base: 'Namespace',
    spoil: (m) => (m.metadata.name = long(64)),
    construct: () => newWorkload(long(64)),
  },
  {
    what: 'an unknown level of Pod Security',
    base: 'Namespace',
    spoil: (m) => (m.metadata.labels = { 'pod-security.kubernetes.io/enforce': 'strict' }),
    gap: 'cannot be said: the chart chooses the level',
  },
  {
    what: 'a Deployment name with a capital',
    base: 'Deployment',
    spoil: (m) => (m.metadata.name = 'Camera'),
    construct: sender({ name: 'Camera' }),
  },
  {
    what: 'negative replicas',
    base: 'Deployment',
    spoil: (m) => (m.spec.replicas = -1),
    construct: receiver({ replicas: -1 }),
  },
  { what: 'no image', base: 'Deployment', spoil: (m) => (container(m).image = ''), construct: sender({ image: '' }) },
  {
    what: 'port 65536',
    base: 'Deployment',
    spoil: (m) => (container(m).ports = [{ containerPort: 65536 }]),
    construct: () => receiver({ stream: { group: '239.1.2.3', port: 65536 } })(),
  },
  {
    what: 'a port that is a string',
    base: 'Deployment',
    spoil: (m) => (container(m).ports = [{ containerPort: '5001' }]),
    construct: () => receiver({ stream: { group: '239.1.2.3', port: '5001' } })(),
  },
  {
    what: 'a negative user',
    base: 'Deployment',
    spoil: (m) => (container(m).securityContext.runAsUser = -1),
    construct: sender({ user: -1 }),
  },
  {
    what: 'an unknown pull policy',
    base: 'Deployment',
    spoil: (m) => (container(m).imagePullPolicy = 'always'),
    construct: sender({ imagePullPolicy: 'always' }),
  },
  {
    what: 'an unknown DNS policy',
    base: 'Deployment',
    spoil: (m) => (pod(m).dnsPolicy = 'Host'),
    gap: 'cannot be said: it follows from the network',
  },
  {
    what: 'a request above its limit',
    base: 'Deployment',
    spoil: (m) => (container(m).resources.requests.cpu = '600m'),
    gap: 'let through: resources is a type of cdk8s-plus-25, which does not compare the two',
  },
  {
    what: 'an argument that is a number',
    base: 'Deployment',
    spoil: (m) => container(m).command.push(5),
    gap: 'cannot be said: the command follows from the stream',
  },
  { what: 'a misspelt hostNetwrok', base: 'Deployment', spoil: (m) => (pod(m).hostNetwrok = true), gap: UNTYPED },
  {
    what: 'a Node label with a blank',
    base: 'Deployment',
    spoil: (m) => (pod(m).nodeSelector = { zone: 'a b' }),
    construct: sender({ nodeLabels: { zone: 'a b' } }),
  },
  {
    what: 'an unknown network',
    base: 'Deployment',
    spoil: (m) => (pod(m).hostNetwork = 'Host'),
    construct: sender({ network: 'host' as PodNetwork }),
  },
];

function variablesTwice(): ClusterVariable[] {
  return [ClusterVariable.of('a', 1), ClusterVariable.of('a', 2)];
}

function newWorkload(namespace: string): WorkloadChart {
  return new WorkloadChart(new App(), 'workload', { cluster: ClusterReference.of('c1', 'v1.25'), namespace });
}
