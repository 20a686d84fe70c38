import { App } from 'cdk8s';
import { ClusterApiVersion, ClusterVariable, OsImage, SupervisorChart, TanzuClusterProps, Warnings } from '../../lib';
import { caught, clusterManifest, newCluster, sentence, supervisorChart, workloadChart } from '../_build';

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

test('Photon is written where it is asked for', () => {
  const { controlPlane } = clusterManifest({ os: OsImage.photon({ version: '5' }) }).spec.topology;
  expect(controlPlane.metadata.annotations).toEqual({
    'run.tanzu.vmware.com/resolve-os-image': 'os-name=photon,os-version=5',
  });
});

test('an OS version that is no version is refused', () => {
  expect(sentence(() => OsImage.ubuntu({ version: 'jammy' }))).toBe(
    'OS image "ubuntu": version "jammy" is no version: write digits and dots in quotes, such as "22.04".',
  );
});

test.each([
  ['tanzukubernetescluster', undefined],
  ['builtin-generic-v3.1.0', undefined],
  ['builtin-generic-v3.3.0', undefined],
  ['builtin-generic-v3.4.0', 'vmware-system-vks-public'],
  ['builtin-generic-v3.7.0', 'vmware-system-vks-public'],
  ['my-class', undefined],
])('class %s lives in %p', (clusterClass, namespace) => {
  expect(clusterManifest({ clusterClass }).spec.topology.classNamespace).toBe(namespace);
});

test('a dual-stack cluster is taken', () => {
  const { clusterNetwork } = clusterManifest({
    podCidrs: ['172.20.0.0/16', 'fd00:1::/48'],
    serviceCidrs: ['172.21.0.0/16', 'fd00:2::/112'],
  }).spec;
  expect(clusterNetwork.pods.cidrBlocks).toEqual(['172.20.0.0/16', 'fd00:1::/48']);
});

const DNS_LABEL =
  'is not a DNS label: use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends.';
const noName = (name: string) =>
  `Cluster "${name}": The Cluster name "${name}" is not a DNS label. Use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends. (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/; TAM046 in docs/rules.md)`;

