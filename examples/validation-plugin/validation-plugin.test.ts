import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { ProjectCopy } from '../../__tests__/cli/_project';
import { MulticastValidation, Violation } from '../../lib/validation/plugin';

jest.setTimeout(120_000);

const EXAMPLE = 'examples/validation-plugin';
const [entry] = parse(readFileSync(join(__dirname, 'cdk8s.yaml'), 'utf8')).validations;

let written: { [file: string]: any[] };
beforeAll(() => {
  const project = new ProjectCopy();
  project.synth(EXAMPLE);
  const files = Object.entries(project.written(EXAMPLE));
  written = Object.fromEntries(files.map(([file, text]) => [file, parseAllDocuments(text).map((one) => one.toJS())]));
  project.remove();
});

test('synth writes exactly these documents', () => {
  const names = Object.entries(written).map(([file, documents]) => [
    file,
    documents.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  ]);
  expect(Object.fromEntries(names)).toEqual({
    'by-hand-supervisor.k8s.yaml': ['AntreaConfig live-antrea-package', 'Cluster live'],
    'by-hand-workload.k8s.yaml': ['Namespace video'],
  });
});

test('the plugin accepts the properties of cdk8s.yaml, and reads all files', async () => {
  const parsed: string[] = [];
  const violations: Violation[] = [];
  const submitted: string[] = [];
  await new MulticastValidation(entry.properties).validate({
    manifests: Object.keys(written),
    parseManifest: (file) => {
      parsed.push(file);
      return written[file];
    },
    report: {
      addViolation: (violation) => violations.push(violation),
      submit: (status) => submitted.push(status),
    },
  });
  expect(parsed).toEqual(Object.keys(written));
  expect(submitted).toHaveLength(1);
});

test('cdk8s.yaml names the plugin in the form that cdk8s-cli requires', () => {
  expect(entry).toMatchObject({ package: './validation', class: MulticastValidation.name, version: '0.1.0' });
});
