import { ApiObject, App, Chart, DependencyGraph, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AntreaObject,
  Lint,
  SupervisorChart,
  TanzuCluster,
  TrafficEncapMode,
  addons,
  clusterApi,
  cni,
} from '../../lib';
import { CLUSTER } from '../_build';
import { ANTREA_1_7, ANTREA_1_9, ANTREA_2_5 } from './_case';
import { atSynth } from './_doors';
import { IMAGE_ANNOTATION } from './_manifests';

// Errors that synth once missed: in objects without a construct of this library, and in patched objects.

const RANGE = '172.20.0.0/16';
const ENCRYPTED = { antrea: { config: { featureGates: { Multicast: true }, trafficEncryptionMode: 'wireGuard' } } };
const IMAGE_OF_POOL = `/spec/topology/workers/machineDeployments/0/metadata/annotations/${IMAGE_ANNOTATION.replace('/', '~1')}`;

function supervisorChart(): SupervisorChart {
  return new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1' });
}

function cluster(chart: Construct, release = ANTREA_1_9): TanzuCluster {
  return new TanzuCluster(chart, 'Cluster', { ...CLUSTER, release });
}

/** The spec of a Cluster whose Pods and Services have one range. */
function equalRanges(): any {
  return {
    clusterNetwork: { pods: { cidrBlocks: [RANGE] }, services: { cidrBlocks: [RANGE] } },
    topology: {
      class: 'tanzukubernetescluster',
      version: ANTREA_1_9,
      workers: {},
      variables: ['vmClass', 'storageClass'].map((name) => ({ name, value: 'a' })),
    },
  };
}

function antreaConfig(chart: Construct, featureGates: object, metadata = { name: 'c1-antrea-package' }): ApiObject {
  const spec = { antrea: { config: { trafficEncapMode: 'noEncap', featureGates } } };
  return new ApiObject(chart, 'Config', { ...cni.AntreaConfig.GVK, metadata, spec });
}

/** Returns the verdicts of one level on the whole app: at synth, and by lint of the output. */
function verdicts(construct: Construct, level: string): { readonly synth: string[]; readonly lint: string[] } {
  const app = construct.node.root as App;
  const { texts } = atSynth(app);
  // In the order in which cdk8s writes them after it resolves dependencies.
  const objects = new DependencyGraph(app.node).topology().filter((found) => ApiObject.isApiObject(found));
  const findings = Lint.objects(objects.map((object) => object.toJson()));
  const ids = (all: string[]) => [...new Set(all)].filter((verdict) => verdict.startsWith(level)).sort();
  return {
    synth: ids([...texts.keys()]),
    lint: ids(findings.map((finding) => `${finding.level} ${finding.ruleId}`)),
  };
}

const both = (...expected: string[]) => ({ synth: expected, lint: expected });
const NONE = both();

test.each([
  [
    'an ApiObject',
    (chart: Construct, spec: any) =>
      new ApiObject(chart, 'Raw', { ...clusterApi.Cluster.GVK, metadata: { name: 'c1' }, spec } as never),
  ],
  [
    'an L1 class',
    (chart: Construct, spec: any) => new clusterApi.Cluster(chart, 'Raw', { metadata: { name: 'c1' }, spec }),
  ],
])('a Cluster with equal ranges, by %s', (_, make) => {
  const chart = supervisorChart();
  make(chart, equalRanges());
  expect(verdicts(chart, 'error')).toEqual(both('error TAM024'));
});

test('a good TanzuCluster that is patched to the range of the Pods', () => {
  const chart = supervisorChart();
  const made = cluster(chart);
  expect(verdicts(chart, 'error')).toEqual(NONE);
  ApiObject.of(made).addJsonPatch(JsonPatch.replace('/spec/clusterNetwork/services/cidrBlocks/0', RANGE));
  expect(verdicts(chart, 'error')).toEqual(both('error TAM024'));
});

