import { App } from 'cdk8s';
import { parse } from 'yaml';
import {
  ArgoCdOptions,
  ClusterReference,
  Environment,
  GitOps,
  SupervisorChart,
  TanzuCluster,
  WorkloadChart,
} from '../../lib';
import { CLUSTER } from '../_build';
import { addCluster, oneCluster, twoEnvironments } from './_apps';
import { filesOf, pathsOf, textOf } from './_written';

const repoUrl = 'https://git.example.com/fleet.git';

function files(options: Partial<ArgoCdOptions> = {}, app: App = twoEnvironments()) {
  return filesOf(app, GitOps.argoCd({ repoUrl, ...options }));
}

const made = files({ path: 'out' });
const yaml = (path: string | RegExp, of = made) => parse(textOf(of, path));
const annotationsOf = (path: string | RegExp) => yaml(path).metadata.annotations;

test('an ApplicationSet makes an Application of each folder argocd', () => {
  expect(textOf(made, 'applicationset.yaml')).toMatchInlineSnapshot(`
    "apiVersion: argoproj.io/v1alpha1
    kind: ApplicationSet
    metadata:
      name: clusters
      namespace: argocd
    spec:
      generators:
        - git:
            directories:
              - path: out/*/*/argocd
            repoURL: https://git.example.com/fleet.git
            revision: HEAD
      goTemplate: true
      goTemplateOptions:
        - missingkey=error
      syncPolicy:
        preserveResourcesOnDeletion: true
      template:
        metadata:
          name: '{{ .path.path | trimPrefix "out/" | trimSuffix "/argocd" | replace "/" "-" }}'
        spec:
          destination:
            name: in-cluster
            namespace: argocd
          project: default
          source:
            path: "{{ .path.path }}"
            repoURL: https://git.example.com/fleet.git
            targetRevision: HEAD
          syncPolicy:
            automated:
              prune: false
              selfHeal: true
    "
  `);
});

test('the Application of the Supervisor ignores what the Supervisor fills in, and goes to the vSphere Namespace', () => {
  expect(textOf(made, 'production/c1/argocd/0000-application-supervisor.yaml')).toMatchInlineSnapshot(`
    "apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata:
      annotations:
        argocd.argoproj.io/compare-options: ServerSideDiff=true
        argocd.argoproj.io/sync-wave: "0"
      labels:
        multicast-cluster: c1
        multicast-environment: production
      name: production-c1-supervisor
      namespace: argocd
    spec:
      destination:
        name: sv1
        namespace: ns1
      ignoreDifferences:
        - group: cluster.x-k8s.io
          jqPathExpressions:
            - .spec.topology.variables[] | select(.name == "TKR_DATA")
            - .spec.topology.variables[] | select(.name == "user")
            - .spec.topology.variables[] | select(.name == "clusterEncryptionConfigYaml")
            - .spec.topology.variables[] | select(.name == "ntp")
            - .spec.topology.variables[] | select(.name == "extensionCert")
          kind: Cluster
          name: c1
          namespace: ns1
      project: default
      source:
        path: out/production/c1/supervisor
        repoURL: https://git.example.com/fleet.git
        targetRevision: HEAD
      syncPolicy:
        automated:
          prune: false
          selfHeal: true
        retry:
          limit: 10
          backoff:
            duration: 30s
            factor: 2
            maxDuration: 10m
        syncOptions:
          - ServerSideApply=true
    "
  `);
});

test('the Application of the workload cluster is in the wave after that of the Supervisor', () => {
  const { metadata, spec } = yaml('production/c1/argocd/0001-application-workload.yaml');
  expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
  expect([spec.destination, spec.source.path, spec.ignoreDifferences]).toEqual([
    { name: 'production-c1' },
    'out/production/c1/workload',
    undefined,
  ]);
});

test.each([
  [/^test.*namespace-multicast/, '0'],
  [/^test.*antreaconfig-/, '100'],
  [/^test.*serviceaccount-/, '100'],
  [/^test.*cluster-c1\.yaml/, '200'],
  [/^test.*virtualmachine-/, '300'],
  [/^test.*deployment.*receiver/, '300'],
  [/^test.*deployment.*sender/, '300'],
])('the wave of %s is %s', (path, wave) => {
  expect(annotationsOf(path)['argocd.argoproj.io/sync-wave']).toBe(wave);
});

