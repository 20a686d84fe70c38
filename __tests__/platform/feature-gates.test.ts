import { readFileSync } from 'node:fs';
import { ClusterReference, FeatureGate, ReleaseCapabilities } from '../../lib';
import { testWithShared } from '../_shared';

/** The state of a gate in the upstream file. */
interface UpstreamGate {
  readonly default: boolean;
  readonly stage: string;
  readonly agent: boolean;
  readonly controller: boolean;
  readonly lockToDefault?: boolean;
}

function gates(antreaVersion: string): FeatureGate[] {
  return ReleaseCapabilities.of(ClusterReference.of('c1', 'v1.99', { antreaVersion })).featureGates;
}

function gate(antreaVersion: string, name: string): FeatureGate | undefined {
  return gates(antreaVersion).find((row) => row.name === name);
}

testWithShared('the table equals upstream', ['facts/antrea-feature-gates.json'], ([path]) => {
  const upstream = JSON.parse(readFileSync(path, 'utf8')) as { [version: string]: { [name: string]: UpstreamGate } };
  const allNames = new Set(Object.values(upstream).flatMap((version) => Object.keys(version)));
  let cells = 0;
  const differences: string[] = [];
  for (const [version, theirs] of Object.entries(upstream)) {
    const ours = new Map(gates(version).map((row) => [row.antreaName, row]));
    for (const name of new Set([...allNames, ...ours.keys()])) {
      const own = ours.get(name);
      const our = own && [own.isOnByDefault, own.stage, own.isLocked, own.ofAgent, own.ofController];
      const their = theirs[name];
      const wanted = their && [their.default, their.stage, their.lockToDefault ?? false, their.agent, their.controller];
      cells += 5;
      if (JSON.stringify(our) !== JSON.stringify(wanted)) {
        differences.push(`${version} ${name}: ours ${JSON.stringify(our)}, upstream ${JSON.stringify(wanted)}`);
      }
    }
  }
  const versions = Object.keys(upstream).length;
  process.stdout.write(
    `feature gates: ${cells} cells of ${allNames.size} gates in ${versions} versions compared with upstream, ${differences.length} differences\n`,
  );
  expect(differences).toEqual([]);
  expect({ versions, gates: allNames.size }).toEqual({ versions: 22, gates: 35 });
});

test.each([
  ['1.5.3', 'Multicast', { isOnByDefault: false, stage: 'Alpha', ofAgent: true, ofController: false }],
  ['1.9.0', 'Multicast', { isOnByDefault: false, stage: 'Alpha', ofAgent: true, ofController: true }],
  ['1.13.3', 'Multicast', { isOnByDefault: true, stage: 'Beta', ofAgent: true, ofController: true }],
  ['2.5.2', 'EndpointSlice', { isOnByDefault: true, stage: 'GA', isLocked: true }],
  ['2.5.0', 'TopologyAwareHints', { isOnByDefault: true, stage: 'GA', isLocked: false }],
  ['2.5.1', 'TopologyAwareHints', { isOnByDefault: true, stage: 'GA', isLocked: true }],
  ['2.5.2', 'TopologyAwareHints', { isOnByDefault: true, stage: 'GA', isLocked: true }],
  ['2.5.0', 'ServiceTrafficDistribution', { isOnByDefault: true, stage: 'GA', isLocked: false }],
  ['2.5.1', 'ServiceTrafficDistribution', { isOnByDefault: true, stage: 'GA', isLocked: true }],
  ['2.5.2', 'ServiceTrafficDistribution', { isOnByDefault: true, stage: 'GA', isLocked: true }],
  ['2.4.9', 'EndpointSlice', { isOnByDefault: true, stage: 'GA', isLocked: false }],
])('in Antrea %s the gate %s is %p', (version, name, expected) => {
  expect(gate(version, name)).toMatchObject(expected);
});

test('a gate is missing after its last version and before its first version', () => {
  expect(gate('2.5.2', 'L7FlowExporter')).toBeDefined();
  expect(gate('2.6.0', 'L7FlowExporter')).toBeUndefined();
  expect(gate('1.14.0', 'EgressSeparateSubnet')).toBeUndefined();
});

test('AntreaConfig has another name for the gate Traceflow', () => {
  expect(gate('1.9.0', 'AntreaTraceflow')?.antreaName).toBe('Traceflow');
  expect(gate('1.9.0', 'Traceflow')).toBeUndefined();
});
