import { ApiObject, Chart } from 'cdk8s';
import {
  ExistingWorkload,
  MulticastApplication,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  PodNetwork,
  WorkloadChart,
} from '../../lib';
import { plannedChecks } from '../../lib/workload/proof/_checked-workloads';
import { IMAGE, STREAM, workloadChart } from '../_build';
import { READY, notReady } from '../cluster/_proof-objects';
import { HAS_JQ, World, runProof } from './_proof-run';

jest.setTimeout(60_000);

const describeScript = HAS_JQ ? describe : describe.skip;
const container = { image: 'registry.example.com/app:v1' };
const sidecar = { image: IMAGE };
const NAME = '239.1.2.3:5001';

if (!HAS_JQ) {
  process.stderr.write('SKIPPED, not passed: the tests of the script of the proof need jq: apt-get install jq\n');
}

function chartWith(build: (chart: WorkloadChart) => void): WorkloadChart {
  const chart = workloadChart();
  build(chart);
  new MulticastProof(chart, 'Proof', { image: IMAGE });
  return chart;
}

/** A Pod with an owner; without one, a bare Pod. */
function podWith(name: string, labels: object, owner?: [kind: string, name: string], status: object = READY): any {
  const ownerReferences = owner ? [{ kind: owner[0], name: owner[1] }] : [];
  return {
    metadata: { name, namespace: 'multicast', labels: { 'pod-template-hash': 'a1', ...labels }, ownerReferences },
    spec: { nodeName: 'node-1' },
    status,
  };
}

/** A Pod of a Deployment of the library. */
function podOf(deployment: string, part: string, status: object = READY, id = '', port = 5001): any {
  const labels = { [`multicast-stream/239.1.2.3-${port}`]: part };
  return podWith(`${deployment}-a1-x${id}`, labels, ['ReplicaSet', `${deployment}-a1`], status);
}

/** The lines of a sidecar, one every 5 seconds. */
function reports(words: string[], from = 0, name = NAME): string[] {
  return words.map((text, i) => {
    const at = new Date(Date.UTC(2026, 10, 26, 18) + 5000 * (from + i)).toISOString().slice(0, -1);
    return `${at}000000Z multicast ${name} ${text}`;
  });
}

const sums = (...all: (number | string)[]) => all.map((packets) => `joined=yes receiving=yes packets=${packets} own=0`);

function linesOf(chart: WorkloadChart, world: World): string[] {
  const { lines, unknown } = runProof(chart, world);
  // With the two lines on Antrea, which are left out, and without the sum.
  expect(lines).toHaveLength(plannedChecks(chart).all - 1);
  // A log that has no file is that of a container that has not started.
  expect(unknown.filter((path) => !path.includes('/log?'))).toEqual([]);
  return lines;
}

