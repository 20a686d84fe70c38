import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, Testing, YamlOutputType } from 'cdk8s';
import {
  App as NumberedApp,
  AntreaConfig,
  AntreaObject,
  ClusterApiVersion,
  ClusterReference,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  MulticastVirtualMachine,
  OsImage,
  Placement,
  PodNetwork,
  Runbook,
  SupervisorChart,
  TanzuCluster,
  TrafficEncapMode,
  VmApiVersion,
  VmRole,
  WorkloadChart,
  WorkloadKind,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM, sentence } from '../_build';
import { mentions } from '../_mentions';

const SECOND = MulticastStream.of('239.1.2.4', { port: 6000 });

/** A whole app. Values that are not given are those of the README. */
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
    additionalStreams: [SECOND],
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

test('its file has the name of the cluster and is next to the YAML', () => {
  const app = wholeApp();
  expect(Object.keys(written(app))).toEqual(['c1-runbook.md']);
  expect(readdirSync(app.outdir).sort()).toEqual(['c1-runbook.md', 'c1-supervisor.k8s.yaml', 'c1-workload.k8s.yaml']);
});

test('its commands are in order', () => {
  const agent = (role: string) => [
    `for NODE in $(kubectl get pod -n multicast -l multicast-stream/239.1.2.3-5001=${role} -o jsonpath='{.items[*].spec.nodeName}'); do`,
    '  AGENT=$(kubectl get pod -n kube-system -l app=antrea,component=antrea-agent --field-selector "spec.nodeName=$NODE" -o name)',
    '  kubectl exec -n kube-system "$AGENT" -c antrea-agent -- antctl get featuregates',
    '  kubectl exec -n kube-system "$AGENT" -c antrea-agent -- antctl get podmulticaststats -n multicast',
    'done',
  ];
  const player = '-l multicast-stream/239.1.2.3-5001=receiver,multicast-stream/239.1.2.4-6000=receiver';
  expect(commands(only(wholeApp()))).toEqual([
    'kubectl vsphere login --server SUPERVISOR',
    'kubectl config use-context ns1   # the vSphere Namespace',
    'kubectl apply -f c1-supervisor.k8s.yaml',
    `kubectl get antreaconfig c1-antrea-package -o jsonpath='{.spec.antrea.config.featureGates.Multicast}{"\\n"}'   # true`,
    'kubectl wait clusters.v1beta1.cluster.x-k8s.io/c1 --for=condition=Ready --timeout=60m',
    'kubectl vsphere login --server SUPERVISOR --tanzu-kubernetes-cluster-namespace ns1 --tanzu-kubernetes-cluster-name c1',
    'kubectl config use-context c1',
    'kubectl get pods -n kube-system -l app=antrea -o wide   # all Running: antrea-controller, and one antrea-agent on each Node',
    'kubectl describe configmap antrea-config -n kube-system',
    'kubectl delete pod -n kube-system -l app=antrea',
    'kubectl wait pod -n kube-system -l app=antrea --for=condition=Ready --timeout=5m',
    'kubectl delete job multicast-proof -n multicast --ignore-not-found',
    'kubectl apply -f c1-workload.k8s.yaml',
    'kubectl rollout status deployment/player -n multicast --timeout=5m',
    'kubectl rollout status deployment/camera -n multicast --timeout=5m',
    'kubectl get multicastgroups',
    `kubectl logs -n multicast ${player} -c multicast-receiver --prefix --tail=3`,
    `kubectl logs -n multicast ${player} -c stream-239-1-2-4-6000 --prefix --tail=3`,
    ...agent('receiver'),
    ...agent('sender'),
    'kubectl delete job multicast-proof -n multicast --ignore-not-found',
    'kubectl apply -f c1-workload.k8s.yaml',
    'until kubectl logs -n multicast job/multicast-proof --follow 2>/dev/null | grep .; do sleep 2; done',
    'kubectl wait job/multicast-proof -n multicast --for=condition=complete --timeout=1m',
    'kubectl config use-context ns1   # the vSphere Namespace',
    'kubectl get virtualmachine player-vm -n ns1',
    'journalctl -f -u multicast-receiver-239.1.2.3-5001   # shows each second how much was received',
    'iperf -s -u -B 239.1.2.3 -p 5001 -i 1   # shows each second how much was received',
    'tcpdump -n -v udp and dst host 239.1.2.3 and port 5001   # in a second terminal at the same time: shows the remaining TTL',
  ]);
});

