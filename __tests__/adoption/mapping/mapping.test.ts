import fc from 'fast-check';
import { differencesOf } from '../../../lib/preview/_equality';
import { wantedForm } from '../../../lib/adoption/mapping/_wanted-form';
import { mapSources } from '../../../lib/adoption/mapping/map-sources';
import { adopted, constructsOf, documentsOf, onlyConstruct, optionOf, written } from './_adopt';

const MODEL_A = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: east, namespace: video, labels: {team: av}}
spec:
  clusterNetwork: {pods: {cidrBlocks: [10.1.0.0/16]}, services: {cidrBlocks: [10.2.0.0/16]}}
  topology:
    class: tanzukubernetescluster
    version: v1.26.5---vmware.2-fips.1-tkg.1
    controlPlane: {replicas: 3, metadata: {annotations: {run.tanzu.vmware.com/resolve-os-image: os-name=ubuntu}}}
    workers:
      machineDeployments:
      - class: node-pool
        name: np
        replicas: 2
        metadata: {annotations: {run.tanzu.vmware.com/resolve-os-image: os-name=ubuntu}}
        variables: {overrides: [{name: vmClass, value: best-effort-large}]}
    variables:
    - {name: vmClass, value: best-effort-small}
    - {name: storageClass, value: gold}
    - {name: ntp, value: time.example}
    - {name: nodePoolLabels, value: [{key: zone, value: a}]}
    - {name: user, value: {sshAuthorizedKey: ssh-rsa PLACEHOLDERNOTAKEY== one, passwordSecret: {name: pw, key: hash}}}
    - name: nodePoolVolumes
      value: [{name: containerd, mountPath: /var/lib/containerd, capacity: {storage: 20Gi}, storageClass: gold}]
`;

const MODEL_B = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: west, namespace: video}
spec:
  clusterNetwork:
    pods: {cidrBlocks: [10.3.0.0/16]}
    services: {cidrBlocks: [10.4.0.0/16]}
    serviceDomain: cluster.local
  topology:
    class: builtin-generic-v3.7.0
    classNamespace: vmware-system-vks-public
    version: v1.35.6---vmware.2-vkr.3
    controlPlane: {replicas: 1}
    workers:
      machineDeployments:
      - class: node-pool
        name: np
        metadata:
          annotations:
            cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size: "1"
            cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size: "4"
    variables:
    - {name: vmClass, value: best-effort-small}
    - {name: storageClass, value: gold}
    - {name: kubernetes, value: {certificateRotation: {enabled: true, renewalDaysBeforeExpiry: 30}}}
    - {name: osConfiguration, value: {ntp: {servers: [a.example, b.example]}, sshd: {banner: hello}}}
    - {name: bootstrapAddons, value: {cniRef: {name: antrea, namespace: vmware-system-vks-public}}}
`;

const ANTREA = `apiVersion: cni.tanzu.vmware.com/v1alpha1
kind: AntreaConfig
metadata: {name: east-antrea-package, namespace: video}
spec: {antrea: {config: {noSNAT: false, trafficEncapMode: encap, featureGates: {AntreaProxy: true, Multicast: true}}}}
`;

