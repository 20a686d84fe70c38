import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { YAML11_SCHEMA, loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { ProjectCopy } from './_project';

jest.setTimeout(120_000);

// One copy for all, so that the library is compiled once.
const project = new ProjectCopy();
afterAll(() => project.remove());

const EXAMPLES = readdirSync(join(__dirname, '..', '..', 'examples')).map((name) => join('examples', name));

test.each(['.', ...EXAMPLES])('%s synthesizes, and YAML 1.1 and 1.2 parsers read the same', (app) => {
  const { status, stderr } = project.synth(app);
  expect({ status, errors: stderr.split('\n').filter((line) => /error/i.test(line)) }).toEqual({
    status: 0,
    errors: [],
  });
  const written = Object.values(project.manifests(app));
  expect(written.length).toBeGreaterThan(1);
  for (const text of written) {
    const documents = parseAllDocuments(text, { version: '1.2' }).map((document) => document.toJS());
    expect(loadAll(text, null, { schema: YAML11_SCHEMA })).toEqual(documents);
    expect(documents.every(({ kind }) => typeof kind === 'string')).toBe(true);
  }
});
