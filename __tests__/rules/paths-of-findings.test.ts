import {
  Release,
  Vsphere,
  addonConfig,
  antreaConfig,
  cluster,
  clusterOfRelease,
  os,
  pod,
} from '../../lib/rules/_examples';
import { testPaths } from './_path-rows';

const SETTINGS = 'spec.antrea.config';
const ADDON = clusterOfRelease(Release.WITH_ADDON);
const gates = (featureGates: unknown) => antreaConfig({ featureGates });
const withTopology = (topology: object) => cluster({ topology });
const withVariables = (...variables: object[]) => withTopology({ variables });
const inPools = (...pools: object[]) => withTopology({ workers: { machineDeployments: pools } });
const iperf = (...args: string[]) => ['iperf', '-u', ...args];

testPaths('the settings of Antrea', [
  [
    'TAM001',
    [`${SETTINGS}.featureGates.AntreaProxy`],
    [gates({ Multicast: true, EndpointSlice: true, AntreaProxy: false })],
  ],
  ['TAM002', [`${SETTINGS}.noSNAT`], [antreaConfig({ noSNAT: true })]],
  ['TAM003', [`${SETTINGS}.featureGates`], [gates(['Multicast'])]],
  [
    'TAM003',
    [`${SETTINGS}.featureGates.Multicast`, `${SETTINGS}.featureGates["no.gate"]`],
    [gates({ Multicast: 'true', AntreaProxy: true, 'no.gate': true })],
  ],
  [
    'TAM004',
    ['spec.values.antrea.config.featureGates.EndpointSlice'],
    [ADDON, addonConfig({ featureGates: { EndpointSlice: false } })],
  ],
  ['TAM005', [`${SETTINGS}.featureGates.Multicast`], [antreaConfig()], { vsphere: Vsphere.WITHOUT_MULTICAST }],
  ['TAM006', [`${SETTINGS}.trafficEncapMode`], [clusterOfRelease(Release.WITHOUT_ENCAP), antreaConfig()]],
  ['TAM006', ['spec.values.antrea.config.trafficEncapMode'], [ADDON, addonConfig({ trafficEncapMode: 'NoEncap' })]],
  ['TAM009', [`${SETTINGS}.featureGates.Multicast`], [cluster(), antreaConfig()]],
  ['TAM009', ['spec.values.antrea.config.featureGates.Multicast'], [cluster(), addonConfig()]],
  [
    'TAM010',
    [`${SETTINGS}.featureGates.AntreaPolicy`],
    [clusterOfRelease(Release.OLD), gates({ Multicast: true, AntreaPolicy: false })],
  ],
  ['TAM011', [`${SETTINGS}.featureGates.NetworkPolicyStats`], [cluster(), antreaConfig()]],
  [
    'TAM012',
    [
      `${SETTINGS}.multicastInterfaces`,
      `${SETTINGS}.trafficEncryptionMode`,
      `${SETTINGS}.serviceCIDR`,
      `${SETTINGS}.nodePortLocal.enabled`,
    ],
    [
      antreaConfig({
        multicastInterfaces: ['eth1'],
        trafficEncryptionMode: 'ipsec',
        serviceCIDR: '10.96.0.0/12',
        nodePortLocal: { enabled: false },
      }),
    ],
  ],
  [
    'TAM012',
    ['spec.values.antrea.config.multicast.multicastInterfaces'],
    [addonConfig({ multicast: { multicastInterfaces: ['eth1'] } })],
  ],
  [
    'TAM012',
    [`${SETTINGS}.enableBridgingMode`],
    [
      cluster(),
      antreaConfig({
        trafficEncapMode: 'noEncap',
        enableBridgingMode: true,
        featureGates: { Multicast: true, AntreaIPAM: true },
      }),
    ],
  ],
  ['TAM013', [`${SETTINGS}.featureGates`], [gates(undefined)]],
  [
    'TAM014',
    ['spec.values.antrea.config.trafficEncryptionMode'],
    [ADDON, addonConfig({ trafficEncryptionMode: 'ipsec' })],
  ],
  ['TAM048', ['spec.values.antrea.config.multicast.enable'], [ADDON, addonConfig()]],
  [
    'TAM049',
    [`${SETTINGS}.multicast.igmpQueryInterval`, `${SETTINGS}.multicast.igmpQueryVersions`],
    [clusterOfRelease(Release.OLD), antreaConfig({ multicast: { igmpQueryInterval: '125s', igmpQueryVersions: [3] } })],
  ],
  [
    'TAM086',
    [`${SETTINGS}.multicastInterfaces`],
    [
      antreaConfig({
        trafficEncapMode: 'noEncap',
        multicastInterfaces: Array.from({ length: 32 }, (_, i) => `eth${i}`),
      }),
    ],
  ],
]);

