import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { Folder, refused, run, thing, useRuleOfTests } from '../_run';

let folder: Folder;
let undo: () => void;
beforeEach(() => {
  folder = new Folder();
  undo = useRuleOfTests();
});
afterEach(() => {
  undo();
  folder.remove();
});

/** The last line of a report as text. */
function summary(text: string): string | undefined {
  return text.trimEnd().split('\n').at(-1);
}

describe('a folder as operand', () => {
  test('stands for its files, at any depth', async () => {
    folder.write('k8s/b.yaml', thing('b', ['error', 'is wrong']));
    folder.write('k8s/a/c.yml', thing('c', ['note', 'is so']));
    folder.write('k8s/readme.md', 'not YAML: {{');
    const { code, out } = await run(['lint', 'k8s', 'k8s/b.yaml']);
    expect(code).toBe(1);
    expect(out).toContain('k8s/a/c.yml:1: note TEST1 Thing ns/c: is so');
    expect(summary(out)).toBe(
      '1 error, 0 warnings, 1 note, 0 acknowledged; 2 objects checked, 0 of a kind that no rule covers.',
    );
  });

  test.each([
    ['kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n'],
    ['a kustomization.yaml without members at the top', 'resources: [a.yaml]\n'],
    ['values.yaml', 'image:\n  kind: x\n  apiVersion: v1\n  metadata: {}\nreplicas: 1\n'],
    ['Chart.yaml', 'apiVersion: v2\nname: app\nversion: 1.0.0\n'],
    ['a workflow', 'name: ci\non: [push]\njobs: { a: { runs-on: x, steps: [{ run: "echo ${{ x }}" }] } }\n'],
    ['.gitlab-ci.yml', 'test:\n  script: [make]\n'],
    ['docker-compose', 'services:\n  web: { image: nginx }\n'],
    ['package.json', '{"name": "x", "kind": 1}'],
    ['a tsconfig with comments', '{\n// a comment\n"compilerOptions": {}\n}'],
    ['a JSON schema', '{"properties": {"apiVersion": {}, "kind": {}, "metadata": {}}}'],
    ['a list of JSON patches', '- op: add\n  path: /kind\n  value: x\n'],
    ['a cluster of kind', 'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n'],
    ['a kubeconfig', 'apiVersion: v1\nkind: Config\nclusters: []\n'],
    ['a file with only comments', '# nothing\n'],
    ['text that is no YAML', 'a: [\n'],
  ])('skips and counts %s', async (_, text) => {
    folder.write('k8s/a.yaml', thing('a'));
    folder.write('k8s/other.yaml', text);
    const { code, out, err } = await run(['lint', 'k8s']);
    expect({ code, err, last: summary(out) }).toEqual({
      code: 0,
      err: '',
      last: '0 errors, 0 warnings, 0 notes, 0 acknowledged; 1 object checked, 0 of a kind that no rule covers. 1 file is not a manifest.',
    });
  });

  test.each([
    ['without kind', 'apiVersion: v1\nmetadata: { name: x }\n', 'has no kind'],
    ['without apiVersion', 'kind: Pod\nmetadata: { name: x }\n', 'has no apiVersion'],
    ['without metadata', 'kind: Pod\napiVersion: v1\n', 'has no metadata'],
    ['with a syntax error', 'kind: Pod\napiVersion: v1\nmetadata: { name: x\n', 'YAML syntax error'],
    ['as JSON without kind', '{"apiVersion": "v1", "metadata": {"name": "x"}}', 'has no kind'],
  ])('does not skip a manifest %s', async (_, text, message) => {
    folder.write('k8s/a.yaml', thing('a'));
    folder.write('k8s/x.yaml', text);
    expect(await run(['lint', 'k8s'])).toEqual(refused(['k8s/x.yaml', message]));
  });

  test('a file that is named stays an error', async () => {
    folder.write('k8s/a.yaml', thing('a'));
    folder.write('k8s/values.yaml', 'replicas: 1\n');
    expect(await run(['lint', 'k8s', 'k8s/values.yaml'])).toEqual(refused(['k8s/values.yaml:1', 'has no apiVersion']));
  });

  test('without manifests is an error', async () => {
    mkdirSync('empty');
    folder.write('k8s/values.yaml', 'replicas: 1\n');
    expect(await run(['lint', 'empty'])).toEqual(refused(['The folder "empty" contains no manifest']));
    expect(await run(['lint', 'k8s', 'empty'])).toEqual(refused(['None of the folders "k8s", "empty"']));
  });

  test('leaves out .git and node_modules', async () => {
    folder.write('a.yaml', thing('a'));
    folder.write('node_modules/x/b.yaml', 'kind: Pod\napiVersion: v1\n');
    folder.write('.git/c.yaml', 'kind: Pod\napiVersion: v1\n');
    expect((await run(['lint', '.'])).out).toContain('1 object checked');
  });

  test('in JSON the numbers of files are on standard error', async () => {
    folder.write('k8s/a.yaml', thing('a'));
    folder.write('k8s/values.yaml', 'replicas: 1\n');
    expect(await run(['lint', 'k8s', '--format', 'json'])).toEqual({
      code: 0,
      out: '[]\n',
      err: '1 file is not a manifest.\n',
    });
  });
});

