import {
  AntreaObject,
  FindingLevel,
  Lint,
  MulticastOptions,
  MulticastStream,
  ReleaseCapabilities,
  TrafficEncapMode,
  Warnings,
} from '../../lib';
import { antreaConfig, cluster, pod } from '../../lib/rules/_examples';
import { newCluster, sentence, supervisorChart } from '../_build';
import { mentions } from '../_mentions';

const { ENCAP, NO_ENCAP } = TrafficEncapMode;
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `eth${i + 1}`);
const groups = (count: number): string[] => Array.from({ length: count }, (_, i) => `239.1.1.${i + 1}`);

// Measured on Linux 6.18, with the one socket that antrea-agent has.
test.each([
  [1, 20],
  [2, 10],
  [3, 6],
  [4, 5],
  [20, 1],
  [21, 0],
  [31, 0],
])('a Node with %d multicast interfaces can join %d groups', (interfaces, expected) => {
  expect(ReleaseCapabilities.groupsPerNode(interfaces)).toBe(expected);
});

test.each([0, 32, 1.5, '1'])('%p is not a number of interfaces', (interfaces) => {
  expect(sentence(() => ReleaseCapabilities.groupsPerNode(interfaces as number))).toEqual(
    mentions('groupsPerNode', 'interfaces'),
  );
});

describe('the groups of the streams', () => {
  function found(count: number, options: MulticastOptions): string[] {
    const chart = supervisorChart();
    newCluster({ release: 'v1.30.0', antreaVersion: '1.11.3' }, chart).enableMulticast({
      antreaObject: AntreaObject.ANTREA_CONFIG,
      streams: groups(count).map((group) => MulticastStream.of(group)),
      ...options,
    });
    return Warnings.of(chart).filter((warning) => warning.includes('TAM070'));
  }

  test.each<[number, string[]]>([
    [20, []],
    [10, ['eth1']],
    [10, ['eth1', 'eth1']],
    [6, names(2)],
    [5, names(3)],
  ])('%d fit with multicastInterfaces %j, and one more does not', (count, multicastInterfaces) => {
    const options = { multicastInterfaces, trafficEncapMode: NO_ENCAP };
    expect(found(count, options)).toEqual([]);
    expect(found(count + 1, options)).toEqual([mentions(`${count + 1} groups`, `join ${count} groups`, 'same Node')]);
  });

  test('in mode encap, documentation and code disagree about multicastInterfaces', () => {
    const options = { multicastInterfaces: ['eth1'], trafficEncapMode: ENCAP };
    expect(found(11, options)).toEqual([mentions('11 groups', 'join 10 groups', '"encap"', 'tested')]);
  });
});

describe('the groups of the receivers', () => {
  const receivers = (count: number) =>
    groups(count).map((group, i) => pod({ command: ['iperf', '-s', '-u', '-B', group] }, {}, { name: `player-${i}` }));
  const found = (objects: object[]) => Lint.objects(objects).filter(({ ruleId }) => ruleId === 'TAM029');
  const config = (settings: object) => antreaConfig({ trafficEncapMode: 'noEncap', ...settings });

  test.each<[string, object[]]>([
    ['the Cluster and its AntreaConfig', [cluster(), config({ multicastInterfaces: ['eth1'] })]],
    ['only the AntreaConfig', [config({ multicastInterfaces: ['eth1'] })]],
    ['the later path', [cluster(), config({ multicast: { multicastInterfaces: ['eth1'] } })]],
  ])('are at most 10 with one more interface, shown by %s', (_, objects) => {
    expect(found([...objects, ...receivers(10)])).toEqual([]);
    const [finding, ...others] = found([...objects, ...receivers(11)]);
    expect(others).toEqual([]);
    expect([finding.level, finding.message]).toEqual([
      FindingLevel.WARNING,
      mentions('"239.1.1.11"', 'number 11', '2 multicast interfaces', 'join 10 groups', 'same Node'),
    ]);
    expect(finding.fix).toEqual(mentions('multicastInterfaces', 'igmp_max_memberships'));
  });

  test('are at most 20 without interfaces, and with those of another cluster', () => {
    const other = antreaConfig({ multicastInterfaces: ['eth1'] }, { name: 'other-antrea-package' });
    expect(found([cluster(), config({}), other, ...receivers(20)])).toEqual([]);
    expect(found([cluster(), config({}), other, ...receivers(21)])).toHaveLength(1);
  });

  test('count interfaces in mode encap too, where documentation and code disagree', () => {
    const encap = antreaConfig({ multicastInterfaces: ['eth1'] });
    expect(found([cluster(), encap, ...receivers(11)]).map(({ message }) => message)).toEqual([
      mentions('join 10 groups', '"encap"', 'tested'),
    ]);
  });
});

describe('the number of multicastInterfaces', () => {
  const inMode = (trafficEncapMode: string, multicastInterfaces: unknown, gates: object = { Multicast: true }) =>
    Lint.objects([antreaConfig({ trafficEncapMode, multicastInterfaces, featureGates: gates })]).filter(
      ({ ruleId }) => ruleId === 'TAM086',
    );
  const levels = (mode: string, count: number) => inMode(mode, names(count)).map(({ level }) => level);

  test.each([
    [0, []],
    [19, []],
    [20, [FindingLevel.WARNING]],
    [30, [FindingLevel.WARNING]],
    [31, [FindingLevel.WARNING]],
    [32, [FindingLevel.ERROR]],
  ])('%d in mode noEncap: %j', (count, expected) => {
    expect(levels('noEncap', count)).toEqual(expected);
  });

  test('gives only a warning in the modes that do not support them', () => {
    expect(levels('encap', 32)).toEqual([FindingLevel.WARNING]);
  });

  test('counts each name once, and only if multicast is on', () => {
    expect(inMode('noEncap', [...names(10), ...names(10)])).toEqual([]);
    expect(inMode('noEncap', names(32), { Multicast: false })).toEqual([]);
    expect(inMode('noEncap', 'eth1')).toEqual([]);
  });

  test.each([AntreaObject.ANTREA_CONFIG, AntreaObject.ADDON_CONFIG])(
    'is checked by the construct %s',
    (antreaObject) => {
      const made = newCluster({ release: 'v1.30.0', antreaVersion: '2.5.1' });
      const enable = () =>
        made.enableMulticast({ antreaObject, trafficEncapMode: NO_ENCAP, multicastInterfaces: names(32) });
      expect(sentence(enable)).toEqual(mentions('multicastInterfaces', '32', '31', 'TAM086'));
    },
  );
});

test('interfaces outside of mode noEncap are not supported, although the code opens them', () => {
  const [finding] = Lint.objects([antreaConfig({ multicastInterfaces: ['eth1'] })]).filter(
    ({ ruleId }) => ruleId === 'TAM012',
  );
  expect(finding.message).toEqual(mentions('["eth1"]', 'only in mode noEncap', '"encap"', 'code', 'no one has tested'));
  expect(finding.source).toEqual(mentions('multicast-guide.md', 'agent.go'));
});
