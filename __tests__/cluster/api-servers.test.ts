import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Testing } from 'cdk8s';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import {
  AddonConfig,
  AntreaConfig,
  ClusterApiVersion,
  ClusterReference,
  FindingLevel,
  Lint,
  MulticastReceiver,
  MulticastSender,
  Placement,
  PodNetwork,
  PodSecurity,
  SupervisorChart,
  TanzuCluster,
  VmApiVersion,
  WorkloadChart,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM, caught } from '../_build';
import { RULES } from '../../lib/rules/_registry';
import { mistakesOf } from '../../lib/schemas/_mistakes-of';
import { testWithShared } from '../_shared';
import { size } from '../_size';
import { ProjectCopy } from '../cli/_project';
import { APPLICATIONS, madeOf } from '../docs/_page-examples';
import { ApiServer } from './_api-server';
import { deployment } from './_arbitraries';
import { virtualMachine } from './_virtual-machines';
import { CATALOGUE } from './_catalogue';
import { changed, withDefaults } from './_crd-defaults';
import { PODS } from './_pods';
import { policies } from './_policies';
import { ASSETS, Pair, minorOf, startAll } from './_servers';

jest.setTimeout(600_000);

const RUNS = Number(process.env.FAST_CHECK_RUNS ?? size(10, 100));
const SEED = Number(process.env.FAST_CHECK_SEED ?? Date.now() % 2 ** 31);
const LEVELS = ['privileged', 'baseline', 'restricted'];

let pairs: Pair[];
const counts = new Map<string, { applied: number; refused: number; predicted: number }>();

beforeAll(async () => {
  pairs = await startAll();
});
afterAll(async () => {
  await Promise.all((pairs ?? []).map((pair) => pair.stop()));
  for (const [server, { applied, refused, predicted }] of counts) {
    process.stdout.write(
      `${server}: ${applied} documents applied, ${refused} refused, ${predicted} of them as predicted\n`,
    );
  }
});

function count(server: ApiServer, what: 'applied' | 'refused' | 'predicted', more = 1): void {
  const sums = counts.get(server.name) ?? { applied: 0, refused: 0, predicted: 0 };
  sums[what] += more;
  counts.set(server.name, sums);
}

/** The two servers of a version; a number, because the versions are known only once the servers run. */
const each = describe.each(ASSETS.map((folder, i) => [folder.split('/').at(-1) ?? folder, i] as const));

/** Applies documents one after the other, and compares the stored objects with the sent ones. */
async function applyAndCompare(pair: Pair, server: ApiServer, documents: any[]): Promise<void> {
  const problems: string[] = [];
  const before: any[] = [];
  for (const document of documents) {
    if (document.kind === 'VirtualMachine') {
      pair.serveVirtualMachine(document.apiVersion.split('/')[1]);
    }
    const { ok, stderr } = server.apply([document]);
    if (!ok) {
      throw new Error(`${document.kind} ${document.metadata.name} is refused: ${stderr}`);
    }
    count(server, 'applied');
    expect(mistakesOf(document, { kubernetes: minorOf(pair.version) })).toEqual([]);
    const schema = pair.schemas[document.kind];
    const stored = await server.read(document);
    before.push(withoutBookkeeping(stored, !schema));
    problems.push(
      ...changed(asStored(document), stored, !schema).map(
        (path) => `${document.kind} ${document.metadata.name}${path}`,
      ),
    );
    if (schema) {
      expect(stored.spec).toEqual(withDefaults(schema.properties.spec, document.spec));
    }
  }
  expect(problems).toEqual([]);
  const again = server.apply(documents);
  expect(again.stderr).toBe('');
  const after = await Promise.all(documents.map((document) => server.read(document)));
  expect(after.map((stored) => withoutBookkeeping(stored, !pair.schemas[stored.kind]))).toEqual(before);
}

/** A Secret stores its texts in base64. */
function asStored(document: any): any {
  const { stringData, ...rest } = document;
  const encoded = Object.entries<string>(stringData ?? {}).map(([key, text]) => [
    key,
    Buffer.from(text).toString('base64'),
  ]);
  return stringData ? { ...rest, data: Object.fromEntries(encoded) } : document;
}

/**
 * Returns the part that a second apply must not change. For custom resources that is the whole object with its resource
 * version. For kinds of Kubernetes, 1.25 records a new time for fields such as `hostNetwork: false` that it does not store,
 * so the managed fields are left out.
 */
function withoutBookkeeping(stored: any, ofKubernetes: boolean): any {
  const { managedFields: _, resourceVersion, ...metadata } = stored.metadata;
  return { ...stored, metadata: ofKubernetes ? metadata : { ...metadata, resourceVersion } };
}

