import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import { RULES } from '../../../lib/rules/_registry';
import { ACKNOWLEDGE } from '../../../lib/messages/_construct-notes';
import { Folder, run, thing } from '../_run';

const SCHEMA = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

/** The schema, without the name of its draft of JSON Schema, 04: it uses only keywords that draft 07 has too. */
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(require.resolve(SCHEMA), 'utf8'));

/** Whether a log is valid by the JSON schema of SARIF 2.1.0. */
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(
  schema,
);

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

const CONFIG = `apiVersion: cni.tanzu.vmware.com/v1alpha1
kind: AntreaConfig
metadata:
  name: lab1-antrea-package
  namespace: mcast
  annotations: { ${ACKNOWLEDGE}TAM017: known }
spec: { antrea: { config: { trafficEncapMode: encap, noSNAT: true, featureGates: { Multicast: true, Nonsense: true } } } }
`;

async function log(...args: string[]): Promise<any> {
  const { code, out } = await run(['lint', ...args, '--format', 'sarif']);
  expect(code).toBeLessThan(2);
  return JSON.parse(out);
}

test('is valid by the schema of SARIF 2.1.0', async () => {
  folder.write('a b/c.yaml', CONFIG);
  folder.write('known.json', '[]');
  const found = await log('a b/c.yaml', '--vsphere', '8.0u1');
  validate(found);
  expect(validate.errors).toBeNull();
  validate(await log('a b/c.yaml', '--baseline', 'known.json'));
  expect(validate.errors).toBeNull();
  expect(validate({ ...found, runs: [{ ...found.runs[0], results: [{ level: 'fatal' }] }] })).toBe(false);
});

test('each rule has its page', async () => {
  folder.write('c.yaml', CONFIG);
  const [{ tool }] = (await log('c.yaml')).runs;
  const urls: string[] = tool.driver.rules.map(({ helpUri }: any) => helpUri);
  expect(urls).toHaveLength(RULES.length);
  expect(urls[0]).toBe(
    'https://github.com/cdk8s-antrea-multicast/cdk8s-antrea-multicast/blob/main/docs/rules.md#tam001-endpointslice-is-on-only-together-with-antreaproxy',
  );
});

test('each result has a region, a fingerprint, and its suppressions', async () => {
  folder.write('c.yaml', `# a line\n${CONFIG}`);
  const [{ results }] = (await log('c.yaml')).runs;
  expect(results.length).toBeGreaterThan(1);
  for (const { locations, partialFingerprints, suppressions, ruleId } of results) {
    const [{ physicalLocation }] = locations;
    expect(physicalLocation.artifactLocation).toEqual({ uri: 'c.yaml', uriBaseId: 'SRCROOT' });
    expect(physicalLocation.region.startLine).toBeGreaterThan(1);
    expect(partialFingerprints['ruleObjectPathMessage/v1']).toMatch(/^[0-9a-f]{32}$/);
    expect(suppressions).toEqual(ruleId === 'TAM017' ? [{ kind: 'inSource', justification: 'known' }] : []);
  }
});

test('a fingerprint stays if lines move, and differs between objects', async () => {
  const prints = async (text: string) => {
    folder.write('c.yaml', text);
    const [{ results }] = (await log('c.yaml')).runs;
    return results.map(({ partialFingerprints }: any) => partialFingerprints['ruleObjectPathMessage/v1']);
  };
  const before = await prints(CONFIG);
  expect(await prints(`\n\n${CONFIG}`)).toEqual(before);
  const other = await prints(CONFIG.replaceAll('lab1', 'lab2'));
  expect(other.filter((one: string) => before.includes(one))).toEqual([]);
});

test.each([
  ['./sub/../c.yaml', { uri: 'c.yaml', uriBaseId: 'SRCROOT' }],
  ['a ä%.yaml', { uri: 'a%20%C3%A4%25.yaml', uriBaseId: 'SRCROOT' }],
  ['../c.yaml', { uri: expect.stringMatching(/^file:\/\/\/.*\/c\.yaml$/) }],
  ['-', { uri: '%3Cstdin%3E' }],
])('the URI of %s', async (file, artifact) => {
  folder.write('sub/x.yaml', thing('x'));
  folder.write('c.yaml', CONFIG);
  folder.write('a ä%.yaml', CONFIG);
  process.chdir(file.startsWith('..') ? 'sub' : '.');
  const { out } = await run(['lint', file, '--format', 'sarif'], CONFIG);
  expect(JSON.parse(out).runs[0].results[0].locations[0].physicalLocation.artifactLocation).toEqual(artifact);
});

test('the URI of an absolute path', async () => {
  folder.write('c.yaml', CONFIG);
  const [{ results }] = (await log(`${folder.path}/c.yaml`)).runs;
  expect(results[0].locations[0].physicalLocation.artifactLocation).toEqual({
    uri: pathToFileURL(`${folder.path}/c.yaml`).href,
  });
});
