import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { main } from '../../../lib/commands/_main';
import { writeFiles } from '../../../lib/commands/fixing/_write-files';
import { Folder, Result, run } from '../_run';
import { EARLY, GATES, antreaConfig, changedLines, cluster, documents } from './_fix';

const GATE = `featureGates: { ${GATES}, Multicast: true }`;
const WRONG = documents(antreaConfig(`${GATE}\ndefaultMTU: 8950`), cluster(EARLY));
const RIGHT = WRONG.replace('8950', '"8950"');

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
  folder.write('all.yaml', WRONG);
});
afterEach(() => folder.remove());

const textNow = () => readFileSync('all.yaml', 'utf8');

/** Runs a command line on a terminal, where the user answers a question. */
async function answered(args: string[], answer: string): Promise<Result & { questions: string[] }> {
  let [out, err] = ['', ''];
  const questions: string[] = [];
  const code = await main(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    readStdin: async () => Buffer.from(''),
    ask: async (question) => {
      questions.push(question);
      return answer;
    },
  });
  return { code, out, err, questions };
}

describe('without --yes', () => {
  test('the difference is printed and no file is changed, if standard input is not a terminal', async () => {
    const { code, out, err } = await run(['lint', 'all.yaml', '--fix']);
    expect(code).toBe(1);
    expect(changedLines(out.split('\n\n')[0])).toEqual(['-      defaultMTU: 8950', '+      defaultMTU: "8950"']);
    expect(out).toContain('error TAM089');
    expect(err).toBe('No file is changed, because standard input is not a terminal: give --yes to write 1 file.\n');
    expect(textNow()).toBe(WRONG);
  });

  test.each(['', 'n', 'no', 'yess'])('the answer %j changes no file', async (answer) => {
    const { code, err, questions } = await answered(['lint', 'all.yaml', '--fix'], answer);
    expect({ code, err, questions }).toEqual({
      code: 1,
      err: 'No file is changed.\n',
      questions: ['Write 1 file? [y/N] '],
    });
    expect(textNow()).toBe(WRONG);
  });

  test.each(['y', 'Yes\n'])('the answer %j writes the file', async (answer) => {
    const { code, err } = await answered(['lint', 'all.yaml', '--fix'], answer);
    expect({ code, err }).toEqual({ code: 0, err: '1 file changed.\n' });
    expect(textNow()).toBe(RIGHT);
  });
});

test('with --yes, there is no question, and the report and the exit code are those after the fix', async () => {
  const { code, out, err, questions } = await answered(['lint', 'all.yaml', '--fix', '--yes'], 'n');
  expect({ code, err, questions }).toEqual({ code: 0, err: '1 file changed.\n', questions: [] });
  expect(out).not.toContain('TAM089');
  expect(textNow()).toBe(RIGHT);
  expect((await run(['lint', 'all.yaml', '--fix', '--yes', '--strict'])).code).toBe(1);
});

test('a folder with several files, of which only some change', async () => {
  folder.write('a/one.yaml', antreaConfig(`${GATE}\ndefaultMTU: 1400`));
  folder.write('a/two.yaml', antreaConfig(GATE, 'radio-antrea-package'));
  folder.write('a/readme.md', 'defaultMTU: 8950');
  const { out, err } = await run(['lint', 'a', 'all.yaml', '--fix', '--yes']);
  expect(out.match(/^--- .*/gm)).toEqual(['--- a/one.yaml', '--- all.yaml']);
  expect(err).toContain('2 files changed.');
  expect(readFileSync('a/two.yaml', 'utf8')).toBe(antreaConfig(GATE, 'radio-antrea-package'));
});

test('other formats of the report are not mixed with the difference', async () => {
  const { out, err } = await run(['lint', 'all.yaml', '--fix', '--yes', '--format', 'json']);
  expect(JSON.parse(out).map(({ ruleId }: { ruleId: string }) => ruleId)).not.toContain('TAM089');
  expect(err).toContain('+      defaultMTU: "8950"');
  const { out: withEdits } = await run(['lint', 'all.yaml', '--format', 'json']);
  expect(withEdits).not.toContain('"edits"');
});

