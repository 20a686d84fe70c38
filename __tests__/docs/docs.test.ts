import { existsSync, rmSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join, normalize } from 'node:path';
import { Testing, Yaml } from 'cdk8s';
import { newCluster, supervisorChart } from '../_build';
import { ProjectCopy } from '../cli/_project';
import { Folder, run } from '../commands/_run';
import { PAGES, PROJECT, anchors, firstExample, inlineCode, links, read, shellLines } from './_markdown';

jest.setTimeout(120_000);

const PACKAGE = JSON.parse(read('package.json'));

/** Pages that contributors read: they are in the repository and not in the package. */
const OF_REPOSITORY = [
  ...['CONTRIBUTING.md', 'ARCHITECTURE.md', 'RELEASING.md', 'api/', 'examples/', 'ci/', '.github/workflows/'],
  // Pages of classes: they are large, and the declarations in the package have the same texts.
  'API.md',
  ...['docs/addons.md', 'docs/cluster-api.md', 'docs/cni.md', 'docs/tanzu-run.md', 'docs/vm-operator.md'],
];

/** npm scripts of an app that `init` writes, and not of this project. */
const OF_NEW_APPS = ['snapshot'];

const has = (path: string) => existsSync(join(PROJECT, path));

test('the README has at most 960 words', () => {
  expect(read('README.md').trim().split(/\s+/).length).toBeLessThanOrEqual(960);
});

describe.each(PAGES)('%s', (page) => {
  test('has only links that lead somewhere', () => {
    expect(deadLinks(page)).toEqual([]);
  });

  test('names only commands that exist', () => {
    const commands = [...shellLines(page), ...inlineCode(page)].flatMap((line) => line.split(/ *(?:&&|\|\||[|;]) */));
    expect(commands.flatMap(missingIn)).toEqual([]);
  });
});

test.each(['docs/rules.md', 'docs/compatibility.md', 'docs/licenses.md'])(
  'the generated %s has only links that lead somewhere',
  (page) => {
    expect(deadLinks(page)).toEqual([]);
  },
);

/** The links of a page that lead nowhere. Each page is read once. */
function deadLinks(page: string): string[] {
  const anchorsOf = new Map<string, string[]>();
  return links(page).filter((link) => {
    const [path, anchor] = link.split('#');
    if (/^[a-z]+:/.test(path)) {
      return false;
    }
    const target = path === '' ? page : normalize(join(dirname(page), path));
    if (anchor === undefined || !has(target)) {
      return !has(target);
    }
    const known = anchorsOf.get(target) ?? anchors(target);
    anchorsOf.set(target, known);
    return !known.includes(anchor);
  });
}