test.each<[string, Partial<TanzuClusterProps>, string]>([
  ['a name with capitals', { name: 'Mc' }, noName('Mc')],
  ['a name with a dot', { name: 'a.b' }, noName('a.b')],
  ['an empty name', { name: '' }, noName('')],
  ['a name that ends in a hyphen', { name: 'a-' }, noName('a-')],
  ['a name of 64 characters', { name: 'a'.repeat(64) }, noName('a'.repeat(64))],
  [
    'a name with -antrea-package',
    { name: 'a-antrea-package-b' },
    'Cluster "a-antrea-package-b": The Cluster name "a-antrea-package-b" contains "-antrea-package", where the Supervisor cuts the name of the AntreaConfig. Choose a name without it. (vmware-tanzu/tanzu-framework v0.29.0: addons/controllers/antrea/antreaconfig_controller.go; TAM046 in docs/rules.md)',
  ],
  [
    'a malformed release',
    { release: '1.25.7' },
    'Cluster "c1": The release "1.25.7" is not a Tanzu Kubernetes release. Write it as \'kubectl get tkr\' shows it, such as "v1.25.7---vmware.3-fips.1-tkg.1" or "v1.25.7+vmware.3-fips.1-tkg.1", or as a prefix such as "v1.25". (edric45/se-vks-platform; andreasm80/blog.local: both spellings, and prefixes, are in use; TAM037 in docs/rules.md)',
  ],
  [
    'a CIDR that is none',
    { podCidrs: ['172.20.0.0'] },
    'Cluster "c1": The Pod range "172.20.0.0" is not a CIDR. Write ADDRESS/PREFIX, such as "10.96.0.0/16". (RFC 4632; TAM044 in docs/rules.md)',
  ],
  [
    'a text in place of a list',
    { podCidrs: '172.20.0.0/16' as never },
    'Cluster "c1": podCidrs is "172.20.0.0/16": give a list without empty places, in square brackets.',
  ],
  [
    'a label that Kubernetes refuses',
    { labels: { team: 'video team' } },
    'Cluster "c1": label "team" has the value "video team": use a string of at most 63 letters, digits, "-", "_" and ".", with a letter or a digit at both ends.',
  ],
  [
    "a label's name that Kubernetes refuses",
    { controlPlane: { labels: { 'a/b/c': 'x' } } },
    'Cluster "c1": control plane: label "a/b/c" is no name that Kubernetes takes: write NAME or DOMAIN/NAME, the name of at most 63 letters, digits, "-", "_" and ".".',
  ],
  [
    'an annotation that is no string',
    { annotations: { weight: 1 as never } },
    'Cluster "c1": annotation "weight" has the value 1: use a string.',
  ],
  [
    'an octet above 255',
    { serviceCidrs: ['172.256.0.0/16'] },
    'Cluster "c1": The Service range "172.256.0.0/16" is not a CIDR. Write ADDRESS/PREFIX, such as "10.96.0.0/16". (RFC 4632; TAM044 in docs/rules.md)',
  ],
  [
    'a prefix above 32',
    { serviceCidrs: ['10.0.0.0/33'] },
    'Cluster "c1": The Service range "10.0.0.0/33" is not a CIDR. Write ADDRESS/PREFIX, such as "10.96.0.0/16". (RFC 4632; TAM044 in docs/rules.md)',
  ],
  ['no range at all', { serviceCidrs: [] }, 'Cluster "c1": serviceCidrs is []: name at least one, or leave it out.'],
  [
    'ranges that overlap',
    { podCidrs: ['10.0.0.0/8'], serviceCidrs: ['10.96.0.0/12'] },
    'Cluster "c1": The ranges "10.0.0.0/8" and "10.96.0.0/12" overlap (10.0.0.0/8, 10.0.0.0 to 10.255.255.255; 10.96.0.0/12, 10.96.0.0 to 10.111.255.255). Choose ranges that share no address. (https://kubernetes.io/docs/concepts/cluster-administration/networking/; TAM024 in docs/rules.md)',
  ],
  [
    'IPv6 ranges that overlap',
    { podCidrs: ['172.20.0.0/16', 'fd00::/32'], serviceCidrs: ['172.21.0.0/16', 'fd00:0:1::/112'] },
    'Cluster "c1": The ranges "fd00::/32" and "fd00:0:1::/112" overlap (fd00::/32, fd00:: to fd00:0:ffff:ffff:ffff:ffff:ffff:ffff; fd00:0:1::/112, fd00:0:1:: to fd00:0:1::ffff). Choose ranges that share no address. (https://kubernetes.io/docs/concepts/cluster-administration/networking/; TAM024 in docs/rules.md)',
  ],
  [
    'a Service range that is too large',
    { serviceCidrs: ['10.0.0.0/11'] },
    'Cluster "c1": The Service range "10.0.0.0/11" is larger than the API server takes. Use a prefix of /12 or more. (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/; TAM045 in docs/rules.md)',
  ],
  [
    'three Service ranges',
    { serviceCidrs: ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16'] },
    'Cluster "c1": The Service ranges ["10.0.0.0/16","10.1.0.0/16","10.2.0.0/16"] are 3, and the API server takes one of each family of addresses. Give one of IPv4, or one of IPv4 and one of IPv6. (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/; TAM045 in docs/rules.md)',
  ],
  [
    'an empty service domain',
    { serviceDomain: '' },
    'Cluster "c1": serviceDomain is "": use a DNS name such as "cluster.local".',
  ],
  [
    'an empty ClusterClass',
    { clusterClass: '' },
    'Cluster "c1": clusterClass is "": give one that \'kubectl get clusterclass -A\' lists.',
  ],
  [
    'a namespace of the ClusterClass that is no DNS label',
    { clusterClassNamespace: 'Bad NS' },
    `Cluster "c1": clusterClassNamespace "Bad NS" ${DNS_LABEL}`,
  ],
  [
    "a storage policy's name in place of a storage class",
    { storageClasses: ['Gold Policy'] },
    'Cluster "c1": storageClasses is "Gold Policy": give one that \'kubectl get storageclass\' lists in the vSphere Namespace.',
  ],
  [
    'an OS image that is none',
    { os: 'ubuntu' as never },
    'Cluster "c1": os is "ubuntu": use OsImage.ubuntu() or OsImage.photon().',
  ],
  [
    'a NaN',
    { controlPlane: { replicas: NaN } },
    'Cluster "c1": control plane replicas NaN is neither 1 nor 3: use one of the two.',
  ],
  [
    'two control plane Nodes',
    { controlPlane: { replicas: 2 } },
    'Cluster "c1": control plane replicas 2 is neither 1 nor 3: use one of the two.',
  ],
  [
    'no control plane Node',
    { controlPlane: { replicas: 0 } },
    'Cluster "c1": control plane replicas 0 is neither 1 nor 3: use one of the two.',
  ],
  [
    'less than no control plane Node',
    { controlPlane: { replicas: -1 } },
    'Cluster "c1": control plane replicas -1 is neither 1 nor 3: use one of the two.',
  ],
  [
    'a missing VM class',
    { vmClass: undefined },
    'Cluster "c1": vmClass is undefined: give one that \'kubectl get virtualmachineclass\' lists in the vSphere Namespace.',
  ],
  [
    'a blank storage class',
    { storageClass: ' ' },
    'Cluster "c1": storageClass is " ": give one that \'kubectl get storageclass\' lists in the vSphere Namespace.',
  ],
])('%s is refused', (_, changes, expected) => {
  expect(sentence(() => newCluster(changes))).toBe(expected);
});

test('Pods of IPv6 alone are refused where multicast is switched on', () => {
  const pods = { podCidrs: ['fd00:1::/48'] };
  expect(Warnings.of(newCluster(pods))).toEqual([]);
  expect(sentence(() => newCluster(pods).enableMulticast())).toBe(
    'Cluster "c1": The Pod ranges ["fd00:1::/48"] hold no IPv4, and Antrea carries multicast over IPv4 only. Give the Pods a range of IPv4. (antrea-io/antrea:docs/multicast-guide.md; TAM008 in docs/rules.md)',
  );
  expect(newCluster(pods).enableMulticast({ featureGates: { Multicast: false } }).featureGates.Multicast).toBe(false);
});

test('Services of IPv6 alone are taken', () => {
  const cluster = newCluster({ serviceCidrs: ['fd00:2::/112'] });
  expect(Warnings.of(cluster)).toEqual([]);
  expect(cluster.enableMulticast().featureGates.Multicast).toBe(true);
});

test('a vSphere Namespace that is no DNS label is refused', () => {
  expect(sentence(() => new SupervisorChart(new App(), 'x', { vsphereNamespace: 'My Namespace' }))).toBe(
    `vSphere Namespace "My Namespace" ${DNS_LABEL}`,
  );
});

test('v1beta2 names the class by a reference', () => {
  const v1beta2 = (changes: Partial<TanzuClusterProps>) =>
    clusterManifest({ apiVersion: ClusterApiVersion.V1BETA2, ...changes });
  const { apiVersion, spec } = v1beta2({ clusterClass: 'builtin-generic-v3.4.0' });
  expect(apiVersion).toBe('cluster.x-k8s.io/v1beta2');
  expect(spec.topology.classRef).toEqual({ name: 'builtin-generic-v3.4.0', namespace: 'vmware-system-vks-public' });
  expect(Object.keys(spec.topology)).not.toContain('class');
  expect(Object.keys(spec.topology)).not.toContain('classNamespace');
  expect(v1beta2({ clusterClass: 'my-class' }).spec.topology.classRef).toEqual({ name: 'my-class' });
});

test('an API version that is none is refused', () => {
  expect(sentence(() => newCluster({ apiVersion: 'v1' as never }))).toBe(
    'Cluster "c1": apiVersion is "v1": use one of "v1beta1", "v1beta2".',
  );
});

test('a release and another antreaVersion are refused when the cluster is made', () => {
  expect(sentence(() => newCluster({ antreaVersion: '1.13.3' }))).toContain(
    'Cluster "c1": The antreaVersion "1.13.3" disagrees with the release "v1.25.7---vmware.3-fips.1-tkg.1", which ships Antrea 1.9.0',
  );
});

test('a class of your own may do without node pools, with a warning', () => {
  const changes = { clusterClass: 'my-class', nodePools: [] };
  expect(clusterManifest(changes).spec.topology).not.toHaveProperty('workers');
  expect(Warnings.of(newCluster(changes))).toEqual([
    'Cluster "c1": nodePools is [], so it has no worker Node: no sender and no receiver will run. (TAM055 in docs/rules.md)',
  ]);
});

test('a name of 63 characters is taken', () => {
  expect(newCluster({ name: 'a'.repeat(63) }).clusterName).toHaveLength(63);
});

test('two clusters of one name in one chart are refused', () => {
  const chart = supervisorChart();
  newCluster({}, chart);
  expect(sentence(() => newCluster({}, chart))).toBe(
    'Cluster "c1": it is made twice in the vSphere Namespace "ns1", first at "supervisor/Cluster0": rename one of the two.',
  );
});

test('two clusters of one name in two charts are warned of: there may be two Supervisors', () => {
  const first = newCluster();
  const chart = new SupervisorChart(first.node.root as App, 'other', { vsphereNamespace: 'ns1' });
  expect(Warnings.of(newCluster({}, chart))).toEqual([
    'Cluster "c1": it is made twice in the vSphere Namespace "ns1", first at "supervisor/Cluster0": rename one of the two, unless the two charts go to two Supervisors. (TAM056 in docs/rules.md)',
  ]);
});

test('a cluster in a chart for the workload cluster is refused', () => {
  const chart = workloadChart() as never;
  expect(sentence(() => newCluster({}, chart))).toBe(
    'Cluster "c1" stands in a chart that is no SupervisorChart: it is applied on the Supervisor, so put it into one.',
  );
});

test('the stack of an error begins at the line of the user', () => {
  const { stack } = caught(() => newCluster({ vmClass: '' }));
  expect(stack?.split('\n')[1]).toContain('__tests__');
});
