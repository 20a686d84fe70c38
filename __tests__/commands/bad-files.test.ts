import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { Folder, Result, run, thing, useRuleOfTests, refused } from './_run';

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

/** Removes all permissions of the path until the end of the test. */
function close(path: string): void {
  chmodSync(folder.path, 0o755);
  chmodSync(path, 0);
  closed.unshift(path);
}

/** Runs as a user other than root, because root can read everything. */
async function runAsAnyone(args: string[]): Promise<Result> {
  // Loads lazy modules before the user changes.
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

describe.each(COMMANDS)('%s', (_, argsOf) => {
  test('a link to nothing', async () => {
    symlinkSync('nothing', 'link.yaml');
    expect(await run(argsOf('link.yaml'))).toEqual(refused(['link.yaml', 'link', 'not exist']));
  });

  test('links in a circle', async () => {
    symlinkSync('b.yaml', 'a.yaml');
    symlinkSync('a.yaml', 'b.yaml');
    expect(await run(argsOf('a.yaml'))).toEqual(refused(['a.yaml', 'link', 'itself']));
  });

  test('a file in a folder without permission to enter', async () => {
    folder.write('closed/a.yaml', thing('x'));
    close('closed');
    expect(await runAsAnyone(argsOf('closed/a.yaml'))).toEqual(refused(['closed/a.yaml', 'permissions']));
  });

  test('a file without permission to read', async () => {
    folder.write('closed.yaml', thing('x'));
    close('closed.yaml');
    expect(await runAsAnyone(argsOf('closed.yaml'))).toEqual(refused(['closed.yaml', 'permissions']));
  });

  test('a named pipe without a writer', async () => {
    execFileSync('mkfifo', ['pipe']);
    expect(await run(argsOf('pipe'))).toEqual(refused(['pipe', 'named pipe']));
  });

  test('a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen('socket', resolve));
    expect(await run(argsOf('socket'))).toEqual(refused(['socket', 'a socket']));
    await new Promise((resolve) => server.close(resolve));
  });

  test('devices', async () => {
    expect(await run(argsOf('/dev/zero'))).toEqual(refused(['/dev/zero', '10 MB']));
    expect(await run(argsOf('/dev/null'))).toEqual(refused(['/dev/null', 'empty']));
  });

  test('a name that is too long', async () => {
    const name = 'x'.repeat(300);
    expect(await run(argsOf(name))).toEqual(refused([name, 'ENAMETOOLONG']));
  });

  test('a descriptor that is not open', async () => {
    expect(await run(argsOf('/dev/fd/987654'))).toEqual(refused(['/dev/fd/987654', 'EBADF']));
  });

  test('a file whose name begins like an option', async () => {
    folder.write('-x.yaml', thing('x'));
    folder.write('--y=z.yaml', thing('x'));
    expect(await run(argsOf('-x.yaml'))).toEqual(refused(['"-x.yaml"', 'not an option', '"./-x.yaml"']));
    expect(await run(argsOf('--y=z.yaml'))).toEqual(refused(['"--y"', 'not an option', '"./--y=z.yaml"']));
    expect(await run(argsOf('-z.yaml'))).toEqual(refused(['"-z.yaml"', 'not an option', '--help']));
  });
});

describe('folders that are compared', () => {
  const compared = (how = run) => how(['compare', 'folder', 'good.yaml']);

  test('an empty folder, or one without YAML', async () => {
    mkdirSync('folder/sub', { recursive: true });
    const expected = refused(['folder', '.yaml, .yml or .json']);
    expect(await compared()).toEqual(expected);
    folder.write('folder/sub/readme.txt', 'text');
    expect(await compared()).toEqual(expected);
  });

  test('a link to its parent folder', async () => {
    folder.write('folder/a.yaml', thing('x'));
    mkdirSync('folder/sub');
    symlinkSync('..', 'folder/sub/up');
    expect(await compared()).toEqual(refused(['folder/sub/up', 'link']));
  });

  test('two folders that link to each other', async () => {
    folder.write('folder/a.yaml', thing('x'));
    mkdirSync('other');
    symlinkSync('../other', 'folder/other');
    symlinkSync('../folder', 'other/folder');
    expect(await compared()).toEqual(refused(['folder/other/folder', 'link']));
  });

  test.each([
    ['to nothing', 'nothing', 'not exist'],
    ['in a circle', 'link', 'itself'],
  ])('a link %s in it', async (_, target, what) => {
    folder.write('folder/a.yaml', thing('x'));
    symlinkSync(target, 'folder/link');
    expect(await compared()).toEqual(refused(['folder/link', 'link', what]));
  });

  test('a folder, or one in it, without permission to read', async () => {
    folder.write('folder/sub/a.yaml', thing('x'));
    close('folder/sub');
    expect(await compared(runAsAnyone)).toEqual(refused(['folder/sub', 'permissions']));
    close('folder');
    expect(await compared(runAsAnyone)).toEqual(refused(['folder', 'permissions']));
  });

  test('a named pipe with the name of a YAML file', async () => {
    mkdirSync('folder');
    execFileSync('mkfifo', ['folder/a.yaml']);
    expect(await compared()).toEqual(refused(['folder/a.yaml', 'named pipe']));
  });

  test('other files are ignored, also pipes', async () => {
    folder.write('folder/a.yaml', thing('x'));
    execFileSync('mkfifo', ['folder/pipe']);
    expect(await run(['compare', 'folder', 'good.yaml'])).toMatchObject({ code: 0, err: '' });
  });

  test('a folder is read once, even if many links lead to it', async () => {
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

describe('open descriptors', () => {
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
    expect([code, out]).toEqual([0, expect.stringContaining('1 object checked')]);
  });
});