describeScript('a receiver with a sidecar', () => {
  const chart = (props = {}) =>
    chartWith((scope) => {
      new MulticastReceiver(scope, 'Receiver', { name: 'tv', stream: STREAM, container, sidecar, ...props });
      new MulticastSender(scope, 'Sender', { name: 'camera', stream: STREAM, image: IMAGE });
    });
  const tv = podOf('tv', 'receiver');
  const pods = [tv, podOf('camera', 'sender')];
  const watch = (first: string[], second: string[]) =>
    linesOf(chart(), {
      pods,
      groups: { '239.1.2.3': [tv] },
      logs: { 'tv-a1-x/multicast-watch': [first, second] },
    });

  test('counts what arrived between two looks, also over a restart', () => {
    const before = reports(sums(100, 600));
    expect(watch(before, [...before, ...reports(sums(1100, 200), 2)])).toEqual([
      'ok   Deployment multicast/tv: 1 of 1 Pods ready',
      'ok   Deployment multicast/camera: 1 of 1 Pods ready',
      'ok   multicastgroups 239.1.2.3: lists multicast/tv-a1-x',
      'ok   packets of 239.1.2.3:5001: 700 arrived at Deployment multicast/tv in 10 seconds',
      'ok   all 6 checks passed',
    ]);
  });

  test('the line of another stream, and other lines of the sidecar, do not count', () => {
    const others = reports(sums(1, 1000), 0, '239.1.2.3:50011');
    const text = '2026-11-26T19:00:00.000000000Z multicast: 239.1.2.3 is joined on eth0';
    expect(watch([...reports(sums(5)), ...others], [...reports(sums(5, 5)), ...others, text])[3]).toMatch(
      /^FAIL packets of 239\.1\.2\.3:5001: 0 arrived at multicast\/tv-a1-x, whose sender has stopped: see that Deployment multicast\/camera sends/,
    );
  });

  // The lines before and after, and the line of the proof.
  const ANSWERS: { readonly [reason: string]: [before: string[], after: string[], line: RegExp] } = {
    'nothing came': [sums(0), sums(0), /^FAIL .*: multicast\/r0-a1-x has received nothing since it joined: /],
    'it has not joined': [
      ['joined=no receiving=no packets=- own=-'],
      ['joined=no receiving=no packets=- own=-'],
      /^FAIL .*: multicast\/r1-a1-x has not joined the group: see the log of its application/,
    ],
    'it has not joined, and its socket does not share its port': [
      ['joined=no receiving=unknown packets=- own=-'],
      ['joined=no receiving=unknown packets=- own=-'],
      /^FAIL .*: multicast\/r2-a1-x has not joined the group: /,
    ],
    'no socket listens': [
      ['joined=yes receiving=no packets=- own=-'],
      ['joined=yes receiving=no packets=- own=-'],
      /^FAIL .*: no socket of multicast\/r3-a1-x receives it: /,
    ],
    'the socket does not share its port': [
      ['joined=yes receiving=unknown packets=- own=-'],
      ['joined=yes receiving=unknown packets=- own=-'],
      /^skip .*: multicast-watch cannot count .*\(SO_REUSEADDR\).*; the application has joined the group$/,
    ],
    'the socket does not share its port on a Node': [
      ['joined=unknown receiving=unknown packets=- own=-'],
      ['joined=unknown receiving=unknown packets=- own=-'],
      /^skip .*\(SO_REUSEADDR\).*; with hostNetwork it is not known whether it has joined the group$/,
    ],
    'it cannot know whether it joined, and counts': [
      ['joined=unknown receiving=yes packets=3 own=0'],
      ['joined=unknown receiving=yes packets=7 own=0'],
      /^ok {3}packets of 239\.1\.2\.3:6006: 4 arrived at Deployment multicast\/r6 in 5 seconds$/,
    ],
    'the socket was opened between the looks': [
      ['joined=yes receiving=no packets=- own=-'],
      sums(12),
      /^ok {3}packets of 239\.1\.2\.3:6007: 12 arrived/,
    ],
    'there is no new line': [
      sums(3),
      [],
      /^FAIL .*: multicast-watch of multicast\/r8-a1-x has reported nothing on it for some seconds: see 'kubectl logs -n multicast -l /,
    ],
  };

  test('each reason why nothing came has a line of its own', () => {
    const cases = Object.values(ANSWERS).map(([before, after, line], i) => ({ before, after, line, port: 6000 + i }));
    const all = chartWith((scope) =>
      cases.forEach(({ port }, i) => {
        const stream = MulticastStream.of('239.1.2.3', { port });
        new MulticastReceiver(scope, `R${i}`, { name: `r${i}`, stream, container, sidecar });
      }),
    );
    const logs = cases.map(({ before, after, port }, i): [string, string[][]] => {
      const name = `239.1.2.3:${port}`;
      return [`r${i}-a1-x/multicast-watch`, [reports(before, 0, name), reports([...before, ...after], 0, name)]];
    });
    const receivers = cases.map(({ port }, i) => podOf(`r${i}`, 'receiver', READY, '', port));
    const lines = linesOf(all, { pods: receivers, logs: Object.fromEntries(logs) });
    expect(lines.slice(2 * cases.length, -1)).toEqual(cases.map(({ line }) => expect.stringMatching(line)));
  });

  test('a Pod that is not ready by the probe of its sidecar', () => {
    const waiting = podOf('tv', 'receiver', notReady('multicast-watch'));
    expect(linesOf(chart(), { pods: [waiting, pods[1]] })[0]).toBe(
      "FAIL Deployment multicast/tv: 0 of 1 Pods ready, tv-a1-x: container multicast-watch runs, but its probe fails, so a stream is not joined, received or sent as declared: see 'kubectl describe pod -n multicast -l multicast-stream/239.1.2.3-5001=receiver'",
    );
  });
});

