import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing, YamlOutputType } from 'cdk8s';
import {
  AntreaConfig,
  ClusterReference,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  MulticastVirtualMachine,
  Placement,
  PodNetwork,
  Runbook,
  SupervisorChart,
  TanzuCluster,
  VmRole,
  WorkloadChart,
  WorkloadKind,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM, sentence } from '../_build';

const SECOND = MulticastStream.of('239.1.2.4', { port: 6000 });

/** A whole app; what is not said is as in the README. */
function wholeApp(app = Testing.app()): App {
  const supervisor = new SupervisorChart(app, 'c1-supervisor', { vsphereNamespace: 'ns1', vsphereVersion: '8.0u2' });
  const cluster = new TanzuCluster(supervisor, 'Cluster', CLUSTER);
  cluster.enableMulticast();
  new MulticastVirtualMachine(supervisor, 'Vm', {
    name: 'player-vm',
    image: 'vmi-1',
    vmClass: 'best-effort-small',
    storageClass: 'fast',
    role: VmRole.receiver([STREAM]),
  });
  const workload = new WorkloadChart(app, 'c1-workload', { cluster });
  new MulticastReceiver(workload, 'Receiver', {
    name: 'player',
    stream: STREAM,
    furtherStreams: [SECOND],
    image: IMAGE,
  });
  new MulticastSender(workload, 'Sender', { name: 'camera', stream: STREAM, image: IMAGE });
  new MulticastProof(workload, 'Proof', { image: IMAGE });
  return app;
}

function written(app: App): { [file: string]: string } {
  app.synth();
  const names = Runbook.write(app);
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(app.outdir, name), 'utf8')]));
}

function only(app: App): string {
  const [text, ...more] = Object.values(written(app));
  expect(more).toEqual([]);
  return text;
}

/** The commands of all blocks for a shell. */
function commands(text: string): string[] {
  return [...text.matchAll(/```sh\n([^]*?)\n```/g)].flatMap(([, block]) => block.split('\n'));
}

test('it has the name of the cluster, and stands beside the YAML', () => {
  const app = wholeApp();
  expect(Object.keys(written(app))).toEqual(['c1-runbook.md']);
  expect(readdirSync(app.outdir).sort()).toEqual(['c1-runbook.md', 'c1-supervisor.k8s.yaml', 'c1-workload.k8s.yaml']);
});

test('its commands stand in their order', () => {
  const agent = (role: string) => [
    `NODE=$(kubectl get pod -n multicast -l multicast-stream/239.1.2.3-5001=${role} -o jsonpath='{.items[0].spec.nodeName}')`,
    'AGENT=$(kubectl get pod -n kube-system -l app=antrea,component=antrea-agent --field-selector "spec.nodeName=$NODE" -o name)',
    'kubectl exec -n kube-system "$AGENT" -c antrea-agent -- antctl get featuregates',
    'kubectl exec -n kube-system "$AGENT" -c antrea-agent -- antctl get podmulticaststats -n multicast',
  ];
  expect(commands(only(wholeApp()))).toEqual([
    'kubectl vsphere login --server SUPERVISOR',
    'kubectl config use-context ns1   # the vSphere Namespace',
    'kubectl apply -f c1-supervisor.k8s.yaml',
    `kubectl get antreaconfig c1-antrea-package -o jsonpath='{.spec.antrea.config.featureGates.Multicast}{"\\n"}'   # true`,
    'kubectl wait cluster/c1 --for=condition=Ready --timeout=60m',
    'kubectl vsphere login --server SUPERVISOR --tanzu-kubernetes-cluster-namespace ns1 --tanzu-kubernetes-cluster-name c1',
    'kubectl config use-context c1',
    'kubectl get pods -n kube-system -l app=antrea -o wide   # one antrea-agent on each Node, and antrea-controller, all Running',
    'kubectl describe configmap antrea-config -n kube-system',
    'kubectl delete pod -n kube-system -l app=antrea',
    'kubectl wait pod -n kube-system -l app=antrea --for=condition=Ready --timeout=5m',
    'kubectl delete job multicast-proof -n multicast --ignore-not-found',
    'kubectl apply -f c1-workload.k8s.yaml',
    'kubectl rollout status deployment/player -n multicast --timeout=5m',
    'kubectl rollout status deployment/camera -n multicast --timeout=5m',
    'kubectl get multicastgroups',
    'kubectl logs -n multicast deployment/player -c multicast-receiver --tail=3',
    'kubectl logs -n multicast deployment/player -c stream-239-1-2-4-6000 --tail=3',
    ...agent('receiver'),
    ...agent('sender'),
    'kubectl delete job multicast-proof -n multicast --ignore-not-found',
    'kubectl apply -f c1-workload.k8s.yaml',
    'kubectl logs -n multicast job/multicast-proof --follow --pod-running-timeout=5m',
    'kubectl get job multicast-proof -n multicast   # COMPLETIONS 1/1',
    'kubectl get virtualmachine player-vm -n ns1   # on the Supervisor',
    'journalctl -f -u multicast-receiver-239.1.2.3-5001   # in the guest: the same lines as above',
    "iperf -s -u -B 239.1.2.3 -p 5001 -i 1   # the same lines as a receiver's",
    'tcpdump -n -v udp and dst host 239.1.2.3 and port 5001   # shows the TTL that is left',
  ]);
});

