import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { Folder, Result, run, thing, useRuleOfTests } from './_run';

let folder: Folder;
let undo: () => void;
const closed: string[] = [];
beforeEach(() => {
  folder = new Folder();
  undo = useRuleOfTests();
  folder.write('good.yaml', thing('x'));
});
afterEach(() => {
  closed.splice(0).forEach((path) => chmodSync(path, 0o755));
  undo();
  folder.remove();
});

/** Takes all permissions from it, until the end of the test. */
function close(path: string): void {
  chmodSync(folder.path, 0o755);
  chmodSync(path, 0);
  closed.unshift(path);
}

/** Runs as a user who is not root, who may read everything. */
async function runAsAnyone(args: string[]): Promise<Result> {
  // What is loaded late is loaded before.
  await run(['lint', 'good.yaml']);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) {
    process.seteuid?.(65534);
  }
  try {
    return await run(args);
  } finally {
    if (isRoot) {
      process.seteuid?.(0);
    }
  }
}

const COMMANDS: [command: string, argsOf: (file: string) => string[]][] = [
  ['lint', (file) => ['lint', 'good.yaml', file]],
  ['preview', (file) => ['preview', file, '--package', '1.9.0']],
  ['compare, before', (file) => ['compare', file, 'good.yaml']],
  ['compare, after', (file) => ['compare', 'good.yaml', file]],
];

function refused(sentence: string): Result {
  return { code: 2, out: '', err: `${sentence}\n` };
}

describe.each(COMMANDS)('%s', (_, argsOf) => {
  test('a link to nothing', async () => {
    symlinkSync('nothing', 'link.yaml');
    expect(await run(argsOf('link.yaml'))).toEqual(
      refused('link.yaml is a link to what is not there: correct it, or remove it.'),
    );
  });

  test('links in a circle', async () => {
    symlinkSync('b.yaml', 'a.yaml');
    symlinkSync('a.yaml', 'b.yaml');
    expect(await run(argsOf('a.yaml'))).toEqual(
      refused('a.yaml is a link that leads back to itself: correct it, or remove it.'),
    );
  });

  test('a file in a folder that may not be entered', async () => {
    folder.write('closed/a.yaml', thing('x'));
    close('closed');
    expect(await runAsAnyone(argsOf('closed/a.yaml'))).toEqual(
      refused('closed/a.yaml may not be read: check its permissions.'),
    );
  });

  test('a file that may not be read', async () => {
    folder.write('closed.yaml', thing('x'));
    close('closed.yaml');
    expect(await runAsAnyone(argsOf('closed.yaml'))).toEqual(
      refused('closed.yaml may not be read: check its permissions.'),
    );
  });

  test('a named pipe that nobody writes to', async () => {
    execFileSync('mkfifo', ['pipe']);
    expect(await run(argsOf('pipe'))).toEqual(
      refused('pipe is a named pipe: give a file, or - with the text on standard input.'),
    );
  });

  test('a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen('socket', resolve));
    expect(await run(argsOf('socket'))).toEqual(
      refused('socket is a socket: give a file, or - with the text on standard input.'),
    );
    await new Promise((resolve) => server.close(resolve));
  });

  test('devices', async () => {
    expect(await run(argsOf('/dev/zero'))).toEqual(refused('/dev/zero goes on, above the limit of 10 MB: split it.'));
    expect(await run(argsOf('/dev/null'))).toEqual(
      refused('/dev/null is empty, or holds comments alone: give at least one object.'),
    );
  });

  test('a name that is too long', async () => {
    const name = 'x'.repeat(300);
    expect(await run(argsOf(name))).toEqual(refused(`${name} cannot be read (ENAMETOOLONG): check the path.`));
  });

  test('a descriptor that is not open', async () => {
    expect(await run(argsOf('/dev/fd/987654'))).toEqual(
      refused('/dev/fd/987654 cannot be read (EBADF): check the path.'),
    );
  });

  test('a file whose name begins like an option', async () => {
    folder.write('-x.yaml', thing('x'));
    folder.write('--y=z.yaml', thing('x'));
    expect(await run(argsOf('-x.yaml'))).toEqual(
      refused('There is no option "-x.yaml": write "./-x.yaml" for the file of this name.'),
    );
    expect(await run(argsOf('--y=z.yaml'))).toEqual(
      refused('There is no option "--y": write "./--y=z.yaml" for the file of this name.'),
    );
    expect((await run(argsOf('-z.yaml'))).err).toMatch(/^There is no option "-z.yaml": did you mean "-/);
  });
});