describeScript('a sender with a sidecar', () => {
  const chart = (props = {}) =>
    chartWith((scope) => {
      new MulticastSender(scope, 'Sender', { name: 'camera', stream: STREAM, container, sidecar, ...props });
    });
  const ANSWERS: [words: string[], line: RegExp][] = [
    [
      ['sending=no packets=- own=-', 'sending=yes packets=- own=-'],
      /^ok {3}sending to 239\.1\.2\.3:6000: packets leave multicast\/s0-a1-x$/,
    ],
    [['sending=yes packets=- own=-', 'sending=no packets=- own=-'], /^FAIL .*: no packet leaves multicast\/s1-a1-x/],
    [['sending=unknown packets=- own=-'], /^skip .*: the counters of a hostNetwork Pod are those of its whole Node/],
    [[], /^FAIL .*: multicast-watch of multicast\/s3-a1-x has reported nothing on it yet/],
  ];

  test('has a line for each answer of its sidecar', () => {
    const all = chartWith((scope) =>
      ANSWERS.forEach((_, i) => {
        const stream = MulticastStream.of('239.1.2.3', { port: 6000 + i });
        new MulticastSender(scope, `S${i}`, { name: `s${i}`, stream, container, sidecar });
      }),
    );
    const logs = ANSWERS.map(([words], i) => [
      `s${i}-a1-x/multicast-watch`,
      [reports(words, 0, `239.1.2.3:${6000 + i}`)],
    ]);
    const pods = ANSWERS.map((_, i) => podOf(`s${i}`, 'sender', READY, '', 6000 + i));
    const lines = linesOf(all, { pods, logs: Object.fromEntries(logs) }).slice(ANSWERS.length, 2 * ANSWERS.length);
    expect(lines).toEqual(ANSWERS.map(([, line]) => expect.stringMatching(line)));
  });

  test('only the host outside of the app shows what it receives', () => {
    expect(
      linesOf(chart(), {
        pods: [podOf('camera', 'sender')],
        logs: { 'camera-a1-x/multicast-watch': [reports(['sending=yes packets=- own=-'])] },
      }).slice(2),
    ).toEqual([
      'skip packets of 239.1.2.3:5001: Deployment multicast/camera sends them, and this app has no receiver for them: see the host that receives them',
      'ok   4 of 5 checks passed, 1 skipped',
    ]);
  });
});

