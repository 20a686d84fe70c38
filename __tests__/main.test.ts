import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ProjectCopy } from './cli/_project';

jest.setTimeout(120_000);

const IMAGES = join(__dirname, '..', 'images', 'multicast');
const SCRIPTS = readdirSync(IMAGES).filter((name) => name.endsWith('.sh'));

/** The text with a word for each script that stands in it whole, at any depth. */
function withoutScripts(text: string): string {
  return SCRIPTS.reduce((short, name) => {
    const lines = readFileSync(join(IMAGES, name), 'utf8').split('\n');
    return [4, 8, 10].reduce((found, depth) => {
      const indent = ' '.repeat(depth);
      const block = lines.map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n');
      return found.replaceAll(block, `${indent}(images/multicast/${name})\n`);
    }, short);
  }, text);
}

// The snapshot test of this project's own deployment: after a change of main.ts, `npm test -- -u` and read the diff.
test('main.ts writes what the last review saw', () => {
  const project = new ProjectCopy();
  project.synth();
  const yaml = Object.entries(project.written()).filter(([file]) => file.endsWith('.yaml'));
  const files = yaml.map(([file, text]) => [file, withoutScripts(text)]);
  expect(Object.fromEntries(files)).toMatchSnapshot();
  project.remove();
});
