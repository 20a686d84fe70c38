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
  PodNetwork,
  WorkloadChart,
} from '../../lib';
import { plannedChecks } from '../../lib/workload/proof/_checked-workloads';
import { IMAGE, STREAM, workloadChart } from '../_build';
import { workloadsIn } from './_proof-run';

const SECOND = MulticastStream.of('239.1.2.4', { port: 6000 });
const container = { image: 'registry.example.com/app:v1' };
const sidecar = { image: IMAGE };
const FIRST_LABEL = 'multicast-stream/239.1.2.3-5001';
const SECOND_LABEL = 'multicast-stream/239.1.2.4-6000';
const first = { group: '239.1.2.3', port: 5001 };
const second = { group: '239.1.2.4', port: 6000 };
const labels = { app: 'feed' };

/** The documents of a chart with a proof. */
function synthWith(build: (chart: WorkloadChart) => void, chart = workloadChart()): any[] {
  build(chart);
  new MulticastProof(chart, 'Proof', { image: IMAGE });
  return Testing.synth(chart);
}

/** What the Job is told of a chart, without `replicas`, `hostNetwork` and `namespace`. */
function told(build: (chart: WorkloadChart) => void): any[] {
  return workloadsIn(synthWith(build)).map(({ replicas: _, hostNetwork: __, namespace: ___, ...rest }) => rest);
}

/** A workload of another chart, whose manifest is written by hand. */
function written(scope: WorkloadChart, kind = 'StatefulSet', more: object = {}): ApiObject {
  return new ApiObject(new Chart(scope.node.root, 'other', { namespace: 'feeds' }), 'Object', {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'feed', labels },
    spec: {
      replicas: 3,
      serviceName: 'feed',
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'i:v1' }], ...more } },
    },
  });
}

describe('the Job is told', () => {
  test('that the sidecar of a container counts', () => {
    expect(
      told((chart) => {
        const streams = { stream: STREAM, additionalStreams: [SECOND] };
        new MulticastReceiver(chart, 'Receiver', { name: 'tv', ...streams, container, sidecar });
        new MulticastSender(chart, 'Sender', { name: 'camera', stream: STREAM, container, sidecar });
      }),
    ).toEqual([
      {
        kind: 'Deployment',
        name: 'tv',
        selector: `${FIRST_LABEL}=receiver,${SECOND_LABEL}=receiver`,
        counter: 'sidecar',
        streams: [
          { ...first, part: 'receiver', container: 'multicast-watch' },
          { ...second, part: 'receiver', container: 'multicast-watch' },
        ],
      },
      {
        kind: 'Deployment',
        name: 'camera',
        selector: `${FIRST_LABEL}=sender`,
        counter: 'sidecar',
        streams: [{ ...first, part: 'sender', container: 'multicast-watch' }],
      },
    ]);
  });

  test('that nothing counts the packets of a container without one', () => {
    const [{ counter, streams }] = told((chart) => {
      new MulticastReceiver(chart, 'Receiver', { stream: STREAM, container });
    });
    expect({ counter, streams }).toEqual({ counter: 'none', streams: [{ ...first, part: 'receiver' }] });
  });

  test('of an application once, first what it receives', () => {
    expect(
      told((chart) => {
        new MulticastApplication(chart, 'App', {
          name: 'bus',
          sends: [STREAM, SECOND],
          receives: [SECOND],
          container,
          sidecar,
        });
      }),
    ).toEqual([
      {
        kind: 'Deployment',
        name: 'bus',
        selector: `${FIRST_LABEL}=sender,${SECOND_LABEL}=peer`,
        counter: 'sidecar',
        streams: [
          { ...second, part: 'peer', container: 'multicast-watch' },
          { ...first, part: 'sender', container: 'multicast-watch' },
        ],
      },
    ]);
  });

  test('of an existing workload: a Deployment of the same chart', () => {
    const [one] = told((chart) => {
      const deployment = new kplus.Deployment(chart, 'Feed', {
        metadata: { name: 'feed', namespace: 'feeds' },
        podMetadata: { labels },
        select: false,
        containers: [container],
      });
      deployment.select(kplus.LabelSelector.of({ labels }));
      new ExistingWorkload(chart, 'Existing', { workload: deployment, receives: [STREAM] });
    });
    expect(one).toEqual({
      kind: 'Deployment',
      name: 'feed',
      selector: 'app=feed',
      counter: 'none',
      streams: [{ ...first, part: 'receiver' }],
    });
  });

  test('of a StatefulSet in another chart, and of labels that it gets', () => {
    const plain = workloadsIn(
      synthWith((chart) => new ExistingWorkload(chart, 'Existing', { workload: written(chart), sends: [STREAM] })),
    );
    expect(plain).toEqual([
      {
        kind: 'StatefulSet',
        namespace: 'feeds',
        name: 'feed',
        selector: 'app=feed',
        replicas: 3,
        hostNetwork: false,
        counter: 'none',
        streams: [{ ...first, part: 'sender' }],
      },
    ]);
    const [labelled] = told((chart) => {
      new ExistingWorkload(chart, 'Existing', { workload: written(chart), sends: [STREAM], addLabels: true });
    });
    expect(labelled.selector).toBe(`${FIRST_LABEL}=sender`);
  });

  test('of Pods of which only the labels are known', () => {
    const [one] = workloadsIn(
      synthWith((chart) => {
        new ExistingWorkload(chart, 'Existing', {
          namespace: 'feeds',
          labels: { app: 'feed', tier: 'edge' },
          network: PodNetwork.HOST,
          receives: [STREAM],
        });
      }),
    );
    expect(one).toEqual({
      kind: 'Pods',
      namespace: 'feeds',
      selector: 'app=feed,tier=edge',
      replicas: null,
      hostNetwork: true,
      counter: 'none',
      streams: [{ ...first, part: 'receiver' }],
    });
  });
});