/** What a command names that does not exist. */
function missingIn(command: string): string[] {
  const [program, first = '', ...rest] = command.trim().split(/\s+/);
  const paths = [first, ...rest].filter((word) => /^[\w.]+\//.test(word));
  switch (program) {
    case 'npm':
      return first === 'run' && ![...Object.keys(PACKAGE.scripts), ...OF_NEW_APPS].includes(rest[0]) ? [command] : [];
    case 'npx': {
      const isOwn = first in PACKAGE.bin || has(`node_modules/.bin/${first}`) || has(`node_modules/${first}`);
      const missing = first === 'jest' ? rest.filter((word) => word.includes('/') && !has(word)) : [];
      return isOwn ? missing : [command];
    }
    case 'node':
    case 'bash':
      return paths.filter((path) => !has(path));
    default:
      return [];
  }
}

/** Whether a text in backticks is meant as a path of the repository. */
function isPath(text: string): boolean {
  const [top] = text.split('/');
  return (
    /^[\w.][\w./-]*$/.test(text) &&
    (text.includes('/') ? has(top) && top !== 'dist' : /\.(md|json|ts|mjs|cjs|yaml)$/.test(text)) &&
    top !== 'node_modules'
  );
}

test.each(['CONTRIBUTING.md', 'ARCHITECTURE.md'])('every path that %s names exists', (page) => {
  const missing = inlineCode(page).filter((text) => isPath(text) && !has(text));
  expect([...new Set(missing)]).toEqual([]);
});

/** A glob of `files` in package.json as a regular expression. */
function patternOf(glob: string): RegExp {
  const parts = glob.replace(/[.]/g, '\\.').split(/(\*\*?)/);
  const pattern = parts.map((part) => ({ '*': '[^/]*', '**': '.*' })[part] ?? part);
  return new RegExp(`^${pattern.join('')}$`);
}

test('pages of the package link only to what the package has', () => {
  const globs: string[] = [...PACKAGE.files, 'README.md', 'LICENSE', 'package.json'];
  const leftOut = /^docs\/(addons|cluster-api|cni|tanzu-run|vm-operator)\.md$/;
  const isPacked = (path: string) => !leftOut.test(path) && globs.some((glob) => patternOf(glob).test(path));
  const outside = PAGES.filter(isPacked).flatMap((page) =>
    links(page)
      .filter((link) => !/^[a-z]+:|^#/.test(link))
      .map((link) => normalize(join(dirname(page), link.split('#')[0])))
      .filter((path) => !isPacked(path) && !OF_REPOSITORY.some((own) => path.startsWith(own))),
  );
  expect(outside).toEqual([]);
});

describe('the command lines of the pages', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());

  const COMMANDS = PAGES.flatMap(shellLines)
    .map((line) => /npx cdk8s-antrea-multicast (.+)$/.exec(line)?.[1])
    .filter((line) => line !== undefined);

  test('are those of the commands that read manifests, and of init', () => {
    expect([...new Set(COMMANDS.map((line) => line.split(' ')[0]))].sort()).toEqual([
      'adopt',
      'compare',
      'init',
      'lint',
      'preview',
      'upgrade',
    ]);
  });

  test.each(COMMANDS)('%s', async (line) => {
    const chart = supervisorChart();
    newCluster({}, chart).enableMulticast();
    const [config, cluster] = Testing.synth(chart).map((object) => Yaml.stringify(object));
    folder.write('antrea-config.yaml', config);
    folder.write('cluster.yaml', cluster);
    folder.write('pods.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [] }\n');
    folder.write('dist-before/a.yaml', config);
    folder.write('dist/a.yaml', `${config}\n---\n${cluster}`);
    folder.write('clusters/a.yaml', `${config}\n---\n${cluster}`);
    folder.write('charts/a.yaml', config);
    folder.write('a.tmpl.yaml', config);
    const words = line.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1'));
    rmSync('video', { recursive: true, force: true });
    // There is no terminal for its questions, and no network for its installation.
    const more = words[0] === 'init' ? ['--yes', '--no-install'] : [];
    const { code, out, err } = await run([...words, ...more], config);
    expect(err).toBe('');
    expect(code).toBeLessThan(2);
    expect(out).not.toBe('');
  });

  test('docs/lint.md lists every option of lint', async () => {
    const { out } = await run(['lint', '--help']);
    const options = [...out.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, option]) => option);
    const listed = inlineCode('docs/lint.md').map((code) => code.split(' ')[0]);
    expect(options.filter((option) => option !== '--help' && !listed.includes(option))).toEqual([]);
  });
});

describe('npm run synth', () => {
  const project = new ProjectCopy();
  afterAll(() => project.remove());

  test('writes the files that the README names for its first example, and prints no stack', () => {
    project.write('main.ts', firstExample('README.md'));
    const { status, stderr } = spawnSync('npm', ['run', 'synth'], { cwd: project.folder, encoding: 'utf8' });
    expect({ status, stack: /^\s+at /m.test(stderr) }).toEqual({ status: 0, stack: false });
    const named = inlineCode('README.md').filter((code) => code.startsWith('dist/'));
    expect(named.map((path) => statSync(join(project.folder, path)).isFile())).toEqual(
      Object.keys(project.written()).map(() => true),
    );
    expect(stderr.match(/^warning: .*TAM009/gm)).toHaveLength(1);
  });
});