describeScript('peers with a sidecar', () => {
  const chart = (replicas: number) =>
    chartWith((scope) => {
      new MulticastApplication(scope, 'App', {
        name: 'bus',
        sends: [STREAM],
        receives: [STREAM],
        container,
        sidecar,
        replicas,
      });
    });
  const of = (packets: number, own: number) => `joined=yes receiving=yes sending=yes packets=${packets} own=${own}`;
  const members = [podOf('bus', 'peer', READY, '1'), podOf('bus', 'peer', READY, '2')];
  const log = [reports([of(10, 5)]), reports([of(10, 5), of(30, 15)])];

  test('are checked once, and the packets of the others count', () => {
    expect(
      linesOf(chart(2), {
        pods: members,
        groups: { '239.1.2.3': members },
        logs: { 'bus-a1-x1/multicast-watch': log, 'bus-a1-x2/multicast-watch': log },
      }),
    ).toEqual([
      'ok   Deployment multicast/bus: 2 of 2 Pods ready',
      'ok   multicastgroups 239.1.2.3: lists multicast/bus-a1-x1, multicast/bus-a1-x2',
      'ok   packets of 239.1.2.3:5001: 40 arrived at Deployment multicast/bus from other Pods and hosts in 5 seconds',
      'ok   sending to 239.1.2.3:5001: packets leave multicast/bus-a1-x1, multicast/bus-a1-x2',
      'ok   all 6 checks passed',
    ]);
  });

  test.each([
    [1, 'see that another Pod or host sends to it, because this app has only one Pod that does'],
    [2, 'see that Deployment multicast/bus sends'],
  ])('of %i Pods receives only its own', (replicas, way) => {
    const own = [reports([of(0, 5)]), reports([of(0, 5), of(0, 15)])];
    const [, , line] = linesOf(chart(replicas), {
      pods: members.slice(0, 1),
      groups: { '239.1.2.3': members.slice(0, 1) },
      logs: { 'bus-a1-x1/multicast-watch': own },
    });
    expect(line).toContain(`FAIL packets of 239.1.2.3:5001: multicast/bus-a1-x1 has received nothing since it joined`);
    expect(line).toContain(way);
  });
});

describeScript('without something that counts', () => {
  const receiver = (props = {}) =>
    chartWith((scope) => {
      new MulticastReceiver(scope, 'Receiver', { name: 'tv', stream: STREAM, container, ...props });
    });

  test('the proof names what shows the packets', () => {
    const tv = podOf('tv', 'receiver');
    expect(linesOf(receiver(), { pods: [tv], groups: { '239.1.2.3': [tv] } })).toEqual([
      'ok   Deployment multicast/tv: 1 of 1 Pods ready',
      'ok   multicastgroups 239.1.2.3: lists multicast/tv-a1-x',
      "skip packets of 239.1.2.3:5001: nothing counts what Deployment multicast/tv receives: the line on multicastgroups shows whether it joined, and 'antctl get podmulticaststats -n multicast' in the antrea-agent of its Node shows INBOUND",
      'ok   4 of 5 checks passed, 1 skipped',
    ]);
  });

  test('of a sender', () => {
    const chart = chartWith((scope) => {
      new MulticastSender(scope, 'Sender', { name: 'camera', stream: STREAM, container });
    });
    expect(linesOf(chart, { pods: [podOf('camera', 'sender')] })[1]).toBe(
      "skip sending to 239.1.2.3:5001: nothing counts what Deployment multicast/camera sends: 'antctl get podmulticaststats -n multicast' in the antrea-agent of its Node shows OUTBOUND",
    );
  });

  test.each([
    [{ network: PodNetwork.HOST }, 'Antrea does not see hostNetwork Pods, so only the application shows it'],
    [{ interfaceName: 'net1' }, 'Antrea does not see the interface net1, so only the application shows it'],
  ])('with %p', (props, expected) => {
    const tv = podOf('tv', 'receiver');
    const namespace = 'network' in props ? 'multicast-host' : 'multicast';
    const [, , line] = linesOf(receiver(props), { pods: [{ ...tv, metadata: { ...tv.metadata, namespace } }] });
    expect(line).toContain(expected);
  });
});

