import { ApiObject, App, Testing } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { ClusterReference, MulticastReceiver, WorkloadChart } from '../../lib';
import { MulticastValidation, Violation } from '../../lib/validation/plugin';
import { IMAGE, STREAM, sentence, workloadChart } from '../_build';
import { Folder, run, thing, useRuleOfTests } from './_run';

/** One of each kind of control character and invisible character. */
const CHARACTERS = [
  ...['\u0000', '\u0007', '\b', '\t', '\n', '\u000b', '\r', '\u001b', '\u007f', '\u0085', '\u009b', '\u009f'],
  ...['\u00ad', '\u061c', '\u180e', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2028', '\u2029', '\u202a'],
  ...['\u202b', '\u202c', '\u202d', '\u202e', '\u2060', '\u2061', '\u2066', '\u2067', '\u2068', '\u2069', '\u206f'],
  ...['\u3164', '\ufe0f', '\ufeff', '\ufff9', '\u{e0001}', '\u{e0041}', '\ud800'],
];
const HOSTILE = `a${CHARACTERS.join('b')}\u001b[2J\u001b[1;1HNo changes.\r\nNo changes.\u202e`;
/** The part that is valid in a file name. */
const FILE = HOSTILE.replace(/[\0\n\ud800]/g, '').slice(0, 60);

const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const manifest = (kind: string, text: string, spec: any = {}): any => ({
  apiVersion: kind === 'AntreaConfig' ? 'cni.tanzu.vmware.com/v1alpha1' : 'example.com/v1',
  kind,
  metadata: { name: text, namespace: text, labels: { [text]: text }, annotations: { [text]: text } },
  spec,
});

/** Runs a command and checks that its output has no control or invisible characters. */
async function runSafely(args: string[]): Promise<{ code: number; out: string; err: string }> {
  const result = await run(args);
  expect({ args, unseen: [result.out, result.err].map((text) => UNSEEN.exec(text)?.[0]) }).toEqual({
    args,
    unseen: [undefined, undefined],
  });
  return result;
}

test('names with control characters are escaped in the output of compare', async () => {
  const before = [manifest('Thing', HOSTILE, { a: HOSTILE, [HOSTILE]: 1 }), manifest(`Thing\n${HOSTILE}`, 'a')];
  const after = [manifest('Thing', HOSTILE, { a: 'b', [HOSTILE]: 2, list: [HOSTILE] }), manifest('Other', HOSTILE)];
  folder.write('before', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: before }));
  folder.write('after', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: after }));
  const { code, out } = await runSafely(['compare', 'before', 'after']);
  expect(code).toBe(0);
  const lines = out.trimEnd().split('\n');
  expect(lines).toHaveLength(5);
  expect(lines.filter((line) => line.startsWith('No changes'))).toEqual([]);
  expect(lines[0]).toContain('\\u001b[2J\\u001b[1;1HNo changes.\\u000d\\u000aNo changes.\\u202e');
});

test('an object named "No changes." is listed as a change', async () => {
  folder.write('before', JSON.stringify(manifest('Thing', 'x\n\u001b[2KNo changes.')));
  folder.write('after', JSON.stringify(manifest('Thing', 'y')));
  expect((await runSafely(['compare', 'before', 'after'])).out).toBe(
    ['Thing x\\u000a\\u001b[2KNo changes./x\\u000a\\u001b[2KNo changes.: removed\n', 'Thing y/y: added\n'].join(''),
  );
});

test.each(['text', 'json', 'sarif'])('the output of lint as %s', async (format) => {
  const undo = useRuleOfTests();
  try {
    folder.write(FILE, thing('x', ['error', HOSTILE]).replace('name: x', `name: ${JSON.stringify(HOSTILE)}`));
    const { code, out } = await runSafely(['lint', FILE, '--format', format]);
    expect(code).toBe(1);
    expect(out.split('\n').filter((line) => line.startsWith('No changes'))).toEqual([]);
    const [finding] = format === 'json' ? JSON.parse(out) : [{}];
    const [result] = format === 'sarif' ? JSON.parse(out).runs[0].results : [{}];
    // JSON and SARIF have the unmodified text when parsed.
    expect([finding.message, result.message?.text.includes(HOSTILE)]).toEqual(
      { text: [undefined, undefined], json: [HOSTILE, undefined], sarif: [undefined, true] }[format],
    );
  } finally {
    undo();
  }
});

test('the messages of the rules', async () => {
  const spec = {
    antrea: {
      config: { featureGates: { [HOSTILE]: true, Multicast: true }, trafficEncapMode: HOSTILE, noSNAT: true },
    },
  };
  folder.write('a', JSON.stringify(manifest('AntreaConfig', HOSTILE, { ...spec, multicastInterfaces: [HOSTILE] })));
  const rule = { name: HOSTILE, action: HOSTILE, from: [{ ipBlock: { cidr: '239.1.2.3/32' } }] };
  const policy = { ...manifest('NetworkPolicy', HOSTILE, { ingress: [rule] }), apiVersion: 'crd.antrea.io/v1alpha1' };
  folder.write('b', JSON.stringify(policy));
  for (const format of ['text', 'json', 'sarif']) {
    const { out } = await runSafely(['lint', 'a', 'b', '--tkr', 'v1.25', '--format', format]);
    expect(out).toMatch(/TAM003[^]*TAM018/);
  }
});

