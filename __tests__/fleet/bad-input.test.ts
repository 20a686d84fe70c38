import { symlinkSync } from 'node:fs';
import { App } from 'cdk8s';
import { Fleet } from '../../lib';
import { DEFAULTS, FILES, Files, leave, sentences, sentencesOf, write } from './_inventories';

afterEach(leave);

const V = 'inventory/production/video.yaml';
const CLUSTER = 'cluster "video" of "production":';

/** Each input, and the beginning of each sentence in order. */
const BAD: [what: string, files: Files, expected: string[]][] = [
  ['no folder', {}, ['inventory does not exist:']],
  ['a file in place of the folder', { inventory: 'a: 1' }, ['inventory is a file: use Fleet.fromFile()']],
  ['a folder without clusters', { 'inventory/README.md': 'x' }, ['inventory has no folder of an environment:']],
  [
    'an environment and a site that no cluster uses',
    { ...FILES, 'inventory/staging/environment.yaml': '', 'inventory/test/attic/site.yaml': '' },
    ['inventory/staging has no cluster:', 'inventory/test/attic has no cluster:'],
  ],
  [
    'layers that are no map',
    { ...FILES, 'inventory/fleet.yaml': '- a', 'inventory/test/environment.yaml': 'text' },
    [
      'inventory/fleet.yaml:1: the inventory is a list: give a map',
      'inventory/test/environment.yaml:1: the inventory is "text": give a map',
    ],
  ],
  [
    'unknown keys at any depth',
    {
      ...FILES,
      [V]: 'vmClass: a\ncluster:\n  vmClas: x\n  nodePools:\n    - name: a\n      replica: 3\nsenders:\n  a: { stream: video, contaner: {}, container: { image: a, envFrom: [] } }\n__proto__: 1',
    },
    [
      `${V}:1: "vmClass" is not a valid key: write it into cluster.`,
      `${V}:3: "vmClas" is not a valid key of cluster: did you mean "vmClass"?`,
      `${V}:6: "replica" is not a valid key of cluster.nodePools[0]: did you mean "replicas"?`,
      `${V}:8: "contaner" is not a valid key of senders.a: did you mean "container"?`,
      `${V}:8: senders.a.container: an inventory does not have envFrom:`,
      `${V}:9: "__proto__" is not a valid key:`,
    ],
  ],
  [
    'values of a wrong type',
    {
      ...FILES,
      [V]: 'cluster:\n  release: 1.30\n  podCidrs: 10.0.0.0/8\n  os: debian\n  labels: { a: 1, b: yes, c: 2024-01-01 }\n  fips: "true"\n  registrySecret: { name: a, namespace: b, data: c2VjcmV0 }\nmulticast: maybe\nsenders: { x: { stream: video, placement: Anynode, duration: 30 } }',
    },
    [
      `${V}:2: cluster.release is the number 1.3: put it in quotes.`,
      `${V}:3: cluster.podCidrs is "10.0.0.0/8": give a list.`,
      `${V}:4: cluster.os is "debian": give photon or `,
      `${V}:5: cluster.labels.a is the number 1: put it in quotes.`,
      `${V}:5: cluster.labels.b is the boolean true: put it in quotes.`,
      `${V}:6: cluster.fips is "true": give true or false.`,
      `${V}:7: cluster.registrySecret.data is a string: give { fromEnvironment: ... }.`,
      `${V}:8: multicast is "maybe": give true or false or a map.`,
      `${V}:9: senders.x.placement is "Anynode": did you mean "AnyNode"?`,
      `${V}:9: senders.x.duration is a number: give { days: ... }`,
    ],
  ],
  [
    'missing values',
    { [V]: 'cluster: {}\nsenders: { x: {} }\nstreams: { a: {} }' },
    [
      `${V}:3: ${CLUSTER} streams.a has no group:`,
      `${V}:1: ${CLUSTER} vsphereNamespace is not set:`,
      ...['nodePools', 'podCidrs', 'release', 'serviceCidrs'].map(
        (name) => `${V}:1: ${CLUSTER} cluster has no ${name}:`,
      ),
    ],
  ],
  [
    'two clusters of one name',
    { ...FILES, 'inventory/production/video.json': '{}', 'inventory/production/site1/video.yml': '{}' },
    [
      `${V} and inventory/production/video.json have the same name "video":`,
      'inventory/production/site1/video.yml:1: environment "production" has a second cluster "video"',
    ],
  ],
  [
    'a value that is set twice in one layer',
    { ...FILES, [V]: 'cluster:\n  vmClass: a\n  storageClass: b\n  vmClass: c\n' },
    [`${V}:4: the key "vmClass" is set twice in one map, first in line 2:`],
  ],
  [
    'a cluster without a value, and two documents',
    { ...FILES, [V]: '# nothing\n', 'inventory/fleet.yaml': `${DEFAULTS}\n---\na: 1` },
    ['inventory/fleet.yaml has 2 YAML documents:', `${V} is empty:`],
  ],
  [
    'texts that are no YAML',
    { ...FILES, [V]: 'cluster: {a', 'inventory/test/lab/lab1.json': Buffer.from('\uFEFF{}', 'utf16le') },
    [`${V}:1: YAML syntax error`, 'inventory/test/lab/lab1.json is UTF-16 text:'],
  ],
  ['a mark and carriage returns', { ...FILES, [V]: '\uFEFFcluster:\r\n  vmClas: a\r\n' }, [`${V}:2: "vmClas"`]],
  [
    'an alias without an anchor',
    { ...FILES, [V]: 'cluster: {}\nreceivers: *b' },
    [`${V}:2: the alias *b has no anchor`],
  ],
  [
    'names and places that are invalid',
    {
      ...FILES,
      'inventory/Prod_1/a.yaml': '',
      'inventory/production/Video 2.yaml': '{}',
      'inventory/x.yaml': '',
      'inventory/production/fleet.yaml': '',
      'inventory/production/s2/rack/a.yaml': '',
      'inventory/production/s2/b.yaml': '{}',
      'inventory/production/s2/.hidden.yaml': '- a',
    },
    [
      'inventory/x.yaml is not in the folder of an environment:',
      'inventory/Prod_1: the name of an environment, "Prod_1", is not a DNS label:',
      'inventory/production/Video 2.yaml: the name of a cluster, "Video 2", is not a DNS label:',
      'inventory/production/fleet.yaml is a cluster "fleet" here',
      'inventory/production/s2/rack is a folder in a site:',
    ],
  ],
  [
    'values that constructs refuse',
    {
      ...FILES,
      'inventory/test/environment.yaml': 'supervisor: Bad_Name',
      [V]: 'vsphereNamespace: Media\ncluster:\n  podCidrs: [10.0.0.0/33]\n  vmClass: "a b"\nsenders:\n  x: { stream: video, image: a:1, ttl: 400 }\nreceivers: { yy: { stream: vdeo, image: a:1 } }\nvirtualMachines: { vm1: { image: a, vmClass: b, storageClass: c, role: { sender: { stream: video, options: { ttl: 999 } } } } }',
    },
    [
      'inventory/test/environment.yaml:1: Environment "test": supervisor "Bad_Name" is not a DNS label:',
      `${V}:1: ${CLUSTER} vSphere Namespace "Media" is not a DNS label:`,
      `${V}:3: ${CLUSTER} Cluster "video": The Pod range "10.0.0.0/33" is not a CIDR.`,
      `${V}:4: ${CLUSTER} Cluster "video": vmClass is "a b":`,
      `${V}:8: ${CLUSTER} VmRole.sender(): ttl is 999:`,
      `${V}:6: ${CLUSTER} MulticastSender "production/video/workload/x": ttl is 400:`,
      `${V}:7: ${CLUSTER} receivers.yy.stream is "vdeo", which is not the name of a stream: did you mean "video"?`,
    ],
  ],
  [
    'a stream with an error, which is reported once',
    { ...FILES, [V]: 'streams:\n  video: { group: 10.0.0.1, port: 99999 }\n' },
    [
      `${V}:2: ${CLUSTER} Multicast group "10.0.0.1" is outside`,
      `${V}:2: ${CLUSTER} Multicast group "10.0.0.1": port is 99999:`,
    ],
  ],
  [
    'two static methods of a class, or an unknown one',
    { ...FILES, [V]: 'cluster:\n  os: { ubuntu: {}, photon: {} }\nproof: { image: a:1, deadline: { secs: 4 } }\n' },
    [
      `${V}:2: cluster.os has the keys "ubuntu", "photon": give photon or `,
      `${V}:3: "secs" is not a valid key of proof.deadline:`,
    ],
  ],
];