test('an AntreaConfig with a gate that its Antrea does not have, by an ApiObject', () => {
  const chart = supervisorChart();
  antreaConfig(chart, { Multicast: true, BGPPolicy: true });
  cluster(chart);
  expect(verdicts(chart, 'error')).toEqual(both('error TAM003'));
});

test('an AntreaConfig with a gate that its Antrea does not have, by an L1 class', () => {
  const chart = supervisorChart();
  new cni.AntreaConfig(chart, 'Raw', {
    metadata: { name: 'c1-antrea-package' },
    spec: { antrea: { config: { featureGates: { topologyAwareHints: true } } } },
  });
  cluster(chart, ANTREA_1_7);
  expect(verdicts(chart, 'error')).toEqual(both('error TAM003'));
});

test('an AddonConfig that encrypts, by an L1 class', () => {
  const chart = supervisorChart();
  new addons.AddonConfig(chart, 'Raw', { metadata: { name: 'c1-antrea' }, spec: { values: ENCRYPTED } });
  new ApiObject(chart, 'Cluster', {
    ...clusterApi.Cluster.GVK,
    metadata: { name: 'c1' },
    spec: { topology: { class: 'our-ubuntu', version: ANTREA_2_5 } },
  } as never);
  expect(verdicts(chart, 'error')).toEqual(both('error TAM014', 'error TAM048'));
});

test('a pool that is patched to Photon', () => {
  const chart = supervisorChart();
  const made = cluster(chart);
  made.enableMulticast();
  expect(verdicts(chart, 'error')).toEqual(NONE);
  ApiObject.of(made).addJsonPatch(JsonPatch.replace(IMAGE_OF_POOL, 'os-name=photon'));
  expect(verdicts(chart, 'error')).toEqual(both('error TAM007'));
});

test('an AntreaConfig that is patched to a mode without multicast', () => {
  const chart = supervisorChart();
  const config = cluster(chart, ANTREA_1_7).enableMulticast({ trafficEncapMode: TrafficEncapMode.NO_ENCAP });
  expect(verdicts(chart, 'error')).toEqual(NONE);
  ApiObject.of(config).addJsonPatch(JsonPatch.replace('/spec/antrea/config/trafficEncapMode', 'encap'));
  expect(verdicts(chart, 'error')).toEqual(both('error TAM006'));
});

test('an AntreaConfig whose gate is patched away is checked without it', () => {
  const chart = supervisorChart();
  const config = cluster(chart).enableMulticast();
  expect(verdicts(chart, 'warning')).toEqual(both('warning TAM009'));
  ApiObject.of(config).addJsonPatch(JsonPatch.replace('/spec/antrea/config/featureGates/Multicast', false));
  expect(verdicts(chart, 'warning')).toEqual(NONE);
});

test('an AntreaConfig that is written after its Cluster', () => {
  const chart = supervisorChart();
  const made = cluster(chart, ANTREA_1_7);
  const config = antreaConfig(chart, { Multicast: true, NetworkPolicyStats: true });
  expect(verdicts(chart, 'warning')).toEqual(both('warning TAM009', 'warning TAM022'));
  made.node.addDependency(config);
  expect(verdicts(chart, 'warning')).toEqual(both('warning TAM009'));
});

test('a warning on a mode is given once, from the construct or from the rule', () => {
  const chart = supervisorChart();
  const settings = { antreaObject: AntreaObject.ANTREA_CONFIG, trafficEncapMode: TrafficEncapMode.HYBRID };
  cluster(chart).enableMulticast(settings);
  expect(atSynth(chart.node.root as App).texts.get('warning TAM006')).toHaveLength(1);
});

test('an object in a plain cdk8s Chart is not checked', () => {
  const app = new App();
  const spec = equalRanges();
  new ApiObject(new Chart(app, 'other'), 'Raw', { ...clusterApi.Cluster.GVK, metadata: { name: 'c1' }, spec } as never);
  new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
  expect([...atSynth(app).texts.keys()]).toEqual([]);
});
