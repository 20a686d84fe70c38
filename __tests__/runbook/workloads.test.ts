import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import {
  ClusterReference,
  ExistingWorkload,
  MulticastApplication,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  Placement,
  PodNetwork,
  Runbook,
  StreamReadiness,
  WorkloadChart,
  WorkloadKind,
} from '../../lib';
import { IMAGE, STREAM, sentence } from '../_build';
import { mentions } from '../_mentions';

const SECOND = MulticastStream.of('239.1.2.4', { port: 6000 });
const container = { image: 'registry.example.com/app:v1' };
const sidecar = { image: IMAGE };
const labels = { app: 'feed', tier: 'edge' };

/** The runbook of a chart. */
function bookOf(build: (chart: WorkloadChart) => unknown): string {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1', { vsphereNamespace: 'ns1' });
  build(new WorkloadChart(app, 'workload', { cluster }));
  app.synth();
  const [name] = Runbook.write(app);
  return readFileSync(join(app.outdir, name), 'utf8');
}

function commands(text: string): string[] {
  return [...text.matchAll(/```sh\n([^]*?)\n```/g)].flatMap(([, block]) => block.split('\n'));
}

function commandsOf(text: string, start: string): string[] {
  return commands(text).filter((line) => line.startsWith(start));
}

function diagram(text: string): string[] {
  return (/```mermaid\n([^]*?)\n```/.exec(text) as RegExpExecArray)[1].split('\n').map((line) => line.trim());
}

/** A workload that is written by hand, in another chart of the app. */
function written(scope: WorkloadChart, kind: string, metadata: object = {}, podLabels: object = labels): ApiObject {
  const template = {
    metadata: { labels: podLabels },
    spec: { restartPolicy: kind === 'Job' ? 'Never' : undefined, containers: [{ name: 'main', image: 'i:v1' }] },
  };
  const selector = { matchLabels: podLabels };
  const specs: { [kind: string]: object } = {
    Pod: template.spec,
    Job: { template },
    StatefulSet: { replicas: 2, serviceName: 'feed', selector, template },
  };
  return new ApiObject(new Chart(scope.node.root, 'other', { namespace: 'feeds' }), 'Object', {
    apiVersion: { Pod: 'v1', Job: 'batch/v1' }[kind] ?? 'apps/v1',
    kind,
    metadata: { name: 'feed', labels: kind === 'Pod' ? podLabels : {}, ...metadata },
    spec: specs[kind] ?? { selector, template },
  } as never);
}

test('a VM receives the packets of an application with socat, because iperf reports only those of iperf', () => {
  const text = bookOf((chart) => {
    new MulticastSender(chart, 'App', { name: 'app', stream: STREAM, container });
    new MulticastSender(chart, 'Iperf', { name: 'iperf', stream: SECOND, image: IMAGE });
  });
  expect(text).toContain('has iperf 2, socat and tcpdump, run:');
  expect(commandsOf(text, 'iperf')).toEqual([expect.stringContaining('-B 239.1.2.4 -p 6000')]);
  expect(commandsOf(text, 'timeout 10 socat')).toEqual([
    expect.stringMatching(
      /^\S+ 10 socat -u UDP4-RECV:5001,reuseaddr,ip-add-membership=239\.1\.2\.3:0\.0\.0\.0 - \| wc -c /,
    ),
  ]);
});

test('the Namespaces that others create must exist before the files are applied', () => {
  const feed = { namespace: 'feeds', labels, receives: [STREAM] };
  const text = bookOf((chart) => new ExistingWorkload(chart, 'Feed', feed));
  expect(text).toContain('They must exist before you apply its files:');
  expect(commandsOf(text, 'kubectl get namespace')).toEqual(['kubectl get namespace feeds']);
});

test('so must the Namespace of a chart that does not create it, but not one that another chart creates', () => {
  const text = bookOf((chart) => {
    const feed = { name: 'feed', stream: STREAM, container };
    const { cluster, node } = chart;
    new MulticastReceiver(
      new WorkloadChart(node.root, 'b', { cluster, namespace: 'video', createNamespace: false }),
      'B',
      feed,
    );
    new ExistingWorkload(chart, 'C', { namespace: 'feeds', labels, receives: [STREAM] });
    new ApiObject(new Chart(node.root, 'own'), 'Feeds', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'feeds' },
    });
  });
  expect(commandsOf(text, 'kubectl get namespace')).toEqual(['kubectl get namespace video']);
});

