import { Comparison, Upgrade, UpgradeLevel, UpgradeOptions, UpgradeStep, UpgradeTopic } from '../../lib';
import {
  POD,
  R24,
  R25,
  R26,
  R28,
  R33,
  R35,
  R36,
  addonConfig,
  antreaConfig,
  cluster,
  linesOf,
  textsOf,
} from './_manifests';

const { REFUSED, UNKNOWN, BEFORE, AFTER, CHANGES, NOTE } = UpgradeLevel;
const { ORDER, PLATFORM, ANTREA, MULTICAST, GATES, BUGS, POLICIES, POD_SECURITY } = UpgradeTopic;
const { CLASS, VARIABLES, OS_IMAGE, VM_OPERATOR } = UpgradeTopic;

const steps = (manifests: any[], target: string, options: Omit<UpgradeOptions, 'target'> = {}): UpgradeStep[] =>
  Upgrade.steps(manifests, { target, ...options });
const only = (manifests: any[], target: string, options: Omit<UpgradeOptions, 'target'> = {}): UpgradeStep => {
  const found = steps(manifests, target, options);
  expect(found).toHaveLength(1);
  return found[0];
};

describe('the order of releases', () => {
  test('goes up one minor version at a time', () => {
    const found = steps([cluster(R24)], R28).map(({ fromRelease, toRelease }) => [fromRelease, toRelease]);
    expect(found.map(([, to]) => to.slice(0, 5))).toEqual(['v1.25', 'v1.26', 'v1.27', 'v1.28']);
    expect(found.slice(1).map(([from]) => from)).toEqual(found.slice(0, -1).map(([, to]) => to));
    expect(found[3][1]).toBe(R28);
  });

  test('prefers a release whose Antrea is known, and shows that the table chose it', () => {
    const [first] = steps([cluster(R24)], R26);
    expect(first.toRelease).toBe(R25);
    expect(textsOf(first, ORDER, NOTE)).toMatch(/chosen from the tables.*kubectl get tkr/);
  });

  test('takes the release that the user names for a minor version', () => {
    const named = 'v1.27.6---vmware.1-fips.1-tkg.1';
    const [first] = steps([cluster(R26)], R28, { antreaVersions: { [named]: '1.11.3' } });
    expect(first).toMatchObject({ toRelease: named, antreaAfter: '1.11.3' });
    expect(linesOf(first, ORDER)).toEqual([]);
  });

  test('has an unknown step for a minor version without a release', () => {
    const [first, second] = steps([cluster(R36)], 'v1.38.0---vmware.1-vkr.1');
    expect(first.toRelease).toBe('v1.37');
    expect(textsOf(first, ORDER, UNKNOWN)).toMatch(/No table has a release of Kubernetes 1\.37: choose one/);
    expect(second.toRelease).toBe('v1.38.0---vmware.1-vkr.1');
  });

  test('refuses a downgrade, of a patch version too', () => {
    expect(only([cluster(R26)], R25).lines).toEqual([expect.objectContaining({ level: REFUSED, topic: ORDER })]);
    expect(only([cluster(R26)], 'v1.26.4---vmware.1-fips.1-tkg.1').lines[0].level).toBe(REFUSED);
    expect(only([cluster(R26)], R25).manifests).toEqual([]);
  });

  test('has no step for a cluster that is there, in any spelling', () => {
    expect(steps([cluster(R26)], R26)).toEqual([]);
    expect(steps([cluster(R26)], R26.replace('---', '+'))).toEqual([]);
    expect(steps([cluster(R26)], 'v1.26')).toEqual([]);
    expect(steps([cluster(R26)], 'v1.2')).toHaveLength(1);
  });

  test('shows a Cluster without a valid release as unknown', () => {
    expect(only([cluster(undefined as never)], R26).lines[0].level).toBe(UNKNOWN);
    expect(only([cluster('latest')], R26).lines[0]).toMatchObject({ level: UNKNOWN, topic: ORDER });
  });
});