test('the picture shows who sends what to whom', () => {
  expect(/```mermaid\n([^]*?)\n```/.exec(only(wholeApp()))?.[1].split('\n')).toEqual([
    'flowchart LR',
    '  g0(["239.1.2.3:5001"])',
    '  g1(["239.1.2.4:6000"])',
    '  subgraph cluster ["workload cluster c1"]',
    '    s0["Deployment multicast/camera<br/>TTL 8"]',
    '    r0["Deployment multicast/player"]',
    '  end',
    '  vm0["VM ns1/player-vm"]',
    '  s0 --> g0',
    '  g0 --> r0',
    '  g1 --> r0',
    '  g0 --> vm0',
    '  elsewhere["a sender elsewhere"] -.-> g1',
  ]);
});

test('one table shows what is in it', () => {
  const rows = only(wholeApp())
    .split('\n')
    .filter((line) => line.startsWith('| '));
  expect(rows.slice(2, 8)).toEqual([
    '| sender: Deployment camera | multicast | 239.1.2.3:5001 | TTL 8, network of the Pod |',
    '| receiver: Deployment player | multicast | 239.1.2.3:5001, 239.1.2.4:6000 | Pods: 1, network of the Pod |',
    '| VM player-vm | vSphere Namespace ns1 | 239.1.2.3:5001 | receives |',
    '| proof: Job multicast-proof | multicast |  | checks all of it |',
    '| file c1-supervisor.k8s.yaml | Supervisor |  |  |',
    '| file c1-workload.k8s.yaml | workload cluster |  |  |',
  ]);
});

test('it says what the commands print', () => {
  const text = only(wholeApp());
  expect(text).toContain('`cluster.cluster.x-k8s.io/c1 condition met`');
  expect(text).toContain('deployment "player" successfully rolled out\n');
  expect(text).toContain(
    'GROUP           PODS\n239.1.2.3       multicast/player-...\n239.1.2.4       multicast/player-...\n',
  );
  expect(text).toContain('\nMulticast                Enabled        ALPHA\n');
  // Antrea, its ConfigMap, two workloads, two groups, two streams.
  expect(text).toContain('`ok   all 8 checks passed`');
});

test('the release decides what the ConfigMap must say', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.99.1', { antreaVersion: '1.13.3', vsphereNamespace: 'ns1' });
  const workload = new WorkloadChart(app, 'workload', { cluster });
  new MulticastReceiver(workload, 'Receiver', { name: 'player', stream: STREAM, image: IMAGE, kind: WorkloadKind.POD });
  const text = only(app);
  expect(text).toContain('featureGates:\n  Multicast: true\nmulticast:\n  enable: true\nantrea-controller.conf:');
  expect(text).toContain('GROUP           PODS\n239.1.2.3       multicast/player\n');
  expect(commands(text)).toContain('kubectl wait pod/player -n multicast --for=condition=Ready --timeout=5m');
});

