import { Acknowledgement, ClusterVariable, Finding, Lint, Warnings } from '../../lib';
import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { newCluster, supervisorChart } from '../_build';
import { mentions } from '../_mentions';

const A = 'tanzukubernetescluster';
const B = 'builtin-generic-v3.4.0';
const REQUIRED = [
  { name: 'vmClass', value: 'a' },
  { name: 'storageClass', value: 'b' },
];
const POOL = { class: 'node-pool', name: 'np', replicas: 1 };

/** A Cluster with the given changes of its topology. */
function cluster(topology: object, apiVersion = 'v1beta1'): object {
  return {
    apiVersion: `cluster.x-k8s.io/${apiVersion}`,
    kind: 'Cluster',
    metadata: { name: 'c', namespace: 'ns1' },
    spec: {
      clusterNetwork: { pods: { cidrBlocks: ['10.1.0.0/16'] }, services: { cidrBlocks: ['10.2.0.0/16'] } },
      topology: {
        class: B,
        version: 'v1.33.6---vmware.1-fips-vkr.2',
        controlPlane: { replicas: 1 },
        workers: { machineDeployments: [POOL] },
        variables: REQUIRED,
        ...topology,
      },
    },
  };
}

const withVariables = (variables: unknown[], className = B) =>
  cluster({ class: className, variables: [...REQUIRED, ...variables] });

const IDS = /^TAM(083|09[3-9])$/;

function found(object: object): Finding[] {
  return Lint.objects([structuredClone(object)]).filter(({ ruleId }) => IDS.test(ruleId));
}

/** The findings as `level id path`. */
function places(object: object): string[] {
  return found(object).map(({ level, ruleId, path }) => `${level} ${ruleId} ${path}`);
}

const VARIABLE = 'spec.topology.variables[2]';
const OVERRIDES = 'spec.topology.workers.machineDeployments[0].variables.overrides';

test('a valid Cluster has no finding', () => {
  expect(found(cluster({}))).toEqual([]);
});

describe('the Cluster with mistakes of every kind', () => {
  const pools = [
    { ...POOL, replicas: 3, variables: { overrides: [{ name: 'nodePoolLabels', value: [{ key: 'a', value: 'b' }] }] } },
    { ...POOL, class: 'worker-pool' },
  ];
  const volumes = [
    { name: 'c', mountPath: '/var/lib/containerd', capacity: { storage: '20Gi' }, storageClass: 'gold' },
  ];
  const bad = cluster({
    controlPlane: { replicas: 2 },
    workers: { machineDeployments: pools },
    variables: [
      { name: 'defaultStorageClass', value: 'gold' },
      { name: 'ntp', value: 'time.example.org' },
      { name: 'nodePoolVolumes', value: volumes },
      { name: 'vmclass', value: 'best-effort-large' },
    ],
  });

  test('has one finding for each', () => {
    expect(places(bad)).toEqual([
      'error TAM093 spec.topology.variables[0].name',
      'error TAM093 spec.topology.variables[1].name',
      'error TAM093 spec.topology.variables[2].name',
      'error TAM093 spec.topology.variables[3].name',
      `error TAM093 ${OVERRIDES}[0].name`,
      'error TAM095 spec.topology.variables',
      'error TAM095 spec.topology.variables',
      'error TAM097 spec.topology.workers.machineDeployments[1].class',
      'error TAM098 spec.topology.controlPlane.replicas',
    ]);
    expect(Lint.objects([bad]).map(({ ruleId }) => ruleId)).toContain('TAM047');
  });

  test('names what to write', () => {
    expect(found(bad).map(({ message, fix }) => `${message} ${fix}`)).toEqual([
      mentions('"defaultStorageClass"', B, 'vsphereOptions.persistentVolumes.defaultStorageClass'),
      mentions('"ntp"', B, 'osConfiguration.ntp.servers'),
      mentions('"nodePoolVolumes"', B, 'Use volumes'),
      mentions('"vmclass"', B, '"vmClass"'),
      mentions('node pool "np"', '"nodePoolLabels"', B, 'node.labels'),
      mentions('"vmClass"', 'missing'),
      mentions('"storageClass"', 'missing'),
      mentions('"np"', '"worker-pool"', B, '"node-pool"'),
      mentions('replicas', '2', '1 or 3'),
    ]);
  });

  test('has none if it is mended', () => {
    const overrides = [{ name: 'node', value: { labels: { a: 'b' } } }];
    const mended = cluster({
      controlPlane: { replicas: 3 },
      workers: {
        machineDeployments: [
          { ...POOL, variables: { overrides } },
          { ...POOL, name: 'np2' },
        ],
      },
      variables: [
        { name: 'vsphereOptions', value: { persistentVolumes: { defaultStorageClass: 'gold' } } },
        { name: 'osConfiguration', value: { ntp: { servers: ['time.example.org'] } } },
        { name: 'volumes', value: [{ ...volumes[0], capacity: '20Gi' }] },
        ...REQUIRED,
      ],
    });
    expect(found(mended)).toEqual([]);
  });
});

