import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { Folder, run, thing } from './_run';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
  folder.write('dist/a.yaml', thing('a'));
});
afterEach(() => folder.remove());

/** What a command writes to standard error where it cannot work with its files. */
async function refused(...args: string[]): Promise<string> {
  const { code, out, err } = await run(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  return err;
}

/** Every command that reads files, each with the file in its place. */
const COMMANDS: [string, (file: string) => string[]][] = [
  ['lint', (file) => ['lint', file]],
  ['preview', (file) => ['preview', file, '--package', '1.9.0']],
  ['compare', (file) => ['compare', 'dist', file]],
];

describe.each(COMMANDS)('%s', (_, argsOf) => {
  test('a link to a file that is not there', async () => {
    symlinkSync('nowhere', 'link.yaml');
    expect(await refused(...argsOf('link.yaml'))).toBe(
      'link.yaml is a link to what is not there: correct it, or remove it.\n',
    );
  });

  test('a link to itself', async () => {
    symlinkSync('link.yaml', 'link.yaml');
    expect(await refused(...argsOf('link.yaml'))).toBe(
      'link.yaml is a link that leads back to itself: correct it, or remove it.\n',
    );
  });

  test('a named pipe that nobody writes to', async () => {
    execFileSync('mkfifo', ['pipe.yaml']);
    expect(await refused(...argsOf('pipe.yaml'))).toBe(
      'pipe.yaml is a named pipe: give a file, or - with the text on standard input.\n',
    );
  });

  test('a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen('socket.yaml', resolve));
    const err = await refused(...argsOf('socket.yaml'));
    server.close();
    expect(err).toBe('socket.yaml is a socket: give a file, or - with the text on standard input.\n');
  });

  test('a name that would begin a line', async () => {
    folder.write('a\nNo changes.', '');
    expect(await refused(...argsOf('a\nNo changes.'))).toBe(
      'a\\u000aNo changes. is empty, or holds comments alone: give at least one object.\n',
    );
  });
});

describe('a folder of compare', () => {
  test('a link in it that leads nowhere', async () => {
    symlinkSync('nowhere', 'dist/b.yaml');
    expect(await refused('compare', 'dist', 'dist')).toContain('dist/b.yaml is a link to what is not there');
  });

  test('a link in it to a folder that it is in', async () => {
    mkdirSync('dist/sub');
    symlinkSync('..', 'dist/sub/up');
    expect(await refused('compare', 'dist', 'dist')).toBe(
      'dist/sub/up leads back to a folder around it: remove the link, or name the files.\n',
    );
  });

  test('a link in it to another folder is followed', async () => {
    folder.write('elsewhere/b.yaml', thing('b'));
    symlinkSync('../elsewhere', 'dist/link');
    expect((await run(['compare', 'dist/a.yaml', 'dist'])).out).toBe('Thing ns/b: added\n');
  });

  test('without YAML', async () => {
    folder.write('notes/a.txt', 'text');
    expect(await refused('compare', 'notes', 'dist')).toBe(
      'notes holds no file that ends in .yaml, .yml or .json: name a folder that does.\n',
    );
  });

  test('that may not be read', async () => {
    mkdirSync('closed');
    chmodSync('closed', 0o000);
    chmodSync(folder.path, 0o755);
    const user = Number(process.geteuid?.());
    // Root may read everything.
    process.seteuid?.(user === 0 ? 65534 : user);
    try {
      expect(await refused('compare', 'closed', 'dist')).toBe('closed may not be read: check its permissions.\n');
    } finally {
      process.seteuid?.(user);
    }
  });
});

test('many names of one file are one', async () => {
  const names = Array.from({ length: 2000 }, (_, i) => `${'./'.repeat(i % 7)}dist/a.yaml`);
  expect((await run(['lint', ...names])).out).toContain('1 object looked at');
});
