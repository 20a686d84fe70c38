import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ProjectCopy } from '../../__tests__/cli/_project';
import { testWithShared } from '../../__tests__/_shared';

jest.setTimeout(120_000);

const ARTICLE = join(__dirname, 'article');

/** A document of the article. Two Pods are not valid YAML because of a placeholder, so the placeholder is replaced. */
function article(file: string): any {
  const text = readFileSync(join(ARTICLE, file), 'utf8').replaceAll('{registry-fqdn}', 'registry.example.com');
  return parseAllDocuments(text)[0].toJS();
}

let written: { [file: string]: any[] };
beforeAll(() => {
  const project = new ProjectCopy();
  project.synth('examples/seed-exact');
  const files = Object.entries(project.written('examples/seed-exact'));
  written = Object.fromEntries(
    files.map(([file, text]) => [file, parseAllDocuments(text).map((document) => document.toJS())]),
  );
  project.remove();
});

test('synth writes exactly these documents', () => {
  const names = Object.entries(written).map(([file, documents]) => [
    file,
    documents.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`),
  ]);
  expect(Object.fromEntries(names)).toEqual({
    'mccluster-supervisor.k8s.yaml': ['AntreaConfig mcast/mccluster-antrea-package', 'Cluster mcast/mccluster'],
    'mccluster-workload.k8s.yaml': ['Pod default/mcsender', 'Pod default/mcreceiver'],
    'mccluster-workload-host-network.k8s.yaml': ['Pod default/mcsender'],
  });
});

test.each([
  ['mccluster-supervisor.k8s.yaml', 0, 'antrea-config.yaml'],
  ['mccluster-supervisor.k8s.yaml', 1, 'cluster.yaml'],
])('%s, document %i, equals %s', (file, place, name) => {
  expect(written[file][place]).toEqual(article(name));
});

test.each([
  ['mccluster-workload.k8s.yaml', 0, 'mcsender.yaml'],
  ['mccluster-workload.k8s.yaml', 1, 'mcreceiver.yaml'],
  ['mccluster-workload-host-network.k8s.yaml', 0, 'mcsender-host-network.yaml'],
])('%s, document %i, equals the Pod of %s', (file, place, name) => {
  const pod = written[file][place];
  // No additional field: the image of the article might not start with it.
  expect(pod).toEqual(article(name));
});

testWithShared(
  'the files in article/ are parts of the article',
  ['seed/enabling-multicast-on-tanzu-tkgs-with-antrea.md'],
  ([path]) => {
    const text = readFileSync(path, 'utf8');
    const files = ['antrea-config', 'cluster', 'mcsender', 'mcreceiver', 'mcsender-host-network'];
    const missing = files.filter((file) => !text.includes(readFileSync(join(ARTICLE, `${file}.yaml`), 'utf8')));
    expect(missing).toEqual([]);
  },
);