describe('a template', () => {
  const POD = 'apiVersion: v1\nkind: Thing\nmetadata:\n  name: x\n';

  test.each([
    ['a line of Helm', `{{- if .Values.on }}\n${POD}{{- end }}\n`, 't.yaml:1', '{{- if .Values.on }}', 'helm template'],
    ['a value of Helm', POD.replace('x', '{{ .Values.name }}'), 't.yaml:4', '{{ .Values.name }}', 'helm template'],
    ['a value in quotes', POD.replace('x', '"a-{{ name }}"'), 't.yaml:4', '{{ name }}', 'helm template'],
    ['a placeholder', `${POD}spec:\n  image: {registry}/iperf\n`, 't.yaml:6', '{registry}', 'the tool'],
    ['a placeholder as name', POD.replace('x', '{name}'), 't.yaml:4', '{name}', 'the tool'],
    ['a variable as name', POD.replace('x', '${NAME}-a'), 't.yaml:4', '${NAME}', 'envsubst'],
    ['a variable as version', `${POD}spec: { topology: { version: "\${V}" } }\n`, 't.yaml:5', '${V}', 'envsubst'],
  ])('%s gets one sentence', async (_, text, place, placeholder, tool) => {
    folder.write('t.yaml', text);
    folder.write('k8s/t.yaml', text);
    folder.write('k8s/a.yaml', thing('a'));
    expect(await run(['lint', 't.yaml'])).toEqual(
      refused([`${place}: the file is a template with the placeholder ${JSON.stringify(placeholder)}`, tool]),
    );
    const { code, out, err } = await run(['lint', 'k8s']);
    expect(code).toBe(0);
    expect(summary(out)).toContain('1 object checked, 0 of a kind that no rule covers. 1 file is a template.');
    expect(err).toContain(`1 file is a template and not checked, such as k8s/${place}`);
  });

  test.each([
    ['braces in a text', `${POD}data: { a: "{{ $labels.x }}", b: '\${HOME}' }\n`],
    ['braces in a comment', `# {{ x }}\n${POD}`],
    ['a map', `${POD}spec: {a: {b: c}}\n`],
    ['a variable of a container', `${POD}spec: { args: [-c, $(GROUP)] }\n`],
  ])('is not %s', async (_, text) => {
    folder.write('t.yaml', text);
    expect((await run(['lint', 't.yaml'])).code).toBe(0);
  });

  test('a syntax error elsewhere stays one', async () => {
    folder.write('t.yaml', `${POD}data:\n  a: "{{ x }}"\n  b: [\n`);
    expect(await run(['lint', 't.yaml'])).toEqual(refused(['t.yaml:7', 'YAML syntax error']));
  });
});