function remove(server: ApiServer, documents: any[]): void {
  const all = documents.filter(({ kind }) => kind !== 'Namespace');
  server.must(['delete', '--wait=false', '--ignore-not-found', '-f', '-'], ...all);
}

function documentsOf(text: string): any[] {
  return parseAllDocuments(text).map((document) => document.toJS());
}

each('%s', (_, index) => {
  let pair: Pair;
  beforeAll(() => {
    pair = pairs[index];
    for (const name of ['broadcast', 'mcast', 'generated', 'catalogue', 'ns1']) {
      pair.supervisor.createNamespace(name);
    }
    // That of the workload of others in docs/applications.md.
    pair.workload.createNamespace('feeds');
  });

  test('our own schemas can be installed in place of upstream', () => {
    for (const group of [
      'cni.tanzu.vmware.com',
      'cluster.x-k8s.io',
      'addons.kubernetes.vmware.com',
      'vmoperator.vmware.com',
    ]) {
      const file = `${group}.yaml`;
      const path = join(__dirname, '..', '..', 'crds', file);
      const { ok, stderr } = pair.supervisor.kubectl(['replace', '--dry-run=server', '-f', path]);
      expect({ file, ok, stderr }).toEqual({ file, ok: true, stderr: '' });
    }
  });

  test("our own schemas of Antrea's policies too", () => {
    const path = join(__dirname, '..', '..', 'crds', 'crd.antrea.io.yaml');
    const { ok, stderr } = pair.workload.kubectl(['replace', '--dry-run=server', '-f', path]);
    expect({ ok, stderr }).toEqual({ ok: true, stderr: '' });
  });

  test("policies on multicast are accepted and stored unchanged with upstream's schemas of their Antrea", async () => {
    const documents = policies(pair.isCurrent ? 'v1.35.6---vmware.2-vkr.3' : 'v1.25.7---vmware.3-fips.1-tkg.1');
    expect(documents.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Namespace policies',
      'NetworkPolicy allowed-igmp',
      'NetworkPolicy allowed-data',
      'NetworkPolicy dropped-igmp',
      'NetworkPolicy dropped-data',
      'ClusterNetworkPolicy dropped-igmp',
      'ClusterNetworkPolicy dropped-data',
    ]);
    await applyAndCompare(pair, pair.workload, documents);
    remove(pair.workload, documents);
  });

  test.each(APPLICATIONS.map((code, i) => [i + 1, code]))(
    'application %i of docs/applications.md is accepted, and its Pods are admitted',
    async (_, code) => {
      const release = pair.isCurrent ? 'v1.35.6---vmware.2-vkr.3' : 'v1.25.7---vmware.3-fips.1-tkg.1';
      const project = new ProjectCopy();
      const { status, objects } = madeOf(project, String(code), release);
      project.remove();
      expect(status).toBe(0);
      await applyAndCompare(pair, pair.workload, objects);
      const pods = objects.filter(({ spec }) => spec?.template);
      expect(pods.map(({ kind }) => kind)).toContain('Job');
      for (const { metadata, spec } of pods) {
        const { namespace } = metadata;
        const pod = {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'admitted', namespace, labels: spec.template.metadata?.labels },
          spec: spec.template.spec,
        };
        const { ok, stderr } = pair.workload.kubectl(['create', '--dry-run=server', '-f', '-', '-n', namespace], pod);
        expect({ ok, stderr }).toEqual({ ok: true, stderr: '' });
        const native = (spec.template.spec.initContainers ?? []).map(({ name, restartPolicy }: any) => [
          name,
          restartPolicy,
        ]);
        const plain = spec.template.spec.containers.map(({ name }: any) => name);
        const isWatched = JSON.stringify(spec.template).includes('watch.pl');
        expect(native).toEqual(isWatched && pair.isCurrent ? [['multicast-watch', 'Always']] : []);
        expect(plain.includes('multicast-watch')).toBe(isWatched && !pair.isCurrent);
      }
      remove(pair.workload, objects);
    },
  );

  test('an application with hostNetwork, and a restricted Deployment of others, are admitted in their Namespaces', async () => {
    const release = pair.isCurrent ? 'v1.35.6---vmware.2-vkr.3' : 'v1.25.7---vmware.3-fips.1-tkg.1';
    const cluster = ClusterReference.of('c1', release);
    const chart = new WorkloadChart(new App(), 'w', { cluster, namespace: 'own-pods' });
    const image = 'registry.example.com/player:v1';
    const network = PodNetwork.HOST;
    new MulticastReceiver(chart, 'Host', { stream: STREAM, network, container: { image }, sidecar: { image } });
    const foreign = new ApiObject(chart, 'Foreign', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'foreign' },
      spec: {
        selector: { matchLabels: { app: 'foreign' } },
        template: { metadata: { labels: { app: 'foreign' } }, spec: { containers: [{ name: 'main', image }] } },
      },
    });
    PodSecurity.restrict(foreign);
    const documents = Testing.synth(chart);
    await applyAndCompare(pair, pair.workload, documents);
    const pods = documents.filter(({ spec }) => spec?.template);
    for (const { metadata, spec } of pods) {
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'admitted' }, spec: spec.template.spec };
      const place = ['-n', metadata.namespace];
      const { ok, stderr } = pair.workload.kubectl(['create', '--dry-run=server', '-f', '-', ...place], pod);
      expect({ ok, stderr }).toEqual({ ok: true, stderr: '' });
    }
    expect(pods.map(({ metadata }) => metadata.namespace)).toEqual(['own-pods-host', 'own-pods']);
    remove(pair.workload, documents);
  });

  // The clusters of the fleet are applied in gitops.test.ts, with the objects of Argo CD.
  const examples = readdirSync(join(__dirname, '..', '..', 'examples')).filter((name) => name !== 'fleet');
  const apps = ['.', ...examples.map((name) => join('examples', name))];

  test.each(apps)('the output of %s is accepted and stored unchanged', async (app) => {
    const project = new ProjectCopy(pair.supervisor.folder);
    project.synth(app);
    for (const [file, text] of Object.entries(project.manifests(app))) {
      const server = file.includes('supervisor') ? pair.supervisor : pair.workload;
      // The article's Pods are for a release that enforces nothing; they have a test of their own.
      // And Antrea 2 has no v1alpha1 of its policies, which main.ts writes for Antrea 1.9.
      const isOfItsAge = ({ apiVersion }: any) => !pair.isCurrent || apiVersion !== 'crd.antrea.io/v1alpha1';
      const documents = documentsOf(text).filter((document) => document.kind !== 'Pod' && isOfItsAge(document));
      if (documents.length === 0) {
        continue;
      }
      await applyAndCompare(pair, server, documents);
      remove(server, documents);
    }
    project.remove();
  });

  test("the Supervisor's file applies in its order with plain kubectl apply", () => {
    const project = new ProjectCopy(pair.supervisor.folder);
    project.synth();
    const text = project.written()['mccluster-supervisor.k8s.yaml'];
    project.remove();
    pair.serveVirtualMachine('v1alpha1');
    const { ok, stdout } = pair.supervisor.applyFile('supervisor.yaml', text);
    expect({ ok, order: stdout.trim().split('\n') }).toEqual({
      ok: true,
      order: [
        'antreaconfig.cni.tanzu.vmware.com/mccluster-antrea-package created',
        'cluster.cluster.x-k8s.io/mccluster created',
        'secret/mcreceiver-vm-cloud-init created',
        'virtualmachine.vmoperator.vmware.com/mcreceiver-vm created',
      ],
    });
    count(pair.supervisor, 'applied', 4);
    remove(pair.supervisor, documentsOf(text));
  });

  test('any output of the constructs is accepted and stored unchanged', async () => {
    process.stdout.write(`${pair.version}: ${RUNS} generated deployments, FAST_CHECK_SEED=${SEED}\n`);
    await fc.assert(
      fc.asyncProperty(deployment(pair.isCurrent), async ({ supervisor, workload }) => {
        await applyAndCompare(pair, pair.supervisor, supervisor);
        await applyAndCompare(pair, pair.workload, workload);
        remove(pair.supervisor, supervisor);
        remove(pair.workload, workload);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  });

  test.each(Object.values(VmApiVersion))('any VM in %s is accepted and stored unchanged', async (version) => {
    await fc.assert(
      fc.asyncProperty(virtualMachine(version), async (documents) => {
        expect(documents.map(({ kind }) => kind)).toEqual(['Secret', 'VirtualMachine']);
        await applyAndCompare(pair, pair.supervisor, documents);
        remove(pair.supervisor, documents);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  });

  test('multicast.enable in an AntreaConfig, set by the user, is a known gap: the public schema does not have it', () => {
    const supervisor = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'mcast' });
    const cluster = ClusterReference.of('c1', 'v1.28.11---vmware.2', { antreaVersion: '1.13.3' });
    new AntreaConfig(supervisor, 'Config', { cluster, unverifiedMulticastEnable: true });
    const { ok, stderr } = pair.supervisor.apply(Testing.synth(supervisor));
    expect(ok).toBe(false);
    const unknown = [...stderr.matchAll(/\.spec[\w.]+(?=: field not declared in schema)/g)].map(([path]) => path);
    expect(unknown).toEqual(['.spec.antrea.config.multicast.enable']);
    count(pair.supervisor, 'refused');
    count(pair.supervisor, 'predicted');
  });

  describe('Pod Security', () => {
    beforeAll(() => {
      LEVELS.forEach((level) =>
        pair.workload.createNamespace(`level-${level}`, { 'pod-security.kubernetes.io/enforce': level }),
      );
      pair.workload.createNamespace('no-label');
    });

    function admitted(pod: object, namespace: string): boolean {
      const { ok, stderr } = pair.workload.kubectl(['create', '--dry-run=server', '-f', '-', '-n', namespace], pod);
      count(pair.workload, ok ? 'applied' : 'refused');
      if (!ok) {
        expect(stderr).toContain('violates PodSecurity');
        count(pair.workload, 'predicted');
      }
      return ok;
    }

    function podsOf(network: PodNetwork): any[] {
      const chart = new WorkloadChart(new App(), 'workload', { cluster: ClusterReference.of('c1', 'v1.25') });
      const props = { stream: STREAM, image: IMAGE, network };
      new MulticastReceiver(chart, 'Receiver', props);
      new MulticastSender(chart, 'Sender', { ...props, placement: Placement.ANY_NODE });
      return Testing.synth(chart)
        .filter(({ kind }) => kind === 'Deployment')
        .map(({ metadata, spec }) => ({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: metadata.name.toLowerCase() },
          spec: spec.template.spec,
        }));
    }

    test.each([
      [PodNetwork.POD, LEVELS],
      [PodNetwork.HOST, ['privileged']],
    ])('Pods on the network %s are admitted only at %p', (network, expected) => {
      const found = podsOf(network).map((pod) => LEVELS.filter((level) => admitted(pod, `level-${level}`)));
      expect(found).toEqual([expected, expected]);
    });

    test("the release's default admits the Pods of this library, and the article's Pods only if no level is enforced", () => {
      expect(podsOf(PodNetwork.POD).map((pod) => admitted(pod, 'no-label'))).toEqual([true, true]);
      const project = new ProjectCopy(pair.supervisor.folder);
      project.synth('examples/seed-exact');
      const texts = Object.values(project.manifests('examples/seed-exact'));
      project.remove();
      const pods = texts.flatMap(documentsOf).filter(({ kind }) => kind === 'Pod');
      expect(pods.map((pod) => admitted(pod, 'default'))).toEqual(Array(3).fill(!pair.isCurrent));
    });

    test.each(PODS.map((one) => [one.metadata.name, one]))(
      'the Pod %s is admitted if the rule on Pod Security passes it',
      (_, one) => {
        const release = pair.isCurrent ? 'v1.35.6---vmware.2-vkr.3' : 'v1.25.7---vmware.3-fips.1-tkg.1';
        const predicted = (namespace: string, labels: object) => {
          const objects = [
            { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
            { ...one, metadata: { ...one.metadata, namespace } },
          ];
          const found = Lint.objects(objects, { tkr: release });
          return !found.some(({ ruleId, level }) => ruleId === 'TAM032' && level === FindingLevel.ERROR);
        };
        const places: [string, object][] = [
          ...LEVELS.map((level): [string, object] => [
            `level-${level}`,
            { 'pod-security.kubernetes.io/enforce': level },
          ]),
          ['no-label', {}],
        ];
        const said = places.map(([namespace, labels]) => `${namespace}: ${predicted(namespace, labels)}`);
        expect(said).toEqual(places.map(([namespace]) => `${namespace}: ${admitted(one, namespace)}`));
      },
    );

    test('the Namespaces of a chart admit exactly the Pods of the chart', () => {
      const chart = new WorkloadChart(new App(), 'workload', {
        cluster: ClusterReference.of('c1', 'v1.25'),
        namespace: 'own',
      });
      new MulticastSender(chart, 'Host', { stream: STREAM, image: IMAGE, network: PodNetwork.HOST });
      pair.workload.must(
        ['apply', '--server-side', '-f', '-'],
        ...Testing.synth(chart).filter(({ kind }) => kind === 'Namespace'),
      );
      const [host] = podsOf(PodNetwork.HOST);
      const [pod] = podsOf(PodNetwork.POD);
      expect([admitted(pod, 'own'), admitted(host, 'own'), admitted(host, 'own-host')]).toEqual([true, false, true]);
    });
  });

  describe('the rules on admission', () => {
    const ofWebhook = RULES.filter(({ id }) => ['TAM001', 'TAM002'].includes(id));
    afterAll(() => {
      const lines = ofWebhook.map(({ id, title, source }) => `${id} ${title} (${source})`);
      process.stdout.write(
        `${pair.version}: ${lines.length} rules are those of the Supervisor's own webhook, not checked here:\n  ${lines.join('\n  ')}\n`,
      );
    });

    function place(objects: object[]): any {
      const manifest = structuredClone(objects[objects.length - 1]) as any;
      return { ...manifest, metadata: { ...manifest.metadata, namespace: 'catalogue' } };
    }

    test.each(ofWebhook.map((rule) => [rule.id, rule] as const))(
      '%s: manifests that the rule passes are accepted',
      (_, rule) => {
        const { ok, stderr } = pair.supervisor.apply([place(rule.passes.objects)], '--dry-run=server');
        expect({ ok, stderr }).toEqual({ ok: true, stderr: '' });
      },
    );

    test('a gate that the schema does not have is refused, as TAM005 reports for an old Supervisor', () => {
      const manifest = place(RULES[0].passes.objects);
      manifest.spec.antrea.config.featureGates.L7NetworkPolicy = true;
      const found = Lint.objects([manifest], { vsphere: '8.0u1' }).map(({ ruleId }) => ruleId);
      expect(found).toContain('TAM005');
      expect(pair.supervisor.apply([manifest], '--dry-run=server').ok).toBe(false);
      count(pair.supervisor, 'refused');
      count(pair.supervisor, 'predicted');
    });
  });

  describe('manifests that the server refuses', () => {
    const gaps: string[] = [];
    afterAll(() => {
      process.stdout.write(`${pair.version}: ${CATALOGUE.length} mistakes, known gaps:\n  ${gaps.join('\n  ')}\n`);
    });

    function base(kind: string): any {
      const app = new App();
      const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'catalogue' });
      const cluster = new TanzuCluster(supervisor, 'Cluster', CLUSTER);
      cluster.enableMulticast();
      new AddonConfig(supervisor, 'Addon', { cluster: ClusterReference.of('c2', 'v1.35.6---vmware.2-vkr.3') });
      const workload = new WorkloadChart(app, 'workload', { cluster, namespace: 'no-label' });
      new MulticastSender(workload, 'Sender', { name: 'sender', stream: STREAM, image: IMAGE });
      const all = [...Testing.synth(supervisor), ...Testing.synth(workload)];
      return structuredClone(all.find((document) => document.kind === kind));
    }

    function refusedByServer(server: ApiServer, manifest: object): boolean {
      const { ok } = server.kubectl(
        ['apply', '--server-side', '--validate=strict', '--dry-run=server', '-f', '-'],
        manifest,
      );
      return !ok;
    }

    test.each(CATALOGUE)('$base: $what', ({ what, base: kind, spoil, construct, gap, currentOnly }) => {
      const server = ['AntreaConfig', 'AddonConfig', 'Cluster'].includes(kind) ? pair.supervisor : pair.workload;
      const manifest = base(kind);
      expect(refusedByServer(server, manifest)).toBe(false);
      spoil(manifest);
      const expected = !currentOnly || pair.isCurrent;
      expect(refusedByServer(server, manifest)).toBe(expected);
      if (expected) {
        count(server, 'refused');
        count(server, 'predicted');
      }
      // A construct refuses it too, or there is a reason why not.
      expect(construct ? caught(construct).message : gap).toMatch(/\w/);
      if (gap) {
        gaps.push(`${kind}: ${what}: ${gap}`);
      }
    });
  });

  // This must be last, because it replaces the CRD of Cluster.
  describe('Cluster v1beta2', () => {
    const upstream = ['crds/cluster.x-k8s.io_clusters.cluster-api-v1.11.11.yaml'];

    testWithShared('any output of the constructs is accepted and stored unchanged', upstream, async ([file]) => {
      pair.serveCluster(file, 'v1beta2');
      const { V1BETA2 } = ClusterApiVersion;
      await fc.assert(
        fc.asyncProperty(deployment(true, V1BETA2), async ({ supervisor }) => {
          const clusters = supervisor.filter(({ kind }) => kind === 'Cluster');
          expect(clusters.map(({ apiVersion }) => apiVersion)).toEqual(['cluster.x-k8s.io/v1beta2']);
          await applyAndCompare(pair, pair.supervisor, clusters);
          remove(pair.supervisor, clusters);
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
    });
  });
});
