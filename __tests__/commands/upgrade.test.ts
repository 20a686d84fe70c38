import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { Lint } from '../../lib';
import { R25, R26, R28, R33, R35, POD, antreaConfig, cluster } from '../upgrade/_manifests';
import { readDocuments } from '../../lib/rules/_read-documents';
import { Folder, refused, run } from './_run';

const KEY = 'c2VjcmV0LWtleS1vZi0zMi1ieXRlcy1sb25nISEhIQ==';
const yaml = (...objects: object[]) => objects.map((object) => JSON.stringify(object)).join('\n---\n');
let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const upgrade = (...args: string[]) => run(['upgrade', ...args]);

describe('the report', () => {
  beforeEach(() => folder.write('a.yaml', yaml(cluster(R25), antreaConfig(), POD)));

  test('has a block for each step, with the way and the source of each line', async () => {
    const { code, out, err } = await upgrade('a.yaml', '--to', R26);
    expect([code, err]).toEqual([0, '']);
    const lines = out.split('\n');
    expect(lines[0]).toBe(`Cluster ns1/c1: ${R25} -> ${R26}`);
    expect(lines[1]).toMatch(/^ {2}needed before \(pod security\): Pod studio\/rx: /);
    expect(lines[2]).toMatch(/^ {4}way: /);
    expect(lines[3]).toMatch(/^ {4}source: docs\.vmware\.com/);
    expect(lines.at(-2)).toBe('Total: 1 step of 1 cluster: 0 refused, 0 unknown, 1 needed before, 0 needed after.');
  });

  test('is JSON without the manifests', async () => {
    const { out } = await upgrade('a.yaml', '--to', R26, '--format', 'json');
    const [step] = JSON.parse(out);
    expect(Object.keys(step).sort()).toEqual(
      ['cluster', 'fromRelease', 'toRelease', 'antreaBefore', 'antreaAfter', 'lines', 'removed'].sort(),
    );
    expect(Object.keys(step.lines[0]).sort()).toEqual(['how', 'level', 'source', 'topic', 'what']);
  });

  test('is Markdown', async () => {
    const { out } = await upgrade('a.yaml', '--to', R26, '--format', 'markdown');
    expect(out).toMatch(/^## Upgrade\n\nTotal: 1 step/);
    expect(out).toContain('### Cluster ns1/c1\n');
    expect(out).toMatch(/^- needed before \(pod security\): .* \(source: `docs\.vmware\.com/m);
  });

  test('of a cluster that is there has no steps', async () => {
    expect(await upgrade('a.yaml', '--to', R25)).toMatchObject({
      code: 0,
      out: 'No steps: each cluster has the release.\n',
    });
  });

  test('writes a question that several clusters have only once', async () => {
    const others = ['c2', 'c3'].map((name) => cluster(R25, { name }));
    folder.write('a.yaml', yaml(cluster(R25), ...others));
    const { code, out } = await upgrade('a.yaml', '--to', 'v1.26.13---vmware.1-fips.1-tkg.3');
    expect(code).toBe(1);
    expect(out.split('kubectl get tkr v1.26.13')).toHaveLength(2);
    expect(out.split('See above.')).toHaveLength(3);
  });
});

test('a folder such as dist is read, and files that are not manifests are left out', async () => {
  folder.write('dist/supervisor/a.yaml', yaml(cluster(R25), antreaConfig()));
  folder.write('dist/workload/pods.yaml', yaml(POD));
  folder.write('dist/kustomization.yaml', 'resources: [a.yaml]\n');
  const { code, out } = await upgrade('dist', '--to', R26);
  expect(code).toBe(0);
  expect(out).toContain('Pod studio/rx');
});

test.each<[string, string[], number]>([
  ['a downgrade', ['--to', 'v1.24.9---vmware.1-tkg.4'], 1],
  ['an unknown Antrea', ['--to', R28], 1],
  ['an Antrea of the target only', ['--to', R28, '--antrea', '1.13.3'], 1],
  ['versions of Antrea by minor version', ['--to', R28, '--antrea', '1.27=1.11.3', '--antrea', 'v1.28=1.13.3'], 0],
])('the exit code of %s', async (_, args, code) => {
  folder.write('a.yaml', yaml(cluster(R26), antreaConfig()));
  expect(await upgrade('a.yaml', ...args)).toMatchObject({ code });
});

describe('bad input', () => {
  beforeEach(() => folder.write('a.yaml', yaml(cluster(R25))));

  test.each<[string, string[], string[]]>([
    ['a target that is no release', ['a.yaml', '--to', 'latest'], ['"latest"', 'kubectl get tkr']],
    ['a missing file', ['b.yaml', '--to', R26], ['b.yaml']],
    ['an unknown option', ['a.yaml', '--to', R26, '--anrea', '1'], ['"--anrea"', '--antrea']],
    ['two versions', ['a.yaml', '--to', R26, '--antrea', '1.9.0', '--antrea', '1.11.1'], ['"1.9.0" and "1.11.1"']],
    ['a folder that exists', ['a.yaml', '--to', R26, '--output', '.'], ['--output .', 'not an empty folder']],
    ['a folder in none', ['a.yaml', '--to', R26, '--output', 'x/y'], ['--output x/y', 'does not exist']],
  ])('%s', async (_, args, parts) => {
    expect(await upgrade(...args)).toEqual(refused(parts));
  });

  test('without a target or a file, the usage', async () => {
    expect(await upgrade('a.yaml')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^usage: /) });
    expect(await upgrade('--to', R26)).toMatchObject({ code: 2, out: '' });
    expect(await upgrade('--help')).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^usage: /) });
  });

  test('without a Cluster', async () => {
    folder.write('a.yaml', yaml(POD));
    expect(await upgrade('a.yaml', '--to', R26)).toEqual(refused(['no Cluster']));
  });
});

describe('--output', () => {
  const encrypted = [{ name: 'clusterEncryptionConfigYaml', value: `kind: EncryptionConfiguration\nsecret: ${KEY}\n` }];

  test('writes a folder for each release, which lint takes', async () => {
    folder.write('a.yaml', yaml(cluster(R33, { os: 'os-name=ubuntu,os-version=24.04' }), antreaConfig()));
    const { code, err } = await upgrade('a.yaml', '--to', R35, '--output', 'new');
    expect([code, err]).toEqual([1, '2 files are written to new: apply one folder at a time.\n']);
    expect(readdirSync('new')).toEqual(['v1.34.9---vmware.2-vkr.4', R35]);
    const path = `new/${R35}/ns1.c1.yaml`;
    const objects = readDocuments(path, readFileSync(path, 'utf8')).objects.map(({ manifest }) => manifest);
    expect(objects.map(({ kind }) => kind)).toEqual(['Cluster', 'AddonConfig']);
    expect(Lint.objects(objects).filter(({ level }) => level === 'error')).toEqual([]);
    expect(readdirSync('.').sort()).toEqual(['a.yaml', 'new']);
  });

  test('writes a secret of the source only into a file that others cannot read', async () => {
    folder.write('a.yaml', yaml(cluster(R25, { variables: encrypted }), cluster(R25, { name: 'c2' })));
    const { out, err } = await upgrade('a.yaml', '--to', R26, '--output', 'new');
    const modes = readdirSync(`new/${R26}`).map((file) => statSync(`new/${R26}/${file}`).mode & 0o777);
    expect(modes[0]).toBe(0o600);
    expect(modes[1] & 0o400).toBe(0o400);
    expect(readFileSync(`new/${R26}/ns1.c1.yaml`, 'utf8')).toContain(KEY);
    expect(out + err).not.toContain(KEY);
  });

  test('takes an empty folder, and leaves out what a server writes', async () => {
    mkdirSync('new');
    const manifest = cluster(R25);
    manifest.metadata = { ...manifest.metadata, uid: 'u', managedFields: [] };
    folder.write('a.yaml', yaml({ ...manifest, status: { phase: 'Provisioned' } }));
    expect(await upgrade('a.yaml', '--to', R26, '--output', 'new')).toMatchObject({ code: 0 });
    expect(readFileSync(`new/${R26}/ns1.c1.yaml`, 'utf8')).not.toMatch(/status|uid|managedFields/);
  });

  test('writes nothing for a refused step, and nothing without the option', async () => {
    folder.write('a.yaml', yaml(cluster(R26)));
    expect(await upgrade('a.yaml', '--to', R25, '--output', 'new')).toMatchObject({
      err: 'No manifests change, so nothing is written.\n',
    });
    await upgrade('a.yaml', '--to', R28);
    expect(existsSync('new')).toBe(false);
    expect(readdirSync('.')).toEqual(['a.yaml']);
  });

  test('writes no file if one cannot be written', async () => {
    const manifest = cluster(R25, { name: 'a/../../b' });
    folder.write('a.yaml', yaml(cluster(R25), manifest));
    expect(await upgrade('a.yaml', '--to', R26, '--output', 'new')).toMatchObject({ code: 2 });
    expect(readdirSync('.')).toEqual(['a.yaml']);
  });
});

describe('compare', () => {
  beforeEach(() => {
    folder.write('25.yaml', yaml(cluster(R25), antreaConfig()));
    folder.write('26.yaml', yaml(cluster(R26), antreaConfig()));
    folder.write('28.yaml', yaml(cluster(R28), antreaConfig()));
  });
  const compare = (...args: string[]) => run(['compare', ...args]);

  test('shows the lines of the upgrade, and fails only if a step is refused', async () => {
    const up = await compare('25.yaml', '26.yaml');
    expect(up.code).toBe(0);
    expect(up.out).toContain('  changes (antrea): Antrea goes from 1.9.0 to 1.11.1');
    expect(await compare('26.yaml', '25.yaml')).toMatchObject({
      code: 1,
      out: expect.stringContaining('cannot go down'),
    });
    expect(await compare('26.yaml', '28.yaml')).toMatchObject({ code: 1, out: expect.stringContaining('skips') });
  });

  test('takes versions of Antrea as lint does, and by minor version', async () => {
    for (const value of ['1.13.3', `${R28}=1.13.3`, '1.28=1.13.3']) {
      const { out } = await compare('26.yaml', '28.yaml', '--antrea', value);
      expect(out).toContain('to 1.13.3.');
      expect(out).not.toContain('unknown (antrea)');
    }
    expect(await compare('26.yaml', '28.yaml', '--antrea', 'new')).toEqual(refused(['--antrea', '"new"']));
  });

  test('has the lines in JSON and Markdown', async () => {
    const json = JSON.parse((await compare('26.yaml', '28.yaml', '--format', 'json')).out);
    expect(json[0]).toMatchObject({ cluster: 'ns1/c1', what: 'upgrade', level: 'refused', topic: 'order' });
    const { out } = await compare('26.yaml', '28.yaml', '--format', 'markdown');
    expect(out).toContain('- **refused** (order): ');
  });
});

describe('a structure that an API server refuses', () => {
  const broken = (version: string) =>
    cluster(version, { topology: { rolloutAfter: 5, controlPlane: { replicas: 'three' } } });

  test('is only a warning of upgrade: the cluster exists', async () => {
    folder.write('a.yaml', yaml(broken(R25)));
    const { code, out, err } = await upgrade('a.yaml', '--to', R26);
    expect(code).toBe(0);
    expect(out).toContain('Antrea goes from 1.9.0');
    expect(err).toMatch(/^a\.yaml:1: warning: Cluster ns1\/c1: /);
    expect(err).not.toContain('error');
  });

  test('is only a warning of compare if both sides have it', async () => {
    folder.write('a.yaml', yaml(broken(R25)));
    folder.write('b.yaml', yaml(broken(R26)));
    folder.write('c.yaml', yaml(cluster(R25)));
    const { code, err } = await run(['compare', 'a.yaml', 'b.yaml']);
    expect(code).toBe(0);
    expect(err).toMatch(/warning: Cluster ns1\/c1: /);
    expect(await run(['compare', 'a.yaml', 'a.yaml'])).toMatchObject({ code: 0, out: 'No changes.\n' });
    expect(await run(['compare', 'c.yaml', 'b.yaml'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('error'),
    });
  });
});