test('the diagram shows senders, streams and receivers', () => {
  expect(/```mermaid\n([^]*?)\n```/.exec(only(wholeApp()))?.[1].split('\n')).toEqual([
    'flowchart LR',
    '  subgraph senders ["senders in workload cluster c1"]',
    '    s0["Deployment multicast/camera<br/>TTL 8"]',
    '  end',
    '  g0(["239.1.2.3:5001"])',
    '  g1(["239.1.2.4:6000"])',
    '  subgraph receivers ["receivers in workload cluster c1"]',
    '    r0["Deployment multicast/player"]',
    '  end',
    '  vm0["VM ns1/player-vm"]',
    '  s0 --> g0',
    '  g0 --> r0',
    '  g0 --> vm0',
    '  g1 --> r0',
    '  elsewhere["a sender elsewhere"] -.-> g1',
  ]);
});

test('the table of contents', () => {
  const rows = only(wholeApp())
    .split('\n')
    .filter((line) => line.startsWith('| '));
  expect(rows.slice(2, 8)).toEqual([
    '| sender: Deployment camera | multicast | 239.1.2.3:5001 | TTL 8, Pod network |',
    '| receiver: Deployment player | multicast | 239.1.2.3:5001, 239.1.2.4:6000 | Pods: 1, Pod network |',
    '| VM player-vm | vSphere Namespace ns1 | 239.1.2.3:5001 | receives |',
    '| proof: Job multicast-proof | multicast |  | checks the senders and receivers of its chart |',
    '| file c1-supervisor.k8s.yaml | Supervisor |  |  |',
    '| file c1-workload.k8s.yaml | workload cluster |  |  |',
  ]);
});

test('it shows the expected output of the commands', () => {
  const text = only(wholeApp());
  expect(text).toContain('`cluster.cluster.x-k8s.io/c1 condition met`');
  expect(text).toContain('deployment "player" successfully rolled out\n');
  expect(text).toContain(
    'GROUP           PODS\n239.1.2.3       multicast/player-...\n239.1.2.4       multicast/player-...\n',
  );
  expect(text).toContain('\nMulticast                Enabled        ALPHA\n');
  // Checks: Antrea, its ConfigMap, two workloads, two groups, two streams, and the VM, which is skipped.
  expect(text).toContain('`ok   8 of 9 checks passed, 1 skipped`');
});

test('the expected lines of the ConfigMap depend on the release', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.99.1', { antreaVersion: '1.13.3', vsphereNamespace: 'ns1' });
  const workload = new WorkloadChart(app, 'workload', { cluster });
  new MulticastReceiver(workload, 'Receiver', { name: 'player', stream: STREAM, image: IMAGE, kind: WorkloadKind.POD });
  const text = only(app);
  expect(text).toContain('featureGates:\n  Multicast: true\nmulticast:\n  enable: true\nantrea-controller.conf:');
  expect(text).toContain('GROUP           PODS\n239.1.2.3       multicast/player\n');
  expect(commands(text)).toContain('kubectl wait pod/player -n multicast --for=condition=Ready --timeout=5m');
});

test('an app without the objects of the Supervisor', () => {
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
  expect(text).toEqual(mentions('AntreaConfig c1-antrea-package', 'VSPHERE_NAMESPACE'));
  expect(commands(text)).toContain(
    'kubectl vsphere login --server SUPERVISOR --tanzu-kubernetes-cluster-namespace VSPHERE_NAMESPACE --tanzu-kubernetes-cluster-name c1',
  );
  expect(text).not.toContain('supervisor.k8s.yaml');
  expect(text).not.toContain('multicastgroups');
  expect(text).toEqual(mentions('**', 'multicast/camera', 'TTL 1', '**'));
});

test('an AntreaConfig for a Cluster that the app does not define', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  new AntreaConfig(new SupervisorChart(app, 'config', { vsphereNamespace: 'ns1' }), 'Config', { cluster });
  const text = only(app);
  expect(commands(text)).toContain('kubectl apply -f config.k8s.yaml');
  expect(commands(text)).toContain('kubectl config use-context ns1   # the vSphere Namespace');
  expect(text).toEqual(mentions('Antrea', 'Apply', 'before the Cluster'));
});

test('hostNetwork Pods have no steps that need Antrea', () => {
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
  const yamlOutputType = YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  const app = wholeApp(new NumberedApp({ outdir: Testing.app().outdir, yamlOutputType, numberedFiles: true }));
  expect(commands(only(app))).toContain('kubectl apply -f c1-workload');
});

