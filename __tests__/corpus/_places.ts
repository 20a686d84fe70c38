import { ADDON_CONFIG, ANTREA_1_7, ANTREA_CONFIG, CRASHES, Case, Expected, Tree } from './_case';
import { NAMESPACE, supervisorObjects } from './_manifests';

// Objects that do not match each other. Constructs cannot write them.

const CLUSTER = supervisorObjects({ name: '', release: ANTREA_1_7, expected: [] });
const CONFIGURED = supervisorObjects({
  name: '',
  release: ANTREA_1_7,
  object: ANTREA_CONFIG,
  config: { trafficEncapMode: 'noEncap' },
  expected: [],
});
const [CONFIG] = CONFIGURED;

function changed(object: Tree, metadata: Tree): Tree {
  return { ...object, metadata: { ...object.metadata, ...metadata } };
}

const cases = (rows: [name: string, objects: Tree[], expected: Expected[], workloads?: Tree[]][]): Case[] =>
  rows.map(([name, objects, expected, workloads]) => ({
    name: `places: ${name}`,
    release: ANTREA_1_7,
    objects,
    workloads,
    notByConstructs: 'the constructs give each object its name, its namespace and its place',
    expected,
  }));

const TEMPLATE = { 'tkg.tanzu.vmware.com/template-config': 'true' };
const LABEL = { 'tkg.tanzu.vmware.com/cluster-name': 'c1' };
const SENDER: Tree = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'camera', namespace: 'apps' },
  spec: { containers: [{ name: 'main', image: 'a/b:v1', command: ['iperf', '-c', '239.1.2.3', '-u', '-T', '8'] }] },
};
const CONFIG_MAP: Tree = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'antrea-config', namespace: 'kube-system' },
  data: {},
};
const BOOTSTRAP: Tree = {
  apiVersion: 'run.tanzu.vmware.com/v1alpha3',
  kind: 'ClusterBootstrap',
  metadata: { name: 'c1', namespace: NAMESPACE },
  spec: {
    cni: {
      refName: 'antrea*',
      valuesFrom: { providerRef: { apiGroup: 'cni.tanzu.vmware.com', kind: 'AntreaConfig', name: 'mine' } },
    },
  },
};

/** The places of the objects. */
export const PLACE_CASES: Case[] = [
  ...cases([
    ['the AntreaConfig before its Cluster', CONFIGURED, [CRASHES]],
    ['the AntreaConfig after its Cluster', [...CLUSTER, CONFIG], [CRASHES, 'warning TAM022']],
    ['an AntreaConfig of another name', [changed(CONFIG, { name: 'c1' }), ...CLUSTER], ['error TAM018']],
    [
      'an AntreaConfig of another name that a ClusterBootstrap refers to',
      [BOOTSTRAP, changed(CONFIG, { name: 'mine' }), ...CLUSTER],
      [CRASHES],
    ],
    [
      'an AntreaConfig of another name with the label of its Cluster',
      [changed(CONFIG, { name: 'mine', labels: LABEL }), ...CLUSTER],
      [CRASHES],
    ],
    ['an AntreaConfig in another namespace', [changed(CONFIG, { namespace: 'ns2' }), ...CLUSTER], ['error TAM019']],
    [
      'an AntreaConfig that calls itself a template',
      [changed(CONFIG, { annotations: TEMPLATE }), ...CLUSTER],
      [CRASHES, 'error TAM023'],
    ],
    ['an AntreaConfig without its Cluster', [CONFIG], ['note TAM017']],
    ['a sender in a cluster whose Antrea is not configured', CLUSTER, ['warning TAM020'], [SENDER]],
    ['the ConfigMap of Antrea', CONFIGURED, [CRASHES, 'error TAM015'], [CONFIG_MAP]],
    [
      'a finding that is acknowledged without a reason',
      [changed(CONFIG, { annotations: { 'cdk8s-antrea-multicast/acknowledge.TAM009': ' ' } }), ...CLUSTER],
      [CRASHES, 'error TAM036'],
    ],
  ]),
  ...cases([
    ['an AntreaConfig twice', [CONFIG, ...CONFIGURED], [CRASHES, 'error TAM016']],
    ['a Cluster twice', [...CONFIGURED, ...CLUSTER], [CRASHES, 'error TAM016']],
  ]).map((one) => ({ ...one, otherWords: 'Lint.objects() knows no file in which the first one stands' })),
  {
    name: 'places: an AntreaConfig and an AddonConfig of one Cluster',
    release: ANTREA_1_7,
    objects: [
      CONFIG,
      ...supervisorObjects({
        name: '',
        release: ANTREA_1_7,
        object: ADDON_CONFIG,
        config: { trafficEncapMode: 'noEncap' },
        expected: [],
      }),
    ],
    notByConstructs: 'a second call of enableMulticast() is an error of the app',
    expected: [CRASHES, 'error TAM021', 'warning TAM050'],
  },
];