describe('Antrea', () => {
  test('is known, not certain or unknown', () => {
    expect(textsOf(only([cluster(R24)], R25), ANTREA, CHANGES)).toContain('from 1.7.2 to 1.9.0.');
    expect(textsOf(only([cluster(R25)], R26), ANTREA, CHANGES)).toContain('to 1.11.1 (not certain).');
    const [, last] = steps([cluster(R26)], R28);
    expect(textsOf(last, ANTREA, UNKNOWN)).toMatch(/no public source shows.*--antrea 1\.28=VERSION.*kubectl get tkr/s);
    expect(last.antreaAfter).toBeUndefined();
  });

  test('is what the user gives for a minor version', () => {
    const [first, last] = steps([cluster(R26)], R28, { antreaVersions: { 'v1.27': '1.11.3', 'v1.28': '1.13.3' } });
    expect(first).toMatchObject({ antreaBefore: '1.11.1', antreaAfter: '1.11.3' });
    expect(last).toMatchObject({ antreaBefore: '1.11.3', antreaAfter: '1.13.3' });
  });

  test('of the release before is a question only at the first step', () => {
    const [first, second] = steps([cluster(R28)], 'v1.30.1---vmware.1-fips-tkg.5');
    expect(linesOf(first, ANTREA, UNKNOWN)).toHaveLength(2);
    expect(linesOf(second, ANTREA, UNKNOWN)).toHaveLength(1);
  });
});

describe('multicast', () => {
  test('works in encap from Antrea 1.8 on', () => {
    expect(textsOf(only([cluster(R24), antreaConfig()], R25), MULTICAST, CHANGES)).toMatch(/1\.9\.0 carries.*encap/);
    expect(textsOf(only([cluster(R25), antreaConfig()], R26), MULTICAST)).toBe('');
    const noEncap = antreaConfig({ trafficEncapMode: 'noEncap' });
    expect(textsOf(only([cluster(R24), noEncap], R25), MULTICAST)).toBe('');
  });

  test('needs multicast.enable from Antrea 1.12 on, also across an unknown version', () => {
    const [, last] = steps([cluster(R26), antreaConfig()], R28, { antreaVersions: { 'v1.28': '1.13.3' } });
    expect(textsOf(last, MULTICAST, CHANGES)).toContain('multicast.enable: true');
    expect(textsOf(last, MULTICAST, BEFORE)).toMatch(/Antrea 1\.13\.3 needs.*kubectl get antreaconfig/s);
  });

  test('is not judged if the manifests do not turn it on', () => {
    const off = antreaConfig({ featureGates: { Multicast: false } });
    expect(linesOf(only([cluster(R24), off], R25), MULTICAST)).toEqual([]);
    expect(linesOf(only([cluster(R24), off], R25), BUGS)).toEqual([]);
  });

  test('is in an AddonConfig from Kubernetes 1.35 on', () => {
    const [, at35] = steps([cluster(R33), antreaConfig()], R35);
    expect(textsOf(at35, MULTICAST, BEFORE)).toMatch(/has no effect.*turns the AntreaConfig.*into an AddonConfig/s);
    expect(textsOf(at35, MULTICAST, BEFORE)).toContain('Set spec.values.antrea.config.multicast.enable: true');
    expect(at35.removed).toEqual(['AntreaConfig ns1/c1-antrea-package']);
  });

  test('shows the settings that the new AddonConfig does not have', () => {
    const [, at35] = steps([cluster(R33), antreaConfig({ tunnelType: 'vxlan', defaultMTU: '1400' })], R35);
    expect(textsOf(at35, MULTICAST, BEFORE)).toContain('no public source shows in an AddonConfig: tunnelType.');
  });
});

describe('feature gates', () => {
  const on = (featureGates: any) => [cluster(R33), antreaConfig({ featureGates })];

  test('that are locked or gone are named', () => {
    const [, at35] = steps(on({ EndpointSlice: false }), R35, { antreaVersions: { 'v1.34': '2.4.2' } });
    expect(textsOf(at35, GATES, BEFORE)).toMatch(/"EndpointSlice" is false.*only with its locked value, true/);
    const [, , at36] = steps(on({}), R36);
    expect(linesOf(at36, GATES, BEFORE)).toEqual([]);
    const gone = only([cluster(R35), addonConfig({ featureGates: { L7FlowExporter: false } })], R36);
    expect(textsOf(gone, GATES, BEFORE)).toContain('"L7FlowExporter" does not exist in Antrea 2.6.2');
  });

  test('with another default are named if the manifest sets them, the others in one line', () => {
    const step = only([cluster(R25), antreaConfig({ featureGates: { EndpointSlice: false } })], R26);
    expect(textsOf(step, GATES, CHANGES)).toContain('EndpointSlice is on by default; before, it was off.');
    const without = only([cluster(R25), antreaConfig()], R26);
    expect(textsOf(without, GATES, NOTE)).toContain('EndpointSlice on');
  });
});