test('files have the numbers that cdk8s gives them', () => {
  const app = wholeApp();
  const [supervisor, workload] = app.charts;
  workload.addDependency(supervisor);
  expect(commands(only(app))).toContain('kubectl apply -f 0001-c1-workload.k8s.yaml');
});

test('two clusters with the same name have a runbook each', () => {
  const app = Testing.app();
  for (const vsphereNamespace of ['ns1', 'ns2']) {
    new TanzuCluster(new SupervisorChart(app, vsphereNamespace, { vsphereNamespace }), 'Cluster', CLUSTER);
  }
  expect(Object.keys(written(app))).toEqual(['ns1-c1-runbook.md', 'ns2-c1-runbook.md']);
});

test('the condition to wait for depends on the API version of the Cluster', () => {
  const app = Testing.app();
  const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
  new TanzuCluster(supervisor, 'Cluster', { ...CLUSTER, apiVersion: ClusterApiVersion.V1BETA2 });
  expect(commands(only(app))).toContain(
    'kubectl wait clusters.v1beta2.cluster.x-k8s.io/c1 --for=condition=Available --timeout=60m',
  );
});

test('a Cluster without an AntreaConfig', () => {
  const app = Testing.app();
  new TanzuCluster(new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' }), 'Cluster', CLUSTER);
  const text = only(app);
  expect(text).toEqual(mentions('no AntreaConfig c1-antrea-package'));
  expect(text).not.toContain('kubectl get antreaconfig');
  expect(text).not.toContain('## Warnings');
});

test('an AntreaConfig in another chart is found and applied', () => {
  const app = Testing.app();
  const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
  const cluster = new TanzuCluster(supervisor, 'Cluster', CLUSTER);
  new AntreaConfig(new SupervisorChart(app, 'config', { vsphereNamespace: 'ns1' }), 'Config', { cluster });
  const found = commands(only(app)).filter((line) => /^kubectl (apply|get antrea)/.test(line));
  expect(found).toEqual([
    'kubectl apply -f 0000-config.k8s.yaml',
    'kubectl apply -f 0001-supervisor.k8s.yaml',
    `kubectl get antreaconfig c1-antrea-package -o jsonpath='{.spec.antrea.config.featureGates.Multicast}{"\\n"}'   # true`,
  ]);
});

test('warnings of synth are after the table, with their path', () => {
  const app = Testing.app();
  const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
  const cluster = new TanzuCluster(supervisor, 'Cluster', {
    ...CLUSTER,
    release: 'v1.30.0',
    antreaVersion: '1.13.3',
    os: OsImage.ubuntu({ version: '22.04' }),
  });
  cluster.enableMulticast({ antreaObject: AntreaObject.ANTREA_CONFIG });
  const text = only(app);
  expect(text).toMatch(/\| file supervisor.k8s.yaml .*\n\n## Warnings\n\n- `supervisor\/Cluster/);
  expect(text).toMatch(/\n- `supervisor\/Cluster\/A\w+\/Resource`: .*Antrea 1\.13\.3 needs multicast\.enable/);
  expect(text).toEqual(mentions('Check that the ConfigMap has these lines'));
});

test('a VM in a chart of its own is applied in its own vSphere Namespace', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1', { vsphereNamespace: 'ns1' });
  const workload = new WorkloadChart(app, 'workload', { cluster });
  new MulticastReceiver(workload, 'Receiver', { name: 'player', stream: STREAM, image: IMAGE });
  new MulticastVirtualMachine(new SupervisorChart(app, 'vms', { vsphereNamespace: 'ns2' }), 'Vm', {
    name: 'camera-vm',
    image: 'vmi-1',
    vmClass: 'best-effort-small',
    storageClass: 'fast',
    role: VmRole.sender(STREAM),
    apiVersion: VmApiVersion.V1ALPHA2,
  });
  const text = only(app);
  expect(text).toContain(
    '\nkubectl config use-context ns2   # the vSphere Namespace of VMs\nkubectl apply -f vms.k8s.yaml\n',
  );
  expect(text).toContain('| file vms.k8s.yaml | Supervisor |  |  |');
  expect(text).toContain('- `vms/Vm`: ');
  expect(text).toContain('\n## From VMs to Pods\n');
  expect(text).toContain('journalctl -f -u multicast-sender-239.1.2.3-5001 ');
  expect(text).toEqual(mentions('VM', 'logs', 'receivers'));
  expect(text).not.toContain('On any other VM');
  expect(text).not.toContain('nothing in this app sends');
});

/** A chart of a cluster that the app does not define. */
function referred(app: App): WorkloadChart {
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  return new WorkloadChart(app, 'workload', { cluster });
}

test('a bare Pod is deleted before it is applied; there is no wait for a sender that completes', () => {
  const app = Testing.app();
  const pod = { stream: STREAM, image: IMAGE, kind: WorkloadKind.POD };
  new MulticastSender(referred(app), 'Sender', { name: 'camera', ...pod, duration: Duration.seconds(60) });
  const text = only(app);
  expect(text).toContain(
    'kubectl delete pod camera -n multicast --ignore-not-found\nkubectl apply -f workload.k8s.yaml\n',
  );
  expect(text).toEqual(mentions('Pod multicast/camera', '60 seconds'));
  expect(text).not.toContain('kubectl wait pod/camera');
  expect(text).not.toContain('condition met\n```');
  expect(text).toContain('\n| multicast/camera | 0 | increases |\n');
});

test('two receivers of one stream share the Antrea steps and have logs of their own', () => {
  const app = Testing.app();
  const workload = referred(app);
  new MulticastReceiver(workload, 'One', { name: 'one', stream: STREAM, image: IMAGE });
  new MulticastReceiver(workload, 'Two', { name: 'two', stream: STREAM, additionalStreams: [SECOND], image: IMAGE });
  new MulticastReceiver(workload, 'Three', { name: 'three', stream: SECOND, image: IMAGE, kind: WorkloadKind.POD });
  const all = commands(only(app));
  expect(all.filter((line) => line.startsWith('for NODE in'))).toHaveLength(2);
  const logs = all.filter((line) => line.startsWith('kubectl logs'));
  expect(logs[0]).toMatch(/ -l cdk8s\.io\/metadata\.addr=workload-One-\w+ -c multicast-receiver --prefix --tail=3$/);
  expect(logs[1]).toContain(' -l multicast-stream/239.1.2.3-5001=receiver,multicast-stream/239.1.2.4-6000=receiver -c');
  expect(logs[3]).toBe('kubectl logs -n multicast pod/three -c multicast-receiver --prefix --tail=3');
});

test('the registry Secrets are created once for each namespace', () => {
  const app = Testing.app();
  const workload = referred(app);
  const pods = { stream: STREAM, image: IMAGE, imagePullSecrets: ['registry'] };
  new MulticastReceiver(workload, 'Receiver', { name: 'player', ...pods, network: PodNetwork.HOST });
  new MulticastSender(workload, 'Sender', { name: 'camera', ...pods });
  new MulticastProof(workload, 'Proof', { image: IMAGE, imagePullSecrets: ['registry'] });
  const words = '--docker-server=REGISTRY --docker-username=USER --docker-password=PASSWORD';
  expect(commands(only(app)).filter((line) => line.includes('create secret'))).toEqual([
    `kubectl create secret docker-registry registry -n multicast-host ${words}`,
    `kubectl create secret docker-registry registry -n multicast ${words}`,
  ]);
});

test('a receiver on another interface has no row that may be wrong', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.99.1', { antreaVersion: '1.13.3' });
  const workload = new WorkloadChart(app, 'workload', { cluster });
  new MulticastReceiver(workload, 'Receiver', { name: 'player', stream: STREAM, image: IMAGE, interfaceName: 'net1' });
  new MulticastProof(workload, 'Proof', { image: IMAGE });
  const text = only(app);
  expect(text).toEqual(mentions('Deployment multicast/player', 'net1', 'eth0'));
  expect(text).not.toContain('GROUP ');
  expect(text).toContain('`ok   4 of 5 checks passed, 1 skipped`');
  expect(text).not.toContain('INBOUND');
});

