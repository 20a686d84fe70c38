import { Release, addonConfig, antreaConfig, cluster, clusterOfRelease } from '../../../lib/rules/_examples';
import { testWithShared } from '../../_shared';
import { foundIn, foundInObjects, mended, of } from './_antrea-inputs';

const IDS = ['TAM003', 'TAM005'];
const levels = (objects: object[], options = {}) =>
  of(objects, IDS, options).map((one) => `${one.level} ${one.ruleId}`);
const gate = (name: string) => addonConfig({ featureGates: { Multicast: true, [name]: true } });
const ON_2_6 = { tkr: 'v1.36.2---vmware.2-vkr.3' };

test('the package of an AddonConfig refuses a gate that no Antrea has', () => {
  const objects = [clusterOfRelease(Release.WITH_ADDON), gate('BogusGate')];
  expect(levels(objects)).toEqual(['error TAM003']);
  expect(of(objects, IDS)[0].fix).toBe('Check the name: docs/compatibility.md lists all feature gates.');
  expect(of([gate('Multicas')], IDS)[0].fix).toBe('Check the name: did you mean "Multicast"?');
});

test('a gate of Antrea that its package does not have is an error with that package, else a warning', () => {
  expect(levels([gate('NodeIPAM')], ON_2_6)).toEqual(['error TAM005']);
  expect(levels([clusterOfRelease(Release.WITH_ADDON), gate('NodeIPAM')])).toEqual(['warning TAM005']);
  expect(levels([gate('EgressRBAC')], ON_2_6)).toEqual([]);
});

test('an AntreaConfig with such a gate is a warning, because the gates of newer Supervisors are not known', () => {
  const unknown = antreaConfig({ featureGates: { Multicast: true, BogusGate: true } });
  expect(levels([cluster(), unknown])).toEqual(['warning TAM003']);
});

testWithShared(
  'the inputs of the issue',
  ['addon-03h', 'min-m3'].map((name) => `inputs/lint/${name}.yaml`),
  ([addon, unknown]) => {
    expect(foundIn(addon, IDS)).toEqual([expect.stringContaining('error TAM003')]);
    expect(foundInObjects(mended(addon, ', BogusGate: true', ''), IDS)).toEqual([]);
    expect(foundIn(unknown, IDS)).toEqual([
      expect.stringContaining('warning TAM005'),
      expect.stringContaining('warning TAM005'),
    ]);
  },
);
