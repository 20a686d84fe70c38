import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { synthExample } from '../../__tests__/cli/_example';

jest.setTimeout(120_000);

const written = synthExample('existing-deployment');

test('synth has no warning but that of the release', () => {
  expect([written.status, written.warnings]).toEqual([0, []]);
});

test('the containers run what the README shows', () => {
  expect(written.containers).toMatchSnapshot();
});

test('the Deployment of the chart is not changed', () => {
  const text = readFileSync(join(__dirname, 'rendered', 'market-data.yaml'), 'utf8');
  const rendered = parseAllDocuments(text).map((document) => document.toJS());
  expect(written.objects).toEqual(expect.arrayContaining(rendered));
});

test('policies select the Pods of both by their own labels', () => {
  expect(written.allowed).toEqual({
    'join-239.10.20.50': {
      'app.kubernetes.io/name': 'market-data',
      'app.kubernetes.io/instance': 'market-data',
    },
    'send-239.10.20.50': { 'app.kubernetes.io/name': 'replay' },
  });
});
