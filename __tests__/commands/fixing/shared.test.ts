import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { testWithShared } from '../../_shared';
import { Folder, run } from '../_run';
import { changedLines } from './_fix';

/** Fixes a copy of each file on its own. Returns the changed lines of those that change. */
async function fixAll(folder: Folder, files: Map<string, string>): Promise<{ [file: string]: string[] }> {
  const changed: { [file: string]: string[] } = {};
  for (const [file, text] of files) {
    folder.write(file, text);
    const { out } = await run(['lint', file, '--fix', '--yes']);
    const lines = changedLines(out.split('\n\n')[0]);
    if (readFileSync(file, 'utf8') !== text) {
      changed[file] = lines.map((line) => line.replace(/(AntreaProxy: true, .*NetworkPolicyStats: true)/, '...'));
    }
  }
  return changed;
}

testWithShared(
  'the small inputs change as docs/lint.md describes, and only once',
  ['inputs/lint'],
  async ([inputs]) => {
    const folder = new Folder();
    try {
      const texts = readdirSync(inputs).map((file): [string, string] => [
        file,
        readFileSync(`${inputs}/${file}`, 'utf8'),
      ]);
      const files = new Map(texts.map(([file, text]) => [basename(file), text]));
      expect(await fixAll(folder, files)).toMatchSnapshot();
      const fixed = new Map([...files.keys()].map((file) => [file, readFileSync(file, 'utf8')]));
      expect(await fixAll(folder, fixed)).toEqual({});
    } finally {
      folder.remove();
    }
  },
);
