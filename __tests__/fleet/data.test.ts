import { App, Chart } from 'cdk8s';
import { Environment, Fleet, FleetCluster } from '../../lib';
import { DEFAULTS, Testing, fleetOf, leave, sentences } from './_inventories';

afterEach(leave);

const CLUSTER = {
  release: 'v1.25.7---vmware.3-fips.1-tkg.1',
  podCidrs: ['192.168.0.0/16'],
  serviceCidrs: ['10.96.0.0/12'],
  vmClass: 'small',
  storageClass: 'disks',
  nodePools: [{ name: 'np1' }],
};

const only = (entry: object, defaults: object = {}): FleetCluster =>
  Fleet.of(new App(), 'Fleet', {
    defaults: { vsphereNamespace: 'media', cluster: CLUSTER, ...defaults },
    environments: { a: { clusters: { c: entry } } },
  }).clusters[0];
const manifest = (cluster: FleetCluster, kind: string) =>
  (Testing.synth(cluster.supervisorChart) as any[]).find((object) => object.kind === kind);

describe('data', () => {
  test('gives a cluster, and only the chart for the Supervisor if nothing is in the workload cluster', () => {
    const { cluster, workloadChart, antreaConfiguration } = only({});
    expect(cluster.clusterName).toBe('c');
    expect([workloadChart, antreaConfiguration]).toEqual([undefined, undefined]);
    expect(only({ workload: { namespace: 'apps' } }).workloadChart?.namespace).toBe('apps');
  });

  test('names the place of a value by its path', () => {
    const cluster = only({ cluster: { vmClass: 'large' } });
    expect(cluster.origin('cluster.vmClass')).toBe('environments.a.clusters.c.cluster.vmClass');
    expect(cluster.origin('cluster.storageClass')).toBe('defaults.cluster.storageClass');
    expect(() => cluster.origin('cluster.vmClas')).toThrow('Cluster "c" has no value at "cluster.vmClas"');
  });

  test('has its mistakes with their paths', () => {
    const found = sentences(() => only({ cluster: { relese: 'x', fips: () => 1 } }));
    expect(found).toEqual([
      'environments.a.clusters.c.cluster.relese: "relese" is not a valid key of environments.a.clusters.c.cluster: did you mean "release"?',
      expect.stringMatching(/^environments\.a\.clusters\.c\.cluster\.fips is .*: give true or false\.$/),
    ]);
  });

  test.each([
    ['null', null, 'Fleet.of(): inventory is null'],
    ['a list', [], 'Fleet.of(): inventory is a list'],
    ['a Proxy', new Proxy({}, {}), 'is a Proxy'],
    ['a Map', new Map(), 'is an instance of a class'],
    ['no environment', {}, 'the inventory has no environment'],
    ['an environment without clusters', { environments: { a: {} } }, 'environment "a" has no cluster'],
    ['a name of an environment', { environments: { A: { clusters: { c: {} } } } }, 'is not a DNS label'],
  ])('that is %s is refused', (_, data, message) => {
    expect(() => Fleet.of(new App(), 'Fleet', data)).toThrow(message);
  });
});

describe('layers', () => {
  test('merge maps by key and named lists by name, replace other lists, and remove with null', () => {
    const defaults = {
      cluster: {
        ...CLUSTER,
        labels: { a: '1', b: '2' },

        nodePools: [{ name: 'np1', replicas: 2, vmClass: 'small' }, { name: 'np2' }],
      },
    };
    const cluster = only(
      {
        cluster: {
          labels: { b: null, c: '3' },
          nodePools: [{ name: 'np3' }, { name: 'np1', replicas: 5 }],
          podCidrs: ['172.16.0.0/16'],
        },
      },
      defaults,
    );
    const { metadata, spec } = manifest(cluster, 'Cluster');
    expect(metadata.labels).toEqual({ a: '1', c: '3' });
    expect(spec.topology.workers.machineDeployments.map(({ name, replicas }: any) => [name, replicas])).toEqual([
      ['np1', 5],
      ['np2', 1],
      ['np3', 1],
    ]);
    expect(spec.clusterNetwork.pods.cidrBlocks).toEqual(['172.16.0.0/16']);
    expect(cluster.origin('cluster.nodePools[0].replicas')).toBe(
      'environments.a.clusters.c.cluster.nodePools[1].replicas',
    );
    expect(cluster.origin('cluster.nodePools[0].vmClass')).toBe('defaults.cluster.nodePools[0].vmClass');
  });

  test('replace a value of a class as a whole', () => {
    const cluster = only(
      { cluster: { os: { photon: {} } } },
      { cluster: { ...CLUSTER, os: { ubuntu: { version: '22.04' } } } },
    );
    expect(JSON.stringify(manifest(cluster, 'Cluster'))).toContain('os-name=photon');
  });

  test('turn multicast on and off', () => {
    expect(only({}, { multicast: true }).antreaConfiguration?.objectName).toBe('c-antrea-package');
    expect(only({ multicast: {} }).antreaConfiguration?.objectName).toBe('c-antrea-package');
    expect(only({ multicast: false }, { multicast: true }).antreaConfiguration).toBeUndefined();
  });
});