describe('permissions', () => {
  const PODS = { apiGroups: [''], resources: ['pods'], verbs: ['list'] };
  const LOGS = { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] };
  const roleIn = (namespace: string, build: (chart: WorkloadChart) => void) =>
    synthWith(build).find(({ kind, metadata }) => kind === 'Role' && metadata.namespace === namespace)?.rules;

  test.each<[string, (chart: WorkloadChart) => unknown]>([
    ['a receiver', (chart) => new MulticastReceiver(chart, 'A', { stream: STREAM, container, sidecar })],
    ['a sender', (chart) => new MulticastSender(chart, 'A', { stream: STREAM, container, sidecar })],
    ['an application', (chart) => new MulticastApplication(chart, 'A', { sends: [STREAM], container, sidecar })],
  ])('include the logs of %s with a sidecar', (_, build) => {
    expect(roleIn('multicast', build)).toEqual([PODS, LOGS]);
  });

  test('do not include logs that count nothing', () => {
    expect(roleIn('multicast', (chart) => new MulticastReceiver(chart, 'A', { stream: STREAM, container }))).toEqual([
      PODS,
    ]);
  });

  test('cover the namespace of an existing workload, also of one that is declared later', () => {
    const chart = workloadChart();
    new MulticastProof(chart, 'Proof', { image: IMAGE });
    new ExistingWorkload(chart, 'Existing', { namespace: 'feeds', labels, receives: [STREAM] });
    const role = Testing.synth(chart).find(({ kind, metadata }) => kind === 'Role' && metadata.namespace === 'feeds');
    expect(role.rules).toEqual([PODS]);
  });
});

describe('the planned lines', () => {
  const planned = (build: (chart: WorkloadChart) => void, chart = workloadChart()) => {
    build(chart);
    return plannedChecks(chart);
  };

  test.each<[string, (chart: WorkloadChart) => unknown, all: number, skipped: number]>([
    // Two of Antrea, readiness, group, packets.
    ['a receiver', (chart) => new MulticastReceiver(chart, 'A', { stream: STREAM, container, sidecar }), 5, 0],
    ['one that nothing counts', (chart) => new MulticastReceiver(chart, 'A', { stream: STREAM, container }), 5, 1],
    // Readiness, sending, and packets that no receiver of the app gets.
    ['a sender', (chart) => new MulticastSender(chart, 'A', { stream: STREAM, container, sidecar }), 5, 1],
    [
      'a sender on a Node',
      (chart) => new MulticastSender(chart, 'A', { stream: STREAM, container, sidecar, network: PodNetwork.HOST }),
      5,
      2,
    ],
    [
      'peers, once ready',
      (chart) => new MulticastApplication(chart, 'A', { sends: [STREAM], receives: [STREAM], container, sidecar }),
      6,
      0,
    ],
    [
      'peers on Nodes, which Antrea does not list',
      (chart) =>
        new MulticastApplication(chart, 'A', {
          sends: [STREAM],
          receives: [STREAM],
          container,
          sidecar,
          network: PodNetwork.HOST,
        }),
      6,
      1,
    ],
    [
      'an existing workload',
      (chart) => new ExistingWorkload(chart, 'A', { namespace: 'feeds', labels, sends: [SECOND], receives: [STREAM] }),
      7,
      3,
    ],
  ])('of %s', (_, build, all, skipped) => {
    expect(planned(build)).toEqual({ all, skipped });
  });

  test('of a release that does not list groups', () => {
    const cluster = ClusterReference.of('c1', 'v1.99.1', { antreaVersion: '1.5.3' });
    const chart = new WorkloadChart(new App(), 'workload', { cluster });
    const receiver = () => void new MulticastReceiver(chart, 'A', { stream: STREAM, container, sidecar });
    expect(planned(receiver, chart)).toEqual({ all: 5, skipped: 1 });
  });
});