describe('folders that are compared', () => {
  async function compared(how = run): Promise<string> {
    const { code, out, err } = await how(['compare', 'folder', 'good.yaml']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    return err;
  }

  test('nothing in it, or nothing that is YAML', async () => {
    mkdirSync('folder/sub', { recursive: true });
    const sentence = 'folder holds no file that ends in .yaml, .yml or .json: name a folder that does.\n';
    expect(await compared()).toBe(sentence);
    folder.write('folder/sub/readme.txt', 'text');
    expect(await compared()).toBe(sentence);
  });

  test('a link to the folder around it', async () => {
    folder.write('folder/a.yaml', thing('x'));
    mkdirSync('folder/sub');
    symlinkSync('..', 'folder/sub/up');
    expect(await compared()).toBe(
      'folder/sub/up leads back to a folder around it: remove the link, or name the files.\n',
    );
  });

  test('two folders that link to each other', async () => {
    folder.write('folder/a.yaml', thing('x'));
    mkdirSync('other');
    symlinkSync('../other', 'folder/other');
    symlinkSync('../folder', 'other/folder');
    expect(await compared()).toBe(
      'folder/other/folder leads back to a folder around it: remove the link, or name the files.\n',
    );
  });

  test.each([
    ['to nothing', 'nothing', 'is a link to what is not there'],
    ['in a circle', 'link', 'is a link that leads back to itself'],
  ])('a link %s in it', async (_, target, what) => {
    folder.write('folder/a.yaml', thing('x'));
    symlinkSync(target, 'folder/link');
    expect(await compared()).toBe(`folder/link ${what}: correct it, or remove it.\n`);
  });

  test('it, or a folder in it, may not be read', async () => {
    folder.write('folder/sub/a.yaml', thing('x'));
    close('folder/sub');
    expect(await compared(runAsAnyone)).toBe('folder/sub may not be read: check its permissions.\n');
    close('folder');
    expect(await compared(runAsAnyone)).toBe('folder may not be read: check its permissions.\n');
  });

  test('a named pipe that calls itself YAML', async () => {
    mkdirSync('folder');
    execFileSync('mkfifo', ['folder/a.yaml']);
    expect(await compared()).toBe(
      'folder/a.yaml is a named pipe: give a file, or - with the text on standard input.\n',
    );
  });

  test('what is no YAML is left alone, be it a pipe', async () => {
    folder.write('folder/a.yaml', thing('x'));
    execFileSync('mkfifo', ['folder/pipe']);
    expect(await run(['compare', 'folder', 'good.yaml'])).toMatchObject({ code: 0, err: '' });
  });

  test('a folder is read once, however many links lead to it', async () => {
    const depth = 40;
    for (let i = 0; i < depth; i++) {
      mkdirSync(`folder/${i}`, { recursive: true });
      symlinkSync(`../${i + 1}`, `folder/${i}/a`);
      symlinkSync(`../${i + 1}`, `folder/${i}/b`);
    }
    folder.write(`folder/${depth}/x.yaml`, thing('x'));
    expect(await run(['compare', 'folder/0', 'good.yaml'])).toMatchObject({ code: 0, err: '' });
  });

  test('names that mean something on a command line', async () => {
    folder.write('folder/-/--help.yaml', thing('x'));
    process.chdir('folder');
    expect(await run(['compare', '.', '../good.yaml'])).toMatchObject({ code: 0, err: '' });
  });
});

describe('what is open already', () => {
  test('standard input by its name', async () => {
    for (const name of ['/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']) {
      const { code, out } = await run(['lint', name, '--format', 'json'], thing('y', ['note', 'is read']));
      expect([code, JSON.parse(out)[0].file]).toEqual([0, name]);
    }
  });

  test('a descriptor by its number', async () => {
    const descriptor = openSync('good.yaml', 'r');
    const { code, out } = await run(['lint', `/dev/fd/${descriptor}`]);
    closeSync(descriptor);
    expect([code, out]).toEqual([0, expect.stringContaining('1 object looked at')]);
  });
});