describe('a receiver with a container', () => {
  const receiver = (props = {}) =>
    bookOf((chart) => new MulticastReceiver(chart, 'Receiver', { name: 'tv', stream: STREAM, container, ...props }));

  test('with a sidecar, the log of the sidecar is read', () => {
    const text = receiver({ additionalStreams: [SECOND], sidecar });
    expect(commandsOf(text, 'kubectl logs')).toEqual([
      'kubectl logs -n multicast -l multicast-stream/239.1.2.3-5001=receiver,multicast-stream/239.1.2.4-6000=receiver -c multicast-watch --prefix --tail=2',
    ]);
    expect(text).toContain('\nmulticast 239.1.2.3:5001 joined=yes receiving=yes packets=8120 own=0\n');
    expect(text).not.toContain('Mbits/sec');
    expect(text).not.toContain('sending=yes');
  });

  test('without one, the statistics of the agent show what it receives', () => {
    const text = receiver();
    expect(commandsOf(text, 'kubectl logs')).toEqual([]);
    expect(text).toContain(
      '\nNo sidecar counts what Deployment multicast/tv receives: the statistics of the agent show it as INBOUND, in [the step below](#check-the-agent-on-the-pods-node).\n',
    );
    expect(text).toContain('\n| multicast/tv-... | increases | 0 |\n');
  });

  test('with hostNetwork and without a sidecar, only the application shows it', () => {
    expect(receiver({ network: PodNetwork.HOST })).toContain(
      'Antrea does not see its traffic either, so only the application shows it.',
    );
  });

  const probe = kplus.Probe.fromCommand(['true']);
  test.each<[string, object, boolean]>([
    ['a sidecar', { sidecar }, true],
    ['a sidecar for joined streams', { sidecar: { ...sidecar, ready: StreamReadiness.JOINED } }, false],
    ['a sidecar and a probe of its own', { sidecar, container: { ...container, readiness: probe } }, false],
    ['no sidecar', {}, false],
  ])('with %s, the note on a missing sender is right', (_, props, isNoted) => {
    expect(receiver(props).includes('is ready only while it receives')).toBe(isNoted);
  });
});

describe('a sender with a container', () => {
  const sender = (props = {}) =>
    bookOf((chart) => new MulticastSender(chart, 'Sender', { name: 'camera', stream: STREAM, container, ...props }));

  test('with a sidecar, the log of the sidecar is read', () => {
    const text = sender({ sidecar });
    expect(text).toContain('\n### Check what each sender sends\n');
    expect(commandsOf(text, 'kubectl logs')).toEqual([
      'kubectl logs -n multicast -l multicast-stream/239.1.2.3-5001=sender -c multicast-watch --prefix --tail=1',
    ]);
    expect(text).toContain('`sending=yes`');
  });

  test('without one, the statistics of the agent show what it sends', () => {
    expect(sender()).toContain(
      'No sidecar counts what Deployment multicast/camera sends: the statistics of the agent show it as OUTBOUND, in ',
    );
  });

  test('all of its streams are in the diagram', () => {
    const lines = diagram(sender({ additionalStreams: [SECOND] }));
    expect(lines).toEqual(expect.arrayContaining(['s0["Deployment multicast/camera<br/>TTL 8"]', 's0 --> g0']));
    expect(lines).toContain('s0 --> g1');
  });
});

