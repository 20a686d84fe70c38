import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ANTREA_SETTINGS_PATH } from '../platform/_antrea-package';
import { ICluster } from '../platform/cluster';
import { antreaObjectsOf } from '../workload/proof/_proof-arguments';
import { RunbookFacts } from './_facts';
import { UNKNOWN_NAMESPACE, fenced, shellWord } from './_markdown';

/** Returns the steps on the Supervisor, and the login to the workload cluster. */
export function supervisorSteps(facts: RunbookFacts): string[] {
  const { cluster, supervisor, vsphereNamespace, supervisorFiles, machineFiles, antreaObjects, delivery } = facts;
  const { clusterName } = cluster;
  const namespace = vsphereNamespace ?? UNKNOWN_NAMESPACE;
  const objects = antreaObjects.length > 0 ? antreaObjects : antreaObjectsOf(cluster);
  const isUnconfigured = Construct.isConstruct(cluster) && antreaObjects.length === 0;
  const looks = isUnconfigured
    ? []
    : objects.map(
        ({ kind, name }) =>
          `kubectl get ${kind.toLowerCase()} ${shellWord(name)} -o jsonpath='{.${ANTREA_SETTINGS_PATH[kind]}.featureGates.Multicast}{"\\n"}'`,
      );
  const names = objects.map(({ kind, name }) => `${kind} ${name}`);
  return [
    '## On the Supervisor',
    '',
    ...(isUnconfigured
      ? [
          `This app does not configure Antrea in this cluster: it has no ${names.join(' and no ')}. Multicast is as the platform sets it. To enable multicast, call \`enableMulticast()\` on the cluster.`,
        ]
      : supervisorFiles.length > 0
        ? [
            Construct.isConstruct(cluster)
              ? 'The object that configures Antrea must exist before the Cluster. The files are in this order.'
              : 'This app defines the object that configures Antrea, and not the Cluster. Apply the object before the Cluster is created.',
          ]
        : [
            `This app does not define the objects of this cluster on the Supervisor. Apply the ${names.join(' or ')} there before the Cluster is created.${vsphereNamespace === undefined ? ` The vSphere Namespace is not known: replace ${UNKNOWN_NAMESPACE} with it.` : ''}`,
          ]),
    '',
    ...fenced('sh', [
      login(supervisor),
      `kubectl config use-context ${shellWord(namespace)}   # the vSphere Namespace`,
      ...supervisorFiles.flatMap((file) => delivery.apply(file)),
      ...looks.map((look) => `${look}   # true`),
      waitFor(cluster),
      ...machineFiles.flatMap((machine) => [
        ...(machine.supervisor === supervisor ? [] : [login(machine.supervisor)]),
        `kubectl config use-context ${shellWord(machine.namespace)}   # the vSphere Namespace of VMs`,
        ...delivery.apply(machine.file),
      ]),
    ]),
    '',
    ...(looks.length > 1
      ? [
          `It is not known which of the two objects this release has. One of these commands prints \`true\`, and the other finds nothing: ${looks.map((look) => `\`${look}\``).join(' and ')}.`,
          '',
        ]
      : []),
    `${addresses([supervisor, ...machineFiles.map((machine) => machine.supervisor)])} \`kubectl wait\` prints \`cluster.cluster.x-k8s.io/${clusterName} condition met\`.`,
    '',
    '## Log in to the workload cluster',
    '',
    ...fenced('sh', [
      `${login(supervisor)} --tanzu-kubernetes-cluster-namespace ${shellWord(namespace)} --tanzu-kubernetes-cluster-name ${shellWord(clusterName)}`,
      `kubectl config use-context ${shellWord(clusterName)}`,
    ]),
    ...(delivery.registration.length > 0 ? ['', ...delivery.registration] : []),
  ];
}

/** Returns `kubectl wait` with the API version: else kubectl uses the preferred one, and the conditions of the versions differ. */
function waitFor(cluster: ICluster): string {
  const made = Construct.isConstruct(cluster) ? cluster.node.findAll() : [];
  const isV1Beta2 = made.some(
    (one) => ApiObject.isApiObject(one) && one.kind === 'Cluster' && one.apiVersion.endsWith('/v1beta2'),
  );
  const [version, condition] = isV1Beta2 ? ['v1beta2', 'Available'] : ['v1beta1', 'Ready'];
  return `kubectl wait ${shellWord(`clusters.${version}.cluster.x-k8s.io/${cluster.clusterName}`)} --for=condition=${condition} --timeout=60m`;
}

/** Returns the command that logs in to a Supervisor. */
export function login(supervisor: string | undefined): string {
  return `kubectl vsphere login --server ${placeholder(supervisor)}`;
}

/** Returns the word that stands for the address of a Supervisor. */
function placeholder(supervisor: string | undefined): string {
  return ['SUPERVISOR', ...(supervisor === undefined ? [] : [supervisor.toUpperCase().replace(/-/g, '_')])].join('_');
}

/** Returns a sentence for each Supervisor: which address replaces its word. */
function addresses(supervisors: (string | undefined)[]): string {
  return [...new Set(supervisors)]
    .map(
      (name) =>
        `Replace ${placeholder(name)} with the address of the Supervisor${name === undefined ? '' : ` ${name}`}.`,
    )
    .join(' ');
}
