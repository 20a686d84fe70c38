import { linkSync, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { ClusterReference, MulticastReceiver, Runbook, WorkloadChart } from '../../lib';
import { IMAGE, STREAM, sentence } from '../_build';
import { writeInto } from '../../lib/runbook/_files';
import { mentions } from '../_mentions';

/** An app that is synthesized, with the runbook of one cluster to write. */
function synthesized(app = Testing.app()): App {
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  new MulticastReceiver(new WorkloadChart(app, 'workload', { cluster }), 'Receiver', { stream: STREAM, image: IMAGE });
  app.synth();
  return app;
}

function runbookOf({ outdir }: App): string {
  return join(outdir, 'c1-runbook.md');
}

const links = { symbolic: symlinkSync, hard: linkSync };

test.each(Object.keys(links) as (keyof typeof links)[])(
  'a %s link with the name of the runbook is replaced, not followed',
  (kind) => {
    const app = synthesized();
    const elsewhere = join(Testing.app().outdir, 'elsewhere');
    writeFileSync(elsewhere, 'kept');
    links[kind](elsewhere, runbookOf(app));
    Runbook.write(app);
    expect(readFileSync(elsewhere, 'utf8')).toBe('kept');
    expect(lstatSync(runbookOf(app))).toMatchObject({
      nlink: 1,
      mode: lstatSync(join(app.outdir, 'workload.k8s.yaml')).mode,
    });
    expect(readFileSync(runbookOf(app), 'utf8')).toContain('# Runbook of the workload cluster c1\n');
  },
);

test('a broken link does not create its target', () => {
  const app = synthesized();
  const folder = Testing.app().outdir;
  symlinkSync(join(folder, 'elsewhere'), runbookOf(app));
  Runbook.write(app);
  expect(readdirSync(folder)).toEqual([]);
});

test('the output folder itself may be a link', () => {
  const outdir = join(Testing.app().outdir, 'dist');
  const folder = Testing.app().outdir;
  symlinkSync(folder, outdir);
  Runbook.write(synthesized(new App({ outdir })));
  expect(readdirSync(folder)).toEqual(['c1-runbook.md', 'workload.k8s.yaml']);
});

test('a second run overwrites the file', () => {
  const app = synthesized();
  Runbook.write(app);
  const text = readFileSync(runbookOf(app), 'utf8');
  writeFileSync(runbookOf(app), 'changed by hand');
  Runbook.write(app);
  expect(readFileSync(runbookOf(app), 'utf8')).toBe(text);
});

test('a folder with the name of the runbook is an error', () => {
  const app = synthesized();
  mkdirSync(runbookOf(app));
  expect(sentence(() => Runbook.write(app))).toEqual(mentions('Runbook', `"${runbookOf(app)}"`, 'ERR_FS_EISDIR'));
});

test.each(['../escaped', '../../escaped', '/escaped', 'sub/escaped', '..', '.', ''])(
  '%p is no file of a folder',
  (name) => {
    const outdir = Testing.app().outdir;
    for (const folder of [outdir, `${outdir}/`, relative(process.cwd(), outdir)]) {
      expect(sentence(() => writeInto(folder, name, ''))).toEqual(
        mentions('Runbook', `"${resolve(outdir, name)}"`, `"${folder}"`),
      );
    }
  },
);

test.each([
  ['a comma', ',y.yaml'],
  ['a quote', '".yaml'],
  ['a backslash', '\\.yaml'],
  ['a line end', '\n.yaml'],
  ['the order of writing', '\u202e.yaml'],
])('an extension with %s is refused', (_, outputFileExtension) => {
  const app = new App({ outdir: Testing.app().outdir, outputFileExtension });
  mkdirSync(join(app.outdir, 'workload'));
  const message = sentence(() => Runbook.write(synthesized(app)));
  expect(message).toEqual(mentions('Runbook', 'chart "workload"', 'outputFileExtension'));
  expect(message).toMatch(/^[^\n\u202e]*$/);
});

test('a file name is not an option of kubectl, and not standard input', () => {
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  const app = new App({ outdir: Testing.app().outdir, outputFileExtension: '' });
  for (const id of ['-', '-n']) {
    new MulticastReceiver(new WorkloadChart(app, id, { cluster, namespace: `ns${id}n` }), 'Receiver', {
      name: 'player',
      stream: STREAM,
      image: IMAGE,
    });
  }
  app.synth();
  Runbook.write(app);
  expect(readFileSync(runbookOf(app), 'utf8')).toContain('\nkubectl apply -f ./-\nkubectl apply -f ./-n\n');
});

test.each([
  [{ name: 'vm; touch PWNED' }, ['name', '"vm; touch PWNED"']],
  [{ name: 'vm1', namespace: '$(touch PWNED)' }, ['namespace', '"$(touch PWNED)"', 'DNS label']],
])('a VM with %p is refused', (metadata, expected) => {
  expect(sentence(() => withMachine(metadata))).toEqual(
    mentions('Runbook', 'VirtualMachine at "plain/Vm"', ...expected),
  );
});

test('a VM without a namespace has a placeholder', () => {
  expect(withMachine({ name: 'vm1' })).toContain(
    '\nkubectl config use-context VSPHERE_NAMESPACE   # the vSphere Namespace\nkubectl get virtualmachine vm1 -n VSPHERE_NAMESPACE\n',
  );
});

function withMachine(metadata: object): string {
  const app = Testing.app();
  const labels = { 'multicast-stream/239.1.2.3-5001': 'sender' };
  const kind = { apiVersion: 'vmoperator.vmware.com/v1alpha1', kind: 'VirtualMachine' };
  new ApiObject(new Chart(app, 'plain'), 'Vm', { ...kind, metadata: { labels, ...metadata } });
  Runbook.write(synthesized(app));
  return readFileSync(runbookOf(app), 'utf8');
}
