import { antreaConfig, cluster, pod } from '../../../lib/rules/_examples';
import { mentions } from '../../_mentions';
import { testWithShared } from '../../_shared';
import { foundIn, foundInObjects, mended, of } from './_antrea-inputs';

const KNOWN = 'v1.25.7---vmware.3-fips.1-tkg.1';
const RECEIVER = pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] });

function tkc(release: string, more: { pods?: string[]; services?: string[]; pools?: object[] } = {}): object {
  const { pods = ['172.20.0.0/16'], services = ['172.21.0.0/16'], pools = [] } = more;
  return {
    apiVersion: 'run.tanzu.vmware.com/v1alpha3',
    kind: 'TanzuKubernetesCluster',
    metadata: { name: 'video', namespace: 'broadcast' },
    spec: {
      topology: { controlPlane: { replicas: 1, tkr: { reference: { name: release } } }, nodePools: pools },
      settings: { network: { pods: { cidrBlocks: pods }, services: { cidrBlocks: services } } },
    },
  };
}

test.each([
  ['overlapping ranges', tkc(KNOWN, { services: ['172.20.0.0/16'] }), ['TAM024'], 'error'],
  ['a public range', tkc(KNOWN, { pods: ['8.0.0.0/16'] }), ['TAM025'], 'warning'],
  ['a range that is no CIDR', tkc(KNOWN, { pods: ['8.0.0.0'] }), ['TAM044'], 'error'],
  ['two pools of one name', tkc(KNOWN, { pools: [{ name: 'np' }, { name: 'np' }] }), ['TAM047'], 'error'],
  ['a release in no table', tkc('v1.21.6---vmware.1-tkg.1'), ['TAM037'], 'warning'],
])('%s in a TanzuKubernetesCluster', (_, object, ids, level) => {
  expect(of([object], ids).map((one) => one.level)).toEqual([level]);
  expect(of([tkc(KNOWN)], ids)).toEqual([]);
});

test('its release decides what its AntreaConfig can do', () => {
  const setting = antreaConfig({ multicast: { igmpQueryVersions: [3] } });
  expect(of([tkc(KNOWN), setting], ['TAM049', 'TAM017'])).toMatchObject([
    { ruleId: 'TAM049', message: mentions('Antrea 1.9.0') },
  ]);
});

test('v1alpha1 has the release in its distribution', () => {
  const old = { ...tkc(''), apiVersion: 'run.tanzu.vmware.com/v1alpha1' } as any;
  old.spec.topology = { controlPlane: { count: 1 } };
  old.spec.distribution = { fullVersion: KNOWN, version: 'v1.25' };
  expect(of([old, antreaConfig({ multicast: { enable: true } })], ['TAM049'])).toHaveLength(1);
});

test('its Pods need multicast', () => {
  const off = antreaConfig({ featureGates: { Multicast: false } });
  expect(foundInObjects([RECEIVER, tkc(KNOWN), off], ['TAM020'])).toEqual(['warning TAM020 metadata.name']);
  expect(foundInObjects([RECEIVER, tkc(KNOWN), antreaConfig()], ['TAM020'])).toEqual([]);
});

test('with the Cluster that the Supervisor makes of it, it is one cluster', () => {
  const objects = [RECEIVER, tkc(KNOWN), cluster(), antreaConfig()];
  expect(foundInObjects(objects, ['TAM017', 'TAM020', 'TAM021', 'TAM038'])).toEqual([]);
});

test('an object of the same kind in another group is not one', () => {
  const other = { ...tkc('v1.21.6', { services: ['8.0.0.0/8'] }), apiVersion: 'example.com/v1' };
  expect(of([other], ['TAM037', 'TAM081', 'TAM024'])).toEqual([]);
});

testWithShared(
  'the inputs of the issue',
  ['min-tkc', '10-tkc'].map((name) => `inputs/lint/${name}.yaml`),
  ([overlap, unknown]) => {
    const ids = ['TAM024', 'TAM037'];
    expect(foundIn(overlap, ids)).toEqual([
      expect.stringContaining('error TAM024'),
      'warning TAM037 spec.topology.controlPlane.tkr.reference.name',
    ]);
    expect(foundInObjects(mended(overlap, '10.95.0.0/16', '10.96.0.0/16'), ['TAM024'])).toEqual([]);
    expect(foundIn(unknown, ids)).toEqual(['warning TAM037 spec.topology.controlPlane.tkr.reference.name']);
    for (const file of [overlap, unknown]) {
      expect(foundIn(file, ['TAM037'], { antreaVersion: '1.2.3' })).toEqual([
        'error TAM037 spec.topology.controlPlane.tkr.reference.name',
      ]);
    }
    expect(foundInObjects(mended(unknown, /name: v1.23[^}]*/, `name: ${KNOWN}`), ids)).toEqual([]);
  },
);
