import { App, Duration } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { AntreaConfig, ClusterReference, FluxOptions, GitOps, SupervisorChart } from '../../lib';
import { sentence } from '../_build';
import { oneCluster, twoEnvironments } from './_apps';
import { filesOf, pathsOf, textOf } from './_written';

const repoUrl = 'https://git.example.com/fleet.git';
const files = (options: FluxOptions = {}, app: App = twoEnvironments()) => filesOf(app, GitOps.flux(options));
const kustomizations = (of: ReturnType<typeof files>, path: string): any[] =>
  parseAllDocuments(textOf(of, path)).map((document) => document.toJS());

const made = files({ repoUrl, path: 'out' });
const ofProduction = kustomizations(made, 'flux/clusters/production-c1.yaml');

test('the objects of Flux are in one folder', () => {
  expect(pathsOf(made).filter((path) => path.startsWith('flux/'))).toEqual([
    'flux/gitrepository.yaml',
    'flux/clusters/production-c1.yaml',
    'flux/clusters/test-c1.yaml',
    'flux/kustomization.yaml',
  ]);
});

test('what configures Antrea, the Supervisor, the workload cluster and the proof wait for each other', () => {
  expect(ofProduction.map(({ metadata, spec }) => [metadata.name, spec.dependsOn, spec.path])).toEqual([
    ['production-c1-antrea', undefined, './out/production/c1/supervisor/antrea'],
    ['production-c1-supervisor', [{ name: 'production-c1-antrea' }], './out/production/c1/supervisor'],
    ['production-c1-workload', [{ name: 'production-c1-supervisor' }], './out/production/c1/workload'],
    ['production-c1-proof', [{ name: 'production-c1-workload' }], './out/production/c1/workload/proof'],
  ]);
  expect(ofProduction.map(({ spec }) => spec.wait)).toEqual([true, true, true, true]);
});

test('each side has the kubeconfig of its API server', () => {
  const secrets = ofProduction.map(({ spec }) => spec.kubeConfig.secretRef.name);
  expect([...new Set(secrets)]).toEqual(['sv1-kubeconfig', 'production-c1-kubeconfig']);
});

test('only the Kustomization with the Cluster has an expression for its readiness', () => {
  const exprs = ofProduction.map(({ spec }) => spec.healthCheckExprs?.map(({ apiVersion }: any) => apiVersion));
  expect(exprs).toEqual([undefined, ['cluster.x-k8s.io/v1beta1'], undefined, undefined]);
});

test('the Job of the proof is in a folder of its own, and may be created again', () => {
  expect(parse(textOf(made, /^test.*proof\/0400-job/)).metadata.annotations).toEqual({
    'kustomize.toolkit.fluxcd.io/force': 'Enabled',
  });
  expect(textOf(made, 'test/c1/workload/kustomization.yaml')).not.toContain('job');
});

test('options', () => {
  const options = {
    sourceRef: 'fleet',
    interval: Duration.hours(1),
    retryInterval: Duration.seconds(30),
    timeout: Duration.minutes(5),
    namespace: 'flux',
    prune: true,
    supervisor: 'sv7',
    workloadKubeConfig: 'admin-{cluster}',
  };
  const of = files(options, oneCluster());
  expect(kustomizations(of, 'flux/clusters/c1.yaml').slice(1, 3)).toMatchInlineSnapshot(`
    [
      {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {
          "name": "c1-supervisor",
          "namespace": "flux",
        },
        "spec": {
          "dependsOn": [
            {
              "name": "c1-antrea",
            },
          ],
          "healthCheckExprs": [
            {
              "apiVersion": "cluster.x-k8s.io/v1beta1",
              "current": "status.conditions.exists(c, (c.type == 'Ready' || c.type == 'Available') && c.status == 'True')",
              "kind": "Cluster",
            },
          ],
          "interval": "3600s",
          "kubeConfig": {
            "secretRef": {
              "name": "sv7-kubeconfig",
            },
          },
          "path": "./c1/supervisor",
          "prune": true,
          "retryInterval": "30s",
          "sourceRef": {
            "kind": "GitRepository",
            "name": "fleet",
          },
          "timeout": "300s",
          "wait": true,
        },
      },
      {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {
          "name": "c1-workload",
          "namespace": "flux",
        },
        "spec": {
          "dependsOn": [
            {
              "name": "c1-supervisor",
            },
          ],
          "interval": "3600s",
          "kubeConfig": {
            "secretRef": {
              "name": "admin-c1",
            },
          },
          "path": "./c1/workload",
          "prune": true,
          "retryInterval": "30s",
          "sourceRef": {
            "kind": "GitRepository",
            "name": "fleet",
          },
          "timeout": "300s",
          "wait": true,
        },
      },
    ]
  `);
  expect(pathsOf(of).filter((path) => path.includes('gitrepository'))).toEqual([]);
});

test('without a Cluster the first Kustomization is for what configures Antrea', () => {
  const app = new App();
  const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  new AntreaConfig(supervisor, 'Config', { cluster });
  const of = kustomizations(files({}, app), 'flux/clusters/c1.yaml');
  expect(of.map(({ metadata }) => metadata.name)).toEqual(['c1-antrea']);
});

test('options of the GitRepository need its URL', () => {
  expect(sentence(() => GitOps.flux({ branch: 'main' }))).toBe(
    'GitOps.flux(): branch is for the GitRepository, which is only written with a repoUrl: set repoUrl, or leave branch out.',
  );
});

test('the runbook waits for Flux and applies nothing', () => {
  const runbook = textOf(made, 'production/c1/runbook.md');
  expect(runbook).not.toMatch(/kubectl apply/);
  expect(runbook).toContain(
    'flux reconcile kustomization production-c1-proof --context FLUX -n flux-system --with-source',
  );
});
