import { Release, addonConfig, antreaConfig, cluster, clusterOfRelease, os, pod } from '../../../lib/rules/_examples';
import { mentions } from '../../_mentions';
import { testWithShared } from '../../_shared';
import { foundIn, foundInObjects, mended, of } from './_antrea-inputs';

const IDS = ['TAM048', 'TAM020'];
const ENABLE = 'spec.values.antrea.config.multicast.enable';
const RECEIVER = pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] });
const CLUSTER = clusterOfRelease(Release.WITH_ADDON);
const NO_GATE = { featureGates: {} };
const addon = (config: object) => [CLUSTER, addonConfig(config)];
const withSpec = (spec: object) => [CLUSTER, { ...addonConfig(), spec }];

describe('in an AddonConfig multicast.enable', () => {
  test.each([
    ['is missing', addon({}), ENABLE],
    ['is missing, and the gate is true in quotes', addon({ featureGates: { Multicast: 'true' } }), ENABLE],
    ['is null', addon({ multicast: { enable: null } }), ENABLE],
    ['is false', addon({ multicast: { enable: false } }), ENABLE],
    ['is false in quotes', addon({ multicast: { enable: 'false' } }), ENABLE],
    ['is missing next to other settings', addon({ ...NO_GATE, multicast: { igmpQueryInterval: '5s' } }), ENABLE],
    ['is missing next to interfaces', addon({ ...NO_GATE, multicastInterfaces: ['eth1'] }), ENABLE],
    ['is misspelt', addon({ multicast: { enabled: true } }), 'spec.values.antrea.config.multicast.enabled'],
    ['has a misspelt parent', addon({ multiCast: { enable: true } }), 'spec.values.antrea.config.multiCast.enable'],
    ['is one word', addon({ ...NO_GATE, enableMulticast: true }), 'spec.values.antrea.config.enableMulticast'],
    ['is the parent', addon({ ...NO_GATE, Multicast: true }), 'spec.values.antrea.config.Multicast'],
    ['is too high', withSpec({ values: { multicast: { enable: true } } }), 'spec.values.multicast.enable'],
    ['is in another field', withSpec({ value: { multicast: { enable: 'yes' } } }), 'spec.value.multicast.enable'],
    [
      'is missing, and the gate is misplaced',
      withSpec({ values: { antrea: { featureGates: { Multicast: true } } } }),
      'spec.values.antrea.featureGates.Multicast',
    ],
  ])('%s: an error', (_, objects, path) => {
    expect(foundInObjects(objects, IDS)).toEqual([`error TAM048 ${path}`]);
    expect(foundInObjects([RECEIVER, ...objects], IDS)).toEqual([`error TAM048 ${path}`]);
  });

  test.each([
    ['is true', addon({ multicast: { enable: true } })],
    ['is true in quotes', addon({ multicast: { enable: 'true' } })],
    ['is true, and the gate has its default', addon({ ...NO_GATE, multicast: { enable: true } })],
    ['is true, and there are no gates', addon({ featureGates: undefined, multicast: { enable: true } })],
  ])('%s: multicast is on', (_, objects) => {
    expect(foundInObjects([RECEIVER, ...objects], IDS)).toEqual([]);
  });

  test.each([
    ['is false, with the gate off', addon({ featureGates: { Multicast: false }, multicast: { enable: false } })],
    ['is false, with the gate off in quotes', addon({ featureGates: { Multicast: 'false' } })],
    ['is missing, with the default gate', addon(NO_GATE)],
    ['is that of another feature', addon({ ...NO_GATE, multicluster: { enable: true } })],
    ['is missing, without values', withSpec({ values: {} })],
  ])('%s: multicast is off, which is an error only for Pods', (_, objects) => {
    expect(foundInObjects(objects, IDS)).toEqual([]);
    expect(foundInObjects([RECEIVER, ...objects], IDS)).toEqual(['warning TAM020 metadata.name']);
  });

  test('the message quotes what is misplaced, and the fix has the path', () => {
    expect(of(addon({ multiCast: { enabled: 'yes' } }), IDS)).toMatchObject([
      { message: mentions('2.5.2', 'multiCast.enabled is "yes"'), fix: mentions(`${ENABLE}: true`) },
    ]);
  });

  test('without a Cluster, a missing one is a warning', () => {
    expect(foundInObjects([addonConfig()], IDS)).toEqual([`warning TAM048 ${ENABLE}`]);
    expect(foundInObjects([addonConfig({ multicast: { enable: true } })], IDS)).toEqual([]);
  });
});

describe('in an AntreaConfig multicast.enable', () => {
  const antrea = { tkr: 'v1.28.0', antreaVersion: '1.13.3' };

  test('is a warning, because no source shows it there', () => {
    const at = 'spec.antrea.config.multicast.enable';
    expect(foundInObjects([antreaConfig()], IDS, antrea)).toEqual([`warning TAM048 ${at}`]);
    expect(foundInObjects([antreaConfig({ multicast: { enable: false } })], IDS, antrea)).toEqual([
      `warning TAM048 ${at}`,
    ]);
    expect(foundInObjects([antreaConfig({ multicast: { enabled: true } })], IDS, antrea)).toEqual([
      `warning TAM048 ${at}d`,
    ]);
    expect(foundInObjects([antreaConfig({ multicast: { enable: true } })], IDS, antrea)).toEqual([]);
  });

  test('is not needed before Antrea 1.12', () => {
    expect(foundInObjects([cluster(), antreaConfig()], IDS)).toEqual([]);
    expect(foundInObjects([antreaConfig()], IDS)).toEqual([]);
  });
});

