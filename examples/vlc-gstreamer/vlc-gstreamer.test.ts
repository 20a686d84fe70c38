import { synthExample } from '../../__tests__/cli/_example';

jest.setTimeout(120_000);

const written = synthExample('vlc-gstreamer');

test('synth has no warning but that of the release', () => {
  expect([written.status, written.warnings]).toEqual([0, []]);
});

test('the containers run what the README shows', () => {
  expect(written.containers).toMatchSnapshot();
});

test('the runbook and its picture show all four', () => {
  const missing = ['vlc-sender', 'vlc-receiver', 'gst-sender', 'gst-receiver'].filter(
    (name) => !written.runbook.includes(name),
  );
  expect(missing).toEqual([]);
});