describe('a variable', () => {
  test.each<[string, object, string]>([
    ['that no class has', { name: 'brandNew', value: 1 }, 'error TAM093 [2].name'],
    ['set twice', { name: 'vmClass', value: 'b' }, 'error TAM096 [2].name'],
    ['with null', { name: 'node', value: null }, 'error TAM094 [2].value'],
    ['without a value', { name: 'node' }, 'error TAM094 [2].value'],
    ['of the wrong type', { name: 'node', value: [] }, 'error TAM094 [2].value'],
    ['with null inside', { name: 'node', value: { labels: null } }, 'error TAM094 [2].value.labels'],
    ['with an unknown member', { name: 'node', value: { label: {} } }, 'error TAM094 [2].value.label'],
    [
      'without a required member',
      { name: 'volumes', value: [{ name: 'v', mountPath: '/v', storageClass: 'a' }] },
      'error TAM094 [2].value[0].capacity',
    ],
    [
      'with a label whose name has dots',
      { name: 'node', value: { labels: { 'example.com/tier': 1 } } },
      'error TAM094 [2].value.labels["example.com/tier"]',
    ],
    ['that may need a member', { name: 'osConfiguration', value: { ntp: {} } }, 'warning TAM083 [2].value.ntp.servers'],
  ])('%s', (_, variable, expected) => {
    expect(places(withVariables([variable]))).toEqual([expected.replace('[2]', VARIABLE)]);
  });

  test('of the platform, and a list item that is not a variable, have no finding', () => {
    const variables = [{ name: 'TKR_DATA', value: {} }, 'text', null, { value: 1 }, { name: 5 }];
    expect(found(withVariables(variables))).toEqual([]);
  });

  test('named like a member of every object is unknown', () => {
    expect(
      places(
        withVariables([
          { name: '__proto__', value: 1 },
          { name: 'toString', value: 1 },
        ]),
      ),
    ).toEqual([`error TAM093 ${VARIABLE}.name`, 'error TAM093 spec.topology.variables[3].name']);
  });

  test.each([
    ['nodePoolVolumes', 'volumes'],
    ['controlPlaneVolumes', 'volumes in the overrides of the control plane'],
    ['nodePoolLabels', 'node.labels'],
    ['nodePoolTaints', 'node.taints'],
    ['ntp', 'osConfiguration.ntp.servers'],
    ['proxy', 'osConfiguration.systemProxy'],
    ['trust', 'osConfiguration.trust'],
    ['user', 'osConfiguration.user'],
    ['podSecurityStandard', 'kubernetes.security.podSecurityStandard'],
    ['controlPlaneCertificateRotation', 'kubernetes.certificateRotation'],
    ['storageClasses', 'vsphereOptions.persistentVolumes.availableStorageClasses'],
  ])('of model A, %s, has the counterpart %s', (name, counterpart) => {
    expect(found(withVariables([{ name, value: 'x' }])).map(({ fix }) => fix)).toEqual([`Use ${counterpart}.`]);
  });

  test.each([
    ['node', 'Use nodePoolLabels and nodePoolTaints.'],
    ['volumes', 'Use nodePoolVolumes and controlPlaneVolumes.'],
    ['resourceConfiguration', mentions('Leave it out')],
  ])('of model B, %s, has the counterpart in model A: %s', (name, fix) => {
    expect(found(withVariables([{ name, value: 'x' }], A)).map((one) => one.fix)).toEqual([fix]);
  });

  test('of a later class names that class', () => {
    expect(found(withVariables([{ name: 'bootstrapAddons', value: {} }]))[0].fix).toEqual(
      mentions('"builtin-generic-v3.5.0"'),
    );
  });
});