test('multicast that is off names the object that configures Antrea on the release', () => {
  const [late] = of([RECEIVER, CLUSTER], IDS);
  expect(late).toMatchObject({ ruleId: 'TAM020', fix: mentions('Add an AddonConfig', Release.WITH_ADDON) });
  const [early] = of([RECEIVER, cluster()], IDS);
  expect(early).toMatchObject({ ruleId: 'TAM020', fix: mentions('Add an AntreaConfig', Release.WITH_ENCAP) });
  const [off] = of([RECEIVER, CLUSTER, addonConfig({ featureGates: { Multicast: false } })], IDS);
  expect(off).toMatchObject({ ruleId: 'TAM020', message: mentions('AddonConfig broadcast/video-antrea') });
});

describe('a value of the wrong type does not switch other rules off', () => {
  const on = { featureGates: { Multicast: 'true' } };
  const old = clusterOfRelease(Release.WITHOUT_ENCAP);

  test.each([
    ['the gate as a text', [old, antreaConfig(on)], ['error TAM006 spec.antrea.config.trafficEncapMode']],
    [
      'the mode in upper case',
      [old, antreaConfig({ trafficEncapMode: 'ENCAP' })],
      ['error TAM006 spec.antrea.config.trafficEncapMode', 'error TAM006 spec.antrea.config.trafficEncapMode'],
    ],
    [
      'the mode as a number',
      [old, antreaConfig({ trafficEncapMode: 5 })],
      ['error TAM006 spec.antrea.config.trafficEncapMode', 'error TAM006 spec.antrea.config.trafficEncapMode'],
    ],
    [
      'a wrongly written mode that has multicast',
      [old, antreaConfig({ trafficEncapMode: 'NoEncap' })],
      ['error TAM006 spec.antrea.config.trafficEncapMode'],
    ],
    [
      'interfaces as a text',
      [cluster(), antreaConfig({ multicastInterfaces: 'eth1' })],
      ['warning TAM012 spec.antrea.config.multicastInterfaces'],
    ],
    ['noSNAT as a text', [cluster(), antreaConfig({ noSNAT: 'true' })], ['error TAM002 spec.antrea.config.noSNAT']],
    [
      'gates as texts',
      [cluster(), antreaConfig({ featureGates: { AntreaProxy: 'false', EndpointSlice: 'True' } })],
      ['error TAM001 spec.antrea.config.featureGates.AntreaProxy'],
    ],
    [
      'a Node without routing',
      [antreaConfig(on), cluster({ topology: { controlPlane: os('photon') } })],
      ['error TAM007 spec.topology.controlPlane.metadata.annotations["run.tanzu.vmware.com/resolve-os-image"]'],
    ],
  ])('%s', (_, objects, expected) => {
    expect(foundInObjects(objects, ['TAM001', 'TAM002', 'TAM006', 'TAM007', 'TAM012'])).toEqual(expected);
  });
});

testWithShared(
  'the inputs of the issue',
  ['addon-03c', 'addon-03e', 'addon-03g', 'c-m2', 'c-m3', 'c-m4', 'c-m5', 'gate-string', 'mode-typo'].map(
    (name) => `inputs/lint/${name}.yaml`,
  ),
  ([c, e, g, m2, m3, m4, m5, gate, mode]) => {
    expect([c, m2].map((file) => foundIn(file, IDS))).toEqual([[`error TAM048 ${ENABLE}`], [`error TAM048 ${ENABLE}`]]);
    expect(foundIn(e, IDS)).toEqual(['error TAM048 spec.values.antrea.config.multiCast.enabled']);
    expect(foundIn(g, IDS)).toEqual(['error TAM048 spec.value.antrea.config.multicast.enable']);
    expect(foundInObjects(mended(e, 'multiCast: {enabled', 'multicast: {enable'), IDS)).toEqual([]);
    expect(foundInObjects(mended(g, 'value:', 'values:'), IDS)).toEqual([]);
    expect(foundInObjects(mended(m2, 'Multicast: true}', 'Multicast: true}, multicast: {enable: true}'), IDS)).toEqual(
      [],
    );
    expect([m3, m4, m5].map((file) => foundIn(file, IDS))).toEqual([
      ['warning TAM020 metadata.name'],
      ['warning TAM020 metadata.name'],
      [],
    ]);
    expect(foundInObjects(mended(m4, 'featureGates: {Multicast: false}', 'multicast: {enable: true}'), IDS)).toEqual(
      [],
    );
    expect([gate, mode].map((file) => foundIn(file, ['TAM009']))).toEqual([
      ['warning TAM009 spec.antrea.config.featureGates.Multicast'],
      ['warning TAM009 spec.antrea.config.featureGates.Multicast'],
    ]);
  },
);
