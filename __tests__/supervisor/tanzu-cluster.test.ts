import { ApiObject, App, JsonPatch } from 'cdk8s';
import {
  ClusterApiVersion,
  ClusterVariable,
  Lint,
  OsImage,
  SupervisorChart,
  TanzuClusterProps,
  Warnings,
} from '../../lib';
import { caught, clusterManifest, newCluster, sentence, supervisorChart, workloadChart } from '../_build';
import { mentions } from '../_mentions';

test('the smallest cluster', () => {
  expect(clusterManifest()).toMatchInlineSnapshot(`
   {
     "apiVersion": "cluster.x-k8s.io/v1beta1",
     "kind": "Cluster",
     "metadata": {
       "name": "c1",
       "namespace": "ns1",
     },
     "spec": {
       "clusterNetwork": {
         "pods": {
           "cidrBlocks": [
             "172.20.0.0/16",
           ],
         },
         "services": {
           "cidrBlocks": [
             "172.21.0.0/16",
           ],
         },
       },
       "topology": {
         "class": "tanzukubernetescluster",
         "controlPlane": {
           "metadata": {
             "annotations": {
               "run.tanzu.vmware.com/resolve-os-image": "os-name=ubuntu",
             },
           },
           "replicas": 1,
         },
         "variables": [
           {
             "name": "vmClass",
             "value": "best-effort-small",
           },
           {
             "name": "storageClass",
             "value": "fast",
           },
         ],
         "version": "v1.25.7---vmware.3-fips.1-tkg.1",
         "workers": {
           "machineDeployments": [
             {
               "class": "node-pool",
               "metadata": {
                 "annotations": {
                   "run.tanzu.vmware.com/resolve-os-image": "os-name=ubuntu",
                 },
               },
               "name": "np1",
               "replicas": 3,
             },
           ],
         },
       },
     },
   }
  `);
});

test('everything at once', () => {
  const written = clusterManifest({
    release: 'v1.32',
    serviceDomain: 'example.internal',
    clusterClass: 'my-class',
    clusterClassNamespace: 'my-classes',
    clusterClassLike: 'tanzukubernetescluster',
    labels: { team: 'video' },
    annotations: { note: 'yes' },
    os: OsImage.ubuntu({ version: '24.04' }),
    controlPlane: {
      replicas: 3,
      labels: { cp: 'label' },
      annotations: { cp: 'annotation' },
      variableOverrides: [ClusterVariable.of('vmClass', 'guaranteed-medium')],
    },
    defaultStorageClass: 'slow',
    storageClasses: ['fast', 'slow'],
    variables: [ClusterVariable.unchecked('ownVariable', { deep: [1, false] })],
  });
  expect(written.metadata).toEqual({
    name: 'c1',
    namespace: 'ns1',
    labels: { team: 'video' },
    annotations: { note: 'yes' },
  });
  expect(written.spec.clusterNetwork.serviceDomain).toBe('example.internal');
  expect(written.spec.topology).toMatchObject({
    class: 'my-class',
    classNamespace: 'my-classes',
    version: 'v1.32',
    controlPlane: {
      replicas: 3,
      metadata: {
        labels: { cp: 'label' },
        annotations: {
          'run.tanzu.vmware.com/resolve-os-image': 'os-name=ubuntu,os-version=24.04',
          cp: 'annotation',
        },
      },
      variables: { overrides: [{ name: 'vmClass', value: 'guaranteed-medium' }] },
    },
    variables: [
      { name: 'vmClass', value: 'best-effort-small' },
      { name: 'storageClass', value: 'fast' },
      { name: 'defaultStorageClass', value: 'slow' },
      { name: 'storageClasses', value: ['fast', 'slow'] },
      { name: 'ownVariable', value: { deep: [1, false] } },
    ],
  });
});

test('Photon is written if it is set', () => {
  const { controlPlane } = clusterManifest({ os: OsImage.photon({ version: '5' }) }).spec.topology;
  expect(controlPlane.metadata.annotations).toEqual({
    'run.tanzu.vmware.com/resolve-os-image': 'os-name=photon,os-version=5',
  });
});

test('an invalid OS version is refused', () => {
  expect(sentence(() => OsImage.ubuntu({ version: 'jammy' }))).toEqual(
    mentions('OS image "ubuntu"', 'version', '"jammy"'),
  );
});

test.each([
  ['tanzukubernetescluster', undefined],
  ['builtin-generic-v3.1.0', undefined],
  ['builtin-generic-v3.3.0', undefined],
  ['builtin-generic-v3.4.0', 'vmware-system-vks-public'],
  ['builtin-generic-v3.7.0', 'vmware-system-vks-public'],
  ['my-class', undefined],
])('class %s is in %p', (clusterClass, namespace) => {
  expect(clusterManifest({ clusterClass }).spec.topology.classNamespace).toBe(namespace);
});

