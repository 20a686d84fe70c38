import { readFileSync } from 'node:fs';
import { testWithShared } from '../_shared';
import { run } from '../commands/_run';

const CLUSTER = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: c, namespace: ns1}
spec:
  clusterNetwork: {pods: {cidrBlocks: [10.1.0.0/16]}, services: {cidrBlocks: [10.2.0.0/16]}}
  topology:
    class: builtin-generic-v3.4.0
    version: v1.33.6---vmware.1-fips-vkr.2
    controlPlane: {replicas: 1}
    variables:
    - {name: vmClass, value: a}
    - {name: storageClass, value: b}
    workers: {machineDeployments: [{class: node-pool, name: p, replicas: 1}]}
`;

/** The errors and warnings of the command, as `line level id path`. */
async function linted(text: string): Promise<string[]> {
  const { out } = await run(['lint', '-', '--format', 'json'], text);
  return JSON.parse(out)
    .filter(({ level }: any) => level !== 'note')
    .map(({ line, level, ruleId, path }: any) => `${line} ${level} ${ruleId} ${path}`);
}

const TOPOLOGY = 'spec.topology';
const POOL = `${TOPOLOGY}.workers.machineDeployments[0]`;
const PODS = 'spec.clusterNetwork.pods.cidrBlocks';
const AUTOSCALER = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group';
const IMAGE = 'run.tanzu.vmware.com/resolve-os-image';
const variable = (text: string): [string, string] => ['    workers:', `    - ${text}\n    workers:`];

test.each<[what: string, before: string, after: string, expected: string]>([
  ['a pool without a name', 'class: node-pool, name: p,', 'class: node-pool,', `13 error TAM097 ${POOL}.name`],
  [
    'a timeout that is a number',
    'replicas: 1}]',
    'replicas: 1, nodeDrainTimeout: 0}]',
    `13 error TAM089 ${POOL}.nodeDrainTimeout`,
  ],
  ['replicas in words', 'name: p, replicas: 1', 'name: p, replicas: three', `13 error TAM089 ${POOL}.replicas`],
  ['an unknown variable', ...variable('{name: foo, value: 1}'), `13 error TAM093 ${TOPOLOGY}.variables[2].name`],
  ['a duplicate variable', ...variable('{name: vmClass, value: c}'), `13 error TAM096 ${TOPOLOGY}.variables[2].name`],
  [
    'a variable that is null',
    'vmClass, value: a',
    'vmClass, value: null',
    `11 error TAM094 ${TOPOLOGY}.variables[0].value`,
  ],
  ['a variable without a value', 'vmClass, value: a', 'vmClass', `11 error TAM094 ${TOPOLOGY}.variables[0].value`],
  [
    'a misspelt level of Pod Security',
    ...variable('{name: kubernetes, value: {security: {podSecurityStandard: {enforce: privilaged}}}}'),
    `13 error TAM094 ${TOPOLOGY}.variables[2].value.security.podSecurityStandard.enforce`,
  ],
  [
    'a capacity with a stray quote',
    ...variable(`{name: volumes, value: [{name: a, mountPath: /x, capacity: '16Gi"', storageClass: b}]}`),
    `13 error TAM094 ${TOPOLOGY}.variables[2].value[0].capacity`,
  ],
  [
    'no Services',
    ', services: {cidrBlocks: [10.2.0.0/16]}',
    '',
    '5 warning TAM085 spec.clusterNetwork.services.cidrBlocks',
  ],
  ['a range without a prefix', '10.1.0.0/16', '10.1.0.0', `5 error TAM044 ${PODS}[0]`],
  ['a range as a string', '[10.1.0.0/16]', '10.1.0.0/16', `5 error TAM044 ${PODS}`],
  ['a bad version', 'v1.33.6---vmware.1-fips-vkr.2', '"1.33"', `8 error TAM037 ${TOPOLOGY}.version`],
  ['no version', '    version: v1.33.6---vmware.1-fips-vkr.2\n', '', `6 error TAM111 ${TOPOLOGY}.version`],
  ['no class', '    class: builtin-generic-v3.4.0\n', '', `6 error TAM099 ${TOPOLOGY}.class`],
  [
    'an unknown field',
    'controlPlane: {replicas',
    'controlPlane: {replcas',
    `9 error TAM088 ${TOPOLOGY}.controlPlane.replcas`,
  ],
  [
    'replicas beside the bounds of the autoscaler',
    'replicas: 1}]',
    `replicas: 1, metadata: {annotations: {${AUTOSCALER}-min-size: "1", ${AUTOSCALER}-max-size: "3"}}}]`,
    `13 error TAM108 ${POOL}.replicas`,
  ],
  [
    'Ubuntu without its version',
    'controlPlane: {replicas: 1}',
    `controlPlane: {replicas: 1, metadata: {annotations: {${IMAGE}: os-name=ubuntu}}}`,
    `9 error TAM043 ${TOPOLOGY}.controlPlane.metadata.annotations["${IMAGE}"]`,
  ],
  ['a Pod range of multicast', '10.1.0.0/16', '239.0.0.0/16', `5 error TAM025 ${PODS}[0]`],
  ['a Pod range of loopback', '10.1.0.0/16', '127.1.0.0/16', `5 error TAM025 ${PODS}[0]`],
  ['a Pod range that is unspecified', '10.1.0.0/16', '0.0.0.0/16', `5 error TAM025 ${PODS}[0]`],
])('%s', async (_, before, after, expected) => {
  const text = CLUSTER.replace(before, after);
  expect(text).not.toBe(CLUSTER);
  expect(await linted(text)).toEqual([expected]);
});

test('without a mistake there is no finding', async () => {
  expect(await linted(CLUSTER)).toEqual([]);
});

testWithShared('the Cluster of these tests is that of the file', ['inputs/lint/c-base.yaml'], ([path]) => {
  expect(readFileSync(path, 'utf8')).toBe(CLUSTER);
});
