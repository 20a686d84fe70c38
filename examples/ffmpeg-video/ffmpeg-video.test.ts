import { synthExample } from '../../__tests__/cli/_example';

jest.setTimeout(120_000);

const written = synthExample('ffmpeg-video');

test('synth has no warning but that of the release', () => {
  expect([written.status, written.warnings]).toEqual([0, []]);
});

test('the containers run what the README shows', () => {
  expect(written.containers).toMatchSnapshot();
});

test('the workload cluster has a Namespace, both ends, policies and the proof', () => {
  const kinds = /^(Namespace|Deployment|NetworkPolicy|Job) /;
  expect(written.names.filter((name) => kinds.test(name))).toEqual([
    'Namespace video',
    'Deployment camera',
    'Deployment player',
    'NetworkPolicy video-igmp',
    'NetworkPolicy video-data',
    'Job multicast-proof',
  ]);
});

test('the runbook and its picture show both ends', () => {
  expect(written.runbook).toContain('camera');
  expect(written.runbook).toContain('player');
});
