import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, Testing } from 'cdk8s';
import {
  ClusterReference,
  ExistingWorkload,
  MulticastApplication,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  MulticastVirtualMachine,
  PodNetwork,
  SupervisorChart,
  VmRole,
  WorkloadChart,
  WorkloadKind,
} from '../../lib';
import { Admin } from './_admin';
import { ApiServer } from './_api-server';
import { Kubelet } from './_kubelet';
import {
  CONF,
  GROUPS_API,
  GROUPS_CRD,
  NODES,
  READY,
  antreaConfigMap,
  antreaPods,
  multicastGroup,
  nodes,
  notReady,
  podOf,
  podOnNode,
} from './_proof-objects';
import { README_LINES } from './_proof-lines';
import { ASSETS } from './_servers';

jest.setTimeout(600_000);

const SCRIPT = join(__dirname, '..', '..', 'images', 'multicast', 'check.sh');
const RELEASE = 'v1.25.7---vmware.3-fips.1-tkg.1';
const SHELLS = [['sh'], ['dash'], ['busybox', 'sh']].filter(([program]) => has(program));
const MISSING = ['curl', 'jq'].filter((program) => !has(program));

function has(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;
}

if (MISSING.length > 0) {
  process.stderr.write(
    `SKIPPED, not passed: the tests of the proof's script need ${MISSING.join(' and ')}: apt-get install curl jq\n`,
  );
}

interface Result {
  readonly code: number | null;
  readonly lines: string[];
}

/** A synthesized Job, whose script runs here with the permissions of its ServiceAccount. */
interface Proof {
  readonly documents: any[];
  readonly job: any;
  readonly pods: { [deployment: string]: any };
}

/** The part of the README's first example that the Job reads. */
function readmeExample(): WorkloadChart {
  const cluster = ClusterReference.of('video', RELEASE);
  const workload = new WorkloadChart(new App(), 'video-workload', { cluster });
  const stream = MulticastStream.of('239.10.20.30', { port: 5004 });
  const image = 'harbor.example.com/video/iperf:2.1.8';
  new MulticastReceiver(workload, 'Receiver', { name: 'player', stream, image });
  new MulticastSender(workload, 'Sender', { name: 'camera', stream, image });
  new MulticastProof(workload, 'Proof', { image });
  return workload;
}

/** The article's two Pods, and two hostNetwork Pods. */
function articleAndHost(): WorkloadChart {
  const cluster = ClusterReference.of('mccluster', RELEASE);
  const workload = new WorkloadChart(new App(), 'workload', { cluster, namespace: 'article' });
  const image = 'registry.example.com/iperf:v1';
  const stream = MulticastStream.of('239.255.12.43');
  const hostStream = MulticastStream.of('239.255.12.44', { port: 5002 });
  new MulticastReceiver(workload, 'Receiver', { name: 'mcreceiver', stream, image });
  new MulticastSender(workload, 'Sender', { name: 'mcsender', stream, image });
  const host = { stream: hostStream, image, network: PodNetwork.HOST };
  new MulticastReceiver(workload, 'HostReceiver', { ...host, name: 'mcreceiver-host' });
  new MulticastSender(workload, 'HostSender', { ...host, name: 'mcsender-host' });
  new MulticastProof(workload, 'Proof', { image });
  return workload;
}

/** As in main.ts: a VM receives two streams, a Pod only one of them. A third stream has no receiver. */
function forVms(): WorkloadChart {
  const app = new App();
  const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'mcast', vsphereVersion: '8.0u1c' });
  const [stream, ofHost, elsewhere] = [5001, 5002, 5003].map((port) => MulticastStream.of('239.255.12.43', { port }));
  new MulticastVirtualMachine(supervisor, 'Vm', {
    name: 'mcreceiver-vm',
    image: 'vmi-0a0044d7c690bcbea',
    vmClass: 'best-effort-xsmall',
    storageClass: 'gold',
    role: VmRole.receiver([stream, ofHost]),
  });
  const cluster = ClusterReference.of('mccluster', RELEASE);
  const workload = new WorkloadChart(app, 'vms-workload', { cluster, namespace: 'vms' });
  const image = 'registry.example.com/iperf:v1';
  new MulticastReceiver(workload, 'Receiver', { name: 'mcreceiver', stream, image });
  new MulticastSender(workload, 'Sender', { name: 'mcsender', stream, image });
  new MulticastSender(workload, 'HostSender', {
    name: 'mcsender-host',
    stream: ofHost,
    image,
    network: PodNetwork.HOST,
  });
  new MulticastSender(workload, 'Elsewhere', { name: 'elsewhere', stream: elsewhere, image });
  new MulticastProof(workload, 'Proof', { image });
  return workload;
}

/** The article's two bare Pods. The sender ends. */
function barePods(): WorkloadChart {
  const cluster = ClusterReference.of('mccluster', RELEASE);
  const workload = new WorkloadChart(new App(), 'bare-workload', { cluster, namespace: 'bare' });
  const stream = MulticastStream.of('239.255.12.43');
  const both = { stream, image: 'registry.example.com/iperf:v1', kind: WorkloadKind.POD };
  new MulticastReceiver(workload, 'Receiver', { ...both, name: 'mcreceiver' });
  new MulticastSender(workload, 'Sender', { ...both, name: 'mcsender', duration: Duration.minutes(2) });
  new MulticastProof(workload, 'Proof', { image: both.image });
  return workload;
}

