import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { App, GitOps, Runbook } from '../../lib';
import { addCluster } from './_apps';

test('synth() of the App writes the folders, and the runbooks next to them', () => {
  const app = new App({ outdir: Testing.app().outdir, gitOps: GitOps.flux() });
  addCluster(app, 'c1');
  app.synth();
  const text = readFileSync(join(app.outdir, 'c1', 'workload', 'proof', '0400-job-multicast-proof.yaml'), 'utf8');
  expect(text).toContain('kustomize.toolkit.fluxcd.io/force: Enabled');
  expect(Runbook.write(app)).toEqual(['c1/runbook.md']);
  expect(existsSync(join(app.outdir, 'c1-runbook.md'))).toBe(false);
});

test('an app whose folders are for two writes nothing', () => {
  const app = new App({ outdir: Testing.app().outdir, gitOps: GitOps.flux() });
  addCluster(app, 'flux');
  expect(() => app.synth()).toThrow('the folder "flux"');
  expect(existsSync(join(app.outdir, 'flux'))).toBe(false);
});