describeScript('an existing workload', () => {
  const labels = { app: 'feed' };

  function objectOf(scope: Chart, kind: string, spec: object, name = 'feed'): ApiObject {
    return new ApiObject(new Chart(scope, `Other-${name}`), 'Object', {
      apiVersion: { Pod: 'v1', Job: 'batch/v1', CronJob: 'batch/v1' }[kind] ?? 'apps/v1',
      kind,
      metadata: { name, namespace: 'feeds', labels },
      spec,
    });
  }

  function existing(kind: string, spec: object): WorkloadChart {
    return chartWith((scope) => {
      new ExistingWorkload(scope, 'Existing', { workload: objectOf(scope, kind, spec), receives: [STREAM] });
    });
  }
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'i:v1' }] } };
  const pod = (...args: Parameters<typeof podWith>) => {
    const made = podWith(...args);
    return { ...made, metadata: { ...made.metadata, namespace: 'feeds' } };
  };
  const first = (chart: WorkloadChart, ...pods: any[]) => linesOf(chart, { pods })[0];

  const KINDS: [kind: string, owner: string, name: string, spec: object][] = [
    ['Deployment', 'ReplicaSet', '-a1', { replicas: 1, selector: { matchLabels: labels }, template }],
    ['StatefulSet', 'StatefulSet', '', { replicas: 1, serviceName: 's', selector: { matchLabels: labels }, template }],
    ['ReplicaSet', 'ReplicaSet', '', { replicas: 1, selector: { matchLabels: labels }, template }],
    ['DaemonSet', 'DaemonSet', '', { selector: { matchLabels: labels }, template }],
    ['Job', 'Job', '', { template }],
    ['CronJob', 'Job', '-29100', { schedule: '0 * * * *', jobTemplate: { spec: { template } } }],
  ];

  test('has the Pods that its object made, and no others with the same labels', () => {
    const chart = chartWith((scope) =>
      KINDS.forEach(([kind, , , spec]) => {
        const workload = objectOf(scope, kind, spec, kind.toLowerCase());
        new ExistingWorkload(scope, kind, { workload, receives: [STREAM] });
      }),
    );
    const own = KINDS.map(([kind, owner, suffix]) =>
      pod(`${kind}-pod`, labels, [owner, `${kind.toLowerCase()}${suffix}`]),
    );
    const other = pod('other', labels, ['ReplicaSet', 'other'], notReady('main'));
    const ready = KINDS.map(([kind]) => `ok   ${kind} feeds/${kind.toLowerCase()}: 1 of 1 Pods ready`);
    expect(linesOf(chart, { pods: [...own, other] }).slice(0, KINDS.length)).toEqual(ready);
    const none = linesOf(chart, { pods: [other] }).slice(0, KINDS.length);
    expect(none.filter((line) => !/^FAIL .*: 0 of 1 Pods ready, and no other exists/.test(line))).toEqual([]);
  });

  test('a Job that is completed', () => {
    const done = pod('feed-0', labels, ['Job', 'feed'], { phase: 'Succeeded' });
    expect(first(existing('Job', { template }), done)).toBe('ok   Job feeds/feed: is completed');
  });

  test('a Deployment of which a Pod has ended is not completed', () => {
    const ended = pod('feed-0', labels, ['ReplicaSet', 'feed-a1'], { phase: 'Succeeded' });
    const spec = { selector: { matchLabels: labels }, template };
    expect(first(existing('Deployment', spec), ended)).toMatch(/^FAIL Deployment feeds\/feed: 0 of 1/);
  });

  test('a Pod, and nothing counts its packets', () => {
    expect(linesOf(existing('Pod', template.spec), { pods: [pod('feed', labels)], groups: {} }).slice(0, 3)).toEqual([
      'ok   Pod feeds/feed: 1 of 1 Pods ready',
      expect.stringMatching(
        /^FAIL multicastgroups 239\.1\.2\.3: no Pod is listed, and feeds\/feed should be: .* see that the application joins the group, that Multicast /,
      ),
      expect.stringMatching(/^skip packets of 239\.1\.2\.3:5001: nothing counts what Pod feeds\/feed receives/),
    ]);
  });

  test('of another repository: all Pods with the labels count', () => {
    const chart = chartWith((scope) => {
      new ExistingWorkload(scope, 'Existing', { namespace: 'feeds', labels, receives: [STREAM], replicas: 2 });
    });
    const pods = [pod('a', labels, ['ReplicaSet', 'x']), pod('b', labels, ['Rollout', 'y'])];
    expect(first(chart, ...pods)).toBe('ok   Pods feeds (app=feed): 2 of 2 Pods ready');
    expect(first(chart)).toBe(
      "FAIL Pods feeds (app=feed): 0 of 2 Pods ready, and no other exists: see 'kubectl get pod -n feeds -l app=feed'",
    );
  });
});