test('a sender on another interface has no row, and the proof skips only its stream, which nothing receives', () => {
  const app = Testing.app();
  const workload = referred(app);
  const sender = { name: 'camera', stream: STREAM, image: IMAGE, interfaceName: 'net1' };
  new MulticastSender(workload, 'Sender', sender);
  new MulticastProof(workload, 'Proof', { image: IMAGE });
  const text = only(app);
  expect(text).not.toContain('OUTBOUND');
  expect(text).toContain('`ok   3 of 4 checks passed, 1 skipped`');
});

test('a receiver with 0 replicas has no steps', () => {
  const app = Testing.app();
  new MulticastReceiver(referred(app), 'Receiver', { name: 'player', stream: STREAM, image: IMAGE, replicas: 0 });
  const text = only(app);
  expect(text).toContain('Pods: 0');
  expect(commands(text).filter((line) => /logs|rollout|multicastgroups|antctl/.test(line))).toEqual([]);
});

test('notes on restart, proof and missing senders', () => {
  const text = only(wholeApp());
  expect(text).toEqual(mentions('Restart Antrea', 'AntreaConfig', 'traffic of all Pods', 'stops'));
  expect(text).toEqual(mentions('kubectl apply', '[Proof](#proof)'));
  expect(text).toEqual(mentions('Deployment multicast/player', 'ready', '239.1.2.4:6000'));
});

