import { Release, addonConfig, antreaConfig, clusterOfRelease } from '../../../lib/rules/_examples';
import { mentions } from '../../_mentions';
import { testWithShared } from '../../_shared';
import { foundIn, foundInObjects, mended, of } from './_antrea-inputs';

const IDS = ['TAM082'];
const NAME = 'error TAM082 metadata.name';
const CLUSTER = clusterOfRelease(Release.WITH_ADDON) as any;
const other = { ...CLUSTER, metadata: { ...CLUSTER.metadata, name: 'other' } };
const ADDON = { 'addon.kubernetes.vmware.com/addon-name': 'antrea' };
const OF_CLUSTER = { 'cluster.x-k8s.io/cluster-name': 'video' };
const VALUES = { values: { antrea: { config: { multicast: { enable: true } } } } };

function addon(name: string, spec: object = VALUES, labels: object = {}): object {
  return { ...addonConfig(), metadata: { name, namespace: 'broadcast', labels }, spec };
}

describe('a name without a cluster is an error', () => {
  test.each([
    ['by the values', addon('video--antrea'), '"video-antrea"'],
    ['by misspelt values', addon('video-anterea', { value: VALUES.values }), '"video-antrea"'],
    ['by the label of the add-on', addon('antrea-video', {}, ADDON), '"video-antrea"'],
    ['by both labels', addon('antrea', {}, { ...ADDON, ...OF_CLUSTER }), '"video-antrea"'],
    ['by clusterName', addon('vid-antrea', { clusterName: 'video', ...VALUES }), '"video-antrea"'],
    ['by the suffix', addon('-antrea', {}), '"video-antrea"'],
    ['with the name of an AntreaConfig', addon('video-antrea-package'), '"video-antrea"'],
    ['in upper case', addon('Video-antrea'), '"video-antrea"'],
  ])('%s', (_, object, fix) => {
    expect(foundInObjects([CLUSTER, object], IDS)).toEqual([NAME]);
    expect(of([CLUSTER, object], IDS)).toMatchObject([{ fix: mentions(fix) }]);
  });

  test('without a Cluster among the objects too', () => {
    expect(of([addon('antrea')], IDS)).toMatchObject([{ level: 'error', fix: mentions('CLUSTER-antrea') }]);
    expect(foundInObjects([addon('a-antrea', { clusterName: 'video', ...VALUES })], IDS)).toEqual([NAME]);
  });

  test('other rules on its Antrea still apply', () => {
    const wrong = addon('video--antrea', { values: { antrea: { config: { featureGates: { Multicast: true } } } } });
    expect(foundInObjects([CLUSTER, wrong], ['TAM048', 'TAM017', 'TAM019'])).toEqual([
      'error TAM048 spec.values.antrea.config.multicast.enable',
    ]);
  });
});

test.each([
  ['the name of another Cluster', [CLUSTER, addon('elsewhere-antrea')]],
  [
    'a definition, which may be enough',
    [CLUSTER, addon('mine', { clusterName: 'video', addonConfigDefinitionRef: { name: 'antrea.tanzu' }, ...VALUES })],
  ],
])('%s is a warning', (_, objects) => {
  expect(foundInObjects(objects, IDS)).toEqual(['warning TAM082 metadata.name']);
});

describe('a name of a Cluster', () => {
  test.each([
    ['alone', addon('video-antrea')],
    ['with all labels', addon('video-antrea', { clusterName: 'video', ...VALUES }, { ...ADDON, ...OF_CLUSTER })],
    ['without values', addon('video-antrea', {})],
  ])('%s is valid', (_, object) => {
    expect(foundInObjects([CLUSTER, object], IDS)).toEqual([]);
    expect(foundInObjects([object], IDS)).toEqual([]);
    expect(foundInObjects([CLUSTER, other, object], IDS)).toEqual([]);
  });

  test.each([
    ['clusterName', addon('video-antrea', { clusterName: 'other' }), 'spec.clusterName'],
    [
      'the label of the cluster',
      addon('video-antrea', {}, { 'cluster.x-k8s.io/cluster-name': 'other' }),
      'metadata.labels["cluster.x-k8s.io/cluster-name"]',
    ],
    [
      'the label of the add-on',
      addon('video-antrea', {}, { 'addon.kubernetes.vmware.com/addon-name': 'calico' }),
      'metadata.labels["addon.kubernetes.vmware.com/addon-name"]',
    ],
  ])('that %s contradicts is a warning', (_, object, path) => {
    expect(foundInObjects([CLUSTER, object], IDS)).toEqual([`warning TAM082 ${path}`]);
  });

  test('next to another AddonConfig for the only Cluster is not judged', () => {
    expect(foundInObjects([CLUSTER, addon('video-antrea'), addon('elsewhere-antrea')], IDS)).toEqual([]);
  });
});

test('an AddonConfig of another add-on, and an AntreaConfig, are not judged', () => {
  const cilium = { 'addon.kubernetes.vmware.com/addon-name': 'cilium' };
  expect(foundInObjects([CLUSTER, addon('x', { values: { hubble: {} } }, cilium)], IDS)).toEqual([]);
  expect(foundInObjects([CLUSTER, antreaConfig({}, { name: 'x' })], IDS)).toEqual([]);
});

testWithShared(
  'the inputs of the issue',
  ['addon-03f', 'c-tmc', 'c-base'].map((name) => `inputs/lint/${name}.yaml`),
  ([f, tmc, base]) => {
    expect([f, tmc, base].map((file) => foundIn(file, IDS))).toEqual([[NAME], [NAME], []]);
    expect(foundInObjects(mended(f, 'tv--antrea', 'tv-antrea'), IDS)).toEqual([]);
    expect(foundInObjects(mended(tmc, 'keel-vks1--antrea', 'keel-vks1-antrea'), IDS)).toEqual([]);
  },
);