/** Receivers on each Node, without Pods, and on an interface that Antrea does not manage. */
function otherReceivers(): WorkloadChart {
  const cluster = ClusterReference.of('mccluster', RELEASE);
  const workload = new WorkloadChart(new App(), 'others-workload', { cluster, namespace: 'others' });
  const image = 'registry.example.com/iperf:v1';
  const [each, none, past] = [1, 2, 3].map((i) => MulticastStream.of(`239.1.1.${i}`));
  new MulticastReceiver(workload, 'Each', { name: 'each', stream: each, image, kind: WorkloadKind.DAEMON_SET });
  new MulticastReceiver(workload, 'None', { name: 'none', stream: none, image, replicas: 0 });
  new MulticastReceiver(workload, 'Past', { name: 'past', stream: past, image, interfaceName: 'net1' });
  new MulticastProof(workload, 'Proof', { image });
  return workload;
}

/** Peers with a native sidecar, and Pods of which only the labels are known. */
function applications(): WorkloadChart {
  const cluster = ClusterReference.of('mccluster', 'v1.30.1', { antreaVersion: '1.9.0' });
  const workload = new WorkloadChart(new App(), 'apps-workload', { cluster, namespace: 'apps' });
  const image = 'registry.example.com/app:v1';
  const [bus, feed] = [MulticastStream.of('239.1.1.4'), MulticastStream.of('239.1.1.5')];
  const both = { sends: [bus], receives: [bus], container: { image }, sidecar: { image } };
  new MulticastApplication(workload, 'Bus', { ...both, name: 'bus', replicas: 2 });
  new ExistingWorkload(workload, 'Feed', { namespace: 'apps', labels: { app: 'feed' }, sends: [feed] });
  new MulticastProof(workload, 'Proof', { image });
  return workload;
}

// One version is enough: the script uses no API that differs between versions, and each failure takes seconds.
const describeProof =
  MISSING.length === 0 ? describe.each(ASSETS.slice(-1).map((folder) => [folder])) : describe.skip.each([['']]);

