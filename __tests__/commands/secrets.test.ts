import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, JsonPatch, Testing } from 'cdk8s';
import { parse, stringify } from 'yaml';
import {
  ClusterEncryption,
  Lint,
  MulticastReceiver,
  Runbook,
  SensitiveText,
  SupervisorChart,
  TanzuCluster,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM, sentence } from '../_build';
import { FORMS, NAMED_PLACES, OTHER_PLACES, Place } from './_secret-places';
import { Folder, run } from './_run';

let folder: Folder;
beforeAll(() => {
  folder = new Folder();
});
afterAll(() => folder.remove());

/** Secrets that look like ordinary words, each with its place. */
const WORDS = Object.entries(NAMED_PLACES).map(([place, make], i): [string, Place, string, string] => [
  place,
  make,
  `Geheim-${1000 + i}`,
  `Hunter-${2000 + i}`,
]);
/** Secrets with a known form, each form in each place. */
const TOKENS = Object.entries(OTHER_PLACES).flatMap(([place, make], i) =>
  Object.entries(FORMS).map(([form, secretOf], j): [string, Place, string, string] => {
    const n = 2 * (i * 20 + j);
    return [`${form} in ${place}`, make, secretOf(n), secretOf(n + 1)];
  }),
);
const ALL = [...WORDS, ...TOKENS];

/** Returns the secrets that are visible in the texts, in clear text or in base64. */
function seen(secrets: string[], ...texts: string[]): string[] {
  const marks = secrets.flatMap((secret) => [secret.trim().split('\n').at(-2) ?? secret, base64(secret)]);
  return marks.filter((mark) => texts.some((text) => text.includes(mark)));
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/=+$/, '');
}

/** Returns the object with only its kind and name. */
function without({ apiVersion, kind, metadata }: any): any {
  return { apiVersion, kind, metadata: { name: metadata?.name, namespace: metadata?.namespace } };
}

test('there are more than 100 secrets', () => {
  expect(new Set(ALL.flatMap(([, , before, after]) => [before, after])).size).toBe(2 * ALL.length);
  expect(WORDS.length).toBeGreaterThan(70);
  expect(TOKENS.length).toBeGreaterThan(100);
});

test.each(ALL)('compare does not show %s', async (place, make, before, after) => {
  folder.write('before', stringify(make(before)));
  folder.write('after', stringify(make(after)));
  folder.write('without', stringify(without(make(before))));
  const changed = await run(['compare', 'before', 'after']);
  const added = await run(['compare', 'without', 'after']);
  const { out } = await run(['compare', 'before', 'after', '--format', 'markdown']);
  expect(seen([before, after], changed.out, changed.err, added.out, added.err, out)).toEqual([]);
  // kubectl's own annotation is not compared.
  expect(/^No changes/.test(changed.out)).toBe(place === 'what kubectl applied');
});

test.each(['text', 'json', 'sarif'])('lint shows no secret as %s', async (format) => {
  const files = ALL.map(([, make, secret], i) => {
    folder.write(`lint/${i}`, stringify(make(secret)));
    return `lint/${i}`;
  });
  const { code, out, err } = await run(['lint', ...files, '--tkr', 'v1.25', '--format', format]);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const secrets = ALL.map(([, , secret]) => secret);
  expect(seen(secrets, out)).toEqual([]);
  // Other words of the report are not hidden.
  expect(out.includes('multicastInterfaces')).toBe(true);
});

test('errors in files and in arguments show no secret', async () => {
  const secrets = Object.values(FORMS).map((secretOf) => secretOf(500).trim().split('\n').join(''));
  for (const secret of secrets) {
    folder.write('twice', `kind: A\n${secret}: 1\n${secret}: 2\n`);
    folder.write('broken', `a: "${secret}\nb: [\n`);
    const runs = [
      await run(['lint', 'twice', 'broken']),
      await run(['lint', 'twice', '--tkr', secret]),
      await run(['lint', 'twice', '--format', secret]),
      await run(['preview', 'twice', '--package', secret]),
      await run([secret]),
      await run(['lint', `--${secret}`]),
    ];
    expect(runs.map(({ code }) => code)).toEqual(Array(runs.length).fill(2));
    expect(seen([secret], ...runs.flatMap(({ out, err }) => [out, err]))).toEqual([]);
  }
});

