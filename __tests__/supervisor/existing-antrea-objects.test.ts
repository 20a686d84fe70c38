import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Duration, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { parse, parseAllDocuments } from 'yaml';
import {
  Acknowledgement,
  AddonConfig,
  AntreaConfig,
  App,
  ClusterReference,
  OsImage,
  Runbook,
  SupervisorChart,
  SupervisorChartProps,
  TanzuCluster,
  TrafficEncapMode,
  Warnings,
  addons,
  tanzuRun,
} from '../../lib';
import { CLUSTER, caught, sentence } from '../_build';
import { mentions } from '../_mentions';
import { idsOf } from '../validation/_ids';

const WAVE = { 'argocd.argoproj.io/sync-wave': '-2' };
const EIGHT_GATES = {
  AntreaProxy: true,
  EndpointSlice: false,
  AntreaPolicy: true,
  FlowExporter: true,
  Egress: true,
  NodePortLocal: true,
  AntreaTraceflow: true,
  NetworkPolicyStats: true,
};
const FIFTEEN_GATES = {
  ...EIGHT_GATES,
  AntreaIPAM: false,
  Multicast: false,
  Multicluster: false,
  SecondaryNetwork: false,
  ServiceExternalIP: false,
  TopologyAwareHints: false,
  TrafficControl: false,
};
const VKS = { clusterClass: 'builtin-generic-v3.7.0', os: OsImage.ubuntu({ version: '24.04' }) };
/** Releases whose Antrea is in no table. */
const UNKNOWN_ADDON = 'v1.35.5---vmware.1-vkr.1';
const UNKNOWN_CONFIG = 'v1.28.8---vmware.1-fips.1-tkg.2';
const ELSEWHERE = ClusterReference.of('gull-1', 'v1.26.5---vmware.2-fips.1-tkg.1');
const OWNED = { 'clusteraddon.addons.kubernetes.vmware.com/owned-for-deletion': 'true' };

function newChart(props: Partial<SupervisorChartProps> = {}): SupervisorChart {
  return new SupervisorChart(new App(), 'cliff', { vsphereNamespace: 'cliff', ...props });
}

/** The objects that the app of a chart writes. Throws if a check at synth finds an error. */
function written(chart: SupervisorChart): any[] {
  return parseAllDocuments((chart.node.root as App).synthYaml()).map((document) => document.toJS());
}

function idsOfWarnings(chart: SupervisorChart): string[] {
  return idsOf(Warnings.of(chart.node.root as App));
}

describe('an AntreaConfig for a wave of Argo CD', () => {
  const chart = newChart();
  const cluster = new TanzuCluster(chart, 'Cluster', {
    ...CLUSTER,
    name: 'gull-1',
    release: 'v1.26.5---vmware.2-fips.1-tkg.1',
    annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
  });
  cluster.enableMulticast({
    writeDefaultGates: false,
    annotations: WAVE,
    featureGates: FIFTEEN_GATES,
    trafficEncapMode: TrafficEncapMode.ENCAP,
    config: {
      antreaProxy: { proxyLoadBalancerIps: true },
      defaultMtu: '',
      dnsServerOverride: '',
      flowExporter: { activeFlowTimeout: '75s', collectorAddress: 'flows/flows:4739:tls' },
      noSnat: false,
      tlsCipherSuites: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_RSA_WITH_AES_256_GCM_SHA384',
      tunnelCsum: false,
      tunnelPort: 0,
    },
  });

  test('has only what is given, with empty strings, false and 0', () => {
    expect(written(chart)[0]).toEqual({
      apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
      kind: 'AntreaConfig',
      metadata: { name: 'gull-1-antrea-package', namespace: 'cliff', annotations: WAVE },
      spec: {
        antrea: {
          config: {
            featureGates: FIFTEEN_GATES,
            trafficEncapMode: 'encap',
            antreaProxy: { proxyLoadBalancerIPs: true },
            defaultMTU: '',
            dnsServerOverride: '',
            flowExporter: { activeFlowTimeout: '75s', collectorAddress: 'flows/flows:4739:tls' },
            noSNAT: false,
            tlsCipherSuites: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_RSA_WITH_AES_256_GCM_SHA384',
            tunnelCsum: false,
            tunnelPort: 0,
          },
        },
      },
    });
  });

  test('does not warn that multicast is off', () => {
    expect(idsOfWarnings(chart)).not.toContain('TAM068');
  });
});