test('the proof is a hook that replaces the Job of the sync before it', () => {
  expect(annotationsOf(/^test.*job-multicast-proof/)).toEqual({
    'argocd.argoproj.io/hook': 'PostSync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    'argocd.argoproj.io/sync-wave': '400',
  });
});

test('a variable that the manifest sets is not ignored', () => {
  const app = new App();
  addCluster(app, 'c1', { ntpServers: ['ntp.example.com'] });
  const { jqPathExpressions } = yaml(/supervisor.yaml/, files({}, app)).spec.ignoreDifferences[0];
  expect(jqPathExpressions.filter((path: string) => path.includes('"ntp"'))).toEqual([]);
  expect(jqPathExpressions).toHaveLength(4);
});

test('without prune nothing is deleted, and with it the Applications delete what they have', () => {
  const pruning = files({ prune: true });
  const seen = [made, pruning].map((of) => {
    const { metadata, spec } = yaml('test/c1/argocd/0000-application-supervisor.yaml', of);
    return [metadata.finalizers, spec.syncPolicy.automated.prune, yaml('applicationset.yaml', of).spec.syncPolicy];
  });
  expect(seen).toEqual([
    [undefined, false, { preserveResourcesOnDeletion: true }],
    [['resources-finalizer.argocd.argoproj.io/foreground'], true, { preserveResourcesOnDeletion: false }],
  ]);
});

test('destinations can have other names', () => {
  const renamed = files({ supervisorDestination: 'sv-{environment}', workloadDestination: '{cluster}.{environment}' });
  const destinations = pathsOf(renamed)
    .filter((path) => path.includes('-application-'))
    .map((path) => yaml(path, renamed).spec.destination.name);
  expect(destinations).toEqual(['sv-production', 'c1.production', 'sv-test', 'c1.test']);
});

test('a SupervisorChart, and a reference, name the Supervisor themselves', () => {
  const app = new App();
  const environment = new Environment(app, 'prod', { supervisor: 'sv1' });
  const chart = new SupervisorChart(environment, 'supervisor', { vsphereNamespace: 'ns1', supervisor: 'sv2' });
  new TanzuCluster(chart, 'Cluster', { ...CLUSTER, name: 'c2' });
  const options = { supervisor: 'sv3' };
  const cluster = ClusterReference.of('c3', 'v1.25.7---vmware.3-fips.1-tkg.1', options);
  new WorkloadChart(environment, 'workload', { cluster });
  const of = files({ workloadDestination: '{supervisor}-{cluster}' }, app);
  const destinations = pathsOf(of).filter((path) => path.includes('-application-'));
  expect(destinations.map((path) => yaml(path, of).spec.destination.name)).toEqual(['sv2', 'sv3-c3']);
});

test('without environments the ApplicationSet reads the folders one level higher', () => {
  const of = files({ supervisor: 'sv9' }, oneCluster());
  const { generators, template } = yaml('applicationset.yaml', of).spec;
  expect(generators[0].git.directories).toEqual([{ path: '*/argocd' }]);
  expect(template.metadata.name).toBe('{{ .path.path | trimSuffix "/argocd" | replace "/" "-" }}');
  expect(yaml(/supervisor.yaml/, of).spec.destination.name).toBe('sv9');
});

test('a name that is too long for a label is shortened in the template as in the Applications', () => {
  const app = new App();
  addCluster(new Environment(app, 'e'.repeat(40)), 'c'.repeat(30));
  const of = files({}, app);
  const { name } = yaml(/application-workload/, of).metadata;
  expect(name).toMatch(/^e{40}-cc-[0-9a-f]{8}-workload$/);
  expect(yaml('applicationset.yaml', of).spec.template.metadata.name).toMatch(
    /gt \(len \$name\) 52 .*trunc 43 \$name .*sha256sum \$name \| trunc 8/,
  );
});

test('the runbook waits for Argo CD and applies nothing', () => {
  const runbook = textOf(made, 'production/c1/runbook.md');
  expect(runbook).not.toMatch(/kubectl (apply|delete job)/);
  expect(runbook.match(/^argocd .*/gm)?.filter((line) => line.includes('production'))).toEqual([
    'argocd app wait production-c1-supervisor --sync --health --timeout 3600',
    'argocd cluster add c1 --name production-c1',
    'argocd app wait production-c1-workload --sync --health --timeout 3600',
    'argocd app sync production-c1-workload',
  ]);
});
