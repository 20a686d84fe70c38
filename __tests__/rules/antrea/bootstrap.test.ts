import { antreaConfig, cluster } from '../../../lib/rules/_examples';
import { mentions } from '../../_mentions';
import { testWithShared } from '../../_shared';
import { foundIn, foundInObjects, mended, of } from './_antrea-inputs';

const IDS = ['TAM018', 'TAM101'];
const REF = 'spec.cni.valuesFrom.providerRef';
const OWN = antreaConfig({}, { name: 'own' });
const STANDARD = antreaConfig({}, { name: 'video-antrea-package' });

function bootstrap(cni: object = {}, ref: object = {}, name = 'video'): object {
  const providerRef = { apiGroup: 'cni.tanzu.vmware.com', kind: 'AntreaConfig', name: 'own', ...ref };
  return {
    apiVersion: 'run.tanzu.vmware.com/v1alpha3',
    kind: 'ClusterBootstrap',
    metadata: { name, namespace: 'broadcast' },
    spec: { cni: { refName: 'antrea*', valuesFrom: { providerRef }, ...cni } },
  };
}

test.each([
  ['the kind', bootstrap({}, { kind: 'CalicoConfig' }), `${REF}.kind`, '"AntreaConfig"'],
  ['the group', bootstrap({}, { apiGroup: 'cni.tanzu.vmware' }), `${REF}.apiGroup`, '"cni.tanzu.vmware.com"'],
  ['the package', bootstrap({ refName: 'calico*' }), 'spec.cni.refName', '"antrea*"'],
  ['a package with a similar name', bootstrap({ refName: 'antreas.tanzu' }), 'spec.cni.refName', '"antrea*"'],
  ['the Cluster', bootstrap({}, {}, 'vide'), 'metadata.name', 'name of its Cluster'],
])('%s of the ClusterBootstrap is wrong', (_, object, path, fix) => {
  expect(foundInObjects([OWN, object, cluster()], ['TAM101'])).toEqual([`error TAM101 ${path}`]);
  expect(of([OWN, object, cluster()], ['TAM101'])).toMatchObject([{ fix: mentions(fix) }]);
});

test('a missing group is a warning', () => {
  const objects = [OWN, bootstrap({}, { apiGroup: undefined }), cluster()];
  expect(foundInObjects(objects, IDS)).toEqual([`warning TAM101 ${REF}.apiGroup`]);
});

test('the AntreaConfig is another one', () => {
  const objects = [OWN, bootstrap({}, { name: 'other' }), cluster()];
  expect(foundInObjects(objects, ['TAM101'])).toEqual([`error TAM101 ${REF}.name`]);
  expect(of(objects, ['TAM101'])).toMatchObject([{ message: mentions('"other"'), fix: mentions('"own"') }]);
  expect(foundInObjects([STANDARD, bootstrap({}, { name: 'other' })], IDS)).toEqual([`error TAM101 ${REF}.name`]);
});

test('an AntreaConfig that may be elsewhere is a warning', () => {
  const foreign = antreaConfig({}, { name: 'radio-antrea-package' });
  expect(foundInObjects([foreign, bootstrap()], IDS)).toEqual([`warning TAM101 ${REF}.name`]);
});

test.each([
  ['its AntreaConfig', [OWN, bootstrap(), cluster()]],
  ['a whole name of the package', [OWN, bootstrap({ refName: 'antrea.tanzu.vmware.com.1.9.0+vmware.2' }), cluster()]],
  ['the standard name', [STANDARD, bootstrap({}, { name: 'video-antrea-package' }), cluster()]],
  ['an AntreaConfig elsewhere', [bootstrap(), cluster()]],
  ['no reference', [STANDARD, bootstrap({ valuesFrom: undefined }), cluster()]],
  [
    'another CNI, next to the AntreaConfig of another Cluster',
    [antreaConfig({}, { name: 'radio-antrea-package' }), bootstrap({ refName: 'calico*' }, { kind: 'CalicoConfig' })],
  ],
])('a ClusterBootstrap with %s is valid', (_, objects) => {
  expect(foundInObjects(objects, IDS)).toEqual([]);
});

testWithShared('the input of the issue', ['inputs/lint/11-cb.yaml'], ([file]) => {
  expect(foundIn(file, IDS)).toEqual([]);
  expect(foundInObjects(mended(file, 'name: my-own-name}}', 'name: other}}'), ['TAM101'])).toEqual([
    `error TAM101 ${REF}.name`,
  ]);
});