describeProof('%s', (assets) => {
  let server: ApiServer;
  let admin: Admin;
  let kubelet: Kubelet;
  let readme: Proof;
  let article: Proof;

  beforeAll(async () => {
    server = await ApiServer.start(`workload cluster of ${assets}`, assets, {
      enforce: 'restricted',
      warn: 'restricted',
      audit: 'restricted',
    });
    admin = new Admin(server.folder);
    kubelet = await Kubelet.start(server.folder);
    writeFileSync(join(server.folder, 'groups.json'), JSON.stringify(GROUPS_CRD));
    server.install(join(server.folder, 'groups.json'));
    await admin.create(...nodes(kubelet.port), ...antreaPods(), antreaConfigMap());
    readme = await apply(readmeExample());
    article = await apply(articleAndHost());
    const { player } = readme.pods;
    const { mcreceiver } = article.pods;
    await admin.create(multicastGroup('239.10.20.30', [player]), multicastGroup('239.255.12.43', [mcreceiver]));
  });
  beforeEach(() => {
    kubelet.second = () => ({ came: 90, lost: 0 });
    kubelet.status = 200;
  });
  afterAll(async () => {
    await kubelet?.stop();
    await server?.stop();
  });

  /** Applies a chart and makes the Pods that its Deployments would get. */
  async function apply(chart: WorkloadChart): Promise<Proof> {
    const documents = Testing.synth(chart);
    const { ok, stderr } = server.apply(documents);
    expect({ ok, stderr }).toEqual({ ok: true, stderr: '' });
    const deployments = documents.filter(({ kind, spec }) => kind === 'Deployment' && spec.replicas !== 0);
    const pods = deployments.map((deployment, i) => podOf(deployment, `x2x4${'vwxz'[i]}`, 1 + (i % 2)));
    await admin.create(...pods);
    const named = pods.map((pod, i) => [deployments[i].metadata.name, pod]);
    return { documents, job: documents.find(({ kind }) => kind === 'Job'), pods: Object.fromEntries(named) };
  }

  /** The files that the API server mounts into a Pod of the Job. */
  function serviceAccount({ job }: Proof): string {
    const { namespace } = job.metadata;
    const token = server.must(['create', 'token', job.spec.template.spec.serviceAccountName, '-n', namespace]);
    const folder = mkdtempSync(join(server.folder, 'service-account-'));
    writeFileSync(join(folder, 'token'), token.trim());
    writeFileSync(join(folder, 'ca.crt'), admin.authority);
    return folder;
  }

  /** Runs the command of the Job, with later options over its own. */
  function run(proof: Proof, options: string[] = [], env: object = {}, shell = ['sh']): Promise<Result> {
    const [{ command, env: variables }] = proof.job.spec.template.spec.containers;
    const given = variables.map(({ name, value }: { name: string; value: string }) => [name, value]);
    const [program, ...words] = shell;
    const child = spawn(program, [...words, SCRIPT, ...command.slice(2), '--seconds=0', '--apart=1', ...options], {
      env: {
        PATH: process.env.PATH,
        ...Object.fromEntries(given),
        KUBERNETES_SERVICE_HOST: admin.url.hostname,
        KUBERNETES_SERVICE_PORT: admin.url.port,
        MULTICAST_SERVICE_ACCOUNT: serviceAccount(proof),
        MULTICAST_STATE: server.folder,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (part) => (text += part));
    child.stderr.on('data', (part) => (text += `stderr: ${part}`));
    return new Promise((resolve) =>
      child.once('close', (code) => resolve({ code, lines: text.trimEnd().split('\n') })),
    );
  }

  /** The lines that begin with FAIL, without the sum. */
  async function failures(proof: Proof, options?: string[], env?: object): Promise<string[]> {
    const { code, lines } = await run(proof, options, env);
    const failed = lines.filter((line) => line.startsWith('FAIL'));
    expect({ code, sum: failed.pop() }).toEqual({
      code: 1,
      sum: `FAIL ${failed.length} of ${lines.length - 1} checks failed, see the lines above`,
    });
    return failed;
  }

  async function withStatus(pod: any, status: object, body: () => Promise<void>): Promise<void> {
    await admin.setStatus(pod, status);
    await body();
    await admin.setStatus(pod, READY);
  }

  async function withConfig(agent: string, controller: string, body: () => Promise<void>): Promise<void> {
    await admin.patch(antreaConfigMap(), { data: antreaConfigMap(agent, controller).data });
    await body();
    await admin.patch(antreaConfigMap(), { data: antreaConfigMap().data });
  }

  const AGENT = antreaPods()[1];
  const CONTROLLER = antreaPods()[3];
  const REST_OF_CONFIG =
    "turn multicast on in AntreaConfig mccluster-antrea-package on the Supervisor, wait until this ConfigMap has it, and restart the antrea Pods: 'kubectl delete pod -n kube-system -l app=antrea'";

  test.each(SHELLS.map((shell) => [shell.join(' '), shell]))(
    "all is well with the README's first example, under %s",
    async (_, shell) => {
      expect(await run(readme, [], {}, shell)).toEqual({ code: 0, lines: README_LINES });
    },
  );

  test("all checks pass for the article's Pods and for two hostNetwork Pods", async () => {
    expect(await run(article)).toEqual({
      code: 0,
      lines: [
        'ok   antrea: antrea-agent is ready on each Node (3), and antrea-controller is ready',
        'ok   antrea-config: Multicast is on for antrea-agent and antrea-controller',
        'ok   Deployment article/mcreceiver: 1 of 1 Pods ready',
        'ok   Deployment article-host/mcreceiver-host: 1 of 1 Pods ready',
        'ok   Deployment article/mcsender: 1 of 1 Pods ready',
        'ok   Deployment article-host/mcsender-host: 1 of 1 Pods ready',
        'ok   multicastgroups 239.255.12.43: lists article/mcreceiver-6c8f9d7b54-x2x4v',
        'skip multicastgroups 239.255.12.44: Antrea does not list hostNetwork Pods, such as those of Deployment article-host/mcreceiver-host',
        'ok   packets of 239.255.12.43:5001: 450 arrived at Deployment article/mcreceiver in 5 seconds, 0 lost',
        'ok   packets of 239.255.12.44:5002: 450 arrived at Deployment article-host/mcreceiver-host in 5 seconds, 0 lost',
        'ok   9 of 10 checks passed, 1 skipped',
      ],
    });
  });

  test('what only a VM or an unknown host receives is skipped, with the way to see it', async () => {
    const vms = await apply(forVms());
    const group = multicastGroup('239.255.12.43', [article.pods.mcreceiver, vms.pods.mcreceiver]);
    await admin.patch(group, { pods: group.pods });
    expect(await run(vms)).toEqual({
      code: 0,
      lines: [
        'ok   antrea: antrea-agent is ready on each Node (3), and antrea-controller is ready',
        'ok   antrea-config: Multicast is on for antrea-agent and antrea-controller',
        'ok   Deployment vms/mcreceiver: 1 of 1 Pods ready',
        'ok   Deployment vms/mcsender: 1 of 1 Pods ready',
        'ok   Deployment vms-host/mcsender-host: 1 of 1 Pods ready',
        'ok   Deployment vms/elsewhere: 1 of 1 Pods ready',
        expect.stringMatching(/^ok {3}multicastgroups 239\.255\.12\.43: lists vms\/mcreceiver-/),
        'ok   packets of 239.255.12.43:5001: 450 arrived at Deployment vms/mcreceiver in 5 seconds, 0 lost',
        "skip packets of 239.255.12.43:5001: only VirtualMachine mcast/mcreceiver-vm shows what it receives: run 'journalctl -f -u multicast-receiver-239.255.12.43-5001' in the VM",
        "skip packets of 239.255.12.43:5002: only VirtualMachine mcast/mcreceiver-vm shows what it receives: run 'journalctl -f -u multicast-receiver-239.255.12.43-5002' in the VM",
        'skip packets of 239.255.12.43:5003: Deployment vms/elsewhere sends them, and this app has no receiver for them: see the host that receives them',
        'ok   8 of 11 checks passed, 3 skipped',
      ],
    });
  });

  test('it reads only the container of the stream, and no other Pod', async () => {
    kubelet.asked.length = 0;
    await run(readme);
    const { name } = readme.pods.player.metadata;
    const look = `${name} multicast-receiver?tailLines=200&timestamps=true`;
    expect(kubelet.asked).toEqual([look, look]);
  });

  test("packets are counted: the article's 827309 received ones, and some lost ones", async () => {
    kubelet.second = (i) => ({ came: i % 5 === 0 ? 165465 : 165461, lost: 3 });
    const { lines } = await run(readme);
    expect(lines).toContain(
      'ok   packets of 239.10.20.30:5004: 827309 arrived at Deployment multicast/player in 5 seconds, 15 lost',
    );
  });

  describe('antrea Pods', () => {
    test('an agent is missing on a Node', async () => {
      await admin.delete(AGENT);
      expect(await failures(readme)).toEqual([
        "FAIL antrea: Node mccluster-node-pool-1-x2jzk-7gq8h has no antrea-agent: see 'kubectl describe pod -n kube-system -l app=antrea' and the logs of these Pods",
      ]);
      await admin.create(AGENT);
    });

    test('an agent crashes, with a message of several lines and control characters', async () => {
      const terminated = {
        exitCode: 255,
        reason: 'Error',
        message: 'failed to create\nmulticast \u001b[31msocket\u202e',
      };
      const waiting = { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' };
      const status = notReady('main', { state: { waiting }, lastState: { terminated } });
      await withStatus(AGENT, status, async () => {
        expect(await failures(readme)).toEqual([
          "FAIL antrea: antrea-agent-f8m2d on Node mccluster-node-pool-1-x2jzk-7gq8h: container main waits: CrashLoopBackOff: back-off 5m0s; it ended before with code 255, Error: failed to create multicast \\u001b[31msocket\\u202e: see 'kubectl describe pod -n kube-system -l app=antrea' and the logs of these Pods",
        ]);
      });
    });

    test('the controller is not ready', async () => {
      await withStatus(CONTROLLER, notReady('main'), async () => {
        expect(await failures(readme)).toEqual([
          "FAIL antrea: antrea-controller-689b7cdfc5-4p6r9: container main runs, but its probe fails: see 'kubectl describe pod -n kube-system -l app=antrea' and the logs of these Pods",
        ]);
      });
    });

    test('there is no controller', async () => {
      await admin.delete(CONTROLLER);
      expect(await failures(readme)).toEqual([
        "FAIL antrea: there is no antrea-controller: see 'kubectl describe pod -n kube-system -l app=antrea' and the logs of these Pods",
      ]);
      await admin.create(CONTROLLER);
    });

    test('a Node for Windows needs no agent', async () => {
      const [node] = nodes(kubelet.port);
      const windows = { ...node, metadata: { name: 'windows', labels: { 'kubernetes.io/os': 'windows' } } };
      await admin.create(windows);
      expect(await run(readme)).toEqual({ code: 0, lines: README_LINES });
      await admin.delete(windows);
    });
  });

  describe('bare Pods', () => {
    const GROUP = multicastGroup('239.255.12.43', []);
    let bare: Proof;
    let sender: any;

    beforeAll(async () => {
      bare = await apply(barePods());
      const [receiver, other] = bare.documents.filter(({ kind }) => kind === 'Pod');
      sender = other;
      await admin.bind(receiver, NODES[1]);
      await admin.bind(sender, NODES[2]);
      await admin.setStatus(receiver, READY);
      await admin.setStatus(sender, READY);
      await admin.patch(GROUP, { pods: [{ namespace: 'bare', name: 'mcreceiver' }] });
    });
    afterAll(async () => {
      await admin.patch(GROUP, multicastGroup('239.255.12.43', [article.pods.mcreceiver]));
    });

    test("all checks pass for the article's two Pods, and 827309 datagrams arrive", async () => {
      kubelet.second = (i) => ({ came: i % 5 === 0 ? 165465 : 165461, lost: 0 });
      expect(await run(bare)).toEqual({
        code: 0,
        lines: [
          'ok   antrea: antrea-agent is ready on each Node (3), and antrea-controller is ready',
          'ok   antrea-config: Multicast is on for antrea-agent and antrea-controller',
          'ok   Pod bare/mcreceiver: 1 of 1 Pods ready',
          'ok   Pod bare/mcsender: 1 of 1 Pods ready',
          'ok   multicastgroups 239.255.12.43: lists bare/mcreceiver',
          'ok   packets of 239.255.12.43:5001: 827309 arrived at Pod bare/mcreceiver in 5 seconds, 0 lost',
          'ok   all 6 checks passed',
        ],
      });
    });

    test('the sender is completed', async () => {
      await withStatus(sender, { phase: 'Succeeded' }, async () => {
        const { code, lines } = await run(bare);
        expect({ code, line: lines[3] }).toEqual({
          code: 0,
          line: 'ok   Pod bare/mcsender: has sent for its duration and is completed',
        });
      });
    });

    test('the sender failed', async () => {
      await withStatus(sender, { phase: 'Failed' }, async () => {
        expect(await failures(bare)).toEqual([
          "FAIL Pod bare/mcsender: 0 of 1 Pods ready, mcsender: its phase is Failed: see 'kubectl describe pod -n bare -l multicast-stream/239.255.12.43-5001=sender'",
        ]);
      });
    });
  });

  describe('other receivers', () => {
    let others: Proof;
    let each: any[];

    beforeAll(async () => {
      others = await apply(otherReceivers());
      const daemonSet = others.documents.find(({ kind }) => kind === 'DaemonSet');
      each = NODES.map((_, i) => podOnNode(daemonSet, `8k4h${i}`, i));
      await admin.create(...each, multicastGroup('239.1.1.1', each));
    });

    test('all checks pass for a DaemonSet, no replicas, and an interface that Antrea does not manage', async () => {
      expect(await run(others)).toEqual({
        code: 0,
        lines: [
          'ok   antrea: antrea-agent is ready on each Node (3), and antrea-controller is ready',
          'ok   antrea-config: Multicast is on for antrea-agent and antrea-controller',
          'ok   DaemonSet others/each: 3 of 3 Pods ready',
          'ok   Deployment others/none: 0 of 0 Pods ready',
          'ok   Deployment others/past: 1 of 1 Pods ready',
          'ok   multicastgroups 239.1.1.1: lists others/each-8k4h0, others/each-8k4h1, others/each-8k4h2',
          'ok   multicastgroups 239.1.1.2: Deployment others/none is set to 0 Pods',
          'skip multicastgroups 239.1.1.3: Antrea does not see the interface net1 of Deployment others/past',
          'ok   packets of 239.1.1.1:5001: 1350 arrived at DaemonSet others/each in 5 seconds, 0 lost',
          'ok   packets of 239.1.1.2:5001: Deployment others/none is set to 0 Pods',
          'ok   packets of 239.1.1.3:5001: 450 arrived at Deployment others/past in 5 seconds, 0 lost',
          'ok   10 of 11 checks passed, 1 skipped',
        ],
      });
    });

    test('one Pod of the DaemonSet is not ready', async () => {
      await withStatus(each[1], notReady('multicast-receiver'), async () => {
        expect(await failures(others)).toEqual([
          "FAIL DaemonSet others/each: 2 of 3 Pods ready, each-8k4h1: container multicast-receiver runs, but its probe fails: see 'kubectl describe pod -n others -l multicast-stream/239.1.1.1-5001=receiver'",
        ]);
      });
    });

    test('the DaemonSet has no Pod', async () => {
      await Promise.all(each.map((pod) => admin.delete(pod)));
      expect(await failures(others)).toEqual([
        "FAIL DaemonSet others/each: 0 of 1 Pods ready, and no other exists: see 'kubectl describe daemonset each -n others'",
        'FAIL multicastgroups 239.1.1.1: DaemonSet others/each has no Pod that could join: see its line above',
        'FAIL packets of 239.1.1.1:5001: DaemonSet others/each has no Pod that could receive: see its line above',
      ]);
      await admin.create(...each);
    });
  });

  describe('applications', () => {
    let apps: Proof;

    beforeAll(async () => {
      apps = await apply(applications());
      const bus = apps.documents.find(({ kind }) => kind === 'Deployment');
      const second = podOf(bus, '9k9k9', 2);
      const { spec, ...feed } = podOf(bus, 'feed0', 1);
      const metadata = { ...feed.metadata, name: 'feed-0', labels: { app: 'feed' }, ownerReferences: [] };
      await admin.create(second, { ...feed, metadata, spec }, multicastGroup('239.1.1.4', [apps.pods.bus, second]));
    });

    test('the sidecar counts, and of Pods with only labels the proof names what shows the packets', async () => {
      kubelet.report = (i) =>
        `multicast 239.1.1.4:5001 joined=yes receiving=yes sending=yes packets=${100 * i} own=${50 * i}`;
      kubelet.asked.length = 0;
      expect((await run(apps)).lines.slice(2)).toEqual([
        'ok   Deployment apps/bus: 2 of 2 Pods ready',
        'ok   Pods apps (app=feed): 1 of 1 Pods ready',
        expect.stringMatching(/^ok {3}multicastgroups 239\.1\.1\.4: lists apps\/bus-6c8f9d7b54-/),
        'ok   packets of 239.1.1.4:5001: 200 arrived at Deployment apps/bus from other Pods and hosts in 5 seconds',
        expect.stringMatching(/^ok {3}sending to 239\.1\.1\.4:5001: packets leave apps\/bus-6c8f9d7b54-/),
        "skip sending to 239.1.1.5:5001: nothing counts what Pods apps (app=feed) sends: 'antctl get podmulticaststats -n apps' in the antrea-agent of its Node shows OUTBOUND",
        'skip packets of 239.1.1.5:5001: Pods apps (app=feed) sends them, and this app has no receiver for them: see the host that receives them',
        'ok   7 of 9 checks passed, 2 skipped',
      ]);
      expect(kubelet.asked.filter((asked) => !asked.includes(' multicast-watch?'))).toEqual([]);
    });

    test('nothing comes', async () => {
      kubelet.report = () => 'multicast 239.1.1.4:5001 joined=yes receiving=no sending=yes packets=0 own=5';
      expect(await failures(apps)).toEqual([
        expect.stringMatching(
          /^FAIL packets of .* has received nothing since it joined: see that Deployment apps\/bus/,
        ),
      ]);
    });
  });

  describe('antrea-config', () => {
    test.each([
      [
        'off for the agent',
        CONF.agent.replace('Multicast: true', 'Multicast: false'),
        CONF.controller,
        'antrea-agent.conf sets Multicast: false',
      ],
      [
        'off for the controller',
        CONF.agent,
        CONF.controller.replace('Multicast: true', 'Multicast: false'),
        'antrea-controller.conf sets Multicast: false',
      ],
      [
        'commented out',
        CONF.agent.replace('  Multicast', '#  Multicast'),
        CONF.controller,
        'antrea-agent.conf does not have the gate Multicast',
      ],
      [
        'in another section',
        'featureGates:\n  Egress: true\nother:\n  Multicast: true\n',
        CONF.controller,
        'antrea-agent.conf does not have the gate Multicast',
      ],
      [
        'absent from both',
        '',
        '# featureGates:\n',
        'antrea-agent.conf does not have the gate Multicast, antrea-controller.conf does not have the gate Multicast',
      ],
    ])('the gate is %s', async (_, agent, controller, what) => {
      await withConfig(agent, controller, async () => {
        expect(await failures(article)).toEqual([`FAIL antrea-config: ${what}: ${REST_OF_CONFIG}`]);
      });
    });

    test.each([
      ['written in one line', 'featureGates: {Egress: true, "Multicast": true} # all', CONF.controller],
      [
        'quoted, with a comment',
        'featureGates:\n# Multicast: false\n    "Multicast":  "true"  # on\n',
        CONF.controller,
      ],
    ])('the gate is %s, and on', async (_, agent, controller) => {
      await withConfig(agent, controller, async () => {
        expect((await run(article)).code).toBe(0);
      });
    });

    const ENABLE = ['--gate-is-default', '--enable'];
    test.each([
      ['does not have multicast.enable', 'featureGates:\n'],
      ['does not have multicast.enable', 'multicast:\n  # enable: true\n  igmpQueryInterval: 125s\n'],
      ['sets multicast.enable: false', 'multicast:\n  enable: false\n'],
      ['does not have multicast.enable', 'multicast:\n  deeper:\n    enable: true\n'],
    ])('where it is needed, antrea-agent.conf %s', async (what, agent) => {
      await withConfig(agent, '', async () => {
        expect(await failures(article, ENABLE)).toEqual([
          `FAIL antrea-config: antrea-agent.conf ${what}: ${REST_OF_CONFIG}`,
        ]);
      });
    });

    test('where it is needed, multicast.enable is true and the gate is on by default', async () => {
      await withConfig('multicast:\n  enable: true\n', '', async () => {
        expect((await run(article, ENABLE)).lines[1]).toBe(
          'ok   antrea-config: Multicast is on for antrea-agent and antrea-controller, and multicast.enable is true',
        );
      });
    });

    test('there is none', async () => {
      await admin.delete(antreaConfigMap());
      expect(await failures(readme)).toEqual([
        'FAIL antrea-config: kube-system has no ConfigMap of this name: is Antrea the CNI of this cluster?',
      ]);
      await admin.create(antreaConfigMap());
    });
  });

  describe('senders and receivers', () => {
    test('the image of the receiver cannot be pulled', async () => {
      const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image' };
      await withStatus(
        readme.pods.player,
        notReady('multicast-receiver', { state: { waiting } }, 'Pending'),
        async () => {
          expect(await failures(readme)).toEqual([
            "FAIL Deployment multicast/player: 0 of 1 Pods ready, player-6c8f9d7b54-x2x4v: container multicast-receiver waits: ImagePullBackOff: Back-off pulling image: see 'kubectl describe pod -n multicast -l multicast-stream/239.10.20.30-5004=receiver'",
          ]);
        },
      );
    });

    test('the probe of the receiver fails', async () => {
      await withStatus(readme.pods.player, notReady('multicast-receiver'), async () => {
        expect(await failures(readme)).toEqual([
          "FAIL Deployment multicast/player: 0 of 1 Pods ready, player-6c8f9d7b54-x2x4v: container multicast-receiver runs, but its probe fails: see 'kubectl describe pod -n multicast -l multicast-stream/239.10.20.30-5004=receiver'",
        ]);
      });
    });

    test('the sender has no Node', async () => {
      const conditions = [
        { type: 'Ready', status: 'False' },
        { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes are available' },
      ];
      await withStatus(readme.pods.camera, { phase: 'Pending', conditions }, async () => {
        expect(await failures(readme)).toEqual([
          "FAIL Deployment multicast/camera: 0 of 1 Pods ready, camera-6c8f9d7b54-x2x4w: is not scheduled: 0/3 nodes are available: see 'kubectl describe pod -n multicast -l multicast-stream/239.10.20.30-5004=sender'",
        ]);
      });
    });

    test('there is no Pod, and the one of another Deployment does not count', async () => {
      await admin.delete(readme.pods.camera);
      const other = { ...readme.pods.camera, metadata: { ...readme.pods.camera.metadata, name: 'other' } };
      other.metadata.ownerReferences = [{ ...other.metadata.ownerReferences[0], name: 'other-6c8f9d7b54' }];
      await admin.create(other);
      expect(await failures(readme)).toEqual([
        "FAIL Deployment multicast/camera: 0 of 1 Pods ready, and no other exists: see 'kubectl describe deployment camera -n multicast'",
      ]);
      await admin.delete(other);
      await admin.create(readme.pods.camera);
    });

    test('a Pod that is being deleted is not ready', async () => {
      await admin.end(readme.pods.player);
      expect(await failures(readme)).toEqual([
        "FAIL Deployment multicast/player: 0 of 1 Pods ready, player-6c8f9d7b54-x2x4v: is being deleted: see 'kubectl describe pod -n multicast -l multicast-stream/239.10.20.30-5004=receiver'",
      ]);
      await admin.delete(readme.pods.player);
      await admin.create(readme.pods.player);
    });

    test('an evicted Pod does not count if another one is ready', async () => {
      const { player } = readme.pods;
      const metadata = { ...player.metadata, name: 'player-6c8f9d7b54-2b2b2' };
      const evicted = { ...player, metadata, status: { phase: 'Failed', reason: 'Evicted' } };
      await admin.create(evicted);
      kubelet.asked.length = 0;
      expect(await run(readme)).toEqual({ code: 0, lines: README_LINES });
      expect(kubelet.asked.filter((asked) => asked.includes('2b2b2'))).toEqual([]);
      await admin.delete(evicted);
    });

    test('Pods are read page by page: the ready one comes after a hundred', async () => {
      const { player } = readme.pods;
      const earlier = Array.from({ length: 100 }, (_, i) => ({
        ...player,
        metadata: { ...player.metadata, name: `earlier-${i}`, ownerReferences: [] },
      }));
      await Promise.all(earlier.map((pod) => admin.create(pod)));
      expect(await run(readme)).toEqual({ code: 0, lines: README_LINES });
      await Promise.all(earlier.map((pod) => admin.delete(pod)));
    });

    test('what becomes ready before the deadline is ok', async () => {
      await admin.setStatus(readme.pods.player, notReady('multicast-receiver'));
      const running = run(readme, ['--seconds=60']);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await admin.setStatus(readme.pods.player, READY);
      expect(await running).toEqual({ code: 0, lines: README_LINES });
    });
  });

  describe('multicastgroups', () => {
    const WAY =
      'agents report once a minute; if it stays so, see that Multicast and NetworkPolicyStats are on in AntreaConfig video-antrea-package and that the antrea Pods started after that';

    async function withGroup(pods: object[] | undefined, body: () => Promise<void>): Promise<void> {
      const group = multicastGroup('239.10.20.30', [readme.pods.player]);
      await admin.delete(group);
      await Promise.all((pods ? [{ ...group, pods }] : []).map((other) => admin.create(other)));
      await body();
      await Promise.all((pods ? [group] : []).map((other) => admin.delete(other)));
      await admin.create(group);
    }

    test('the group is not listed', async () => {
      await withGroup(undefined, async () => {
        expect(await failures(readme)).toEqual([
          `FAIL multicastgroups 239.10.20.30: no Pod is listed, and multicast/player-6c8f9d7b54-x2x4v should be: ${WAY}`,
        ]);
      });
    });

    test('the Pod is not listed', async () => {
      await withGroup([{ namespace: 'default', name: 'mcreceiver' }], async () => {
        expect(await failures(readme)).toEqual([
          `FAIL multicastgroups 239.10.20.30: multicast/player-6c8f9d7b54-x2x4v is not listed: ${WAY}`,
        ]);
      });
    });

    test('are not read if Antrea does not list groups', async () => {
      expect((await run(readme, ['--no-groups'])).lines[4]).toBe(
        'skip multicastgroups 239.10.20.30: this version of Antrea does not list groups',
      );
    });
  });

  describe('packets', () => {
    const WAY =
      'see that Deployment multicast/camera sends, with a time to live that is high enough, and that no policy drops it';

    test('no packet has ever arrived', async () => {
      kubelet.second = () => 'no report';
      expect(await failures(readme)).toEqual([
        `FAIL packets of 239.10.20.30:5004: multicast/player-6c8f9d7b54-x2x4v has received nothing since it joined: ${WAY}`,
      ]);
    });

    test('packets have stopped arriving', async () => {
      kubelet.second = () => undefined;
      expect(await failures(readme)).toEqual([
        `FAIL packets of 239.10.20.30:5004: 0 arrived at multicast/player-6c8f9d7b54-x2x4v, whose sender has stopped: ${WAY}`,
      ]);
    });

    test('with a hostNetwork Pod, the way out names the Nodes', async () => {
      kubelet.second = () => 'no report';
      const failed = await failures(article);
      expect(failed.filter((line) => line.includes('run on one Node'))).toEqual([
        expect.stringMatching(/^FAIL packets of 239\.255\.12\.44:5002: /),
      ]);
    });

    test('the sum at the end of a stream is not counted again, and the next stream is', async () => {
      const lines: { [second: number]: string } = {
        2: '[  1] 0.0000-6.9871 sec   903 KBytes  1.06 Mbits/sec   0.010 ms 0/630 (0%)',
        3: '[  2] 0.0000-1.0000 sec   129 KBytes  1.06 Mbits/sec   0.010 ms 0/90 (0%)',
      };
      kubelet.second = (i) => lines[i % 5] ?? { came: 90, lost: 0 };
      expect((await run(readme)).lines[5]).toBe(
        'ok   packets of 239.10.20.30:5004: 360 arrived at Deployment multicast/player in 4 seconds, 0 lost',
      );
    });

    test.each([500, 503, 'never'] as const)('the kubelet answers %s', async (status) => {
      kubelet.status = status;
      expect(await failures(readme)).toEqual([
        'FAIL packets of 239.10.20.30:5004: the logs of multicast/player-6c8f9d7b54-x2x4v on Node mccluster-node-pool-1-x2jzk-7gq8h cannot be read: see the kubelet of that Node, from which the API server gets them',
      ]);
    });

    test.each([400, 404])('the kubelet answers %i, so there is no line yet', async (status) => {
      kubelet.status = status;
      expect(await failures(readme)).toEqual([
        `FAIL packets of 239.10.20.30:5004: multicast/player-6c8f9d7b54-x2x4v has received nothing since it joined: ${WAY}`,
      ]);
    });
  });

  describe('permissions', () => {
    const ROLES: [kind: string, namespace: string | undefined, rule: number, said: RegExp][] = [
      [
        'ClusterRole',
        undefined,
        0,
        /^FAIL antrea: the ServiceAccount is not allowed to list Nodes \(nodes is forbidden/,
      ],
      [
        'ClusterRole',
        undefined,
        1,
        /^FAIL multicastgroups 239.255.12.43: the ServiceAccount is not allowed to list multicastgroups/,
      ],
      ['Role', 'kube-system', 0, /^FAIL antrea: the ServiceAccount is not allowed to list Pods in kube-system/],
      [
        'Role',
        'kube-system',
        1,
        /^FAIL antrea-config: the ServiceAccount is not allowed to get the ConfigMap antrea-config in/,
      ],
      [
        'Role',
        'article',
        0,
        /^FAIL Deployment article\/mcreceiver: the ServiceAccount is not allowed to list Pods in its namespace/,
      ],
      [
        'Role',
        'article',
        1,
        /^FAIL packets of 239.255.12.43:5001: the ServiceAccount is not allowed to read the logs of its Pods/,
      ],
      [
        'Role',
        'article-host',
        0,
        /^FAIL Deployment article-host\/mcreceiver-host: the ServiceAccount is not allowed to list Pods/,
      ],
      [
        'Role',
        'article-host',
        1,
        /^FAIL packets of 239.255.12.44:5002: the ServiceAccount is not allowed to read the logs of its Pods/,
      ],
    ];

    test('the roles have only these rules', () => {
      const roles = article.documents.filter(({ kind }) => /Role$/.test(kind));
      const rules = roles.flatMap(({ kind, metadata, rules: all }) =>
        all.map((_: object, i: number) => [kind, metadata.namespace, i]),
      );
      expect(rules.sort()).toEqual(ROLES.map(([kind, namespace, rule]) => [kind, namespace, rule]).sort());
    });

    test.each(ROLES)('without a rule of the %s in %s (%i) the script says so', async (kind, namespace, rule, said) => {
      const role = article.documents.find((one) => one.kind === kind && one.metadata.namespace === namespace);
      await admin.patch(role, { rules: role.rules.filter((_: object, i: number) => i !== rule) });
      // The authorizer sees the change a moment later.
      let failed: string[] = [];
      for (let i = 0; i < 20 && failed.length === 0; i++) {
        failed = (await run(article)).lines.filter((line) => /^FAIL/.test(line));
      }
      expect(failed).toContainEqual(expect.stringMatching(said));
      expect(failed.join('\n')).toContain('apply the Roles that come with this Job again');
      await admin.patch(role, { rules: role.rules });
      for (let i = 0; i < 20 && (await run(article)).code !== 0; i++);
    });
  });

  describe('the environment of the script', () => {
    test('the API server cannot be reached', async () => {
      const failed = await failures(readme, [], { KUBERNETES_SERVICE_PORT: '1' });
      expect(failed).toHaveLength(6);
      expect(failed[0]).toMatch(
        /^FAIL antrea: the API server https:\/\/127.0.0.1:1 does not answer \(curl: \(7\) .*\): see that the Pod reaches it and has the token of its ServiceAccount$/,
      );
    });

    test('the token is missing', async () => {
      const failed = await failures(readme, [], { MULTICAST_SERVICE_ACCOUNT: '/nonexistent' });
      expect(failed[0]).toMatch(/does not answer \(cat: .*No such file or directory ?\): see that the Pod/);
    });

    test('the token is invalid', async () => {
      const folder = serviceAccount(readme);
      writeFileSync(join(folder, 'token'), 'nobody');
      expect((await failures(readme, [], { MULTICAST_SERVICE_ACCOUNT: folder }))[0]).toBe(
        'FAIL antrea: the API server does not accept the token of the ServiceAccount: delete the Job and apply it again',
      );
    });

    test.each([
      ['jq', ['curl'], 'jq'],
      ['curl and jq', [], 'curl and jq'],
    ])('the image has no %s', async (_, present, absent) => {
      const folder = mkdtempSync(join(server.folder, 'path-'));
      mkdirSync(join(folder, 'bin'));
      for (const program of ['sh', ...present]) {
        const found = ['/usr/bin', '/bin', '/usr/local/bin'].map((at) => join(at, program)).find(existsSync) ?? '';
        symlinkSync(found, join(folder, 'bin', program));
      }
      expect(await run(readme, [], { PATH: join(folder, 'bin') }, ['/bin/sh'])).toEqual({
        code: 1,
        lines: [
          `FAIL image: it has no ${absent}, and this check needs curl and jq: use an image with both, such as that of images/multicast`,
        ],
      });
    });

    test('there is no place for its files', async () => {
      expect(await run(readme, [], { MULTICAST_STATE: '/nonexistent' })).toEqual({
        code: 1,
        lines: ['FAIL image: cannot write /nonexistent: mount an emptyDir there'],
      });
    });

    test.each(['', 'no JSON', '[]'])('its list of workloads is %p', async (workloads) => {
      expect(await run(readme, [], { MULTICAST_WORKLOADS: workloads })).toEqual({
        code: 1,
        lines: [
          'FAIL check.sh: MULTICAST_WORKLOADS is not a list of workloads in JSON: see the first lines of check.sh',
        ],
      });
    });

    test.each([
      ['--bogus', 'FAIL check.sh has no such option: see its first lines'],
      ['--seconds=$(reboot)', 'FAIL check.sh: --seconds and --apart take whole numbers'],
    ])('the option %s is refused', async (option, line) => {
      expect(await run(readme, [option])).toEqual({ code: 1, lines: [line] });
    });

    test('no argument is run by the shell', async () => {
      const mark = join(server.folder, 'mark');
      const evil = `$(touch ${mark})\`touch ${mark}\`';touch ${mark};"\\(1)%s`;
      const workloads = JSON.parse(readme.job.spec.template.spec.containers[0].env[0].value);
      const spoilt = workloads.map((one: any) => ({ ...one, name: evil, kind: evil }));
      const { code, lines } = await run(readme, [`--settings=${evil}`, `--config-map=${evil}`], {
        MULTICAST_WORKLOADS: JSON.stringify(spoilt),
      });
      expect(code).toBe(1);
      expect(lines.join('\n')).toContain(`FAIL ${evil} multicast/${evil}: 0 of 1 Pods ready`);
      expect(existsSync(mark)).toBe(false);
    });
  });

  // This must be last, because it removes the API.
  describe('stats.antrea.io does not answer', () => {
    async function until(status: number): Promise<void> {
      for (let code = 0; code !== status;) {
        ({ code } = await admin.ask('GET', '/apis/stats.antrea.io/v1alpha1/multicastgroups'));
      }
    }

    beforeAll(async () => {
      server.must(['delete', 'crd', 'multicastgroups.stats.antrea.io']);
      await until(404);
    });

    test('because it does not exist', async () => {
      expect(await failures(readme)).toEqual([
        "FAIL multicastgroups 239.10.20.30: the API server has no answer from stats.antrea.io (404): see 'kubectl get apiservice v1alpha1.stats.antrea.io', and that antrea-controller runs with the gates Multicast and NetworkPolicyStats",
      ]);
    });

    test('because it has no Pod', async () => {
      server.must(['wait', '--for=delete', 'apiservice/v1alpha1.stats.antrea.io', '--timeout=60s']);
      await admin.create(GROUPS_API);
      await until(503);
      expect(await failures(readme)).toEqual([
        "FAIL multicastgroups 239.10.20.30: the API server has no answer from stats.antrea.io (503): see 'kubectl get apiservice v1alpha1.stats.antrea.io', and that antrea-controller runs with the gates Multicast and NetworkPolicyStats",
      ]);
    });
  });
});