test.each([
  ['none', undefined, {}],
  ['an empty map', {}, { featureGates: {} }],
  ['eight', EIGHT_GATES, { featureGates: EIGHT_GATES }],
])('an AntreaConfig without defaults has the gates that are given: %s', (_, featureGates, config) => {
  const chart = newChart();
  const made = new AntreaConfig(chart, 'Config', { cluster: ELSEWHERE, writeDefaultGates: false, featureGates });
  expect(written(chart)[0].spec).toEqual({ antrea: { config } });
  expect(made.featureGates).toEqual(featureGates ?? {});
  expect(idsOfWarnings(chart)).not.toContain('TAM068');
});

test('empty lists are written', () => {
  const chart = newChart();
  const config = { egress: { exceptCidrs: [] }, transportInterfaceCidrs: [] };
  new AntreaConfig(chart, 'Config', {
    cluster: ELSEWHERE,
    writeDefaultGates: false,
    multicastInterfaces: [],
    config,
  });
  expect(written(chart)[0].spec.antrea.config).toEqual({
    multicastInterfaces: [],
    egress: { exceptCIDRs: [] },
    transportInterfaceCIDRs: [],
  });
});

test.each([
  ['not empty', { config: { defaultMtu: '1450' } }],
  ['given twice', { defaultMtu: 1450, config: { defaultMtu: '' } }],
])('the MTU in config is refused if it is %s', (_, options) => {
  expect(sentence(() => new AntreaConfig(newChart(), 'Config', { cluster: ELSEWHERE, ...options }))).toEqual(
    mentions('AntreaConfig "gull-1-antrea-package"', '"defaultMTU"', 'the option defaultMtu'),
  );
});