test.each(BAD)('%s', (_, files, expected) => {
  const found = sentencesOf(files);
  expect(found.map((sentence, i) => sentence.slice(0, expected[i]?.length))).toEqual(expected);
});

test('links to nothing, and links that lead upwards', () => {
  write(FILES);
  symlinkSync('nowhere', 'inventory/production/dead.yaml');
  symlinkSync('../..', 'inventory/test/up');
  const found = sentences(() => Fleet.fromFolder(new App(), 'Fleet', 'inventory'));
  expect(found[0]).toBe(
    'inventory/production/dead.yaml is a symbolic link to a file that does not exist: correct or remove the link.',
  );
  expect(found[1]).toContain('inventory/test/up has no cluster:');
});

test('a file of 100 MB', () => {
  const [sentence] = sentencesOf({ ...FILES, [V]: Buffer.alloc(100 * 2 ** 20, '#') });
  expect(sentence).toBe(`${V} has 100 MB, and the limit is 32 MB: split it.`);
});

test('an error of a value that many clusters share is printed once, and 50 errors at most', () => {
  const clusters = Array.from({ length: 60 }, (_, i) => [`inventory/a/c${i}.yaml`, '{}']);
  const shared = sentencesOf({
    'inventory/fleet.yaml': DEFAULTS.replace('192.168.0.0/16', '10.0.0.0/33'),
    ...Object.fromEntries(clusters),
  });
  expect(shared).toHaveLength(1);
  expect(shared[0]).toContain(
    'inventory/fleet.yaml:4: cluster "c0" of "a" (and 59 others): Cluster "c0": The Pod range',
  );
  const own = sentencesOf(Object.fromEntries(clusters.map(([path]) => [path, 'x: 1'])));
  expect(own).toHaveLength(51);
  expect(own[50]).toBe('The inventory has 10 more errors: correct these first.');
});

test('one broken entry among many is named with its file and line', () => {
  const clusters = Array.from({ length: 30 }, (_, i) => [
    `inventory/a/c${i}.yaml`,
    i === 17 ? 'cluster:\n  vmClas: a' : '{}',
  ]);
  expect(sentencesOf({ 'inventory/fleet.yaml': DEFAULTS, ...Object.fromEntries(clusters) })).toEqual([
    'inventory/a/c17.yaml:2: "vmClas" is not a valid key of cluster: did you mean "vmClass"?',
  ]);
});

test.each([
  [
    'streams: { constructor: { group: 239.1.1.2 } }',
    'streams has the key "constructor", which no construct can have as its name',
  ],
  ['streams: { y: { group: 239.1.1.2 } }', 'streams has the key true, which YAML also reads from words such as y'],
  ['senders: { __proto__: { stream: video } }', 'senders has the key "__proto__", which is not a DNS label'],
  ['cluster: { name: video }', 'cluster: the place in the inventory gives the name: leave name out.'],
  ['cluster: { labels: { no: a } }', 'cluster.labels has the key false, which YAML also reads'],
])('the name in %s is refused', (text, message) => {
  const found = sentencesOf({ ...FILES, [V]: text });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`${V}:1: ${message}`);
});