describe('formats', () => {
  const ofVolume = (capacity: unknown) =>
    withVariables([{ name: 'volumes', value: [{ name: 'v', mountPath: '/v', storageClass: 'a', capacity }] }]);

  test.each(['16Gi', '1.5Ti', '500M', '1e3', '16', '128974848000m'])('%j is a quantity', (capacity) => {
    expect(found(ofVolume(capacity))).toEqual([]);
  });

  test.each(['16Gi"', '16 Gi', '16GB', '16gi', '-1Gi', '', 'Gi', 16])('%j is not a quantity', (capacity) => {
    const [{ message, fix, path }] = found(ofVolume(capacity));
    expect(path).toBe(`${VARIABLE}.value[0].capacity`);
    expect([message, fix]).toEqual([mentions('"capacity"'), mentions('quantity', '"16Gi"')]);
  });

  const ofTimeout = (requestTimeout: unknown) =>
    withVariables(
      [{ name: 'kubernetes', value: { apiServerConfiguration: { requestTimeout } } }],
      'builtin-generic-v3.7.0',
    );

  test('a duration without a unit may be refused', () => {
    expect(found(ofTimeout('1m30s'))).toEqual([]);
    expect(places(ofTimeout('60'))).toEqual([`warning TAM083 ${VARIABLE}.value.apiServerConfiguration.requestTimeout`]);
  });
});

describe('overrides', () => {
  const inPlaces = (controlPlane: unknown[], pool: unknown[], variables: unknown[] = REQUIRED) =>
    cluster({
      controlPlane: { replicas: 1, variables: { overrides: controlPlane } },
      workers: { machineDeployments: [{ ...POOL, variables: { overrides: pool } }] },
      variables,
    });

  test('are checked in each place', () => {
    const overrides = [{ name: 'vmClas', value: 'a' }, REQUIRED[0], REQUIRED[0]];
    expect(places(inPlaces(overrides, overrides))).toEqual([
      'error TAM093 spec.topology.controlPlane.variables.overrides[0].name',
      `error TAM093 ${OVERRIDES}[0].name`,
      'error TAM096 spec.topology.controlPlane.variables.overrides[2].name',
      `error TAM096 ${OVERRIDES}[2].name`,
    ]);
    expect(found(inPlaces(overrides, overrides))[0].message).toEqual(mentions('control plane', '"vmClas"'));
  });

  test('of all machines in place of a required variable of the cluster are a warning', () => {
    const [vmClass, storageClass] = REQUIRED;
    expect(places(inPlaces([vmClass], [vmClass], [storageClass]))).toEqual(['warning TAM095 spec.topology.variables']);
    expect(places(inPlaces([vmClass], [], [storageClass]))).toEqual(['error TAM095 spec.topology.variables']);
  });

  test('with a volume for etcd beside a limit of its size are an error', () => {
    const volume = { name: 'e', mountPath: '/var/lib/etcd', storageClass: 'a', capacity: '8Gi' };
    const kubernetes = { etcdConfiguration: { maximumDBSizeGiB: 4 } };
    const object = cluster({
      class: 'builtin-generic-v3.7.0',
      controlPlane: { replicas: 1, variables: { overrides: [{ name: 'volumes', value: [volume] }] } },
      variables: [...REQUIRED, { name: 'kubernetes', value: kubernetes }],
    });
    expect(places(object)).toEqual([
      'error TAM094 spec.topology.controlPlane.variables.overrides[0].value[0].mountPath',
    ]);
  });
});