describe('an AntreaConfig with another name', () => {
  const NAMES = { name: 'gull-1', release: 'v1.24.9---vmware.1-tkg.4' };
  const REF = { apiGroup: 'cni.tanzu.vmware.com', kind: 'AntreaConfig', name: 'gull-1' };
  const bootstrap = (chart: SupervisorChart, name = 'gull-1', ref = 'gull-1') =>
    new tanzuRun.ClusterBootstrap(chart, 'Bootstrap', {
      metadata: {
        name,
        annotations: { 'tkg.tanzu.vmware.com/add-missing-fields-from-tkr': 'v1.24.9---vmware.1-tkg.4' },
      },
      spec: { cni: { refName: 'antrea*', valuesFrom: { providerRef: { ...REF, name: ref } } } },
    });
  const configured = (chart: SupervisorChart, objectName: string) =>
    new TanzuCluster(chart, 'Cluster', { ...CLUSTER, ...NAMES }).enableMulticast({
      writeDefaultGates: false,
      featureGates: EIGHT_GATES,
      objectName,
    });

  test.each([
    ['in a chart with a namespace', {}],
    ['in a chart that writes no namespace', { writeNamespace: false }],
  ])('is right if a ClusterBootstrap refers to it: %s', (_, props) => {
    const chart = newChart(props);
    const antrea = configured(chart, 'gull-1');
    const made = bootstrap(chart);
    made.node.addDependency(antrea);
    ApiObject.of(chart.node.findChild('Cluster')).addDependency(made);
    expect(written(chart).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'AntreaConfig gull-1',
      'ClusterBootstrap gull-1',
      'Cluster gull-1',
    ]);
    expect(idsOfWarnings(chart)).not.toContain('TAM018');
  });

  describe('in a folder of numbered files', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'antrea-objects-'));
    afterAll(() => rmSync(outdir, { recursive: true }));
    const yamlOutputType = YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
    const app = new App({ outdir, yamlOutputType, numberedFiles: true });
    const chart = new SupervisorChart(app, 'cliff', { vsphereNamespace: 'cliff', writeNamespace: false });
    const cluster = new TanzuCluster(chart, 'Cluster', { ...CLUSTER, name: 'gull-1' });
    cluster.enableMulticast({ objectName: 'gull-1' });
    bootstrap(chart);
    app.synth();
    const paths = readdirSync(outdir, { recursive: true }).map(String).sort();

    test('is before the ClusterBootstrap, and both are before the Cluster', () => {
      const files = paths.filter((name) => name.endsWith('.yaml'));
      expect(files.map((name) => parse(readFileSync(join(outdir, name), 'utf8')).kind)).toEqual([
        'AntreaConfig',
        'ClusterBootstrap',
        'Cluster',
      ]);
    });

    test('is named in the runbook', () => {
      const [file] = Runbook.write(app);
      const text = readFileSync(join(outdir, file), 'utf8');
      expect(text).toContain('kubectl get antreaconfig gull-1 -o');
      expect(text).toContain('kubectl config use-context cliff');
      expect(text).not.toContain('antrea-package');
    });
  });

  test('is the one whose gates the ClusterBootstrap brings', () => {
    const chart = newChart();
    configured(chart, 'gull-1');
    const object = bootstrap(chart).toJson();
    expect(object).toEqual({
      apiVersion: 'run.tanzu.vmware.com/v1alpha3',
      kind: 'ClusterBootstrap',
      metadata: {
        name: 'gull-1',
        namespace: 'cliff',
        annotations: { 'tkg.tanzu.vmware.com/add-missing-fields-from-tkr': 'v1.24.9---vmware.1-tkg.4' },
      },
      spec: { cni: { refName: 'antrea*', valuesFrom: { providerRef: REF } } },
    });
  });

  test.each([
    ['no ClusterBootstrap refers to it', 'gull-1', undefined, '"gull-1" does not end in "-antrea-package"'],
    ['its name is that of another cluster', 'tern-1-antrea-package', undefined, 'Name it "gull-1-antrea-package"'],
    ['the ClusterBootstrap of another cluster refers to it', 'terns', 'tern-1', 'for the Cluster "tern-1"'],
  ])('is an error at synth if %s', (_, objectName, bootstrapName, expected) => {
    const chart = newChart();
    configured(chart, objectName);
    if (bootstrapName !== undefined) {
      bootstrap(chart, bootstrapName, objectName);
    }
    expect(sentence(() => written(chart))).toEqual(mentions(expected, 'TAM018'));
  });

  test('is written if TAM018 is acknowledged', () => {
    const chart = newChart();
    Acknowledgement.of(chart, 'TAM018', 'the Supervisor of this site is patched');
    configured(chart, 'gull-1');
    expect(written(chart)[0].metadata.name).toBe('gull-1');
  });
});

describe('an AddonConfig with only the connection to NSX, for a release whose Antrea is not known', () => {
  const chart = newChart();
  const cluster = new TanzuCluster(chart, 'Cluster', { ...CLUSTER, ...VKS, name: 'gull-1', release: UNKNOWN_ADDON });
  const labels = { 'app.kubernetes.io/name': 'antrea', 'cluster.x-k8s.io/cluster-name': 'gull-1' };
  new AddonConfig(chart, 'Antrea', {
    cluster,
    labels,
    writeClusterName: true,
    writeDefaultGates: false,
    antreaNsx: true,
  });

  test('does not mention multicast', () => {
    expect(written(chart)[0]).toEqual({
      apiVersion: 'addons.kubernetes.vmware.com/v1alpha1',
      kind: 'AddonConfig',
      metadata: { name: 'gull-1-antrea', namespace: 'cliff', annotations: OWNED, labels },
      spec: { clusterName: 'gull-1', values: { antreaNSX: { enable: true } } },
    });
  });

  test('warns neither that multicast is off nor about the release', () => {
    expect(idsOfWarnings(chart)).toEqual(expect.arrayContaining(['TAM051']));
    expect(idsOfWarnings(chart).filter((id) => ['TAM037', 'TAM068', 'TAM084'].includes(id))).toEqual([]);
  });
});