test('a dual-stack cluster is accepted', () => {
  const { clusterNetwork } = clusterManifest({
    podCidrs: ['172.20.0.0/16', 'fd00:1::/48'],
    serviceCidrs: ['172.21.0.0/16', 'fd00:2::/112'],
  }).spec;
  expect(clusterNetwork.pods.cidrBlocks).toEqual(['172.20.0.0/16', 'fd00:1::/48']);
});

const noName = (name: string) => mentions(`Cluster "${name}"`, 'DNS label', 'TAM046');

test.each<[string, Partial<TanzuClusterProps>, string]>([
  ['a name with capitals', { name: 'Mc' }, noName('Mc')],
  ['a name with a dot', { name: 'a.b' }, noName('a.b')],
  ['an empty name', { name: '' }, noName('')],
  ['a name that ends in a hyphen', { name: 'a-' }, noName('a-')],
  ['a name of 64 characters', { name: 'a'.repeat(64) }, noName('a'.repeat(64))],
  [
    'a name with -antrea-package',
    { name: 'a-antrea-package-b' },
    mentions('Cluster "a-antrea-package-b"', '"-antrea-package"', 'AntreaConfig', 'TAM046'),
  ],
  ['a malformed release', { release: '1.25.7' }, mentions('Cluster "c1"', '"1.25.7"', 'TAM037')],
  ['an invalid CIDR', { podCidrs: ['172.20.0.0'] }, mentions('Cluster "c1"', '"172.20.0.0"', 'TAM044')],
  [
    'a string instead of a list',
    { podCidrs: '172.20.0.0/16' as never },
    mentions('Cluster "c1"', 'podCidrs', '"172.20.0.0/16"'),
  ],
  [
    'a label that Kubernetes refuses',
    { labels: { team: 'video team' } },
    mentions('Cluster "c1"', 'label', '"team"', '"video team"'),
  ],
  [
    'a label name that Kubernetes refuses',
    { controlPlane: { labels: { 'a/b/c': 'x' } } },
    mentions('Cluster "c1"', 'control plane', 'label', '"a/b/c"'),
  ],
  [
    'an annotation that is not a string',
    { annotations: { weight: 1 as never } },
    mentions('Cluster "c1"', 'annotation', '"weight"', '1'),
  ],
  ['an octet above 255', { serviceCidrs: ['172.256.0.0/16'] }, mentions('Cluster "c1"', '"172.256.0.0/16"', 'TAM044')],
  ['a prefix above 32', { serviceCidrs: ['10.0.0.0/33'] }, mentions('Cluster "c1"', '"10.0.0.0/33"', 'TAM044')],
  ['an empty list of ranges', { serviceCidrs: [] }, mentions('Cluster "c1"', 'serviceCidrs', '[]')],
  [
    'ranges that overlap',
    { podCidrs: ['10.0.0.0/8'], serviceCidrs: ['10.96.0.0/12'] },
    mentions(
      'Cluster "c1"',
      '"10.0.0.0/8"',
      '"10.96.0.0/12"',
      '10.0.0.0/8',
      '10.255.255.255',
      '10.96.0.0/12',
      '10.111.255.255',
      'TAM024',
    ),
  ],
  [
    'IPv6 ranges that overlap',
    { podCidrs: ['172.20.0.0/16', 'fd00::/32'], serviceCidrs: ['172.21.0.0/16', 'fd00:0:1::/112'] },
    mentions(
      'Cluster "c1"',
      '"fd00::/32"',
      '"fd00:0:1::/112"',
      'fd00::/32',
      'fd00:0:ffff:ffff:ffff:ffff:ffff:ffff',
      'fd00:0:1::/112',
      'fd00:0:1::ffff',
      'TAM024',
    ),
  ],
  [
    'a Service range that is too large',
    { serviceCidrs: ['10.0.0.0/11'] },
    mentions('Cluster "c1"', '"10.0.0.0/11"', '12', 'TAM045'),
  ],
  [
    'three Service ranges',
    { serviceCidrs: ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16'] },
    mentions('Cluster "c1"', '["10.0.0.0/16","10.1.0.0/16","10.2.0.0/16"]', '3', 'TAM045'),
  ],
  ['an empty service domain', { serviceDomain: '' }, mentions('Cluster "c1"', 'serviceDomain', '""')],
  ['an empty ClusterClass', { clusterClass: '' }, mentions('Cluster "c1"', 'clusterClass', '""')],
  [
    'a namespace of the ClusterClass that is not a DNS label',
    { clusterClassNamespace: 'Bad NS' },
    mentions('Cluster "c1"', 'clusterClassNamespace', '"Bad NS"'),
  ],
  [
    'the name of a storage policy instead of a storage class',
    { storageClasses: ['Gold Policy'] },
    mentions('Cluster "c1"', 'storageClasses', '"Gold Policy"'),
  ],
  ['an invalid OS image', { os: 'ubuntu' as never }, mentions('Cluster "c1"', 'os', '"ubuntu"')],
  ['a NaN', { controlPlane: { replicas: NaN } }, mentions('Cluster "c1"', 'control plane replicas', 'NaN', '1', '3')],
  [
    'two control plane Nodes',
    { controlPlane: { replicas: 2 } },
    mentions('Cluster "c1"', 'control plane replicas', '2', '1', '3'),
  ],
  [
    'no control plane Node',
    { controlPlane: { replicas: 0 } },
    mentions('Cluster "c1"', 'control plane replicas', '0', '1', '3'),
  ],
  [
    'a negative number of control plane Nodes',
    { controlPlane: { replicas: -1 } },
    mentions('Cluster "c1"', 'control plane replicas', '-1', '3'),
  ],
  ['a missing VM class', { vmClass: undefined }, mentions('Cluster "c1"', 'vmClass', 'undefined')],
  ['a blank storage class', { storageClass: ' ' }, mentions('Cluster "c1"', 'storageClass', '" "')],
])('%s is refused', (_, changes, expected) => {
  expect(sentence(() => newCluster(changes))).toEqual(expected);
});

test('IPv6-only Pods are refused if multicast is enabled', () => {
  const pods = { podCidrs: ['fd00:1::/48'] };
  expect(Warnings.of(newCluster(pods))).toEqual([]);
  expect(sentence(() => newCluster(pods).enableMulticast())).toEqual(
    mentions('Cluster "c1"', '["fd00:1::/48"]', 'TAM008'),
  );
  expect(newCluster(pods).enableMulticast({ featureGates: { Multicast: false } }).featureGates.Multicast).toBe(false);
});

test('IPv6-only Services are accepted', () => {
  const cluster = newCluster({ serviceCidrs: ['fd00:2::/112'] });
  expect(Warnings.of(cluster)).toEqual([]);
  expect(cluster.enableMulticast().featureGates.Multicast).toBe(true);
});

test('a vSphere Namespace that is not a DNS label is refused', () => {
  expect(sentence(() => new SupervisorChart(new App(), 'x', { vsphereNamespace: 'My Namespace' }))).toEqual(
    mentions('vSphere Namespace "My Namespace"', 'DNS label'),
  );
});

test('in v1beta2 the class is a reference', () => {
  const v1beta2 = (changes: Partial<TanzuClusterProps>) =>
    clusterManifest({ apiVersion: ClusterApiVersion.V1BETA2, ...changes });
  const { apiVersion, spec } = v1beta2({ clusterClass: 'builtin-generic-v3.4.0' });
  expect(apiVersion).toBe('cluster.x-k8s.io/v1beta2');
  expect(spec.topology.classRef).toEqual({ name: 'builtin-generic-v3.4.0', namespace: 'vmware-system-vks-public' });
  expect(Object.keys(spec.topology)).not.toContain('class');
  expect(Object.keys(spec.topology)).not.toContain('classNamespace');
  expect(v1beta2({ clusterClass: 'my-class' }).spec.topology.classRef).toEqual({ name: 'my-class' });
});

test('an invalid API version is refused', () => {
  expect(sentence(() => newCluster({ apiVersion: 'v1' as never }))).toEqual(
    mentions('Cluster "c1"', 'apiVersion', '"v1"', '"v1beta1"', '"v1beta2"'),
  );
});

test('an antreaVersion that the release does not have is refused when the cluster is created', () => {
  expect(sentence(() => newCluster({ antreaVersion: '1.13.3' }))).toEqual(
    mentions('Cluster "c1"', 'antreaVersion', '"1.13.3"', '"v1.25.7---vmware.3-fips.1-tkg.1"', '1.9.0'),
  );
});

test('your own class does not need node pools, with a warning', () => {
  const changes = { clusterClass: 'my-class', nodePools: [] };
  expect(clusterManifest(changes).spec.topology).not.toHaveProperty('workers');
  expect(Warnings.of(newCluster(changes))).toEqual([mentions('Cluster "c1"', 'nodePools', '[]', 'TAM055')]);
});

test('a name of 63 characters is accepted', () => {
  expect(newCluster({ name: 'a'.repeat(63) }).clusterName).toHaveLength(63);
});

test('two clusters with the same name in one chart are refused', () => {
  const chart = supervisorChart();
  newCluster({}, chart);
  expect(sentence(() => newCluster({}, chart))).toEqual(mentions('Cluster "c1"', '"ns1"', '"supervisor/Cluster0"'));
});

test('two clusters with the same name in two charts give a warning, because there can be two Supervisors', () => {
  const first = newCluster();
  const chart = new SupervisorChart(first.node.root as App, 'other', { vsphereNamespace: 'ns1' });
  expect(Warnings.of(newCluster({}, chart))).toEqual([
    mentions('Cluster "c1"', '"ns1"', '"supervisor/Cluster0"', 'TAM056'),
  ]);
});

test('a cluster in a chart for the workload cluster is refused', () => {
  const chart = workloadChart() as never;
  expect(sentence(() => newCluster({}, chart))).toEqual(mentions('Cluster "c1"', 'SupervisorChart'));
});

test('the stack of an error begins at the line of the user', () => {
  const { stack } = caught(() => newCluster({ vmClass: '' }));
  expect(stack?.split('\n')[1]).toContain('__tests__');
});

describe('the range of the Pods', () => {
  const PATH = '/spec/clusterNetwork/pods';
  const { V1BETA1, V1BETA2 } = ClusterApiVersion;

  test.each([V1BETA1, V1BETA2])('is always written in %s', (apiVersion) => {
    expect(clusterManifest({ apiVersion }).spec.clusterNetwork.pods).toEqual({ cidrBlocks: ['172.20.0.0/16'] });
    expect(sentence(() => newCluster({ apiVersion, podCidrs: [] }))).toEqual(mentions('Cluster "c1"', 'podCidrs'));
  });

  test.each([V1BETA1, V1BETA2])('gives a warning if a patch removes it from %s', (apiVersion) => {
    const made = newCluster({ apiVersion });
    expect(Warnings.of(made)).toEqual([]);
    ApiObject.of(made).addJsonPatch(JsonPatch.remove(PATH));
    expect(Warnings.of(made)).toEqual([
      mentions('spec.clusterNetwork.pods.cidrBlocks', 'absent', 'one lab', 'Spec.PodCIDR is empty', 'TAM085'),
    ]);
  });

  test.each([undefined, null, []])('gives a warning if it is %j in YAML', (cidrBlocks) => {
    const manifest = clusterManifest();
    manifest.spec.clusterNetwork.pods.cidrBlocks = cidrBlocks;
    const ids = Lint.objects([manifest]).map(({ ruleId, level }) => `${level} ${ruleId}`);
    // The schema requires the range next to `pods`, and a list may be empty.
    const ofSchema = { undefined: ['error TAM090'], null: ['error TAM089'] }[String(cidrBlocks)] ?? [];
    expect(ids).toEqual(['warning TAM085', ...ofSchema]);
  });

  const withoutRange = (topology: object | undefined) => {
    const manifest = clusterManifest();
    manifest.spec = {
      clusterNetwork: { services: { cidrBlocks: ['172.21.0.0/16'] } },
      ...(topology ? { topology: { ...manifest.spec.topology, ...topology } } : {}),
    };
    return Lint.objects([manifest]).filter(({ ruleId }) => ruleId === 'TAM085').length;
  };
  const addons = (value: unknown) => ({ variables: [{ name: 'bootstrapAddons', value }] });

  test.each<[string, number, object | undefined]>([
    ['with a ClusterClass', 1, {}],
    ['without a ClusterClass', 0, undefined],
    ['with the CNI antrea', 1, addons({ cniRef: { name: 'antrea' } })],
    ['with the CNI calico', 0, addons({ cniRef: { name: 'calico' } })],
    ['with a CNI that is not valid', 1, addons({ cniRef: 7 })],
    ['with addons that are not valid', 1, addons('calico')],
  ])('%s: %d warnings', (_, count, topology) => {
    expect(withoutRange(topology)).toBe(count);
  });
});

describe('the range of the Services', () => {
  const { V1BETA1, V1BETA2 } = ClusterApiVersion;
  const findings = (manifest: any) =>
    Lint.objects([manifest]).map(({ ruleId, level, message }) => `${level} ${ruleId} ${message}`);

  test.each([undefined, null, []])('gives a warning if it is %j in v1beta1', (cidrBlocks) => {
    const manifest = clusterManifest({ apiVersion: V1BETA1 });
    expect(findings(manifest)).toEqual([]);
    manifest.spec.clusterNetwork.services.cidrBlocks = cidrBlocks;
    expect(findings(manifest).filter((text) => text.startsWith('warning'))).toEqual([
      mentions('warning TAM085', 'spec.clusterNetwork.services.cidrBlocks', 'one lab'),
    ]);
  });

  test('may be absent in v1beta2, and without a class', () => {
    const recent = clusterManifest({ apiVersion: V1BETA2 });
    delete recent.spec.clusterNetwork.services;
    expect(findings(recent)).toEqual([]);
    const classless = clusterManifest({ apiVersion: V1BETA1 });
    delete classless.spec.clusterNetwork.services;
    delete classless.spec.topology.class;
    expect(findings(classless).filter((text) => text.includes('TAM085'))).toEqual([]);
  });
});