describe('how a file is replaced', () => {
  test('it keeps its permissions, and no other file stays in the folder', async () => {
    chmodSync('all.yaml', 0o640);
    await run(['lint', 'all.yaml', '--fix', '--yes']);
    expect(statSync('all.yaml').mode & 0o777).toBe(0o640);
    expect(readdirSync('.')).toEqual(['all.yaml']);
  });

  test('a symbolic link stays, and its target is replaced', async () => {
    mkdirSync('real');
    writeFileSync('real/config.yaml', WRONG);
    symlinkSync('real/config.yaml', 'link.yaml');
    await run(['lint', 'link.yaml', '--fix', '--yes']);
    expect(lstatSync('link.yaml').isSymbolicLink()).toBe(true);
    expect(readFileSync('real/config.yaml', 'utf8')).toBe(RIGHT);
    expect(readdirSync('real')).toEqual(['config.yaml']);
  });

  test('a file that changes while the user reads the difference is not replaced, and neither is any other', async () => {
    folder.write('other.yaml', antreaConfig(`${GATE}\ndefaultMTU: 1400`, 'radio-antrea-package'));
    const other = readFileSync('other.yaml', 'utf8');
    const changedMeanwhile = WRONG.replace('172.20', '172.30');
    const code = main(['lint', 'other.yaml', 'all.yaml', '--fix'], {
      out: () => undefined,
      err: (text) => errors.push(text),
      readStdin: async () => Buffer.from(''),
      ask: async () => {
        folder.write('all.yaml', changedMeanwhile);
        return 'y';
      },
    });
    const errors: string[] = [];
    expect(await code).toBe(2);
    expect(errors.join('')).toContain('all.yaml has changed since it was read: run the command again.');
    expect([textNow(), readFileSync('other.yaml', 'utf8')]).toEqual([changedMeanwhile, other]);
    expect(readdirSync('.').sort()).toEqual(['all.yaml', 'other.yaml']);
  });

  test('if one file cannot be written, no file is replaced', () => {
    folder.write('b.yaml', 'b');
    const texts = new Map([
      ['all.yaml', RIGHT],
      ['gone.yaml', 'new'],
    ]);
    const before = new Map([
      ['all.yaml', WRONG],
      ['gone.yaml', 'old'],
    ]);
    expect(() => writeFiles(texts, before)).toThrow('gone.yaml does not exist');
    expect(textNow()).toBe(WRONG);
    expect(readdirSync('.').sort()).toEqual(['all.yaml', 'b.yaml']);
  });

  test('a folder without the right to write is an error', async () => {
    if (process.getuid?.() === 0) {
      // Root may write everywhere, so the folder in place of the new file refuses it.
      mkdirSync(`.all.yaml.${process.pid}.tmp`);
    } else {
      chmodSync('.', 0o500);
    }
    const { code, err } = await run(['lint', 'all.yaml', '--fix', '--yes']);
    chmodSync('.', 0o700);
    expect(code).toBe(2);
    expect(err).toMatch(/all\.yaml cannot be written/);
    expect(textNow()).toBe(WRONG);
  });
});

describe('options that do not fit', () => {
  test.each(['-', '/dev/stdin', '/dev/fd/0'])('--fix of %s', async (operand) => {
    const { code, out, err } = await run(['lint', operand, '--fix'], WRONG);
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: `--fix cannot write to "${operand}", which is not a file: name files or folders.\n`,
    });
  });

  test('--yes without --fix', async () => {
    const { code, err } = await run(['lint', 'all.yaml', '--yes']);
    expect(code).toBe(2);
    expect(err).toContain('--yes has no effect without --fix');
  });
});

describe('the difference shows no secret', () => {
  const SECRET = 'Tr0ub4dor-and-3-horses';

  test.each([
    [
      'a value of a Secret',
      `apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: n }\nstringData: { a: ${SECRET} }`,
    ],
    [
      'an option in a list',
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: c\n    image: x\n    args:\n    - --password\n    - ${SECRET}\nmetadata: { name: s, namespace: n }`,
    ],
    [
      'a variable',
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: c\n    image: x\n    env:\n    - name: DB_PASSWORD\n      value: ${SECRET}\nmetadata: { name: s, namespace: n }`,
    ],
    [
      'a text of several lines',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: s, namespace: n }\ndata:\n  a: |\n    one\n    ${SECRET}`,
    ],
    ['a comment', `# password: ${SECRET}\napiVersion: v1\nkind: Namespace\nmetadata: { name: s }`],
  ])('%s', async (_, text) => {
    const wrong = text.replace('namespace: n }', 'namespace: no }').replace('name: s }', 'name: off }');
    folder.write('secret.yaml', `${wrong}\n`);
    const { out } = await run(['lint', 'secret.yaml', '--fix', '--yes']);
    expect(changedLines(out)).toHaveLength(2);
    expect(out).toContain('(not shown)');
    expect(out).not.toContain(SECRET);
    expect(readFileSync('secret.yaml', 'utf8')).toContain(SECRET);
  });
});