describe('Pod Security', () => {
  test('warns with 1.25, and refuses with 1.26', () => {
    expect(textsOf(only([cluster(R24), POD], R25), POD_SECURITY, NOTE)).toMatch(/Pod studio\/rx: .*only warns/);
    expect(linesOf(only([cluster(R24), POD], R25), POD_SECURITY, BEFORE)).toEqual([]);
    expect(textsOf(only([cluster(R25), POD], R26), POD_SECURITY, BEFORE)).toMatch(/Pod studio\/rx: .*refuses it/);
  });

  test('names no Pod that was refused before, or that its Namespace admits', () => {
    const [step] = steps([cluster(R26), POD], R28);
    expect(linesOf(step, POD_SECURITY)).toEqual([]);
    const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'studio', labels } };
    expect(linesOf(only([cluster(R25), POD, namespace], R26), POD_SECURITY, BEFORE)).toEqual([]);
  });

  test('is not judged if several Clusters may have the Pod', () => {
    const found = steps([cluster(R25), cluster(R25, { name: 'c2' }), POD], R26);
    expect(found).toHaveLength(2);
    expect(found.flatMap((step) => linesOf(step, POD_SECURITY, BEFORE))).toEqual([]);
  });
});

describe('policies', () => {
  const policy = (version: string) => ({
    ...{ apiVersion: `crd.antrea.io/${version}`, kind: 'ClusterNetworkPolicy', metadata: { name: 'p' } },
    spec: { priority: 1, appliedTo: [], egress: [] },
  });
  const between = (before: string, after: string, ...manifests: any[]) =>
    steps([cluster(R28), ...manifests], 'v1.29.4---vmware.3-fips.1-tkg.1', {
      antreaVersions: { 'v1.28': before, 'v1.29': after },
    })[0];

  test('can be written as v1beta1 from 1.13 on', () => {
    expect(textsOf(between('1.11.3', '1.13.3'), POLICIES, CHANGES)).toContain('crd.antrea.io/v1beta1');
    expect(textsOf(between('1.11.3', '1.13.3', policy('v1alpha1')), POLICIES, AFTER)).toContain('Write it as');
  });

  test('must be written as v1beta1 from 2.0 on', () => {
    const step = between('1.15.1', '2.1.0', policy('v1alpha1'));
    expect(textsOf(step, POLICIES, BEFORE)).toMatch(/ClusterNetworkPolicy p .*"crd\.antrea\.io\/v1alpha1"/);
    expect(linesOf(between('1.15.1', '2.1.0', policy('v1beta1')), POLICIES, BEFORE)).toEqual([]);
    expect(linesOf(between('2.1.0', '2.1.1', policy('v1alpha1')), POLICIES)).toEqual([]);
  });
});