describe('the add-ons of a cluster', () => {
  const chart = newChart();
  const cluster = new TanzuCluster(chart, 'Cluster', { ...CLUSTER, ...VKS, name: 'gull-1', release: UNKNOWN_ADDON });
  const clusters = [{ selector: { matchLabels: { 'cluster.x-k8s.io/cluster-name': 'gull-1' } } }];
  for (const name of ['cert-manager', 'prometheus']) {
    const spec = { addonRef: { name }, clusters };
    new addons.AddonInstall(chart, name, { metadata: { name: `gull-${name}` }, spec });
  }
  new addons.AddonConfig(chart, 'PrometheusValues', {
    metadata: { name: 'gull-1-prometheus', annotations: OWNED },
    spec: { values: { deploycomponents: { pushgateway: false, 'node-exporter': true } } },
  });
  const misnamed = new Construct(chart, 'Misnamed');
  Acknowledgement.of(misnamed, 'TAM082', 'the object has this name since the cluster was created');
  new AddonConfig(misnamed, 'Antrea', {
    cluster,
    objectName: 'gull-1--antrea',
    labels: {
      'addon.kubernetes.vmware.com/addon-name': 'antrea',
      'cluster.x-k8s.io/cluster-name': 'gull-1',
    },
    writeClusterName: true,
    writeDefaultGates: false,
    antreaProxy: { enable: true, proxyAll: true },
  });
  const objects = written(chart);

  test('are installed by objects without unknown fields', () => {
    expect(objects.filter(({ kind }) => kind === 'AddonInstall').map(({ spec }) => spec)).toEqual([
      { addonRef: { name: 'cert-manager' }, clusters },
      { addonRef: { name: 'prometheus' }, clusters },
    ]);
    expect(idsOfWarnings(chart)).not.toContain('TAM088');
  });

  test('have values', () => {
    expect(objects.find(({ metadata }) => metadata.name === 'gull-1-prometheus')).toMatchObject({
      metadata: { namespace: 'cliff' },
      spec: { values: { deploycomponents: { pushgateway: false, 'node-exporter': true } } },
    });
  });

  test('include Antrea under a name that is acknowledged', () => {
    expect(objects.find(({ metadata }) => metadata.name === 'gull-1--antrea')).toMatchObject({
      metadata: { annotations: OWNED },
      spec: {
        clusterName: 'gull-1',
        values: { antrea: { config: { antreaProxy: { enable: true, proxyAll: true } } } },
      },
    });
  });
});

test('an AddonConfig without its Cluster and without gates does not depend on the version of Antrea', () => {
  const chart = newChart();
  const cluster = ClusterReference.of('gull-1', UNKNOWN_ADDON);
  new AddonConfig(chart, 'Antrea', { cluster, writeDefaultGates: false, antreaNsx: true });
  expect(idsOfWarnings(chart)).toEqual(['TAM051']);
});

test.each([undefined, { name: 'other' }])(
  'an AddonConfig with another name is refused (definition: %j)',
  (definition) => {
    const cluster = ClusterReference.of('gull-1', UNKNOWN_ADDON);
    const error = caught(
      () =>
        new AddonConfig(newChart(), 'Antrea', {
          cluster,
          objectName: 'tern-1-antrea',
          definition,
          writeDefaultGates: false,
        }),
    );
    expect(error.message).toEqual(mentions('"tern-1-antrea"', 'Name it "gull-1-antrea"', 'TAM082'));
  },
);

test('an AddonConfig with another name and the definition of Antrea is doubtful', () => {
  const chart = newChart();
  const cluster = ClusterReference.of('gull-1', UNKNOWN_ADDON);
  const definition = { name: 'antrea.kubernetes.vmware.com.2.6.2', namespace: 'vmware-system-vks-public' };
  new AddonConfig(chart, 'Antrea', {
    cluster,
    objectName: 'gull-settings',
    definition,
    ownedForDeletion: false,
    writeDefaultGates: false,
  });
  expect(written(chart)).toEqual([
    {
      apiVersion: 'addons.kubernetes.vmware.com/v1alpha1',
      kind: 'AddonConfig',
      metadata: { name: 'gull-settings', namespace: 'cliff' },
      spec: { addonConfigDefinitionRef: definition, values: {} },
    },
  ]);
  expect(idsOfWarnings(chart)).toContain('TAM082');
});