test('the output of preview', async () => {
  const fields = { kubeAPIServerOverride: HOSTILE, multicastInterfaces: [HOSTILE], tlsCipherSuites: HOSTILE };
  const config = { ...fields, featureGates: { Multicast: true } };
  folder.write('a', JSON.stringify(manifest('AntreaConfig', 'a', { antrea: { config } })));
  const { code, out } = await runSafely(['preview', 'a', '--package', '1.9.0']);
  expect(code).toBe(0);
  expect(JSON.stringify(parse(parse(out).data['antrea-agent.conf']).kubeAPIServerOverride)).toBe(
    JSON.stringify(HOSTILE),
  );
});

test.each<[string, string[], string]>([
  ['an option', [`--${HOSTILE}`, 'a'], 'is not an option'],
  ['the value of an option', ['a', '--tkr', HOSTILE], 'release'],
  ['one of several values', ['a', '--format', HOSTILE], '--format'],
  ['an operand', [FILE], 'does not exist'],
  ['an operand with a line end', ['x\nNo changes.'], 'x\\u000aNo changes. does not exist'],
])('%s of a command line', async (_, args, expected) => {
  const { code, out, err } = await runSafely(['lint', ...args]);
  expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 });
  expect(err).toContain(expected);
  expect((await runSafely([HOSTILE])).err).toMatch(/^[^\n]* is not a command[^\n]*\n$/);
});

test.each<[string, string]>([
  ['an alias', `a: *b${'\u202e'}\u009b2J\n`],
  ['an anchor', `a: &b${'\u202e'}\u009b2J [*b${'\u202e'}\u009b2J]\n`],
  ['a key that stands twice', `? ${JSON.stringify(HOSTILE)}\n: 1\n? ${JSON.stringify(HOSTILE)}\n: 2\n`],
  ['a kind', JSON.stringify({ kind: HOSTILE, apiVersion: 'v1' })],
  [
    'a name that is none',
    JSON.stringify({ kind: HOSTILE, apiVersion: 'v1', metadata: { name: { [HOSTILE]: HOSTILE } } }),
  ],
])('%s in a file that cannot be read', async (_, text) => {
  folder.write(FILE, text);
  for (const command of [
    ['lint', FILE],
    ['compare', FILE, FILE],
    ['preview', FILE, '--package', '1.9.0'],
  ]) {
    const { code, out, err } = await runSafely(command);
    expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 });
  }
});

test('letters, signs and emoji of any script are not escaped', async () => {
  const name = 'größe-日本語-한국어-हिन्दी-עברית-é-👩🏽‍💻-❤️-🏳️‍🌈-€';
  folder.write('before', stringify(manifest('Thing', name, { a: name })));
  folder.write('after', stringify(manifest('Thing', name, { a: `${name}!` })));
  expect((await run(['compare', 'before', 'after'])).out).toBe(
    `Thing ${name}/${name}: spec.a: "${name}" -> "${name}!"\n`,
  );
});

describe('at synth', () => {
  const written: string[] = [];
  beforeEach(() => {
    written.splice(0);
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  });
  afterEach(() => jest.restoreAllMocks());

  const NAMED = { apiVersion: 'crd.antrea.io/v1alpha1', kind: 'NetworkPolicy' };
  const RULE = { name: HOSTILE, action: HOSTILE, from: [{ ipBlock: { cidr: '239.1.2.3/32' } }] };

  test('warnings', () => {
    const chart = workloadChart();
    new MulticastReceiver(chart, `Receiver ${HOSTILE}`, { stream: STREAM, image: IMAGE });
    // Characters that kubectl would misread are an error.
    const name = HOSTILE.replace(/[\u0085\u2028\u2029\ufeff]/g, '');
    const metadata = { name, namespace: name };
    const object = { apiVersion: 'cni.tanzu.vmware.com/v1alpha1', kind: 'AntreaConfig', metadata };
    new ApiObject(chart, `raw ${HOSTILE}`, {
      ...object,
      spec: { antrea: { config: { trafficEncryptionMode: name } } },
    });
    (chart.node.root as App).synth();
    expect(written.length).toBeGreaterThan(0);
    expect(written.filter((line) => !/^warning: .*\n$/.test(line) || UNSEEN.test(line))).toEqual([]);
  });

  test('errors', () => {
    const chart = workloadChart();
    new ApiObject(chart, 'raw', { ...NAMED, metadata: { name: HOSTILE }, spec: { ingress: [RULE] } });
    const message = sentence(() => Testing.synth(chart));
    expect(message).toMatch(/^Validation failed/);
    expect(UNSEEN.exec(message)?.[0]).toBeUndefined();
    expect(message.split('\n').filter((line) => line.startsWith('No changes'))).toEqual([]);
  });

  test('a bad value', () => {
    const message = sentence(
      () => new WorkloadChart(new App(), 'a', { cluster: ClusterReference.of('a', 'v1.25'), namespace: HOSTILE }),
    );
    expect(message.split('\n')).toHaveLength(1);
    expect(UNSEEN.exec(message)?.[0]).toBeUndefined();
  });

  test('the plugin of cdk8s-cli', async () => {
    const found: Violation[] = [];
    const items = [1, 2].map(() => ({ ...NAMED, metadata: { name: HOSTILE }, spec: { ingress: [RULE] } }));
    await new MulticastValidation({ tkr: 'v1.25' }).validate({
      manifests: ['a'],
      report: { addViolation: (violation) => found.push(violation), submit: () => undefined },
      parseManifest: () => items,
    });
    const texts = found.flatMap(({ violatingResources }) =>
      violatingResources.flatMap(({ resourceName, locations }) => [resourceName, ...locations]),
    );
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.filter((text) => text.includes('\n') || UNSEEN.test(text))).toEqual([]);
  });
});
