import { Testing } from 'cdk8s';
import { MulticastReceiver, MulticastReceiverProps, MulticastStream, PodNetwork } from '../../lib';
import { IMAGE, STREAM, sentence, workloadChart } from '../_build';
import { restrictedViolations } from './_pod-security';

function deployment(props: Partial<MulticastReceiverProps> = {}): any {
  const chart = workloadChart();
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE, ...props });
  return Testing.synth(chart).find(({ kind }) => kind === 'Deployment');
}

function pod(props: Partial<MulticastReceiverProps> = {}): any {
  return deployment(props).spec.template.spec;
}

test('it joins with iperf as a server', () => {
  expect(pod().containers[0].command.join(' ')).toBe('iperf -s -u -B 239.1.2.3 -p 5001 -i 1');
});

test('its port is UDP, and no probe knocks on it by TCP', () => {
  expect(pod().containers[0].ports).toEqual([{ name: 'multicast', containerPort: 5001, protocol: 'UDP' }]);
  expect(pod().containers[0]).not.toHaveProperty('startupProbe');
});

test('it satisfies the level restricted', () => {
  expect(restrictedViolations(pod())).toEqual([]);
});

test('on the network of the Node it lacks nothing of restricted but that', () => {
  expect(restrictedViolations(pod({ network: PodNetwork.HOST }))).toEqual(['host namespaces']);
});

test('its default requests let several Pods run on the smallest VM class', () => {
  expect(pod().containers[0].resources.requests).toEqual({ cpu: '50m', memory: '32Mi' });
});

test('it is one Pod, or as many as are asked for', () => {
  expect(deployment().spec.replicas).toBe(1);
  expect(deployment({ replicas: 3 }).spec.replicas).toBe(3);
  expect(deployment({ replicas: 0 }).spec.replicas).toBe(0);
});

test.each<[Partial<MulticastReceiverProps>, string]>([
  [
    { stream: MulticastStream.of('239.1.2.3', { port: 400 }) },
    'port is 400: use a whole number from 1024 to 65535, because it runs without privileges.',
  ],
  [{ replicas: -1 }, 'replicas is -1: use a whole number from 0 to 2147483647.'],
])('%p is refused', (props, expected) => {
  expect(sentence(() => deployment(props))).toBe(`MulticastReceiver "workload/Receiver": ${expected}`);
});
