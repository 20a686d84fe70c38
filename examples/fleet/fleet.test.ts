import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ProjectCopy } from '../../__tests__/cli/_project';
import { run } from '../../__tests__/commands/_run';

jest.setTimeout(240_000);

const FLEET = 'examples/fleet';
const project = new ProjectCopy();
const dist = join(project.folder, FLEET, 'dist');
const { status, stderr } = project.synth(FLEET);
const written = project.written(FLEET);
const paths = Object.keys(written);
afterAll(() => project.remove());

/** The folders of the clusters, such as production/fra-studio-01. */
const clusters = [...new Set(paths.flatMap((path) => /^\w+\/[^/]+(?=\/)/.exec(path) ?? []))];

test('40 clusters in 2 environments and 3 vSphere Namespaces, without an error', () => {
  expect([status, stderr.match(/error/i)]).toEqual([0, null]);
  expect(clusters).toHaveLength(40);
  const namespaces = paths
    .filter((path) => /supervisor\/\d+-cluster-/.test(path))
    .map((path) => /namespace: (\S+)/.exec(written[path])?.[1]);
  expect([...new Set(namespaces)].sort()).toEqual(['broadcast-frankfurt', 'broadcast-paris', 'broadcast-test']);
});

test('the files of one cluster for the Supervisor, and their names', () => {
  const ofCluster = paths.filter((path) => path.startsWith('production/fra-studio-01/'));
  expect(ofCluster).toMatchSnapshot();
  expect(
    ofCluster.filter((path) => /antreaconfig|-cluster-/.test(path)).map((path) => written[path]),
  ).toMatchSnapshot();
});

test('a line for each cluster changes with its content', () => {
  const digests = clusters.map((cluster) => {
    const hash = createHash('sha256');
    paths.filter((path) => path.startsWith(`${cluster}/`)).forEach((path) => hash.update(path).update(written[path]));
    return `${cluster} ${hash.digest('hex').slice(0, 8)}`;
  });
  expect(digests).toMatchSnapshot();
});

test('the variant for Flux has the same objects', () => {
  const flux = project.synth(FLEET, '--app', 'node ../../scripts/run-app.cjs flux.ts', '--output', 'flux');
  expect(flux.status).toBe(0);
});

test('the report for a pull request names the changed clusters, their streams and what is immutable', async () => {
  const before = join(project.folder, 'before');
  cpSync(dist, before, { recursive: true });
  project.edit(`${FLEET}/inventory/production/frankfurt/fra-studio-03.yaml`, '239.10.1.3', '239.10.1.103');
  project.write(
    `${FLEET}/inventory/test/par-studio-02.yaml`,
    'streams:\n  program: { group: 239.20.2.2 }\ncluster: { podCidrs: [172.24.0.0/16] }\n',
  );
  expect(project.synth(FLEET).status).toBe(0);
  const { code, out } = await run(['compare', before, dist, '--format', 'markdown']);
  expect(code).toBe(1);
  expect(out).toMatchSnapshot();
});
