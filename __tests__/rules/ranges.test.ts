import { newCluster, sentence } from '../_build';
import { mentions } from '../_mentions';
import { Tree, changed, cleanCluster, cleanV1beta2, found } from './_clusters';

const PODS = 'spec.clusterNetwork.pods.cidrBlocks';
const SERVICES = 'spec.clusterNetwork.services.cidrBlocks';

function withRanges(pods: unknown, services: unknown = ['10.2.0.0/16'], cluster = cleanCluster()): Tree {
  return changed(
    (spec) => (spec.clusterNetwork = { pods: { cidrBlocks: pods }, services: { cidrBlocks: services } }),
    cluster,
  );
}

test('the Clusters without mistakes have no finding', () => {
  expect([found([cleanCluster()]), found([cleanV1beta2()])]).toEqual([[], []]);
});

describe('TAM107: the Pod range has room for the Nodes', () => {
  const sized = (range: string, controlPlane: unknown, ...pools: Tree[]) =>
    changed((spec) => {
      spec.clusterNetwork.pods.cidrBlocks = [range];
      spec.topology.controlPlane.replicas = controlPlane;
      spec.topology.workers.machineDeployments = pools;
    });
  const pool = (replicas?: unknown, annotations?: Tree) => ({
    class: 'node-pool',
    name: 'w',
    replicas,
    ...(annotations ? { metadata: { annotations } } : {}),
  });
  const bounds = (min: string, max: string) => ({
    'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size': min,
    'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size': max,
  });

  test.each([
    ['10.0.0.0/24', 3, [pool(5)], ['room for 1 Node,', 'for 9:', '3, workers 5, and 1 more', 'length of 20 or less']],
    ['172.20.0.0/24', 3, [pool(12)], ['for 16:', 'length of 20 or less']],
    ['172.20.0.0/22', 1, [pool(undefined, bounds('1', '3'))], ['for 5:', 'workers 3,', 'length of 21 or less']],
    ['172.20.0.0/22', 1, [pool(2), { ...pool(2), name: 'x' }], ['for 6:', 'workers 4,']],
    ['172.20.0.0/25', undefined, [], ['room for 0 Nodes', 'for 1:', 'length of 24 or less']],
  ])('%s is too small for a control plane of %s', (range, controlPlane, pools, parts) => {
    const [line, ...others] = found([sized(range, controlPlane, ...pools)], {}, /TAM107/);
    expect([line, others]).toEqual([mentions('error TAM107', `${PODS}[0]`, `"${range}"`, ...parts.slice(0, -1)), []]);
  });

  test.each([
    ['10.0.0.0/20', 3, [pool(5)]],
    ['172.20.0.0/20', 3, [pool(12)]],
    ['172.20.0.0/21', 1, [pool(undefined, bounds('1', '3'))]],
    ['172.20.0.0/24', undefined, [pool(undefined)]],
    ['172.20.0.0/22', 1, [pool('three')]],
  ])('%s has room for a control plane of %s', (range, controlPlane, pools) => {
    expect(found([sized(range, controlPlane, ...pools)], {}, /TAM107/)).toEqual([]);
  });

  test('with a class of your own it is a warning, and with another CNI it is not judged', () => {
    const small = sized('10.0.0.0/24', 3, pool(5));
    const own = changed((spec) => (spec.topology.class = 'our-class'), structuredClone(small));
    expect(found([own], {}, /TAM107/)).toEqual([mentions('warning TAM107', 'for 9:')]);
    const cni = {
      name: 'bootstrapAddons',
      value: { cniRef: { name: 'calico', namespace: 'vmware-system-vks-public' } },
    };
    expect(found([changed((spec) => spec.topology.variables.push(cni), small)], {}, /TAM107/)).toEqual([]);
  });

  test('it holds for v1beta2', () => {
    const small = withRanges(['172.20.0.0/24'], ['172.21.0.0/16'], cleanV1beta2());
    expect(found([small])).toEqual([mentions(`error TAM107 ${PODS}[0]`, 'for 3:')]);
  });

  test.each([
    [5, 'prefix length of 21 or less'],
    [65534, 'prefix length of 8 or less'],
    [65535, 'Use fewer Nodes: the largest private range, 10.0.0.0/8, has room for 65536.'],
    [99999999, 'Use fewer Nodes: '],
  ])('the way out for %s Nodes', (replicas, fix) => {
    const nodePools = [{ name: 'w', replicas }];
    expect(sentence(() => newCluster({ podCidrs: ['10.0.0.0/24'], nodePools }))).toContain(fix);
  });

  test('constructs refuse it with the same sentence', () => {
    const [line] = found([sized('10.0.0.0/24', 1, pool(5))], {}, /TAM107/);
    const message = line.slice(line.indexOf('The Pod range'));
    const nodePools = [{ name: 'w', replicas: 5 }];
    expect(sentence(() => newCluster({ podCidrs: ['10.0.0.0/24'], nodePools }))).toEqual(mentions(message, 'TAM107'));
    expect(newCluster({ podCidrs: ['10.0.0.0/21'], nodePools }).workerNodes).toBe(5);
  });
});

