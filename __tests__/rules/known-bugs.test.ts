import { Lint } from '../../lib';
import { bugNotesOf } from '../../lib/platform/_known-bugs';
import { TrafficEncapMode } from '../../lib/platform/enums';
import { BugCondition } from '../../lib/platform/tables/_antrea-bugs';
import { addonConfig, antreaConfig, cluster, os, pod } from '../../lib/rules/_examples';
import { mentions } from '../_mentions';

interface Facts {
  readonly mode?: string;
  readonly config?: object;
  readonly gates?: object;
  readonly pods?: string[];
  readonly workloads?: object[];
}

const DUAL_STACK = ['172.20.0.0/16', 'fd00:1::/48'];

/** The findings on known bugs in a cluster whose release is in no table. */
function findings(antreaVersion: string, facts: Facts = {}) {
  const { mode = 'encap', config = {}, gates = {}, pods = ['172.20.0.0/16'], workloads = [] } = facts;
  const featureGates = { Multicast: true, NetworkPolicyStats: true, ...gates };
  const objects = [
    antreaConfig({ trafficEncapMode: mode, featureGates, ...config }),
    cluster({ clusterNetwork: { pods: { cidrBlocks: pods } } }),
    ...workloads,
  ];
  return Lint.objects(structuredClone(objects), { tkr: 'v1.30.0', antreaVersion }).filter(({ ruleId }) =>
    ['TAM009', 'TAM010', 'TAM011', 'TAM073', 'TAM074'].includes(ruleId),
  );
}

