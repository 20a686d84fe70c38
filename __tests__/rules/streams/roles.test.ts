import { Lint } from '../../../lib';
import { antreaConfig, antreaPolicy, cluster, networkPolicy } from '../../../lib/rules/_examples';
import { mentions } from '../../_mentions';
import { podWith } from './_uses';

/** The messages of rules about the objects. */
function messages(rules: RegExp, ...objects: object[]): string[] {
  return Lint.objects(objects)
    .filter(({ ruleId }) => rules.test(ruleId))
    .map(({ level, ruleId, message }) => `${level} ${ruleId}: ${message}`);
}

const labelled = (labels: object, container: object = {}, spec: object = {}, name = 'app') =>
  podWith(container, spec, { name, labels });
const stream = (role: string, group = '239.8.1.1') => ({ [`multicast-stream/${group}-5000`]: role });
const HOST = { hostNetwork: true };
const NO_ENCAP = antreaConfig({ trafficEncapMode: 'noEncap' });

describe('a role that is not known', () => {
  const unknown = (group: string, spec: object = {}) => podWith({ command: ['feed', group] }, spec);

  test('has no finding that depends on it', () => {
    expect(messages(/TAM02[89]|TAM03[01]|TAM071|TAM079/, unknown('239.8.1.1'))).toEqual([]);
    expect(messages(/TAM02[89]|TAM03[01]|TAM071|TAM079/, unknown('232.8.1.1'))).toEqual([]);
    const sender = podWith({ command: ['iperf', '-c', '239.8.1.1', '-u', '-T', '4'] }, HOST, { name: 'sender' });
    expect(messages(/TAM071/, unknown('239.8.1.1'), sender)).toEqual([]);
  });

  test('is a use of the group for the other rules', () => {
    expect(messages(/TAM020/, unknown('239.8.1.1'), cluster())).toHaveLength(1);
    expect(messages(/TAM028/, unknown('225.8.1.1'))).toEqual([mentions('warning TAM028', '"225.8.1.1"')]);
    expect(messages(/TAM027/, unknown('224.0.0.9'))).toEqual([mentions('warning TAM027', '"224.0.0.9"')]);
    expect(messages(/TAM042/, unknown('239.8.1.1', HOST))).toEqual([mentions('Its stream of "239.8.1.1"')]);
    expect(messages(/TAM072/, unknown('239.8.1.1', HOST))).toEqual([mentions('Its stream of "239.8.1.1"')]);
  });
});

describe('a peer', () => {
  const peer = (name: string, spec: object = {}) => labelled(stream('peer'), {}, spec, name);

  test('sends to receivers, and receives from senders', () => {
    const other = (role: string) => labelled(stream(role), {}, {}, 'other');
    expect(messages(/TAM071/, peer('app', HOST), other('receiver'))).toEqual([mentions('Pod studio/other')]);
    expect(messages(/TAM071/, labelled(stream('sender'), {}, HOST, 'other'), peer('app'))).toEqual([
      mentions('Pod studio/app'),
    ]);
  });

  test('is not a receiver of its own', () => {
    expect(messages(/TAM071/, peer('app', HOST))).toEqual([]);
  });

  const jgroups = (ttl: number) =>
    podWith({ args: [`-Djgroups.mcast_addr=239.8.1.1 -Djgroups.mcast_port=4000 -Djgroups.ip_ttl=${ttl}`] });

  test('needs no TTL for hosts outside of the cluster, but for other Nodes', () => {
    expect(messages(/TAM030/, jgroups(1))).toEqual([]);
    expect(messages(/TAM030/, NO_ENCAP, cluster(), jgroups(1))).toEqual([mentions('TTL of 1', 'noEncap', '3 or more')]);
    expect(messages(/TAM030/, NO_ENCAP, cluster(), jgroups(3))).toEqual([]);
  });

  test('can still send and join if a policy has no effect', () => {
    const deny = (policyTypes: string[]) => networkPolicy({ policyTypes });
    const inNamespace = { ...(peer('app') as Record<string, object>) };
    inNamespace.metadata = { ...inNamespace.metadata, namespace: 'video' };
    expect(messages(/TAM076/, inNamespace, deny(['Egress']))).toEqual([mentions('send to "239.8.1.1"')]);
    expect(messages(/TAM076/, inNamespace, deny(['Ingress']))).toEqual([mentions('join "239.8.1.1"')]);
    const drop = antreaPolicy({ egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '224.0.0.0/4' } }] }] });
    expect(messages(/TAM076/, inNamespace, drop, deny(['Egress']))).toEqual([mentions('join "239.8.1.1"')]);
  });
});

