import { ProjectCopy } from './cli/_project';

jest.setTimeout(120_000);

// The snapshot test of this project's own deployment: after a change of main.ts, `npm test -- -u` and read the diff.
test('main.ts writes what the last review saw', () => {
  const project = new ProjectCopy();
  project.synth();
  expect(project.written()).toMatchSnapshot();
  project.remove();
});