test('where the Supervisor side is elsewhere, it says so', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  new MulticastSender(new WorkloadChart(app, 'workload', { cluster }), 'Sender', {
    name: 'camera',
    stream: STREAM,
    image: IMAGE,
    ttl: 1,
    placement: Placement.ANY_NODE,
  });
  const text = only(app);
  expect(text).toContain(
    "The Supervisor's side of this cluster is described elsewhere, and its vSphere Namespace is not known here: put it in place of VSPHERE_NAMESPACE. Have the AntreaConfig c1-antrea-package applied there before the Cluster.",
  );
  expect(commands(text)).toContain(
    'kubectl vsphere login --server SUPERVISOR --tanzu-kubernetes-cluster-namespace VSPHERE_NAMESPACE --tanzu-kubernetes-cluster-name c1',
  );
  expect(text).not.toContain('supervisor.k8s.yaml');
  expect(text).not.toContain('multicastgroups');
  expect(text).toContain('**multicast/camera sends with TTL 1, which no VM receives.**');
});

test('an AntreaConfig for a Cluster that is made elsewhere is applied from here', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  new AntreaConfig(new SupervisorChart(app, 'config', { vsphereNamespace: 'ns1' }), 'Config', { cluster });
  const text = only(app);
  expect(commands(text)).toContain('kubectl apply -f config.k8s.yaml');
});

test('Pods on the network of the Node are not asked of Antrea', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  const workload = new WorkloadChart(app, 'workload', { cluster });
  const host = { stream: STREAM, image: IMAGE, network: PodNetwork.HOST, kind: WorkloadKind.DAEMON_SET };
  new MulticastReceiver(workload, 'Receiver', { name: 'player', ...host });
  const text = only(app);
  expect(commands(text)).toContain('kubectl rollout status daemonset/player -n multicast-host --timeout=5m');
  expect(text).toContain('daemon set "player" successfully rolled out');
  expect(text).not.toContain('multicastgroups');
  expect(text).not.toContain('podmulticaststats');
});

test('a folder for each chart is applied as one', () => {
  const app = wholeApp(Testing.app({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE }));
  expect(commands(only(app))).toContain('kubectl apply -f c1-workload');
});

test('files that cdk8s numbers are named as they are', () => {
  const app = wholeApp();
  const [supervisor, workload] = app.charts;
  workload.addDependency(supervisor);
  expect(commands(only(app))).toContain('kubectl apply -f 0001-c1-workload.k8s.yaml');
});

test('of two clusters of one name each has its own', () => {
  const app = Testing.app();
  for (const vsphereNamespace of ['ns1', 'ns2']) {
    new TanzuCluster(new SupervisorChart(app, vsphereNamespace, { vsphereNamespace }), 'Cluster', CLUSTER);
  }
  expect(Object.keys(written(app))).toEqual(['ns1-c1-runbook.md', 'ns2-c1-runbook.md']);
});

test('two runs write the same bytes', () => {
  expect(written(wholeApp())).toEqual(written(wholeApp()));
});

test.each<[string, () => unknown, string]>([
  [
    'before synth',
    () => Runbook.write(wholeApp()),
    'Runbook: "c1-supervisor.k8s.yaml" is not there, the file of the chart "c1-supervisor": call Runbook.write(app) after app.synth().',
  ],
  [
    'without a cluster',
    () => Runbook.write(Testing.app()),
    'Runbook.write(): the app has no cluster: add a TanzuCluster or a WorkloadChart, or leave the call out.',
  ],
  [
    'without an app',
    () => Runbook.write({} as App),
    'Runbook.write(): app is an object: give the App, after app.synth().',
  ],
  [
    'with a name that two clusters have',
    () => {
      const app = Testing.app();
      for (const name of ['c1', 'ns1-c1']) {
        new TanzuCluster(new SupervisorChart(app, name, { vsphereNamespace: 'ns1' }), 'Cluster', { ...CLUSTER, name });
      }
      new TanzuCluster(new SupervisorChart(app, 'more', { vsphereNamespace: 'ns2' }), 'Cluster', CLUSTER);
      return written(app);
    },
    'Runbook.write(): two clusters would have the file "ns1-c1-runbook.md": rename one of the two.',
  ],
])('it fails %s in one sentence', (_, fails, expected) => {
  expect(sentence(fails)).toBe(expected);
});
