import { Release, addonConfig, antreaConfig, cluster, pod } from '../../../lib/rules/_examples';
import { mentions } from '../../_mentions';
import { testWithShared } from '../../_shared';
import { foundIn, foundInObjects, mended, of } from './_antrea-inputs';

const IDS = ['TAM100'];
const ADDON = addonConfig({ multicast: { enable: true } });
const VARIABLES = 'spec.topology.variables';

function named(name: unknown, className = 'builtin-generic-v3.7.0', version: string = Release.WITH_ADDON): object {
  const addons = name === undefined ? [] : [{ name: 'bootstrapAddons', value: { cniRef: { name } } }];
  return cluster({ topology: { class: className, version, variables: [{ name: 'vmClass', value: 'a' }, ...addons] } });
}

test.each([
  ['calico', `error TAM100 ${VARIABLES}[1].value.cniRef.name`],
  ['cilium', `error TAM100 ${VARIABLES}[1].value.cniRef.name`],
  ['my-antrea', `warning TAM100 ${VARIABLES}[1].value.cniRef.name`],
  [undefined, `warning TAM100 ${VARIABLES}`],
])('the CNI %s next to an AddonConfig of Antrea', (name, expected) => {
  expect(foundInObjects([ADDON, named(name)], IDS)).toEqual([expected]);
});

test('a Cluster without variables does not have the CNI either', () => {
  const bare = cluster({ topology: { class: 'builtin-generic-v3.5.0', version: Release.WITH_ADDON } });
  expect(of([ADDON, bare], IDS)).toMatchObject([
    { level: 'warning', message: mentions("'kubectl apply'"), fix: mentions('bootstrapAddons', 'antrea') },
  ]);
});

test.each([
  ['Antrea', [ADDON, named('antrea')]],
  ['a name that is no text, which the schema reports', [ADDON, named(5)]],
  ['another CNI without an AddonConfig of Antrea', [named('calico')]],
  [
    'another CNI with the AddonConfig of another Cluster',
    [{ ...ADDON, metadata: { name: 'b-antrea' } }, named('calico')],
  ],
  ['no CNI without an AddonConfig', [named(undefined), pod()]],
  ['no CNI in a class without the variable', [ADDON, named(undefined, 'builtin-generic-v3.4.0')]],
  ['no CNI in a custom class', [ADDON, named(undefined, 'my-class')]],
  ['no CNI next to an AntreaConfig', [antreaConfig(), named(undefined, 'builtin-generic-v3.5.0', 'v1.33.6')]],
])('%s is valid', (_, objects) => {
  expect(foundInObjects(objects, IDS)).toEqual([]);
});

testWithShared(
  'the inputs of the issue',
  ['addon-03n', 'addon-03o', 'addon-03p'].map((name) => `inputs/lint/${name}.yaml`),
  ([n, o, p]) => {
    expect(foundIn(n, IDS)).toEqual([]);
    expect(foundIn(o, IDS)).toEqual([`warning TAM100 ${VARIABLES}`]);
    expect(foundIn(p, IDS)).toEqual([`error TAM100 ${VARIABLES}[2].value.cniRef.name`]);
    expect(foundInObjects(mended(p, 'calico', 'antrea'), IDS)).toEqual([]);
    const variable = '- {name: bootstrapAddons, value: {cniRef: {name: antrea}}}';
    expect(foundInObjects(mended(o, '- {name: storageClass', `${variable}\n    - {name: storageClass`), IDS)).toEqual(
      [],
    );
  },
);
