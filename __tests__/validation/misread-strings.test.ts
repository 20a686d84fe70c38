import { ApiObject, Testing, Yaml } from 'cdk8s';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { parse } from 'yaml';
import { ClusterVariable } from '../../lib';
import { clusterManifest, newCluster, sentence, supervisorChart } from '../_build';
import { mentions } from '../_mentions';

const LOOK_LIKE_SOMETHING_ELSE = [
  ...['no', 'No', 'NO', 'n', 'yes', 'y', 'on', 'off', 'true', 'null', '~', ''],
  ...['0x1F', '0b11', '017', '08', '1_000', '12e3', '12E3', '1e+3', '.5', '1.', '-1', '+1', '.inf', '.nan', '1:30'],
  ...[
    '2001-01-01',
    '2001-12-14t21:59:43.10-05:00',
    '1.2.3',
    '_8',
    '_1_0',
    '1,000',
    ' x',
    '- a',
    'a: b',
    '#',
    '@x',
    '"q"',
  ],
];

test.each(LOOK_LIKE_SOMETHING_ELSE)('%p is parsed as the same string', (text) => {
  const manifest = clusterManifest({ annotations: { text }, variables: [ClusterVariable.of('ntp', text)] });
  const yaml = Yaml.stringify(manifest);
  expect(load(yaml, { schema: YAML11_SCHEMA })).toEqual(manifest);
  expect(parse(yaml, { version: '1.2' })).toEqual(manifest);
  expect(manifest.metadata.annotations.text).toBe(text);
});

const MISREAD = ['0o17', '0O7', '0X1F', '0B1', '-0o7', '12e3_4', '4E9_', '-_10', '6_7e_5', 'a\u2028# b'];

test.each(MISREAD)('%p, which kubectl would read as another type, is refused', (text) => {
  const chart = supervisorChart();
  newCluster({ annotations: { text } }, chart);
  const shown = text.replace('\u2028', '\\u2028');
  expect(sentence(() => Testing.synth(chart))).toEqual(
    mentions('[supervisor]', 'Cluster "c1"', `"${shown}"`, '/metadata/annotations/text'),
  );
});

test('values that a user adds, and names, are checked too', () => {
  const chart = supervisorChart();
  new ApiObject(chart, 'Own', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'own' },
    data: { '0o17': 'x' },
  });
  expect(sentence(() => Testing.synth(chart))).toEqual(mentions('ConfigMap "own"', '"0o17"', '/data'));
});