test('preview shows no secret', async () => {
  const FIELDS = ['kubeAPIServerOverride', 'transportInterface', 'tlsCipherSuites', 'serviceCIDR', 'defaultMTU'];
  const secrets = [
    ...Object.values(FORMS).map((secretOf) => secretOf(600)),
    ...['https://bob:Geheim-1@10.0.0.1:6443', 'https://10.0.0.1/?token=Geheim-1', '--password=Geheim-1'],
  ];
  for (const secret of secrets) {
    const config = Object.fromEntries(FIELDS.map((name) => [name, secret]));
    const fields = { ...config, multicastInterfaces: [secret], featureGates: { Multicast: true } };
    folder.write('config', stringify({ ...ANTREA_CONFIG, spec: { antrea: { config: fields } } }));
    const { code, out, err } = await run(['preview', 'config', '--package', '1.9.0']);
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringMatching(/^warning: .*, so serviceCIDR is the default/),
    });
    expect(seen([secret, 'Geheim-1'], out)).toEqual([]);
    // The output is still valid YAML, at both levels.
    expect(parse(parse(out).data['antrea-agent.conf']).featureGates.Multicast).toBe(true);
  }
  folder.write('config', stringify({ ...ANTREA_CONFIG, spec: { antrea: { config: { noSNAT: secrets[1] } } } }));
  const { code, err } = await run(['preview', 'config', '--package', '1.9.0']);
  expect([code, err.includes('noSNAT'), seen(secrets, err)]).toEqual([2, true, []]);
});

const ANTREA_CONFIG = {
  apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
  kind: 'AntreaConfig',
  metadata: { name: 'video-antrea-package', namespace: 'ns' },
};

const KEY = 'AAECAwQFBgcICQoLDA0ODw==';

/** An app with a cluster that has an encryption key, and with the objects of these kinds that have secrets. */
function appWith(kinds: RegExp, isUsed: (object: object) => boolean = () => true): App {
  const app = Testing.app();
  const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns' });
  process.env.TEST_KEY = KEY;
  const secret = SensitiveText.fromEnvironment('TEST_KEY');
  delete process.env.TEST_KEY;
  const encryption = ClusterEncryption.aescbc([{ name: 'k', secret }]);
  const cluster = new TanzuCluster(supervisor, 'Cluster', { ...CLUSTER, encryption });
  cluster.enableMulticast();
  ApiObject.of(cluster).addJsonPatch(JsonPatch.add('/metadata/annotations', { note: KEY }));
  const workload = new WorkloadChart(app, 'workload', { cluster });
  new MulticastReceiver(workload, 'Receiver', { stream: STREAM, image: IMAGE });
  const objects = ALL.map(([, make, word]) => make(word)).filter((object) => kinds.test(object.kind) && isUsed(object));
  objects.forEach(({ metadata, ...object }, i) => {
    const isOfSupervisor = /vmware|cluster/.test(object.apiVersion);
    // Objects with the label of a stream are in the runbook.
    const labels = { 'multicast-stream/239.1.2.3-5001': 'receiver', ...metadata?.labels };
    new ApiObject(isOfSupervisor ? supervisor : workload, `raw-${i}`, {
      ...object,
      metadata: { ...metadata, name: `thing-${i}`, labels },
    });
  });
  return app;
}

/** Whether an API server accepts the structure of an object. */
function isAccepted(object: object): boolean {
  const findings = Lint.objects([object]);
  return !findings.some(({ level, ruleId }) => level === 'error' && /^TAM(088|089|090|091|092)$/.test(ruleId));
}

const HIDDEN_IN_APP = [KEY, ...ALL.map(([, , word]) => word)];

test('errors and warnings at synth show no secret', () => {
  const app = appWith(/./);
  const errors = sentence(() => app.synth());
  expect([errors.startsWith('Validation failed'), seen(HIDDEN_IN_APP, errors)]).toEqual([true, []]);
  const warnings = Warnings.of(app);
  expect([warnings.length > 20, seen(HIDDEN_IN_APP, ...warnings)]).toEqual([true, []]);
});

test('a runbook shows no secret', () => {
  const app = appWith(/^(Pod|ConfigMap|Secret|VirtualMachine|KubeadmControlPlane)$/, isAccepted);
  app.synth();
  const [text, ...more] = Runbook.write(app).map((file) => readFileSync(join(app.outdir, file), 'utf8'));
  expect(more).toEqual([]);
  expect(text).toMatch(/VM thing-\d+/);
  expect(seen(HIDDEN_IN_APP, text)).toEqual([]);
});