test.each([
  ['v1.34.2', 'antreaconfig', 'addonconfig'],
  ['v1.99.1', 'addonconfig', 'antreaconfig'],
])('of a cluster with release %s in no table, the runbook reads the %s', (release, read, other) => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', release, { antreaVersion: '1.13.3' });
  const workload = new WorkloadChart(app, 'workload', { cluster });
  new MulticastReceiver(workload, 'Receiver', { name: 'player', stream: STREAM, image: IMAGE });
  expect(only(app)).toContain(`kubectl get ${read} c1-antrea`);
  expect(only(app)).not.toContain(`kubectl get ${other}`);
});

test('two runs write the same bytes', () => {
  expect(written(wholeApp())).toEqual(written(wholeApp()));
});

test.each<[string, () => unknown, string]>([
  [
    'before synth',
    () => Runbook.write(wholeApp()),
    mentions('Runbook', '"c1-supervisor.k8s.yaml"', 'chart "c1-supervisor"', 'app.synth()'),
  ],
  ['without a cluster', () => Runbook.write(Testing.app()), mentions('Runbook.write()', 'no cluster', 'TanzuCluster')],
  ['without an app', () => Runbook.write({} as App), mentions('Runbook.write()', 'an object', 'app.synth()')],
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
    mentions('Runbook.write()', 'two clusters', '"ns1-c1-runbook.md"'),
  ],
])('it fails %s in one sentence', (_, fails, expected) => {
  expect(sentence(fails)).toEqual(expected);
  expect(sentence(fails)).not.toContain('\n');
});

test('the skipped checks of the proof are counted', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  const workload = new WorkloadChart(app, 'c1-workload', { cluster });
  new MulticastReceiver(workload, 'A', { stream: STREAM, image: IMAGE });
  new MulticastReceiver(workload, 'B', { stream: SECOND, image: IMAGE, network: PodNetwork.HOST });
  new MulticastProof(workload, 'Proof', { image: IMAGE });
  expect(only(app)).toContain('`ok   7 of 8 checks passed, 1 skipped`');
});

/** An app with many clusters that use one stream, and one VM that sends it. */
function manyClusters(count: number): App {
  const app = Testing.app();
  const supervisor = new SupervisorChart(app, 'vms', { vsphereNamespace: 'ns1', vsphereVersion: '8.0u2' });
  new MulticastVirtualMachine(supervisor, 'Vm', {
    name: 'camera-vm',
    image: 'vmi-1',
    vmClass: 'best-effort-small',
    storageClass: 'fast',
    role: VmRole.sender(STREAM),
  });
  for (let i = 0; i < count; i++) {
    const cluster = ClusterReference.of(`c${i}`, 'v1.25.7---vmware.3-fips.1-tkg.1');
    const receiver = { name: 'player', stream: STREAM, image: IMAGE };
    new MulticastReceiver(new WorkloadChart(app, `workload-${i}`, { cluster }), 'Receiver', receiver);
  }
  app.synth();
  return app;
}

test('a VM is in the runbook of each cluster that uses its stream', () => {
  const app = manyClusters(2);
  for (const name of Runbook.write(app)) {
    const text = readFileSync(join(app.outdir, name), 'utf8');
    expect(text).toContain('| VM camera-vm | vSphere Namespace ns1 | 239.1.2.3:5001 | sends |');
    expect(text).toContain('\nkubectl apply -f vms.k8s.yaml\n');
  }
});