test('props of every kind reach their constructs', () => {
  const { workloadChart, policies, proof, virtualMachines, applications } = only({
    multicast: { igmpQueryInterval: { seconds: 30 } },
    streams: { video: { group: '239.1.1.1', port: 5005 } },
    policies: { others: 'droppedInNamespace' },
    proof: { image: 'a:1', deadline: { minutes: 3 } },
    virtualMachines: {
      vm1: {
        image: 'vmi-1',
        vmClass: 'small',
        storageClass: 'disks',
        network: { nsx: 'seg' },
        role: { receiver: { streams: ['video'] } },
      },
    },
    applications: {
      player: {
        receives: ['video'],
        container: {
          image: 'vlc:1',
          envVariables: {
            LEVEL: { fromValue: 'info' },
            KEY: { fromSecretValue: { secretValue: { secret: { fromSecretName: 'keys' }, key: 'k' } } },
          },
          resources: { cpu: { request: { millis: 50 } }, memory: { limit: { mebibytes: 64 } } },
          liveness: { fromCommand: { command: ['true'], options: { periodSeconds: { seconds: 7 } } } },
          volumeMounts: [{ path: '/tmp', volume: { fromEmptyDir: { name: 'tmp' } } }],
        },
      },
    },
  });
  expect(virtualMachines.vm1.objectName).toBe('vm1');
  expect(applications.player.receives.map(({ group, port }) => [group, port])).toEqual([['239.1.1.1', 5005]]);
  expect([policies, proof].every((construct) => construct !== undefined)).toBe(true);
  const [container] = (Testing.synth(workloadChart as Chart) as any[]).find(({ kind }) => kind === 'Deployment').spec
    .template.spec.containers;
  expect(container.env).toEqual(
    expect.arrayContaining([
      { name: 'LEVEL', value: 'info' },
      { name: 'KEY', valueFrom: { secretKeyRef: { name: 'keys', key: 'k' } } },
    ]),
  );
  expect(container.resources).toEqual({ requests: { cpu: '50m' }, limits: { memory: '64Mi' } });
  expect(container.livenessProbe).toMatchObject({ exec: { command: ['true'] }, periodSeconds: 7 });
  expect(container.volumeMounts).toEqual([{ mountPath: '/tmp', name: 'tmp' }]);
});

describe('secrets', () => {
  test('are read from the environment, and no listing shows them', () => {
    process.env.FLEET_CA = 'LS0tLS1CRUdJTiBDRVJU';
    const cluster = only({
      cluster: {
        registrySecret: { name: 'harbor-ca', namespace: 'media', data: { fromEnvironment: 'FLEET_CA' } },
        clusterClass: 'builtin-generic-v3.1.0',
      },
      multicast: false,
      applications: {
        a: { sends: ['s'], container: { image: 'a:1', envVariables: { DB_PASSWORD: { fromValue: 'hunter22' } } } },
      },
      streams: { s: { group: '239.1.1.1' } },
    });
    const text = cluster.explain().join('\n');
    expect(text).toContain('cluster.registrySecret.data.fromEnvironment = "FLEET_CA"');
    expect(text).toContain('DB_PASSWORD.fromValue = (not shown)');
    expect(text).not.toContain('LS0tLS1');
  });

  test('in clear text are refused and not shown', () => {
    const found = sentences(() =>
      only({
        cluster: {
          plainTextEncryptionConfig: 'supersecretvalue',
          encryption: { aescbc: { keys: [{ name: 'k', secret: 'hunter22hunter22' }] } },
        },
      }),
    );
    expect(found).toHaveLength(2);
    expect(found.join()).not.toMatch(/supersecret|hunter/);
  });
});

describe('with TypeScript', () => {
  test('charts and constructs are added to those of the inventory', () => {
    const fleet = fleetOf({ 'inventory/fleet.yaml': DEFAULTS, 'inventory/production/video.yaml': '{}' });
    const { environment, workloadChart } = fleet.cluster('production', 'video');
    expect(fleet.environment('production')).toBe(environment);
    expect(Environment.ofConstruct(workloadChart as Chart)).toBe(environment);
    expect(new Chart(environment, 'extra').node.path).toBe('production/extra');
    expect(() => fleet.cluster('production', 'vidoe')).toThrow('has no cluster "vidoe": did you mean "video"?');
    expect(() => fleet.environment('prod')).toThrow('has no environment "prod": did you mean "production"?');
  });

  test('an Environment of the app is used, and must have the same Supervisor', () => {
    const app = new App();
    const environment = new Environment(app, 'a', { supervisor: 'sv-1' });
    const inventory = (supervisor: string) => ({
      environments: { a: { supervisor, clusters: { c: { vsphereNamespace: 'media', cluster: CLUSTER } } } },
    });
    expect(() => Fleet.of(app, 'Other', inventory('sv-2'))).toThrow(
      'supervisor is "sv-2", and the Environment "a" of the app has "sv-1"',
    );
    const second = new App();
    new Environment(second, 'a', { supervisor: 'sv-1' });
    expect(Fleet.of(second, 'Fleet', inventory('sv-1')).environments[0].supervisor).toBe('sv-1');
    expect(environment.supervisor).toBe('sv-1');
  });
});
