import { Finding, Lint, LintOptions } from '../../lib';

/** A part of a manifest. */
export type Tree = { [name: string]: any };

/** A Cluster of today's platform without mistakes. Each test changes what it is about. */
export function cleanCluster(): Tree {
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta1',
    kind: 'Cluster',
    metadata: { name: 'c', namespace: 'ns1' },
    spec: {
      clusterNetwork: { pods: { cidrBlocks: ['10.1.0.0/16'] }, services: { cidrBlocks: ['10.2.0.0/16'] } },
      topology: {
        class: 'builtin-generic-v3.7.0',
        version: 'v1.33.6---vmware.1-fips-vkr.2',
        controlPlane: { replicas: 1 },
        variables: [
          { name: 'vmClass', value: 'a' },
          { name: 'storageClass', value: 'b' },
        ],
        workers: { machineDeployments: [{ class: 'node-pool', name: 'p', replicas: 1 }] },
      },
    },
  };
}

/** The same Cluster in the form of v1beta2. */
export function cleanV1beta2(): Tree {
  const cluster = cleanCluster();
  const { class: name, ...topology } = cluster.spec.topology;
  cluster.apiVersion = 'cluster.x-k8s.io/v1beta2';
  cluster.spec.topology = { classRef: { name, namespace: 'vmware-system-vks-public' }, ...topology };
  return cluster;
}

/** Returns the Cluster after a change. */
export function changed(change: (spec: Tree, cluster: Tree) => void, cluster = cleanCluster()): Tree {
  change(cluster.spec, cluster);
  return cluster;
}

/** The findings as `LEVEL ID PATH: MESSAGE`. */
export function found(objects: object[], options: LintOptions = {}, ids = /./): string[] {
  return Lint.objects(structuredClone(objects), options)
    .filter(({ ruleId }) => ids.test(ruleId))
    .map(line);
}

function line({ level, ruleId, path, message }: Finding): string {
  return `${level} ${ruleId} ${path}: ${message}`;
}