describe('secrets are not shown', () => {
  test.each([
    ['osConfiguration', 'hunter22'],
    ['osConfiguration', { user: 'hunter22' }],
    ['osConfiguration', { user: { user: 'me', passwordSecret: 'hunter22' } }],
    ['osConfiguration', { user: { user: 'me', passwordSecret: { hunter22: 1 } } }],
    ['osConfiguration', { trust: { additionalTrustedCAs: ['hunter22'] } }],
    ['brandNew', 'hunter22'],
  ])('%s %j', (name, value) => {
    const findings = found(withVariables([{ name, value }]));
    expect(findings).not.toEqual([]);
    expect(JSON.stringify(findings)).not.toContain('hunter22');
  });
});

describe('node pools and the control plane', () => {
  test('a pool without a name', () => {
    const machineDeployments = [{ class: 'node-pool' }, { ...POOL, name: '' }];
    expect(places(cluster({ workers: { machineDeployments } }))).toEqual([
      'error TAM097 spec.topology.workers.machineDeployments[0].name',
      'error TAM097 spec.topology.workers.machineDeployments[1].name',
    ]);
  });

  test.each([0, 2, 4, 5, 7])('%j control plane Nodes are an error', (replicas) => {
    expect(places(cluster({ controlPlane: { replicas } }))).toEqual([
      'error TAM098 spec.topology.controlPlane.replicas',
    ]);
  });

  test.each([1, 3, 'three', null, undefined])('%j control plane Nodes are not', (replicas) => {
    expect(found(cluster({ controlPlane: { replicas } }))).toEqual([]);
  });
});

describe('the class', () => {
  const classRef = (name: unknown) => cluster({ class: undefined, classRef: { name }, variables: [] }, 'v1beta2');

  test('by classRef is known too', () => {
    expect(places(classRef(B))).toEqual(Array(2).fill('error TAM095 spec.topology.variables'));
  });

  test('that no table has is a note, and nothing is checked', () => {
    const own = { class: 'our-class', variables: [{ name: 'x', value: null }], controlPlane: { replicas: 2 } };
    expect(places(cluster(own))).toEqual(['note TAM099 spec.topology.class']);
    expect(found(cluster(own))[0].message).toEqual(mentions('"our-class"'));
    expect(places(classRef('our-class'))).toEqual(['note TAM099 spec.topology.classRef.name']);
  });

  test('that is absent is an error', () => {
    expect(places(cluster({ class: undefined }))).toEqual(['error TAM099 spec.topology.class']);
    expect(places(classRef(undefined))).toEqual(['error TAM099 spec.topology.classRef.name']);
  });

  test('of a Cluster without a topology is not checked', () => {
    expect(found({ ...cluster({}), spec: {} })).toEqual([]);
  });
});

describe('at synth', () => {
  const UNCHECKED = [ClusterVariable.unchecked('brandNew', 1), ClusterVariable.unchecked('ntp', { a: 1 })];

  test('what the user writes without a check has no finding', () => {
    const made = newCluster({ variables: UNCHECKED, controlPlane: { variableOverrides: UNCHECKED.slice(0, 1) } });
    expect(Warnings.of(made)).toEqual([]);
    expect(() => made.node.root && Testing.synth(made.node.scope as never)).not.toThrow();
  });

  test('a class of your own is checked like the known one', () => {
    const like = { clusterClass: 'our-class', clusterClassLike: B, vmClass: undefined, storageClass: undefined };
    const doubtful = [ClusterVariable.of('osConfiguration', { ntp: {} })];
    expect(Warnings.of(newCluster({ ...like, variables: doubtful }))).toEqual([mentions('"servers"', 'TAM083')]);
  });

  test('a patch is checked', () => {
    const chart = supervisorChart();
    const made = newCluster({}, chart);
    ApiObject.of(made).addJsonPatch(JsonPatch.replace('/spec/topology/variables/0/name', 'vmclass'));
    const errors = chart.node.validate().filter((error) => /TAM09[35]/.test(error));
    expect(errors).toEqual([mentions('"vmclass"', '"vmClass"', 'TAM093'), mentions('"vmClass"', 'TAM095')]);
  });

  test('an acknowledged finding does not stop the construct', () => {
    const chart = supervisorChart();
    Acknowledgement.of(chart, 'TAM093', 'the class has it since its last update');
    newCluster({ variables: [ClusterVariable.of('brandNew', 1)] }, chart);
    expect(chart.node.validate()).toEqual([]);
  });
});
