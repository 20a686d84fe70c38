import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ICluster } from '../platform/cluster';
import { AntreaObject } from '../platform/enums';
import { antreaObjectsOf } from '../workload/proof/_proof-arguments';
import { RunbookFacts } from './_facts';
import { UNKNOWN_NAMESPACE, fenced, fileWord, shellWord } from './_markdown';

const GATE_PATH = {
  [AntreaObject.ANTREA_CONFIG]: '.spec.antrea.config.featureGates.Multicast',
  [AntreaObject.ADDON_CONFIG]: '.spec.values.antrea.config.featureGates.Multicast',
};

/** What is done on the Supervisor, and the way from there into the workload cluster. */
export function supervisorSteps(facts: RunbookFacts): string[] {
  const { cluster, vsphereNamespace, supervisorFiles, machineFiles, antreaObjects } = facts;
  const { clusterName } = cluster;
  const namespace = vsphereNamespace ?? UNKNOWN_NAMESPACE;
  const objects = antreaObjects.length > 0 ? antreaObjects : antreaObjectsOf(cluster);
  const isUnconfigured = Construct.isConstruct(cluster) && antreaObjects.length === 0;
  const looks = isUnconfigured
    ? []
    : objects.map(
        ({ kind, name }) =>
          `kubectl get ${kind.toLowerCase()} ${shellWord(name)} -o jsonpath='{${GATE_PATH[kind]}}{"\\n"}'`,
      );
  const names = objects.map(({ kind, name }) => `${kind} ${name}`);
  return [
    '## On the Supervisor',
    '',
    ...(isUnconfigured
      ? [
          `Nothing in this app configures the Antrea of this cluster (no ${names.join(', no ')}): its multicast is as the platform makes it, until the cluster has \`enableMulticast()\`.`,
        ]
      : supervisorFiles.length > 0
        ? [
            Construct.isConstruct(cluster)
              ? 'What configures Antrea stands before the Cluster, as it must.'
              : 'What configures Antrea is applied from here, and must be there before the Cluster, which is described elsewhere.',
          ]
        : [
            `The Supervisor's side of this cluster is described elsewhere${vsphereNamespace === undefined ? `, and its vSphere Namespace is not known here: put it in place of ${UNKNOWN_NAMESPACE}` : ''}. Have the ${names.join(' or ')} applied there before the Cluster.`,
          ]),
    '',
    ...fenced('sh', [
      'kubectl vsphere login --server SUPERVISOR',
      `kubectl config use-context ${shellWord(namespace)}   # the vSphere Namespace`,
      ...supervisorFiles.map((file) => `kubectl apply -f ${fileWord(file)}`),
      ...looks.map((look) => `${look}   # true`),
      waitFor(cluster),
      ...machineFiles.flatMap((machine) => [
        `kubectl config use-context ${shellWord(machine.namespace)}   # the vSphere Namespace of VMs`,
        `kubectl apply -f ${fileWord(machine.file)}`,
      ]),
    ]),
    '',
    ...(looks.length > 1
      ? [
          `No table says which of the two this release has, so one of these prints \`true\` and the other finds nothing: ${looks.map((look) => `\`${look}\``).join(' and ')}.`,
          '',
        ]
      : []),
    `\`kubectl wait\` prints \`cluster.cluster.x-k8s.io/${clusterName} condition met\`. SUPERVISOR is the address of the Supervisor.`,
    '',
    '## Into the workload cluster',
    '',
    ...fenced('sh', [
      `kubectl vsphere login --server SUPERVISOR --tanzu-kubernetes-cluster-namespace ${shellWord(namespace)} --tanzu-kubernetes-cluster-name ${shellWord(clusterName)}`,
      `kubectl config use-context ${shellWord(clusterName)}`,
    ]),
  ];
}

/** With the version, because kubectl takes the one that the Supervisor prefers, and each has a condition of its own. */
function waitFor(cluster: ICluster): string {
  const made = Construct.isConstruct(cluster) ? cluster.node.findAll() : [];
  const isV1Beta2 = made.some(
    (one) => ApiObject.isApiObject(one) && one.kind === 'Cluster' && one.apiVersion.endsWith('/v1beta2'),
  );
  const [version, condition] = isV1Beta2 ? ['v1beta2', 'Available'] : ['v1beta1', 'Ready'];
  return `kubectl wait ${shellWord(`clusters.${version}.cluster.x-k8s.io/${cluster.clusterName}`)} --for=condition=${condition} --timeout=60m`;
}