describe('an application that sends and receives', () => {
  const peers = (props = {}, more: (chart: WorkloadChart) => unknown = () => undefined) =>
    bookOf((chart) => {
      const both = { sends: [STREAM], receives: [STREAM, SECOND] };
      new MulticastApplication(chart, 'App', { name: 'bus', ...both, container, sidecar, replicas: 2, ...props });
      more(chart);
    });

  test('has one row, one step of each kind, and both arrows', () => {
    const text = peers();
    expect(text).toContain(
      '| sender and receiver: Deployment bus | multicast | sends 239.1.2.3:5001; receives 239.1.2.3:5001, 239.1.2.4:6000 | TTL 8, Pods: 2, Pod network |',
    );
    expect(commandsOf(text, 'kubectl rollout')).toEqual([
      'kubectl rollout status deployment/bus -n multicast --timeout=5m',
    ]);
    expect(commandsOf(text, 'kubectl logs')).toEqual([
      'kubectl logs -n multicast -l multicast-stream/239.1.2.3-5001=peer,multicast-stream/239.1.2.4-6000=receiver -c multicast-watch --prefix --tail=2',
    ]);
    expect(text).toContain('\nmulticast 239.1.2.3:5001 joined=yes receiving=yes sending=yes packets=8120 own=0\n');
    expect(text).toContain('\n| multicast/bus-... | increases | increases |\n');
    expect(commandsOf(text, 'for NODE')).toHaveLength(1);
    expect(diagram(text)).toEqual([
      'flowchart LR',
      'subgraph senders ["senders in workload cluster c1"]',
      's0["Deployment multicast/bus<br/>TTL 8<br/>also receives"]',
      'end',
      'g0(["239.1.2.3:5001"])',
      'g1(["239.1.2.4:6000"])',
      'subgraph receivers ["receivers in workload cluster c1"]',
      'r0["Deployment multicast/bus<br/>also sends"]',
      'end',
      's0 --> g0',
      'g0 --> r0',
      'g1 --> r0',
      'elsewhere["a sender elsewhere"] -.-> g1',
    ]);
  });

  test.each([
    [2, '239.1.2.4:6000'],
    [1, '239.1.2.3:5001, 239.1.2.4:6000'],
  ])('of %i Pods that need packets waits for those of others', (replicas, streams) => {
    const ready = { ...sidecar, ready: StreamReadiness.RECEIVING };
    expect(peers({ sidecar: ready, replicas })).toContain(`no other sender in this app sends ${streams}. Start`);
  });

  test('on Nodes, the diagram shows that the Pods of other Nodes do not receive', () => {
    const network = PodNetwork.HOST;
    expect(diagram(peers({ network, kind: WorkloadKind.DAEMON_SET, replicas: undefined }))).toContain(
      's0 -. "not received on another Node" .-x r0',
    );
    const alone = diagram(peers({ network, replicas: 1 }));
    expect(alone.filter((line) => line.includes('.-x'))).toEqual([]);
  });

  test('that shares its labels with another has logs of its own', () => {
    const text = peers({}, (chart) => {
      new MulticastApplication(chart, 'Other', {
        name: 'other',
        sends: [STREAM],
        receives: [STREAM, SECOND],
        container,
        sidecar,
      });
    });
    expect(commandsOf(text, 'kubectl logs').filter((line) => / -l cdk8s\.io\/metadata\.addr=/.test(line))).toHaveLength(
      2,
    );
  });
});