describe('TAM045: the Service range', () => {
  test('of IPv6 that is larger than the API server of the release accepts', () => {
    const old = (range: string) =>
      changed(
        (spec) => {
          spec.topology = {
            ...spec.topology,
            class: 'tanzukubernetescluster',
            version: 'v1.25.7---vmware.3-fips.1-tkg.1',
          };
        },
        withRanges(['10.0.0.0/16'], ['172.16.0.0/16', range]),
      );
    expect(found([old('fd12:72:96::/48')])).toEqual([
      mentions(`error TAM045 ${SERVICES}[1]`, '"fd12:72:96::/48"', 'of release "v1.25.7---vmware.3-fips.1-tkg.1"'),
    ]);
    expect(found([old('fd12:72:96::/108')])).toEqual([]);
  });
});

describe('TAM025: the purpose of a range', () => {
  test.each([
    ['239.0.0.0/16', 'error', 'multicast', '224.0.0.0/4'],
    ['127.1.0.0/16', 'error', 'loopback', '127.0.0.0/8'],
    ['0.0.0.0/16', 'error', 'unspecified', '0.0.0.0/8'],
    ['169.254.0.0/16', 'error', 'link-local', '169.254.0.0/16'],
    ['240.0.0.0/8', 'warning', 'reserved', '240.0.0.0/4'],
    ['255.255.0.0/16', 'error', 'broadcast', '255.255.255.255/32'],
    ['192.0.2.0/24', 'warning', 'documentation', '192.0.2.0/24'],
    ['198.51.100.0/24', 'warning', 'documentation', '198.51.100.0/24'],
    ['203.0.113.0/24', 'warning', 'documentation', '203.0.113.0/24'],
    ['198.18.0.0/16', 'warning', 'benchmark', '198.18.0.0/15'],
    ['fe80::/64', 'error', 'link-local', 'fe80::/10'],
    ['2001:db8:1::/48', 'warning', 'documentation', '2001:db8::/32'],
    ['8.8.0.0/16', 'warning', 'public', '8.8.0.0 to 8.8.255.255'],
  ])('%s: %s, %s', (range, level, what, block) => {
    const v4 = range.includes(':') ? ['10.1.0.0/16'] : [];
    const at = `[${v4.length}]`;
    const id = /TAM025/;
    expect(found([withRanges([...v4, range])], {}, id)).toEqual([
      mentions(`${level} TAM025 ${PODS}${at}`, 'The Pod range', `"${range}" has ${what} addresses`, block),
    ]);
    expect(found([withRanges(['10.1.0.0/16'], [...v4, range])], {}, id)).toEqual([
      mentions(`${level} TAM025 ${SERVICES}${at}`, 'The Service range', `"${range}" has ${what} addresses`, block),
    ]);
  });

  test.each(['10.9.0.0/16', '172.31.0.0/16', '192.168.0.0/16', '100.64.0.0/16', 'fd00:1::/64'])(
    '%s is private',
    (range) => {
      const v4 = range.includes(':') ? ['10.1.0.0/16'] : [];
      expect(found([withRanges([...v4, range])], {}, /TAM025/)).toEqual([]);
    },
  );
});

describe('ranges that are no list, or missing', () => {
  test.each([
    [PODS, withRanges('10.1.0.0/16')],
    [SERVICES, withRanges(['10.1.0.0/16'], '10.2.0.0/16')],
    [PODS, withRanges({ a: 1 })],
    [SERVICES, withRanges(['10.1.0.0/16'], 5)],
  ])('%s is not a list', (path, cluster) => {
    expect(found([cluster])).toEqual([mentions(`error TAM044 ${path}:`, 'is not a list')]);
  });

  test('a text in place of a list is judged like a list with this text', () => {
    expect(found([withRanges('239.0.0.0/16')])).toEqual([
      mentions(`error TAM025 ${PODS}:`, 'multicast'),
      mentions(`error TAM044 ${PODS}:`),
    ]);
  });

  test.each([['10.1.0.0'], ['10.1.0.0/33'], ['services'], [5]])('%s is not a CIDR', (range) => {
    expect(found([withRanges(['10.1.0.0/16'], [range])])).toEqual([
      mentions(`error TAM044 ${SERVICES}[0]:`, 'The Service range', 'not a CIDR'),
    ]);
  });

  test('a range that is missing is named', () => {
    expect(found([changed((spec) => delete spec.clusterNetwork.services)])).toEqual([
      mentions(`warning TAM085 ${SERVICES}:`, 'no Service range'),
    ]);
    expect(found([changed((spec) => delete spec.clusterNetwork.pods)])).toEqual([
      mentions(`warning TAM085 ${PODS}:`, 'no Pod range'),
    ]);
    expect(found([changed((spec) => delete spec.clusterNetwork.services, cleanV1beta2())])).toEqual([]);
  });

  test('two ranges that overlap are named with the place of the later one', () => {
    expect(found([withRanges(['10.1.0.0/16'], ['10.1.3.0/24'])])).toEqual([
      mentions(`error TAM024 ${SERVICES}[0]:`, 'Pod range "10.1.0.0/16"', 'Service range "10.1.3.0/24"'),
    ]);
  });
});