test('the construct tree is searched as often for many clusters as for one', () => {
  const looks = [1, 6].map((count) => {
    const app = manyClusters(count);
    const charts = jest.spyOn(app, 'charts', 'get');
    const walks = jest.spyOn(app.node, 'findAll');
    expect(Runbook.write(app)).toHaveLength(count);
    return { charts: charts.mock.calls.length, walks: walks.mock.calls.length };
  });
  expect(looks[0].charts).toBe(1);
  expect(looks[1]).toEqual(looks[0]);
});

describe('reach', () => {
  /** A cluster with a hostNetwork sender and a receiver on the Pod network. */
  function withHostSender(trafficEncapMode?: TrafficEncapMode): App {
    const app = Testing.app();
    const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1', { vsphereNamespace: 'ns1' });
    if (trafficEncapMode !== undefined) {
      const supervisor = new SupervisorChart(app, 'config', { vsphereNamespace: 'ns1' });
      new AntreaConfig(supervisor, 'Config', { cluster, trafficEncapMode });
    }
    const workload = new WorkloadChart(app, 'workload', { cluster });
    new MulticastReceiver(workload, 'Receiver', { name: 'player', stream: STREAM, image: IMAGE });
    const placement = Placement.ANY_NODE;
    const network = PodNetwork.HOST;
    new MulticastSender(workload, 'Sender', { name: 'camera', stream: STREAM, image: IMAGE, network, placement });
    return app;
  }

  test('the runbook lists the networks that the app uses, with the least TTL', () => {
    const text = only(withHostSender(TrafficEncapMode.ENCAP));
    expect(text).toContain('\nIn traffic encapsulation mode encap:\n');
    expect(text).toContain('| hostNetwork Pod | Pod | the same Node | 2 | of the Node | measured |');
    expect(text).toContain('| hostNetwork Pod | Pod | another Node | never received |  | measured |');
    expect(text).toContain('| host outside of the cluster | Pod |  | 2 | of the sender | measured |');
    expect(text).not.toContain('| Pod | Pod |');
  });

  test('in mode noEncap, all receive it', () => {
    const text = only(withHostSender(TrafficEncapMode.NO_ENCAP));
    expect(text).toContain('| hostNetwork Pod | Pod | another Node | 2 | of the Node | measured |');
    expect(text).not.toContain('.-x');
  });

  test('without an object that shows the mode, the default is assumed, and the runbook says so', () => {
    expect(only(withHostSender())).toContain('This table is for encap, which is assumed:');
  });

  test.each([TrafficEncapMode.ENCAP, TrafficEncapMode.NO_ENCAP])(
    'in mode %s, the runbook says what ends between hostNetwork Pods',
    (mode) => {
      expect(only(withHostSender(mode))).toEqual(mentions('224.0.0.0/24', 'VRRP', 'hostNetwork', 'noEncap'));
    },
  );

  test('the diagram crosses out what is not received on another Node', () => {
    expect(only(withHostSender(TrafficEncapMode.ENCAP))).toContain('  s0 -. "not received on another Node" .-x r0\n');
  });
});

test('the proof skips what only a VM receives, and what this app does not receive', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1', { vsphereNamespace: 'ns1' });
  const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1', vsphereVersion: '8.0u1c' });
  const [both, toVm, elsewhere] = [5001, 5002, 5003].map((port) => MulticastStream.of('239.255.12.43', { port }));
  const machine = { image: 'vmi-1', vmClass: 'small', storageClass: 'gold', role: VmRole.receiver([both, toVm]) };
  new MulticastVirtualMachine(supervisor, 'Vm', { name: 'player-vm', ...machine });
  const workload = new WorkloadChart(app, 'workload', { cluster });
  new MulticastReceiver(workload, 'Receiver', { name: 'player', stream: both, image: IMAGE });
  [both, toVm, elsewhere].forEach((stream, i) => new MulticastSender(workload, `Sender${i}`, { stream, image: IMAGE }));
  new MulticastProof(workload, 'Proof', { image: IMAGE });
  // __tests__/cluster/proof.test.ts shows the same numbers for the same app.
  expect(only(app)).toContain('`ok   8 of 11 checks passed, 3 skipped`');
});

test('the runbook lists the known bugs that depend on the use of the cluster', () => {
  const text = only(wholeApp());
  expect(text).toEqual(mentions('Antrea 1.9.0', 'known bugs'));
  expect(text).toEqual(mentions('- ', 'antrea#8251', '2.5.3, 2.6.3, 2.7.0'));
});
