import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthExample } from '../../__tests__/cli/_example';

jest.setTimeout(120_000);

const written = synthExample('peer-group');

test('synth has no warning but that of the release', () => {
  expect([written.status, written.warnings]).toEqual([0, []]);
});

test('the containers run what the README shows', () => {
  expect(written.containers).toMatchSnapshot();
});

test('the program is in the ConfigMap that the Pods mount', () => {
  const [program] = written.objects.filter(({ metadata }) => metadata.name === 'peer');
  expect(program.data['peer.py']).toBe(readFileSync(join(__dirname, 'peer.py'), 'utf8'));
});

test('policies allow the same Pods to join and to send', () => {
  const labels = { 'multicast-stream/239.10.20.40-7600': 'peer' };
  expect(written.allowed).toEqual({ 'join-239.10.20.40': labels, 'send-239.10.20.40': labels });
});