test('owned-for-deletion has its own option', () => {
  const cluster = ClusterReference.of('gull-1', UNKNOWN_ADDON);
  expect(
    sentence(() => new AddonConfig(newChart(), 'Antrea', { cluster, writeDefaultGates: false, annotations: OWNED })),
  ).toEqual(mentions('AddonConfig "gull-1-antrea"', 'the option ownedForDeletion'));
});

describe('an AntreaConfig with fields that the known schema lacks', () => {
  const options = {
    cluster: ELSEWHERE,
    writeDefaultGates: false,
    featureGates: { ...FIFTEEN_GATES, FlowExporter: false },
    trafficEncapMode: TrafficEncapMode.ENCAP,
    igmpQueryInterval: Duration.seconds(110),
    config: {
      nodePortLocal: { enabled: true, portRange: '62100-62900' },
      flowExporter: { collectorAddress: 'flows.flows.svc:4739:tls', pollInterval: '6s', idleFlowTimeout: '20s' },
      wireGuard: { port: 51833 },
      egress: { exceptCidrs: [] },
    },
  };

  test('writes them by path, next to those of config', () => {
    const chart = newChart();
    Acknowledgement.of(chart, 'TAM088', 'the Supervisor has these fields');
    new AntreaConfig(chart, 'Config', {
      ...options,
      unverifiedValues: {
        'antrea.config.ipsec.authenticationMode': 'psk',
        'antrea.config.ipsecCSRSigner': { autoApprove: true, selfSignedCA: true },
        'antrea.config.egress.maxEgressIPsPerNode': 5,
      },
    });
    expect(written(chart)[0].spec.antrea.config).toEqual({
      featureGates: { ...FIFTEEN_GATES, FlowExporter: false },
      trafficEncapMode: 'encap',
      nodePortLocal: { enabled: true, portRange: '62100-62900' },
      flowExporter: { collectorAddress: 'flows.flows.svc:4739:tls', pollInterval: '6s', idleFlowTimeout: '20s' },
      ipsec: { authenticationMode: 'psk' },
      ipsecCSRSigner: { autoApprove: true, selfSignedCA: true },
      multicast: { igmpQueryInterval: '110s' },
      wireGuard: { port: 51833 },
      egress: { exceptCIDRs: [], maxEgressIPsPerNode: 5 },
    });
  });

  test('is warned about once for a field of newer Supervisors', () => {
    const chart = newChart();
    new AntreaConfig(chart, 'Config', { ...options, unverifiedValues: { 'antreaNSX.enable': true } });
    expect(written(chart)[0].spec.antreaNSX).toEqual({ enable: true });
    const about = Warnings.of(chart.node.root as App).filter((text) => text.includes('antreaNSX'));
    expect(idsOf(about)).toEqual(['TAM088']);
  });

  test('is an error at synth for an unknown field', () => {
    const chart = newChart();
    new AntreaConfig(chart, 'Config', { ...options, unverifiedValues: { 'antrea.config.ipsec': { mode: 'psk' } } });
    expect(sentence(() => written(chart))).toEqual(mentions('spec.antrea.config.ipsec', 'TAM088'));
  });

  test.each([
    ['antrea.config.featureGates.Multicast', true, 'use the option featureGates instead'],
    ['antrea.config.defaultMTU', '1450', 'use the option defaultMtu instead'],
    ['antrea.config', { trafficEncapMode: 'encap' }, 'use the option trafficEncapMode instead'],
    ['antrea.config.multicast', { enable: true }, 'use the option unverifiedMulticastEnable instead'],
    ['antrea.config.noSNAT', true, 'use the option config instead'],
    ['antrea.config.egress', { exceptCIDRs: [] }, 'use the option config instead'],
    ['antrea.config.egress', 'off', 'use the option config instead'],
    ['antrea', {}, 'use the option config instead'],
  ])('is refused with %s: %j, which has an option', (path, value, expected) => {
    const unverifiedValues = { [path]: value };
    expect(sentence(() => new AntreaConfig(newChart(), 'Config', { ...options, unverifiedValues }))).toEqual(
      mentions('AntreaConfig "gull-1-antrea-package"', `"${path}`, expected),
    );
  });
});