describe('a Cluster', () => {
  test('of model A is a TanzuCluster without patches', () => {
    const cluster = onlyConstruct(MODEL_A);
    expect(cluster.className).toBe('TanzuCluster');
    expect(cluster.patches).toEqual([]);
    expect(optionOf(cluster, 'nodeLabels')).toEqual({ zone: 'a' });
    expect(optionOf(cluster, 'ntpServers')).toEqual(['time.example']);
  });

  test('of model B is a TanzuCluster without patches', () => {
    const cluster = onlyConstruct(MODEL_B);
    expect(cluster.className).toBe('TanzuCluster');
    expect(cluster.patches).toEqual([]);
    expect(optionOf(cluster, 'sshdBanner')).toBe('hello');
    expect(optionOf(cluster, 'bootstrapCni')).toBe('BootstrapCni.ANTREA');
  });

  test('has no option that only repeats a default', () => {
    const cluster = onlyConstruct(MODEL_A);
    expect(['clusterClass', 'apiVersion', 'writeClassNamespace'].map((name) => optionOf(cluster, name))).toEqual(
      Array(3).fill(undefined),
    );
  });

  test('reads a secret from the environment', () => {
    const app = adopted(MODEL_A);
    expect(app.secrets.map(({ variable }) => variable)).toEqual(['SSH_AUTHORIZED_KEY']);
    expect(JSON.stringify(app.units.map(({ constructs }) => constructs.map(({ props }) => props)))).not.toContain(
      'PLACEHOLDERNOTAKEY',
    );
  });

  test('two clusters with different secrets have two variables', () => {
    const other = MODEL_A.replace('name: east', 'name: south').replace('PLACEHOLDERNOTAKEY', 'OTHERPLACEHOLDERNOKEY');
    expect(adopted(`${MODEL_A}---\n${other}`).secrets.map(({ variable }) => variable)).toEqual([
      'EAST_SSH_AUTHORIZED_KEY',
      'SOUTH_SSH_AUTHORIZED_KEY',
    ]);
  });

  test('a value that no option takes is a patch', () => {
    const cluster = onlyConstruct(
      MODEL_B.replace('topology:', 'availabilityGates: [{conditionType: Up}]\n  topology:'),
    );
    expect(cluster.patches.map(({ op, path }) => [op, path])).toEqual([['add', '/spec/availabilityGates']]);
  });

  test('an error of lint is acknowledged with the finding as its reason', () => {
    const cluster = onlyConstruct(MODEL_A.replace('10.2.0.0/16', '10.1.0.0/17'));
    expect(cluster.className).toBe('TanzuCluster');
    expect(cluster.acknowledged).toEqual([{ ruleId: 'TAM024', reason: expect.stringContaining('overlap') }]);
  });

  test('a node pool without a name keeps its other options', () => {
    const cluster = onlyConstruct(MODEL_A.replace('        name: np\n', ''));
    expect(cluster.patches.map(({ op, path }) => [op, path])).toEqual([
      ['remove', '/spec/topology/workers/machineDeployments/0/name'],
    ]);
  });

  test('a Cluster without a topology is the generated class', () => {
    const text = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: dev, namespace: video}
spec: {infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: DockerCluster, name: dev}}
`;
    expect(onlyConstruct(text).className).toBe('clusterApi.Cluster');
  });
});

describe('an object that configures Antrea', () => {
  test('is in the unit of its cluster and refers to it', () => {
    const app = adopted(`${ANTREA}---\n${MODEL_A}`);
    expect(app.units.map(({ name }) => name)).toEqual(['east']);
    const [cluster, config] = constructsOf(app);
    expect([cluster.className, config.className]).toEqual(['TanzuCluster', 'AntreaConfig']);
    expect(optionOf(config, 'cluster')).toBe('cluster');
    expect(config.patches).toEqual([]);
  });

  test('without a cluster is the generated class, and its unknown fields are patches of the manifest', () => {
    const config = onlyConstruct(ANTREA.replace('noSNAT: false', 'noSNAT: false, ipsec: {authenticationMode: psk}'));
    expect([config.className, config.manifestOf]).toEqual(['ApiObject', 'cni.AntreaConfig']);
    expect(config.patches.map(({ path }) => path)).toEqual(['/spec/antrea/config/ipsec']);
  });
});

test('an object of an unknown kind is an ApiObject, and that is told', () => {
  const app = adopted('apiVersion: example.com/v1\nkind: Pump\nmetadata: {name: a, namespace: b}\nspec: {on: true}\n');
  expect(constructsOf(app)[0].className).toBe('ApiObject');
  expect(app.notes).toEqual(['1 object of the kind Pump of example.com/v1 is kept as ApiObject.']);
});

test('the data of a Secret is read from the environment', () => {
  const app = adopted('apiVersion: v1\nkind: Secret\nmetadata: {name: pw}\nstringData: {hash: wxyz}\n');
  expect(app.secrets).toEqual([expect.objectContaining({ variable: 'HASH', value: 'wxyz' })]);
});

test('secrets are found by the names around them, and an empty text is not a secret', () => {
  const app = adopted(`apiVersion: v1
kind: Pod
metadata: {name: p}
spec: {containers: [{name: c, env: [{name: API_TOKEN, value: wxyzwxyz}], args: [--password, hunter2hunter2]}]}
---
apiVersion: v1
kind: Secret
metadata: {name: s}
data: {key: ""}
`);
  expect(app.secrets.map(({ variable, value }) => [variable, value])).toEqual([
    ['API_TOKEN', 'wxyzwxyz'],
    ['ARGS', 'hunter2hunter2'],
  ]);
});

test('an object that cdk8s cannot write is one error', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {__proto__: x}\n';
  expect(() => adopted(text)).toThrow('clusters.yaml:1: no construct can write this object');
});

test('an object of the Supervisor without a namespace needs the option', () => {
  const text = ANTREA.replace(', namespace: video', '');
  expect(() => adopted(text)).toThrow('pass --namespace NAME');
  expect(written(adopted(text, { namespace: 'video' }))).toEqual(documentsOf(text).map(({ manifest }) => manifest));
});

describe('whatever a document has, the app writes the same', () => {
  const base = documentsOf(`${ANTREA}---\n${MODEL_A}---\n${MODEL_B}`).map(({ manifest }) => manifest);
  const leaves = base.map((manifest) => leafPaths(manifest, []));
  const value = fc.oneof(
    fc.constantFrom(
      null,
      '',
      0,
      1,
      -1,
      true,
      false,
      'x',
      '10.0.0.0/8',
      '7d',
      '16Gi"',
      'os-name=photon, os-version=5',
      'v1.99',
    ),
    fc.constantFrom([], {}, ['a'], { a: 1 }, [{ name: 'x', value: 1 }]),
  );
  const change = fc.record({
    document: fc.nat(base.length - 1),
    leaf: fc.nat(200),
    depth: fc.nat(3),
    action: fc.constantFrom('remove', 'replace', 'add'),
    value,
  });

  test('random changes of fields', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const manifests = JSON.parse(JSON.stringify(base));
        for (const { document, leaf, depth, action, value: to } of changes) {
          const path = leaves[document][leaf % leaves[document].length];
          changeAt(manifests[document], path.slice(0, Math.max(2, path.length - depth)), action, to);
        }
        const documents = manifests.map((manifest: any, i: number) => ({
          ...{ manifest, file: 'a.yaml', document: i + 1, line: 1, comments: [] },
        }));
        const app = mapSources(documents, { namespace: 'video' });
        const found = written(app).map(wantedForm);
        const sources = constructsOf(app).map(({ source }) => wantedForm(source.manifest));
        expect(sources).toHaveLength(base.length);
        found.forEach((object, i) => expect(differencesOf(sources[i], object as never)).toEqual([]));
      }),
      { numRuns: 60, seed: 18 },
    );
  });
});

type Steps = (string | number)[];

/** The paths of the leaf fields fieldBelow the spec. */
function leafPaths(value: any, path: Steps): Steps[] {
  const names = value !== null && typeof value === 'object' ? Object.keys(value) : [];
  const fieldBelow = names.flatMap((name) =>
    leafPaths(value[name], [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return (fieldBelow.length > 0 ? fieldBelow : [path]).filter(([first]) => path.length === 0 || first === 'spec');
}

function changeAt(manifest: any, path: Steps, action: string, to: unknown): void {
  const last = path[path.length - 1];
  const holder = path.slice(0, -1).reduce((inner, step) => inner?.[step], manifest);
  if (holder === null || typeof holder !== 'object') {
    return;
  }
  if (action === 'remove') {
    if (Array.isArray(holder)) {
      holder.splice(Number(last), 1);
    } else {
      delete holder[last];
    }
  } else if (action === 'replace' || Array.isArray(holder)) {
    holder[last] = to;
  } else {
    holder[`added${String(last)}`] = to;
  }
}