test('the way out of a TTL that is too low for a receiver is that of the program', () => {
  const player = podWith({ command: ['iperf', '-s', '-u', '-B', '239.8.1.1', '-p', '5000'] }, {}, { name: 'player' });
  const fixOf = (...command: string[]) =>
    Lint.objects([NO_ENCAP, cluster(), player, podWith({ command })]).find(({ ruleId }) => ruleId === 'TAM071')?.fix;
  expect(fixOf('mcjoin', '-s', '-p', '5000', '-t', '2', '239.8.1.1')).toBe('Pass -t 8 to mcjoin.');
  expect(fixOf('iperf', '-c', '239.8.1.1', '-u', '-p', '5000', '-T', '2')).toEqual(mentions('-T 3', 'ttl in code'));
});

describe('the number of groups', () => {
  const joining = (count: number, role: string) =>
    Array.from({ length: count }, (_, i) => labelled(stream(role, `239.8.1.${i}`), {}, {}, `app-${i}`));

  test.each(['receiver', 'peer'])('counts the label %s', (role) => {
    expect(messages(/TAM029/, ...joining(20, role))).toEqual([]);
    expect(messages(/TAM029/, ...joining(21, role))).toEqual([mentions('"239.8.1.20"', 'number 21')]);
  });

  test.each(['sender', 'other'])('does not count the label %s', (role) => {
    expect(messages(/TAM029/, ...joining(21, role))).toEqual([]);
  });

  test('counts a range, and commands with labels only once', () => {
    const range = podWith({ command: ['mcjoin', '239.8.1.250+10'] }, {}, { name: 'range' });
    const same = labelled(stream('receiver', '239.8.2.3'), {}, {}, 'same');
    expect(messages(/TAM029/, range, same, ...joining(10, 'receiver'))).toEqual([]);
    expect(messages(/TAM029/, range, same, ...joining(11, 'receiver'))).toHaveLength(1);
  });

  test('counts the senders of GStreamer, which join', () => {
    const sinks = Array.from({ length: 21 }, (_, i) => ['!', 'udpsink', `host=239.8.1.${i}`, 'ttl-mc=8']).flat();
    const command = (...more: string[]) => podWith({ command: ['gst-launch-1.0', 'videotestsrc', ...sinks, ...more] });
    expect(messages(/TAM029/, command())).toHaveLength(1);
  });

  test('names what raises the limit, and what does not', () => {
    const [finding] = Lint.objects(joining(21, 'receiver')).filter(({ ruleId }) => ruleId === 'TAM029');
    expect(finding.fix).toEqual(
      mentions('different Nodes', 'igmp_max_memberships of the Nodes', 'DaemonSet', 'Pod', 'No source'),
    );
  });

  test('is not raised by the sysctl of a Pod', () => {
    const sysctls = [{ name: 'net.ipv4.igmp_max_memberships', value: '100' }];
    const pod = podWith({ command: ['mcjoin', '239.8.1.0+30'] }, { securityContext: { sysctls } });
    expect(messages(/TAM029|TAM105/, pod)).toEqual([
      mentions('warning TAM029', 'number 21'),
      mentions('note TAM105', '"100"', 'network namespace', 'antrea-agent', 'no source'),
    ]);
  });
});

describe('labels and commands', () => {
  const SEND = { command: ['iperf', '-c', '239.8.1.1', '-u', '-T', '8', '-p', '5000'] };

  test('of a Pod that sends one stream and receives another are not swapped', () => {
    const labels = { ...stream('sender'), ...stream('receiver', '239.8.1.2'), 'app.kubernetes.io/name': 'receiver' };
    const both = { command: ['sh', '-c', 'iperf -s -u -B 239.8.1.2 -p 5000 & iperf -c 239.8.1.1 -u -T 8 -p 5000'] };
    expect(messages(/TAM031/, labelled(labels, both))).toEqual([]);
  });

  test('of one stream are swapped', () => {
    expect(messages(/TAM031/, labelled(stream('receiver'), SEND))).toEqual([
      mentions('sends to "239.8.1.1"', '"receiver"'),
    ]);
    expect(messages(/TAM031/, labelled(stream('sender'), SEND))).toEqual([]);
  });

  test('without a command are not compared', () => {
    expect(messages(/TAM031/, labelled({ ...stream('sender'), run: 'receiver' }))).toEqual([]);
  });
});

test('many Pods with one large ConfigMap, and variables that grow, take little time', () => {
  const text = Array.from({ length: 20_000 }, (_, i) => `  - name: feed-${i}\n    address: 10.0.${i % 200}.1\n`).join(
    '',
  );
  const map = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'studio' },
    data: { f: `feeds:\n${text}` },
  };
  const env = Array.from({ length: 200 }, (_, i) => ({ name: `V${i}`, value: `$(V${i - 1})$(V${i - 1})` }));
  const pods = Array.from({ length: 300 }, (_, i) =>
    podWith(
      { env: i === 0 ? [{ name: 'V-1', value: 'xx' }, ...env] : [] },
      { volumes: [{ name: 'v', configMap: { name: 'a' } }] },
      { name: `p${i}` },
    ),
  );
  const start = Date.now();
  expect(messages(/TAM02[0789]/, map, ...pods)).toEqual([]);
  expect(Date.now() - start).toBeLessThan(10_000);
});