/** The issues of the bugs, by the level of their finding. */
function issues(antreaVersion: string, facts: Facts = {}): { [level: string]: string[] } {
  const found: { [level: string]: string[] } = { error: [], warning: [], note: [] };
  for (const { level, message } of findings(antreaVersion, facts)) {
    found[level].push(...[...message.matchAll(/antrea(#\d+)|(tanzu-framework)/g)].map((match) => match[1] ?? match[2]));
  }
  return found;
}

function levelOf(issue: string, antreaVersion: string, facts: Facts): string {
  return Object.entries(issues(antreaVersion, facts)).find(([, all]) => all.includes(issue))?.[0] ?? 'absent';
}

type Fact = [issue: string, mode: string, version: string, level: string];

/** The facts on one bug in one mode: the versions that have it, and those that do not. */
function facts(issue: string, mode: string, level: string, has: string[], lacks: string[]): Fact[] {
  return [
    ...has.map((version): Fact => [issue, mode, version, level]),
    ...lacks.map((version): Fact => [issue, mode, version, 'absent']),
  ];
}

const IPV6_FIXED = ['1.13.4', '1.13.5', '1.15.2', '2.0.0'];

// All on a cluster with IPv4 and IPv6, of which no workload is known.
const FACTS: Fact[] = [
  ...facts(
    '#4903',
    'encap',
    'warning',
    ['1.8.0', '1.9.0', '1.10.0', '1.11.1'],
    ['1.7.2', '1.10.1', '1.11.2', '1.12.0'],
  ),
  ...facts('#4903', 'hybrid', 'warning', ['1.9.0'], ['1.11.2']),
  ...facts('#4903', 'noEncap', 'warning', [], ['1.9.0']),
  ...facts(
    '#4870',
    'noEncap',
    'warning',
    ['1.7.0', '1.7.2', '1.9.0', '1.11.0'],
    ['1.6.0', '1.10.1', '1.11.1', '1.12.0'],
  ),
  ...facts('#4870', 'encap', 'warning', ['1.10.0'], ['1.10.1']),
  ...facts(
    '#7154',
    'encap',
    'warning',
    ['1.8.0', '1.9.0', '1.11.3', '1.13.3', '1.15.1', '2.1.2', '2.2.0', '2.2.1'],
    [],
  ),
  ...facts('#7154', 'encap', 'warning', ['2.3.0'], ['2.2.2', '2.3.1', '2.4.0', '2.5.2']),
  ...facts('#7154', 'hybrid', 'warning', ['1.11.1'], ['2.4.0']),
  ...facts('#7154', 'noEncap', 'warning', [], ['1.11.1', '2.1.0']),
  ...facts('#4592', 'noEncap', 'warning', ['1.7.0', '1.7.2', '1.9.0'], ['1.6.0', '1.9.1', '1.10.1', '1.11.0']),
  ...facts('#4592', 'encap', 'warning', ['1.9.0', '1.10.0'], ['1.9.1', '1.11.1']),
  ...facts('#4176', 'noEncap', 'warning', ['1.7.0', '1.7.1', '1.8.0'], ['1.6.0', '1.7.2', '1.8.1', '1.9.0']),
  ...facts('#4240', 'noEncap', 'warning', ['1.7.0', '1.7.2', '1.8.3'], ['1.6.0', '1.9.0']),
  ...facts('#3389', 'noEncap', 'warning', ['1.5.0', '1.5.3'], ['1.6.0', '1.7.2']),
  ...facts('#3242', 'noEncap', 'note', ['1.5.0', '1.9.0', '2.0.1'], ['2.1.0']),
  ...facts('#5320', 'encap', 'warning', ['1.12.1'], ['1.11.1', '1.12.0', '1.12.2', '1.13.0']),
  ...facts('#6113', 'noEncap', 'warning', ['1.5.0', '1.7.2', '1.9.0', '1.13.3', '1.14.0', '1.15.1'], IPV6_FIXED),
  ...facts('#6113', 'encap', 'warning', ['1.8.0', '1.9.0', '1.13.3', '1.14.0', '1.15.1'], ['1.7.2', ...IPV6_FIXED]),
  ...facts('#6113', 'hybrid', 'warning', ['1.9.0', '1.14.0'], IPV6_FIXED),
  ...facts(
    '#7282',
    'encap',
    'note',
    ['1.8.0', '2.2.1', '2.3.1', '2.4.1'],
    ['1.7.2', '2.2.2', '2.3.2', '2.4.2', '2.5.0'],
  ),
  ...facts('#7282', 'noEncap', 'note', [], ['1.9.0']),
  ...facts('#8251', 'encap', 'note', ['1.8.0', '1.9.0', '2.4.5', '2.5.2', '2.6.2'], ['2.5.3', '2.6.3', '2.7.0']),
  ...facts('#8251', 'noEncap', 'note', ['1.5.0', '2.6.2'], ['2.7.0']),
  ...facts('#7952', 'encap', 'note', ['1.9.0', '2.5.2', '2.6.1'], ['2.5.3', '2.6.2', '2.7.0']),
  ...facts(
    '#4480',
    'noEncap',
    'note',
    ['1.5.3', '1.7.2', '1.9.0', '1.10.0'],
    ['1.7.3', '1.8.1', '1.9.1', '1.10.1', '1.11.0'],
  ),
  ...facts('#8275', 'encap', 'note', [], ['1.9.0', '2.6.2']),
];

test.each(FACTS)('%s in mode %s on Antrea %s: %s', (issue, mode, version, level) => {
  expect(levelOf(issue, version, { mode, pods: DUAL_STACK })).toBe(level);
});

test('bugs on two address families need both', () => {
  expect(levelOf('#6113', '1.13.3', {})).toBe('absent');
  expect(levelOf('#4480', '1.9.0', {})).toBe('absent');
});

test('the Supervisor drops the interfaces up to Antrea 1.7', () => {
  const config = { multicastInterfaces: ['eth1'] };
  expect(levelOf('tanzu-framework', '1.7.2', { mode: 'noEncap', config })).toBe('warning');
  expect(levelOf('tanzu-framework', '1.7.2', { mode: 'noEncap' })).toBe('absent');
  expect(levelOf('tanzu-framework', '1.9.0', { mode: 'noEncap', config })).toBe('absent');
});

test('without NetworkPolicyStats Antrea does not list the groups', () => {
  const off = { gates: { NetworkPolicyStats: false } };
  expect(levelOf('#5367', '1.11.2', off)).toBe('warning');
  expect(levelOf('#5367', '1.11.3', off)).toBe('absent');
  expect(levelOf('#5367', '1.11.2', {})).toBe('absent');
});

test('without NetworkPolicyStats the statistics cannot crash the agent', () => {
  expect(levelOf('#7952', '2.5.2', { gates: { NetworkPolicyStats: false } })).toBe('absent');
  expect(levelOf('#7952', '2.5.2', { gates: { NetworkPolicyStats: true } })).toBe('note');
  const [note] = findings('2.5.2').filter(({ ruleId }) => ruleId === 'TAM074');
  expect(note.message).toEqual(mentions('except', 'NetworkPolicyStats', 'antrea#7952'));
});

test('before 1.7 multicast without AntreaPolicy is an error', () => {
  const off = { mode: 'noEncap', gates: { AntreaPolicy: false } };
  expect(levelOf('#3808', '1.5.3', off)).toBe('error');
  expect(levelOf('#3808', '1.7.2', off)).toBe('absent');
});

describe('all bugs of a cluster', () => {
  test('are one warning and one note', () => {
    expect(findings('1.9.0').map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual([
      'warning TAM009',
      'note TAM074',
    ]);
    expect(issues('1.9.0').warning).toEqual(['#4903', '#4870', '#7154', '#4592']);
  });

  test('with the versions, and the first known release, that have all fixes', () => {
    const [found] = findings('1.9.0');
    expect(found.message).toEqual(mentions('Antrea 1.9.0', 4, 'antrea#4903', 'antrea#7154'));
    expect(found.fix).toEqual(mentions('Antrea 2.2.2, 2.3.1, 2.4.0 or later', 'v1.35.6---vmware.2-vkr.3', '2.5.2'));
    expect(findings('1.10.0', { mode: 'noEncap' })[0].fix).toEqual(mentions('Antrea 1.10.1, 1.11.1, 1.12.0 or later'));
    expect(findings('1.7.2', { mode: 'noEncap' })[0].fix).toEqual(
      mentions('Antrea 1.10.1, 1.11.1, 1.12.0 or later', 'v1.26.5---vmware.2-fips.1-tkg.1', '1.11.1'),
    );
  });

  test('have the versions with all fixes, and whether a Supervisor is known to have one, in the note too', () => {
    const note = (version: string) => findings(version).find(({ ruleId }) => ruleId === 'TAM074')?.fix;
    expect(note('2.5.2')).toEqual(mentions('2.5.3, 2.6.3, 2.7.0', 'no known Supervisor'));
    expect(note('1.9.0')).toEqual(mentions('2.5.3, 2.6.3, 2.7.0', 'no known Supervisor'));
  });

  test('are no finding if multicast is off', () => {
    expect(findings('1.9.0', { gates: { Multicast: false } })).toEqual([]);
  });

  test('are no finding if the mode does not support multicast', () => {
    expect(findings('1.7.2', { mode: 'encap' })).toEqual([]);
    expect(findings('2.5.2', { mode: 'networkPolicyOnly' })).toEqual([]);
  });

  test('are no finding in a version with all fixes', () => {
    expect(findings('2.7.0')).toEqual([]);
  });
});

describe('bugs on receivers', () => {
  const receiver = (name: string, group = '239.1.2.3', spec = {}) =>
    pod({ command: ['iperf', '-s', '-u', '-B', group], securityContext: { capabilities: { drop: ['ALL'] } } }, spec, {
      name,
    });
  const controller = (kind: string, spec: object) => {
    const { metadata, spec: template } = receiver('player') as { metadata: object; spec: object };
    return {
      apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
      kind,
      metadata,
      spec: { ...spec, template: { spec: template } },
    };
  };
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'video' }, spec: {} };
  const host = { hostNetwork: true };

  test.each<[string, string, string, object[]]>([
    ['no workload', 'warning', 'warning', []],
    ['a Pod without multicast', 'warning', 'warning', [pod()]],
    ['one receiver', 'note', 'note', [receiver('a')]],
    ['one receiver and a Service', 'note', 'warning', [receiver('a'), service]],
    ['two receivers of one group', 'warning', 'warning', [receiver('a'), receiver('b')]],
    ['receivers of two groups', 'note', 'warning', [receiver('a'), receiver('b', '239.1.2.4')]],
    ['one receiver next to one with hostNetwork', 'note', 'note', [receiver('a'), receiver('b', '239.1.2.3', host)]],
    ['a Deployment of one', 'note', 'note', [controller('Deployment', {})]],
    ['a Deployment of two', 'warning', 'warning', [controller('Deployment', { replicas: 2 })]],
    ['a DaemonSet', 'warning', 'warning', [controller('DaemonSet', {})]],
    ['a Job of two at a time', 'warning', 'warning', [controller('Job', { parallelism: 2 })]],
  ])('with %s, #7154 is a %s and #4592 a %s', (_, rejoin, group, workloads) => {
    expect(levelOf('#7154', '1.9.0', { workloads })).toBe(rejoin);
    expect(levelOf('#4592', '1.9.0', { workloads })).toBe(group);
  });

  test('of another cluster do not count', () => {
    const other = (name: string) => [antreaConfig({}, { name: `${name}-antrea-package` }), cluster({}, { name })];
    const found = Lint.objects([...other('a'), ...other('b'), receiver('x'), receiver('y')]);
    expect(found.filter(({ ruleId }) => ruleId === 'TAM009')).toHaveLength(2);
  });
});

// The article's cluster, without workloads, on two releases.
const GATES = {
  ...{ AntreaProxy: true, EndpointSlice: false, AntreaPolicy: true, FlowExporter: false, Egress: true },
  ...{ NodePortLocal: true, AntreaTraceflow: true, NetworkPolicyStats: true, Multicast: true },
};
const onRelease = (version: string, mode: string) => [
  antreaConfig({ featureGates: GATES, trafficEncapMode: mode }),
  cluster({ topology: { version, controlPlane: os('ubuntu') } }),
];
const bugWarning = (version: string, mode = 'encap') =>
  Lint.objects(onRelease(version, mode)).filter(({ ruleId }) => ruleId === 'TAM009');

test.each([
  ['v1.26.5---vmware.2-fips.1-tkg.1', 'antrea#7154'],
  ['v1.25.7---vmware.3-fips.1-tkg.1', 'antrea#4592'],
])('a cluster of %s has a warning with %s', (release, issue) => {
  expect(bugWarning(release)).toEqual([
    expect.objectContaining({
      level: 'warning',
      object: 'AntreaConfig broadcast/video-antrea-package',
      message: mentions(issue),
    }),
  ]);
});

test.each([
  ['v1.26.5---vmware.2-fips.1-tkg.1', 'noEncap'],
  ['v1.35.6---vmware.2-vkr.3', 'encap'],
])('a cluster of %s in mode %s has none', (release, mode) => {
  expect(bugWarning(release, mode)).toEqual([]);
});

describe('notes for other texts than lint', () => {
  const lines = (antreaVersion: string, met?: BugCondition[]) =>
    bugNotesOf({ antreaVersion, mode: TrafficEncapMode.ENCAP, met });

  test('have the condition, the issue and the fixed versions', () => {
    expect(lines('2.5.2')).toEqual([
      mentions('if multicast is turned on or off', 'antrea#7952', 'first version not known', '2.5.3', '2.6.2'),
      mentions('NET_RAW', 'antrea#8251', '2.5.3', '2.6.3', '2.7.0', 'no known Supervisor'),
    ]);
    expect(lines('2.5.2')[0]).not.toContain('no known Supervisor');
    expect(lines('2.7.0')).toEqual([]);
  });

  test('leave out the bugs whose condition is met', () => {
    expect(lines('1.13.3')).toContainEqual(mentions('antrea#7154'));
    expect(lines('1.13.3', [BugCondition.SEVERAL_RECEIVERS])).not.toContainEqual(mentions('antrea#7154'));
  });
});

describe('the capability NET_RAW', () => {
  const COMMAND = ['iperf', '-s', '-u', '-B', '239.1.2.3'];
  const drops = (...drop: string[]) => ({ securityContext: { capabilities: { drop } } });
  const capabilities = (add: string[], drop: string[]) => ({ securityContext: { capabilities: { add, drop } } });

  function raw(container: object, spec = {}, facts: Facts = {}, antreaVersion = '2.5.2'): string[] {
    return findings(antreaVersion, { ...facts, workloads: [pod(container, spec)] })
      .filter(({ ruleId }) => ruleId === 'TAM073')
      .map(({ level, fix }) => `${level}: ${fix}`);
  }
  const WARNS = [mentions('warning', 'capabilities.drop', 'NET_RAW', 'ALL')];

  test.each([
    ['by default', {}, WARNS],
    ['with other capabilities dropped', drops('CHOWN'), WARNS],
    ['dropped', drops('NET_RAW'), []],
    ['dropped with all', drops('ALL'), []],
    ['dropped in small letters', drops('all'), []],
    ['dropped with all, and added', capabilities(['NET_RAW'], ['ALL']), WARNS],
    ['added and dropped', capabilities(['NET_RAW'], ['NET_RAW']), []],
    ['of a privileged container', { securityContext: { privileged: true, capabilities: { drop: ['ALL'] } } }, WARNS],
  ])('%s', (_, container, expected) => {
    expect(raw(container)).toEqual(expected);
    expect(raw({ ...container, command: COMMAND })).toEqual(expected);
  });

  test('of an init container', () => {
    expect(raw(drops('ALL'), { initContainers: [{ name: 'init', image: 'a:1' }] })).toEqual(WARNS);
  });

  test('of a Pod whose IGMP packets antrea-agent does not read', () => {
    expect(raw({}, { hostNetwork: true })).toEqual([]);
    expect(raw({}, { os: { name: 'windows' } })).toEqual([]);
    expect(raw({}, { nodeSelector: { 'kubernetes.io/os': 'windows' } })).toEqual([]);
    expect(raw({}, { nodeSelector: { 'kubernetes.io/os': 'linux' } })).toEqual(WARNS);
  });

  test('of a cluster without multicast', () => {
    expect(raw({ command: COMMAND }, {}, { gates: { Multicast: false } })).toEqual([]);
  });

  test.each([
    ['1.5.3', WARNS],
    ['2.6.2', WARNS],
    ['2.5.3', []],
    ['2.6.3', []],
    ['2.7.0', []],
  ])('on Antrea %s', (version, expected) => {
    expect(raw({}, {}, {}, version)).toEqual(expected);
  });

  test('of a Pod of an unknown cluster counts only if it uses multicast', () => {
    const ids = (container: object) => Lint.objects([pod(container)]).map(({ ruleId }) => ruleId);
    expect(ids({ command: COMMAND })).toContain('TAM073');
    expect(ids({})).not.toContain('TAM073');
  });

  test.each([antreaConfig, addonConfig])('without a Cluster, the only %p decides', (config) => {
    const ids = (...configs: object[]) =>
      Lint.objects([...configs, pod({ command: COMMAND })]).map(({ ruleId }) => ruleId);
    const off = config({ featureGates: { Multicast: false } });
    expect(ids(off)).not.toContain('TAM073');
    expect(ids(config())).toContain('TAM073');
    expect(ids(config({ featureGates: { Multicast: undefined } }))).toContain('TAM073');
    const other = antreaConfig({ featureGates: { Multicast: false } }, { name: 'other-antrea-package' });
    expect(ids(off, other)).toContain('TAM073');
    expect(ids(off, cluster({}, { name: 'a' }), cluster({}, { name: 'b' }))).toContain('TAM073');
  });

  test('names the first container that keeps it', () => {
    const workload = pod({ name: 'player' });
    const [found] = findings('2.5.2', { workloads: [workload] }).filter(({ ruleId }) => ruleId === 'TAM073');
    expect(found.message).toEqual(mentions('container "player"', 'NET_RAW'));
  });

  test('has the same text for all Pods whose container has the same name, so that synth prints it once', () => {
    const named = (name: string) => pod({ name: 'player' }, {}, { name });
    const found = findings('2.5.2', { workloads: [named('a'), named('b')] }).filter(
      ({ ruleId }) => ruleId === 'TAM073',
    );
    expect(found.map(({ object }) => object)).toEqual(['Pod video/a', 'Pod video/b']);
    expect(new Set(found.map(({ message, fix }) => `${message} ${fix}`)).size).toBe(1);
  });
});
