import { AntreaObject } from '../platform/antrea-object';
import { antreaObjectsOf } from './_antrea-object';
import { fenced, shellWord } from './_markdown';
import { RunbookFacts } from './_runbook-facts';

const GATE_PATH = {
  [AntreaObject.ANTREA_CONFIG]: '.spec.antrea.config.featureGates.Multicast',
  [AntreaObject.ADDON_CONFIG]: '.spec.values.antrea.config.featureGates.Multicast',
};

/** What is done on the Supervisor, and the way from there into the workload cluster. */
export function supervisorSteps(facts: RunbookFacts): string[] {
  const { cluster, vsphereNamespace, supervisorFile } = facts;
  const { clusterName } = cluster;
  const namespace = vsphereNamespace ?? 'VSPHERE_NAMESPACE';
  const objects = antreaObjectsOf(cluster);
  const look = objects.flatMap(({ kind, name }) => [
    `kubectl get ${kind.toLowerCase()} ${name} -o jsonpath='{${GATE_PATH[kind]}}{"\\n"}'   # true`,
  ]);
  const which = objects.length > 1 ? ['', 'One of the last two is there; no table says which, for this release.'] : [];
  const login = [
    'kubectl vsphere login --server SUPERVISOR',
    `kubectl config use-context ${namespace}   # the vSphere Namespace`,
  ];
  const apply =
    supervisorFile === undefined
      ? [
          `The Supervisor's side of this cluster is described elsewhere${vsphereNamespace === undefined ? ', and its vSphere Namespace is not known here: put it in place of VSPHERE_NAMESPACE' : ''}. Have the ${objects.map(({ kind, name }) => `${kind} ${name}`).join(' or ')} applied there before the Cluster.`,
          '',
          ...fenced('sh', [...login, ...look, waitFor(clusterName)]),
          ...which,
        ]
      : [
          'What configures Antrea stands before the Cluster in the file, as it must.',
          '',
          ...fenced('sh', [...login, `kubectl apply -f ${shellWord(supervisorFile)}`, ...look, waitFor(clusterName)]),
          ...which,
        ];
  return [
    '## On the Supervisor',
    '',
    ...apply,
    '',
    `The last command prints \`cluster.cluster.x-k8s.io/${clusterName} condition met\`. SUPERVISOR is the address of the Supervisor.`,
    '',
    '## Into the workload cluster',
    '',
    ...fenced('sh', [
      `kubectl vsphere login --server SUPERVISOR --tanzu-kubernetes-cluster-namespace ${namespace} --tanzu-kubernetes-cluster-name ${clusterName}`,
      `kubectl config use-context ${clusterName}`,
    ]),
  ];
}

function waitFor(clusterName: string): string {
  return `kubectl wait cluster/${clusterName} --for=condition=Ready --timeout=60m`;
}