describe('bugs', () => {
  test('are fixed, new, or still there', () => {
    const step = only([cluster(R25), antreaConfig()], R26);
    expect(textsOf(step, BUGS, CHANGES)).toMatch(/does not have this bug.*antrea#4592/s);
    expect(textsOf(step, BUGS, NOTE)).toMatch(/still has.*antrea#4903, antrea#7154/);
    expect(textsOf(only([cluster(R24), antreaConfig()], R25), BUGS, CHANGES)).toMatch(/has a known bug.*antrea#4903/s);
  });
});

describe('the platform', () => {
  test('needs a later VKS', () => {
    const [at34, at35, at36] = steps([cluster(R33)], R36);
    expect(textsOf(at34, PLATFORM, BEFORE)).toMatch(/needs VKS 3\.5 or later.*Supervisor of version 1\.30/s);
    expect(textsOf(at35, PLATFORM, BEFORE)).toContain('needs VKS 3.6 or later');
    expect(textsOf(at36, PLATFORM, BEFORE)).toMatch(/needs VKS 3\.7 or later.*1\.32 or later.*VKS 3\.4 or later/s);
  });

  test('is not named if the tables do not show when it began', () => {
    expect(steps([cluster(R26)], R28).flatMap((step) => linesOf(step, PLATFORM))).toEqual([]);
  });

  test('serves versions of VirtualMachine', () => {
    const vm = (version: string) => ({
      ...{ apiVersion: `vmoperator.vmware.com/${version}`, kind: 'VirtualMachine' },
      metadata: { name: 'vm', namespace: 'ns1' },
      spec: {},
    });
    const line = (version: string, vsphere?: string) =>
      linesOf(only([cluster(R25), vm(version)], R26, { vsphere }), VM_OPERATOR);
    expect(line('v1alpha1')[0]).toMatchObject({ level: NOTE, how: expect.stringContaining('--vsphere') });
    expect(line('v1alpha3', '8.0u3')[0]).toMatchObject({ level: BEFORE, how: expect.stringContaining('v1alpha1') });
    expect(line('v1alpha1', '9.0')[0]).toMatchObject({ level: NOTE, what: expect.stringContaining('deprecated') });
  });
});

describe('the class', () => {
  test('that VKS no longer has, or that is too old, is to be replaced', () => {
    const found = steps([cluster('v1.30.8---vmware.1-fips-vkr.1')], R36);
    expect(textsOf(found[0], CLASS, BEFORE)).toMatch(/VKS 3\.5 and later do not have.*builtin-generic-v3\.1\.0/s);
    expect(linesOf(found[1], CLASS, BEFORE)).toEqual([]);
    const classes = found.map(({ manifests }) => manifests[0].spec.topology.class);
    expect(classes.slice(2)).toEqual([
      'tanzukubernetescluster',
      'builtin-generic-v3.5.0',
      'builtin-generic-v3.6.0',
      'builtin-generic-v3.7.0',
    ]);
    expect(textsOf(found[3], CLASS, BEFORE)).toContain('too old');
  });

  test('has no variables that are judged if it is custom', () => {
    const found = steps([cluster(R33, { clusterClass: 'mine' })], R35);
    expect(found.flatMap((step) => linesOf(step, CLASS))).toEqual([]);
    expect(found[1].manifests[0].spec.topology.class).toBe('mine');
  });

  test('needs the name of the CNI together with an AddonConfig', () => {
    const [, at35] = steps([cluster(R33), antreaConfig()], R35);
    expect(textsOf(at35, VARIABLES, BEFORE)).toContain('bootstrapAddons');
  });

  test('with another CNI is not about Antrea', () => {
    const value = { cniRef: { name: 'calico', namespace: 'n' } };
    const step = only(
      [cluster(R35, { clusterClass: 'builtin-generic-v3.7.0', variables: [{ name: 'bootstrapAddons', value }] })],
      R36,
    );
    expect(textsOf(step, VARIABLES, NOTE)).toContain('another CNI');
  });
});

describe('OS images', () => {
  test('of Ubuntu need a version from 1.33 on', () => {
    const [step] = steps([cluster('v1.32.7---vmware.3-fips-vkr.1')], R33);
    expect(textsOf(step, OS_IMAGE, BEFORE)).toMatch(/ambiguous.*22\.04 and 24\.04/);
    const [named] = steps([cluster('v1.32.7---vmware.3-fips-vkr.1', { os: 'os-name=ubuntu,os-version=22.04' })], R33);
    expect(linesOf(named, OS_IMAGE, BEFORE)).toEqual([]);
    expect(textsOf(named, OS_IMAGE, CHANGES)).toContain('two images');
  });

  test('of Photon have kernels that route multicast, or do not, or may not', () => {
    const photon = [cluster(R25, { os: undefined }), antreaConfig()];
    expect(textsOf(only(photon, R26), OS_IMAGE, BEFORE)).toMatch(/might not route multicast/);
    expect(linesOf(only([photon[0]], R26), OS_IMAGE, BEFORE)).toEqual([]);
  });
});

describe('bad input', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['a target that is no release', () => steps([cluster(R26)], 'latest'), /target.*"latest".*kubectl get tkr/],
    ['a vSphere that is no version', () => steps([], R26, { vsphere: 'new' }), /vSphere version "new"/],
    [
      'a version that is none',
      () => steps([], R26, { antreaVersions: { [R28]: 'new' } }),
      /"new".*is not a version of Antrea/,
    ],
    [
      'a release that is none',
      () => steps([], R26, { antreaVersions: { '1.28': '1.13.3' } }),
      /"1\.28" is not a valid name/,
    ],
    [
      'a version that contradicts the table',
      () => steps([], R26, { antreaVersions: { [R25]: '1.13.3' } }),
      /disagrees with the table/,
    ],
    [
      'two Clusters of one name',
      () => steps([cluster(R26), cluster(R26)], R28),
      /Two of the objects are "Cluster ns1\/c1"/,
    ],
    ['an object without kind', () => steps([{}], R28), /object 1 of kind/],
    ['a list that is none', () => steps({} as never, R28), /manifests is/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

test('1,000 clusters take a time that grows with their number', () => {
  const manifests = (count: number) =>
    Array.from({ length: count }, (_, i) => [cluster(R25, { name: `c${i}` }), antreaConfig({}, `c${i}`)]).flat();
  const time = (count: number) => {
    const start = performance.now();
    expect(steps(manifests(count), R28)).toHaveLength(count * 3);
    return performance.now() - start;
  };
  time(50);
  const few = time(100);
  expect(time(1000)).toBeLessThan(Math.max(3000, few * 40));
});

test('a class of the public namespace whose namespace is not named is a note of compare', () => {
  const after = cluster(R35, { clusterClass: 'builtin-generic-v3.7.0' });
  const [{ upgrade }] = Comparison.byCluster(
    [{ file: '', manifests: [cluster('v1.34.9---vmware.2-vkr.4', { clusterClass: 'builtin-generic-v3.7.0' })] }],
    [{ file: '', manifests: [after] }],
  );
  expect(textsOf(upgrade as UpgradeStep, CLASS, NOTE)).toContain('classNamespace');
});

test('a class that is too old for the release after the change is refused by compare', () => {
  const file = (version: string) => [
    { file: '', manifests: [cluster(version, { clusterClass: 'builtin-generic-v3.4.0' })] },
  ];
  const [{ upgrade }] = Comparison.byCluster(file('v1.34.9---vmware.2-vkr.4'), file(R35));
  expect(textsOf(upgrade as UpgradeStep, CLASS, REFUSED)).toContain('too old');
});

test('a TanzuKubernetesCluster is not supported from 1.33 on, and its manifest is not written', () => {
  const old = {
    ...{ apiVersion: 'run.tanzu.vmware.com/v1alpha3', kind: 'TanzuKubernetesCluster' },
    metadata: { name: 'c1', namespace: 'ns1' },
    spec: {
      topology: { controlPlane: { tkr: { reference: { name: 'v1.31.4---vmware.1-fips-vkr.3' } } }, nodePools: [] },
    },
  };
  const [at32, at33] = steps([old, antreaConfig()], R33);
  expect(textsOf(at32, CLASS, NOTE)).toContain('do not include the TanzuKubernetesCluster');
  expect(textsOf(at33, CLASS, BEFORE)).toContain('does not support a TanzuKubernetesCluster');
  expect(at33.manifests).toEqual([]);
});

test('a ClusterBootstrap that refers to the AntreaConfig is named when an AddonConfig replaces it', () => {
  const bootstrap = {
    ...{ apiVersion: 'run.tanzu.vmware.com/v1alpha3', kind: 'ClusterBootstrap' },
    metadata: { name: 'c1', namespace: 'ns1' },
    spec: { cni: { valuesFrom: { providerRef: { kind: 'AntreaConfig', name: 'mine' } } } },
  };
  const config = { ...antreaConfig(), metadata: { name: 'mine', namespace: 'ns1' } };
  const [, at35] = steps([cluster(R33), config, bootstrap], R35);
  expect(textsOf(at35, MULTICAST, BEFORE)).toMatch(/ClusterBootstrap ns1\/c1 refers to the AntreaConfig "mine"/);
  expect(at35.removed).toEqual(['AntreaConfig ns1/mine']);
});

describe('an object that configures no Antrea of the release, before the step and after it', () => {
  const b = { clusterClass: 'builtin-generic-v3.7.0' };
  const judged = (version: string, ...more: any[]) => [{ file: '', manifests: [cluster(version, b), ...more] }];

  test('is refused by compare if it certainly has no effect', () => {
    const [{ upgrade }] = Comparison.byCluster(judged(R35, antreaConfig()), judged(R36, antreaConfig()));
    expect(textsOf(upgrade as UpgradeStep, MULTICAST, REFUSED)).toMatch(/has no effect with release "v1\.36\.2/);
  });

  test('is only needed before if that is not certain', () => {
    const addon = addonConfig({ featureGates: { Multicast: true } });
    const [{ upgrade }] = Comparison.byCluster(judged('v1.32.7---vmware.3-fips-vkr.1', addon), judged(R33, addon));
    expect(textsOf(upgrade as UpgradeStep, MULTICAST, BEFORE)).toContain('This AddonConfig has no effect');
    expect(linesOf(upgrade as UpgradeStep, MULTICAST, REFUSED)).toEqual([]);
  });

  test('is named at the first step of upgrade, and replaced', () => {
    const step = only([cluster(R35, b), antreaConfig()], R36);
    expect(textsOf(step, MULTICAST, BEFORE)).toContain('has no effect');
    expect(step.removed).toEqual(['AntreaConfig ns1/c1-antrea-package']);
    const [first, second] = steps([cluster('v1.31.4---vmware.1-fips-vkr.3'), addonConfig({})], R33);
    expect(linesOf(first, MULTICAST, BEFORE)).toHaveLength(1);
    expect(linesOf(second, MULTICAST, BEFORE)).toEqual([]);
  });
});