testPaths('the object as a whole', [
  [
    'TAM015',
    ['metadata.name'],
    [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'antrea-config', namespace: 'kube-system' } }],
  ],
  ['TAM016', ['metadata.name'], [pod(), pod()]],
  ['TAM017', ['metadata.name'], [antreaConfig()]],
  [
    'TAM017',
    ['metadata.labels["tkg.tanzu.vmware.com/cluster-name"]'],
    [antreaConfig({}, { name: 'any', labels: { 'tkg.tanzu.vmware.com/cluster-name': 'video' } })],
  ],
  ['TAM018', ['metadata.name'], [antreaConfig({}, { name: 'video-antrea' })]],
  ['TAM019', ['metadata.namespace'], [cluster(), antreaConfig({}, { namespace: 'other' })]],
  ['TAM020', ['metadata.name'], [pod({ command: iperf('-s', '-B', '239.1.2.3') }), cluster()]],
  ['TAM021', ['metadata.name'], [cluster(), antreaConfig(), addonConfig()]],
  ['TAM022', ['metadata.name'], [cluster(), antreaConfig()]],
  [
    'TAM023',
    ['metadata.annotations["tkg.tanzu.vmware.com/template-config"]'],
    [antreaConfig({}, { annotations: { 'tkg.tanzu.vmware.com/template-config': 'true' } })],
  ],
  [
    'TAM036',
    [
      'metadata.annotations["cdk8s-antrea-multicast/acknowledge.TAM009"]',
      'metadata.annotations["cdk8s-antrea-multicast/acknowledge.TAM999"]',
    ],
    [
      antreaConfig(
        {},
        {
          annotations: {
            'cdk8s-antrea-multicast/acknowledge.TAM999': 'it is new',
            'cdk8s-antrea-multicast/acknowledge.TAM009': ' ',
          },
        },
      ),
    ],
  ],
  ['TAM046', ['metadata.name'], [cluster({}, { name: 'video-antrea-package' })]],
  ['TAM050', ['kind'], [ADDON, antreaConfig()]],
]);

testPaths('Clusters', [
  [
    'TAM007',
    [
      'spec.topology.controlPlane.metadata.annotations["run.tanzu.vmware.com/resolve-os-image"]',
      'spec.topology.workers.machineDeployments[1].metadata.annotations["run.tanzu.vmware.com/resolve-os-image"]',
    ],
    [
      antreaConfig(),
      withTopology({
        controlPlane: os('photon'),
        workers: { machineDeployments: [os('photon'), os('windows')] },
      }),
    ],
  ],
  [
    'TAM043',
    ['spec.topology.workers.machineDeployments[0].metadata.annotations["run.tanzu.vmware.com/resolve-os-image"]'],
    [
      withTopology({
        version: Release.WITH_ADDON,
        controlPlane: os('ubuntu,os-version=24.04'),
        workers: { machineDeployments: [os('ubuntu'), os('ubuntu')] },
      }),
    ],
  ],
  [
    'TAM008',
    ['spec.clusterNetwork.pods.cidrBlocks'],
    [antreaConfig(), cluster({ clusterNetwork: { pods: { cidrBlocks: ['fd00:1::/48'] } } })],
  ],
  [
    'TAM034',
    [
      'spec.topology.variables[1].value',
      'spec.topology.variables[2].value.data',
      'spec.topology.variables[0].value.httpsProxy',
      'spec.topology.variables[3].value.systemProxy.http',
    ],
    [
      withVariables(
        { name: 'proxy', value: { httpProxy: 'http://proxy', httpsProxy: 'http://user:pass@proxy' } },
        {
          name: 'clusterEncryptionConfigYaml',
          value: 'providers:\n- aescbc: {keys: [{name: key1, secret: AAECAwQFBgcICQoLDA0ODw==}]}\n',
        },
        { name: 'defaultRegistrySecret', value: { data: 'dXNlcjpwYXNz' } },
        { name: 'osConfiguration', value: { systemProxy: { http: 'http://user:pass@proxy' } } },
      ),
    ],
  ],
  [
    'TAM035',
    ['spec.topology.variables[1].value'],
    [
      withVariables(
        { name: 'vmClass', value: 'best-effort-small' },
        { name: 'clusterEncryptionConfigYaml', value: 'aescbc: {keys: [{name: key1, secret: no.key}]}' },
      ),
    ],
  ],
  ['TAM037', ['spec.topology.version'], [antreaConfig(), clusterOfRelease(Release.UNKNOWN)]],
  ['TAM037', ['spec.topology.version'], [withTopology({ version: 'latest' })]],
  [
    'TAM047',
    ['spec.topology.workers.machineDeployments[2].name', 'spec.topology.workers.machineDeployments[3].name'],
    [inPools({ name: 'a' }, { name: 'b' }, { name: 'a' }, { name: 'b'.repeat(60) })],
  ],
  ['TAM080', ['spec.topology.class'], [withTopology({ version: Release.WITH_ADDON, class: 'builtin-generic-v3.4.0' })]],
  [
    'TAM080',
    ['spec.topology.classRef.name'],
    [
      withTopology({
        version: Release.WITH_ADDON,
        class: undefined,
        classRef: { name: 'builtin-generic-v3.4.0' },
      }),
    ],
  ],
  [
    'TAM081',
    ['kind'],
    [
      {
        apiVersion: 'run.tanzu.vmware.com/v1alpha3',
        kind: 'TanzuKubernetesCluster',
        metadata: { name: 'video' },
        spec: { topology: { controlPlane: { tkr: { reference: { name: Release.WITH_ADDON } } } } },
      },
    ],
  ],
]);
