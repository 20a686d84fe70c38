import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { Folder, refused, run, thing } from './_run';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
  folder.write('dist/a.yaml', thing('a'));
});
afterEach(() => folder.remove());

/** Every command that reads files, each with the file in its place. */
const COMMANDS: [string, (file: string) => string[]][] = [
  ['lint', (file) => ['lint', file]],
  ['preview', (file) => ['preview', file, '--package', '1.9.0']],
  ['compare', (file) => ['compare', 'dist', file]],
];

describe.each(COMMANDS)('%s', (_, argsOf) => {
  test('a link to a file that does not exist', async () => {
    symlinkSync('nowhere', 'link.yaml');
    expect(await run(argsOf('link.yaml'))).toEqual(refused(['link.yaml', 'link', 'not exist']));
  });

  test('a link to itself', async () => {
    symlinkSync('link.yaml', 'link.yaml');
    expect(await run(argsOf('link.yaml'))).toEqual(refused(['link.yaml', 'link', 'itself']));
  });

  test('a named pipe without a writer', async () => {
    execFileSync('mkfifo', ['pipe.yaml']);
    expect(await run(argsOf('pipe.yaml'))).toEqual(refused(['pipe.yaml', 'named pipe']));
  });

  test('a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen('socket.yaml', resolve));
    const result = await run(argsOf('socket.yaml'));
    server.close();
    expect(result).toEqual(refused(['socket.yaml', 'a socket']));
  });

  test('a name with a line end', async () => {
    folder.write('a\nNo changes.', '');
    expect(await run(argsOf('a\nNo changes.'))).toEqual(refused(['a\\u000aNo changes.', 'empty']));
  });
});

describe('a folder of compare', () => {
  test('a broken link in it', async () => {
    symlinkSync('nowhere', 'dist/b.yaml');
    expect(await run(['compare', 'dist', 'dist'])).toEqual(refused(['dist/b.yaml', 'link', 'not exist']));
  });

  test('a link in it to its own parent folder', async () => {
    mkdirSync('dist/sub');
    symlinkSync('..', 'dist/sub/up');
    expect(await run(['compare', 'dist', 'dist'])).toEqual(refused(['dist/sub/up', 'link']));
  });

  test('a link in it to another folder is followed', async () => {
    folder.write('elsewhere/b.yaml', thing('b'));
    symlinkSync('../elsewhere', 'dist/link');
    expect((await run(['compare', 'dist/a.yaml', 'dist'])).out).toBe('Thing ns/b: added\n');
  });

  test('without YAML', async () => {
    folder.write('notes/a.txt', 'text');
    expect(await run(['compare', 'notes', 'dist'])).toEqual(refused(['notes', '.yaml, .yml or .json']));
  });

  test('without permission to read', async () => {
    mkdirSync('closed');
    chmodSync('closed', 0o000);
    chmodSync(folder.path, 0o755);
    const user = Number(process.geteuid?.());
    // Root may read everything.
    process.seteuid?.(user === 0 ? 65534 : user);
    try {
      expect(await run(['compare', 'closed', 'dist'])).toEqual(refused(['closed', 'permissions']));
    } finally {
      process.seteuid?.(user);
    }
  });
});

test('a file with many paths is read once', async () => {
  const names = Array.from({ length: 2000 }, (_, i) => `${'./'.repeat(i % 7)}dist/a.yaml`);
  expect((await run(['lint', ...names])).out).toContain('1 object checked');
});