describe('gates for a release whose Antrea is not known', () => {
  const made = (chart: SupervisorChart, options: object) =>
    new TanzuCluster(chart, 'Cluster', { ...CLUSTER, release: UNKNOWN_CONFIG }).enableMulticast(options);

  test('are refused if the defaults are derived from it', () => {
    expect(sentence(() => made(newChart(), { featureGates: EIGHT_GATES }))).toEqual(mentions('TAM037'));
  });

  test.each([
    ['without multicast', EIGHT_GATES, 'TAM084'],
    ['with multicast', { ...EIGHT_GATES, Multicast: true }, 'TAM037'],
  ])('%s are a warning if only they are written', (_, featureGates, id) => {
    const chart = newChart();
    made(chart, { featureGates, writeDefaultGates: false });
    expect(written(chart)[0].spec.antrea.config).toEqual({ featureGates });
    expect(idsOfWarnings(chart).filter((one) => ['TAM037', 'TAM084'].includes(one))).toEqual([id]);
  });

  test('are checked as far as the version does not matter', () => {
    expect(sentence(() => made(newChart(), { featureGates: { multicast: true }, writeDefaultGates: false }))).toEqual(
      mentions('"multicast"', 'Write "Multicast"', 'TAM003'),
    );
  });
});

test.each([
  ['interfaces', { multicastInterfaces: ['eth1'] }],
  ['multicast.enable', { unverifiedMulticastEnable: true }],
])('multicast that stays off is a warning if the options ask for it: %s', (_, options) => {
  const cluster = ClusterReference.of('gull-1', 'v1.34.2---vmware.2-vkr.2', { antreaVersion: '2.5.2' });
  const chart = newChart();
  new AntreaConfig(chart, 'Config', { cluster, writeDefaultGates: false, ...options });
  expect(Warnings.of(chart.node.root as App).filter((text) => text.includes('TAM068'))).toEqual([
    mentions('the feature gate "Multicast" is not set', 'leave writeDefaultGates out'),
  ]);
});

test.each([
  ['with the gate', { featureGates: { Multicast: true }, unverifiedMulticastEnable: true }],
  ['with the default of the gate', { unverifiedMulticastEnable: true }],
])('an AddonConfig without defaults turns multicast on: %s', (_, options) => {
  const cluster = ClusterReference.of('gull-1', 'v1.35.6---vmware.2-vkr.3');
  const chart = newChart();
  new AddonConfig(chart, 'Antrea', { cluster, writeDefaultGates: false, ...options });
  expect(idsOfWarnings(chart).filter((id) => ['TAM048', 'TAM068'].includes(id))).toEqual([]);
});

test('an AddonConfig without defaults that lacks multicast.enable is refused', () => {
  const cluster = ClusterReference.of('gull-1', 'v1.35.6---vmware.2-vkr.3');
  const options = { cluster, writeDefaultGates: false, featureGates: { Multicast: true } };
  expect(sentence(() => new AddonConfig(newChart(), 'Antrea', options))).toEqual(
    mentions('multicast.enable', 'TAM048'),
  );
});

test('without a namespace, the objects of a cluster still belong together', () => {
  const chart = newChart({ writeNamespace: false });
  new TanzuCluster(chart, 'Cluster', CLUSTER).enableMulticast();
  expect(written(chart).map(({ metadata }) => metadata)).toEqual([{ name: 'c1-antrea-package' }, { name: 'c1' }]);
  expect(chart.vsphereNamespace).toBe('cliff');
  const withNamespace = newChart();
  new TanzuCluster(withNamespace, 'Cluster', CLUSTER).enableMulticast();
  expect(idsOfWarnings(chart)).toEqual(idsOfWarnings(withNamespace));
});
