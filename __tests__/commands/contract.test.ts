import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { R24, R25, R26, cluster } from '../upgrade/_manifests';
import { Folder, run } from './_run';

// docs/commands.md promises these exit codes and members.

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'commands.md'), 'utf8');

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
  folder.write('a.yaml', config(false));
  folder.write('b.yaml', config(true));
  folder.write('bad.yaml', 'a: [\n');
  folder.write(
    'pod.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: b }] }\n',
  );
  folder.write('cluster.yaml', CLUSTER);
  folder.write('vm.yaml', machine('a'));
  folder.write('vm2.yaml', machine('b'));
  folder.write('old.yaml', JSON.stringify(cluster(R25)));
});
afterEach(() => folder.remove());

function config(isWrong: boolean): string {
  const settings = isWrong ? 'trafficEncapMode: encap, noSNAT: true, colour: red, ' : '';
  return `apiVersion: cni.tanzu.vmware.com/v1alpha1
kind: AntreaConfig
metadata: { name: lab1-antrea-package, namespace: mcast }
spec: { antrea: { config: { ${settings}featureGates: { Multicast: true } } } }
`;
}

const CLUSTER = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: { name: lab1, namespace: mcast }
spec: { clusterNetwork: { services: { cidrBlocks: [172.21.0.0/16] } } }
`;

function machine(storageClass: string): string {
  return `apiVersion: vmoperator.vmware.com/v1alpha1
kind: VirtualMachine
metadata: { name: vm, namespace: mcast }
spec: { imageName: a, className: b, storageClass: ${storageClass} }
`;
}

test.each([
  [0, 'init app --yes --no-install'],
  [2, 'init . --yes --no-install'],
  [2, 'init app --port 80 --yes --no-install'],
  [2, 'init app --no-install'],
  [2, 'init app --yess'],
  [0, 'lint a.yaml'],
  [0, 'lint b.yaml --write-baseline known.json'],
  [1, 'lint b.yaml'],
  [1, 'lint b.yaml --format json'],
  [1, 'lint b.yaml --format sarif'],
  [1, 'lint b.yaml --format gitlab'],
  [2, 'lint bad.yaml'],
  [2, 'lint none.yaml'],
  [2, 'lint a.yaml --strikt'],
  [2, 'lint'],
  [0, 'preview a.yaml cluster.yaml --package 1.9.0'],
  [2, 'preview a.yaml'],
  [2, 'preview pod.yaml --package 1.9.0'],
  [2, 'preview bad.yaml --package 1.9.0'],
  [0, 'compare a.yaml a.yaml'],
  [0, 'compare a.yaml a.yaml --format json'],
  [1, 'compare vm.yaml vm2.yaml'],
  [1, 'compare vm.yaml vm2.yaml --format json'],
  [2, 'compare a.yaml bad.yaml'],
  [2, 'compare a.yaml'],
  [0, `upgrade old.yaml --to ${R26}`],
  [0, `upgrade old.yaml --to ${R26} --format json`],
  [1, `upgrade old.yaml --to ${R24}`],
  [2, 'upgrade old.yaml --to latest'],
  [2, 'upgrade old.yaml'],
  [2, 'adopt'],
  [2, 'adopt bad.yaml'],
  [2, 'adopt --check .'],
  [2, 'adopt old.yaml --check .  --output app'],
  [0, 'explain'],
  [0, 'explain TAM001'],
  [0, 'explain --format json'],
  [2, 'explain TAM'],
  [2, 'explan'],
  [2, ''],
])('exit code %s of %s', async (expected, line) => {
  const { code, out, err } = await run(line.split(' ').filter((word) => word !== ''));
  expect(code).toBe(expected);
  expect(out === '').toBe(expected === 2);
  expect(err === '').toBe(expected !== 2);
});

/** The members that a table of the page lists after a sentence. */
function members(after: string): string[] {
  const [table] = PAGE.slice(PAGE.indexOf(after)).split('\n\n').slice(1);
  return [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
}

test('the members of a finding', async () => {
  const { out } = await run(['lint', 'b.yaml', '--format', 'json']);
  const listed = members('`lint --format json`');
  const found = JSON.parse(out).flatMap((finding: object) => Object.keys(finding));
  expect(found.filter((name: string) => !listed.includes(name))).toEqual([]);
  expect(listed.filter((name) => !found.includes(name))).toEqual(['acknowledged', 'isKnown']);
  const wrong = JSON.parse(out).find(({ ruleId }: any) => ruleId === 'TAM088');
  expect(wrong).toMatchObject({ file: 'b.yaml', document: 1, line: 4, column: 68, path: 'spec.antrea.config.colour' });
});

test('the members of a change, without values', async () => {
  const { out } = await run(['compare', 'vm.yaml', 'vm2.yaml', '--format', 'json']);
  expect(JSON.parse(out)).toHaveLength(1);
  expect(Object.keys(JSON.parse(out)[0])).toEqual(members('`compare --format json`'));
});

test('the members of a step', async () => {
  const { out } = await run(['upgrade', 'old.yaml', '--to', R26, '--format', 'json']);
  expect(Object.keys(JSON.parse(out)[0]).sort()).toEqual(members('`upgrade --format json`').sort());
});