describe('--ignore', () => {
  beforeEach(() => {
    folder.write('k8s/a.yaml', thing('a'));
    folder.write('k8s/charts/x/b.yaml', thing('b'));
    folder.write('k8s/charts/y/c.tmpl.yaml', thing('c'));
  });

  test.each([
    ['k8s/charts', 1],
    ['k8s/charts/', 1],
    ['charts', 1],
    ['charts/**', 1],
    ['**/charts/**', 1],
    ['k8s/*/x', 2],
    ['*.tmpl.yaml', 2],
    ['./k8s/charts/?/*.yaml', 1],
    ['k8s/*.yaml', 2],
    ['**/b.yaml', 2],
  ])('%s leaves %s objects', async (pattern, left) => {
    const { out, err } = await run(['lint', 'k8s', '--ignore', pattern]);
    expect(err).toBe('');
    expect(out).toMatch(new RegExp(`; ${left} objects? checked, .* (path is|paths are) ignored\\.`));
  });

  test('can be given more than once, and names patterns that match nothing', async () => {
    const { out, err } = await run(['lint', folder.path, '--ignore', 'charts/x', '--ignore=y', '--ignore', 'other']);
    expect(out).toContain('2 objects checked');
    expect(err).toBe(
      '--ignore "charts/x" matches no file: correct the pattern, or leave it out.\n--ignore "other" matches no file: correct the pattern, or leave it out.\n',
    );
  });

  test('leaves out a named file too, as a pre-commit hook names it', async () => {
    const { code, out, err } = await run(['lint', 'k8s/a.yaml', '--ignore', 'a.*', '--ignore', 'b.*']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('0 objects checked, 0 of a kind that no rule covers. 1 path is ignored.');
  });

  test('refuses an empty pattern', async () => {
    expect(await run(['lint', 'k8s', '--ignore', './'])).toEqual(refused(['--ignore "./" is not a pattern']));
  });
});

describe('--output', () => {
  beforeEach(() => folder.write('a.yaml', thing('a', ['error', 'is wrong'])));

  test('writes the report, and prints the summary', async () => {
    expect(await run(['lint', 'a.yaml', '--format', 'json', '--output', 'out.json'])).toEqual({
      code: 1,
      err: '',
      out: '1 error, 0 warnings, 0 notes, 0 acknowledged; 1 object checked, 0 of a kind that no rule covers.\n',
    });
    expect(JSON.parse(readFileSync('out.json', 'utf8'))).toMatchObject([{ ruleId: 'TEST1', file: 'a.yaml' }]);
    expect(readdirSync('.')).toEqual(['a.yaml', 'out.json']);
  });

  test('replaces an older report, also one in the folder that is checked', async () => {
    await run(['lint', '.', '--format', 'json', '--output', 'out.json']);
    const first = readFileSync('out.json', 'utf8');
    symlinkSync('out.json', 'link.json');
    expect((await run(['lint', '.', '--format', 'json', '--output', 'link.json'])).code).toBe(1);
    expect(readFileSync('out.json', 'utf8')).toBe(first);
  });

  test.each([
    ['a.yaml', '--output a.yaml would replace a.yaml'],
    ['./a.yaml', 'would replace a.yaml'],
    ['link.yaml', 'would replace a.yaml'],
    ['none/out.json', 'the folder none does not exist'],
    ['a.yaml/out.json', 'the folder a.yaml does not exist'],
    ['folder', '--output folder is not a regular file'],
    ['/dev/null', 'is not a regular file'],
    [`${'x'.repeat(300)}.json`, 'too long'],
  ])('refuses %s', async (path, message) => {
    mkdirSync('folder');
    symlinkSync('a.yaml', 'link.yaml');
    const before = readFileSync('a.yaml', 'utf8');
    expect(await run(['lint', 'a.yaml', '--output', path])).toEqual(refused([message]));
    expect(readFileSync('a.yaml', 'utf8')).toBe(before);
    expect(existsSync('none')).toBe(false);
  });

  test('writes nothing if the input is invalid', async () => {
    writeFileSync('b.yaml', 'a: [');
    expect((await run(['lint', 'a.yaml', 'b.yaml', '--output', 'out.json'])).code).toBe(2);
    expect(existsSync('out.json')).toBe(false);
  });
});