describe('an existing workload', () => {
  const existing = (make: (chart: WorkloadChart) => object) =>
    bookOf((chart) => new ExistingWorkload(chart, 'Existing', { receives: [STREAM], sends: [SECOND], ...make(chart) }));
  const own = (kind: string) => existing((chart) => ({ workload: written(chart, kind) }));

  test('of another chart is applied, and is marked', () => {
    const text = own('StatefulSet');
    expect(commandsOf(text, 'kubectl apply')).toEqual([
      'kubectl apply -f other.k8s.yaml',
      'kubectl apply -f workload.k8s.yaml',
    ]);
    expect(text).toContain('| file other.k8s.yaml | workload cluster |  |  |');
    expect(text).toContain(
      '| sender and receiver: StatefulSet feed | feeds | sends 239.1.2.4:6000; receives 239.1.2.3:5001 | TTL not known, Pods: 2, Pod network, existing workload |',
    );
    expect(diagram(text)).toContain('r0["StatefulSet feeds/feed<br/>existing workload<br/>also sends"]');
  });

  test.each([
    ['Deployment', 'kubectl rollout status deployment/feed -n feeds --timeout=5m'],
    ['DaemonSet', 'kubectl rollout status daemonset/feed -n feeds --timeout=5m'],
    ['StatefulSet', 'kubectl rollout status statefulset/feed -n feeds --timeout=5m'],
    ['ReplicaSet', 'kubectl wait pod -l app=feed,tier=edge -n feeds --for=condition=Ready --timeout=5m'],
    ['Pod', 'kubectl wait pod/feed -n feeds --for=condition=Ready --timeout=5m'],
  ])('of kind %s has a command that waits', (kind, command) => {
    expect(commands(own(kind)).filter((line) => /-n feeds .*--timeout=5m/.test(line))).toEqual([command]);
  });

  test('of kind Job has none, because it completes', () => {
    expect(commands(own('Job')).filter((line) => /--timeout=5m/.test(line) && line.includes('feeds'))).toEqual([]);
  });

  test.each(['Pod', 'StatefulSet', 'Job'])('of kind %s is never deleted', (kind) => {
    const text = own(kind);
    expect(commandsOf(text, 'kubectl delete')).toEqual(['kubectl delete pod -n kube-system -l app=antrea']);
    expect(text).toContain(`no command here deletes them: ${kind} feeds/feed.`);
  });

  const elsewhere = { namespace: 'feeds', labels };

  test('of another repository is found by its labels', () => {
    const text = existing(() => elsewhere);
    expect(commandsOf(text, 'kubectl wait pod -l')).toEqual([
      'kubectl wait pod -l app=feed,tier=edge -n feeds --for=condition=Ready --timeout=5m',
    ]);
    expect(text).toContain('\n```text\npod/... condition met\n```\n');
    expect(commandsOf(text, 'for NODE')).toEqual([mentions('-n feeds -l app=feed,tier=edge -o jsonpath')]);
    expect(text).toContain('For the Pods in the namespace feeds with the label `app=feed,tier=edge`:');
    expect(text).toContain('\n239.1.2.3       feeds/...\n');
    expect(text).toContain('| sender and receiver: Pods app=feed,tier=edge | feeds |');
    expect(text).toContain('number of Pods not known');
    expect(diagram(text)).toContain(
      'r0["Pods feeds #40;app#61;feed#44;tier#61;edge#41;<br/>existing workload<br/>also sends"]',
    );
  });

  test('with an unknown TTL may not reach a VM', () => {
    expect(existing(() => elsewhere)).toEqual(mentions('The TTL of Pods feeds (app=feed,tier=edge) is not known'));
    expect(existing(() => ({ ...elsewhere, ttl: 1 }))).toEqual(
      mentions('**Pods feeds (app=feed,tier=edge) sends with TTL 1, so no VM receives its packets.**'),
    );
    expect(existing(() => ({ ...elsewhere, ttl: 8 }))).not.toContain('is not known. Most');
  });

  test('with hostNetwork is crossed out where no TTL is enough', () => {
    const text = bookOf((chart) => {
      new MulticastReceiver(chart, 'Receiver', { name: 'tv', stream: STREAM, image: IMAGE });
      new ExistingWorkload(chart, 'Existing', { ...elsewhere, network: PodNetwork.HOST, sends: [STREAM] });
    });
    expect(diagram(text)).toContain('s0 -. "not received on another Node" .-x r0');
  });

  test('counts as the sender for which a receiver waits', () => {
    const text = bookOf((chart) => {
      new MulticastReceiver(chart, 'Receiver', { name: 'tv', stream: STREAM, image: IMAGE });
      new ExistingWorkload(chart, 'Existing', { ...elsewhere, sends: [STREAM] });
    });
    expect(text).not.toContain('Start a sender outside of this app');
  });

  test('that is declared twice has one command that waits', () => {
    const text = bookOf((chart) => {
      const workload = written(chart, 'Deployment');
      new ExistingWorkload(chart, 'Sends', { workload, sends: [STREAM] });
      new ExistingWorkload(chart, 'Receives', { workload, receives: [SECOND] });
    });
    expect(commandsOf(text, 'kubectl rollout')).toHaveLength(1);
  });

  test('with a name that is not valid is refused', () => {
    expect(sentence(() => existing((chart) => ({ workload: written(chart, 'Deployment', { name: 'a b' }) })))).toEqual(
      mentions('"a b"'),
    );
  });
});

test('the lines of the proof are counted for all kinds of workloads', () => {
  const text = bookOf((chart) => {
    new MulticastProof(chart, 'Proof', { image: IMAGE });
    new MulticastApplication(chart, 'App', { sends: [STREAM], receives: [STREAM], container, sidecar });
    new MulticastSender(chart, 'Sender', { stream: SECOND, container, placement: Placement.ANY_NODE });
    new ExistingWorkload(chart, 'Existing', { namespace: 'feeds', labels, receives: [SECOND] });
  });
  // Antrea and its ConfigMap; 3 workloads; 2 groups; 2 streams received, 2 sent. Nothing counts one of each.
  expect(text).toContain('`ok   9 of 11 checks passed, 2 skipped`');
});

test('the runbook of an empty app has no section on workloads', () => {
  const app: App = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  new WorkloadChart(app, 'workload', { cluster });
  app.synth();
  const [name] = Runbook.write(app);
  expect(readFileSync(join(app.outdir, name), 'utf8')).not.toContain('## Senders and receivers');
});
