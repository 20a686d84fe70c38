import { App } from 'cdk8s';
import {
  ClusterReference,
  Lint,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { SOURCE_SPECIFIC, SOURCE_SPECIFIC_RANGE } from '../../lib/platform/tables/_source-specific';
import { cluster, pod } from '../../lib/rules/_examples';
import { IMAGE } from '../_build';
import { mentions } from '../_mentions';

const SOURCE = ['-H', '192.0.2.7'];
const receiver = (group: string, more: string[] = [], spec = {}) =>
  pod({ command: ['iperf', '-s', '-u', '-B', group, ...more] }, spec);
const sender = (group: string, spec = {}) =>
  pod({ command: ['iperf', '-c', group, '-u', '-T', '8'] }, spec, { name: 'sender' });
const HOST = { hostNetwork: true };

function found(ruleId: string, objects: object[]) {
  return Lint.objects(structuredClone(objects)).filter((finding) => finding.ruleId === ruleId);
}

describe('TAM079: a receiver on the Pod network', () => {
  test.each([
    ['of 232.0.0.0/8 with a source', receiver('232.1.2.3', SOURCE), mentions('"232.1.2.3"', 'any source')],
    ['of 232.0.0.0/8 without a source', receiver('232.255.255.255'), mentions('"232.255.255.255"', 'any source')],
    ['of a private group with a source', receiver('239.1.2.3', SOURCE), mentions('"239.1.2.3"', '"192.0.2.7"')],
  ])('%s is a warning', (_, object, message) => {
    expect(found('TAM079', [object])).toEqual([expect.objectContaining({ level: 'warning', message })]);
  });

  test('the way out of 232.0.0.0/8 is a private group, and the source is marked as derived', () => {
    const [{ fix, source }] = found('TAM079', [receiver('232.1.2.3', SOURCE)]);
    expect(fix).toEqual(mentions('239.0.0.0/8'));
    expect(source).toEqual(mentions('derived, not measured'));
  });

  test.each([
    ['a private group without a source', [receiver('239.1.2.3')]],
    ['a group before the range', [receiver('231.255.255.255')]],
    ['a group after the range', [receiver('233.0.0.0')]],
    ['a hostNetwork Pod, whose kernel joins the source', [receiver('232.1.2.3', SOURCE, HOST)]],
    ['a sender of the group in a Pod of the cluster', [sender('232.1.2.3'), receiver('232.1.2.3', SOURCE)]],
    ['a sender', [sender('232.1.2.3')]],
  ])('%s is valid', (_, objects) => {
    expect(found('TAM079', objects)).toEqual([]);
  });

  test.each([
    ['of another group', sender('232.1.2.4')],
    ['that uses hostNetwork', sender('232.1.2.3', HOST)],
  ])('a sender %s is not inside of the cluster', (_, object) => {
    expect(found('TAM079', [cluster(), object, receiver('232.1.2.3', SOURCE)])).toHaveLength(1);
  });
});

describe('TAM079: a MulticastReceiver of a stream with a source', () => {
  const stream = MulticastStream.of('232.1.2.3', { source: '192.0.2.7' });
  const RELEASE = 'v1.25.7---vmware.3-fips.1-tkg.1';

  /** The warnings if the sender runs in a cluster; undefined if it is not in the app. */
  function warnings(clusterOfSender?: string): string[] {
    const app = new App();
    for (const name of ['c1', 'c2']) {
      const chart = new WorkloadChart(app, name, { cluster: ClusterReference.of(name, RELEASE) });
      if (name === 'c1') {
        new MulticastReceiver(chart, 'Receiver', { stream, image: IMAGE });
      }
      if (name === clusterOfSender) {
        new MulticastSender(chart, 'Sender', { stream, image: IMAGE });
      }
    }
    return Warnings.of(app).filter((line) => line.includes('TAM079'));
  }

  test.each([
    ['outside of the app', undefined, 1],
    ['in another cluster', 'c2', 1],
    ['in its own cluster', 'c1', 0],
  ])('with the sender %s', (_, clusterOfSender, count) => {
    expect(warnings(clusterOfSender)).toEqual(Array(count).fill(mentions('"232.1.2.3"', 'TAM079')));
  });
});

test('TAM028: a source is no way out for a Pod, but for a hostNetwork Pod', () => {
  const [inPod] = found('TAM028', [receiver('232.1.2.3')]);
  expect(inPod.message).toEqual(mentions('"232.1.2.3"', 'names no source', 'any source'));
  expect(inPod.fix).toEqual(mentions('239.0.0.0/8'));
  expect(inPod.fix).not.toContain('-H');
  const [onNode] = found('TAM028', [receiver('232.1.2.3', [], HOST)]);
  expect(onNode.fix).toEqual(mentions('239.0.0.0/8', '-H'));
  expect(found('TAM028', [receiver('232.1.2.3', SOURCE)])).toEqual([]);
});

test('the facts on source-specific multicast', () => {
  expect(SOURCE_SPECIFIC_RANGE).toBe('232.0.0.0/8');
  expect(SOURCE_SPECIFIC.leave.what).toEqual(mentions('three query intervals', 375));
  expect(SOURCE_SPECIFIC.router.source).toEqual(mentions('derived'));
});
