import { classForRelease, lacksAntreaVersion, releasesOfSupervisors, ubuntuVersionsOf } from './_release-choices';
import { EXAMPLE_RELEASE } from '../platform/tables/_tanzu-releases';
import { howToReadAntreaVersion } from '../platform/_version-formats';
import { Answers, GivenAnswers, NO_VM, typedAnswers } from './_answers';
import { mistakesInAnswers } from './_deployment';

/** A question about the site of the user. */
export interface Question {
  readonly name: keyof Answers;
  /** The option that answers it, and the placeholder for its value. */
  readonly option: string;
  readonly value: string;
  /** The noun for the value. */
  readonly what: string;
  /** How the user finds the value. */
  readonly hint?: (given: GivenAnswers) => string;
  /** The default. There is none for a fact that only the user knows. */
  readonly byDefault: (given: GivenAnswers) => string | undefined;
  /** A check in addition to those of the constructs. Returns the mistake. */
  readonly check?: (answer: string) => string | undefined;
  /** Whether the question makes sense after the other answers. */
  readonly isNeeded?: (given: GivenAnswers) => boolean;
}

const givenRelease = ({ release = EXAMPLE_RELEASE }: GivenAnswers) => release;

/** The questions in their order. A later one may depend on the answers before it. */
export const QUESTIONS: Question[] = [
  {
    name: 'vsphereNamespace',
    ...{ option: '--vsphere-namespace', value: 'NAME', what: 'vSphere Namespace of the cluster' },
    byDefault: () => 'broadcast',
  },
  {
    name: 'cluster',
    ...{ option: '--cluster', value: 'NAME', what: 'name of the workload cluster' },
    byDefault: () => 'video',
  },
  {
    name: 'release',
    ...{ option: '--release', value: 'RELEASE', what: 'Tanzu Kubernetes release' },
    hint: () =>
      `'kubectl get tkr' shows it. These are in the tables and carry multicast: ${releasesWithMulticast().join(', ')}`,
    byDefault: () => EXAMPLE_RELEASE,
  },
  {
    name: 'antreaVersion',
    ...{ option: '--antrea', value: 'VERSION', what: 'version of Antrea in the release' },
    hint: (given) =>
      `no table has the version for the release ${givenRelease(given)}: ${howToReadAntreaVersion(givenRelease(given))}`,
    byDefault: () => undefined,
    isNeeded: (given) => lacksAntreaVersion(givenRelease(given)),
  },
  {
    name: 'clusterClass',
    ...{ option: '--cluster-class', value: 'NAME', what: 'ClusterClass' },
    hint: () => "'kubectl get clusterclass -A' lists the names",
    byDefault: (given) => classForRelease(givenRelease(given)),
  },
  {
    name: 'ubuntuVersion',
    ...{ option: '--ubuntu', value: 'VERSION', what: 'version of Ubuntu on the Nodes' },
    hint: (given) => `this release has ${ubuntuVersionsOf(givenRelease(given)).join(' and ')}`,
    byDefault: (given) => ubuntuVersionsOf(givenRelease(given)).at(-1),
    isNeeded: (given) => ubuntuVersionsOf(givenRelease(given)).length > 1,
  },
  {
    name: 'podCidr',
    ...{ option: '--pod-cidr', value: 'CIDR', what: 'range of Pods' },
    byDefault: () => '172.20.0.0/16',
  },
  {
    name: 'serviceCidr',
    ...{ option: '--service-cidr', value: 'CIDR', what: 'range of Services' },
    byDefault: () => '172.21.0.0/16',
  },
  {
    name: 'vmClass',
    ...{ option: '--vm-class', value: 'NAME', what: 'VM class of the Nodes' },
    hint: () => "'kubectl get virtualmachineclass' lists the names",
    byDefault: () => 'best-effort-small',
  },
  {
    name: 'storageClass',
    ...{ option: '--storage-class', value: 'NAME', what: 'storage class of the Nodes' },
    hint: () => "'kubectl get storageclass' lists the names",
    byDefault: () => 'vsan-default-storage-policy',
  },
  {
    name: 'nodePool',
    ...{ option: '--node-pool', value: 'NAME', what: 'name of the node pool' },
    byDefault: () => 'workers',
  },
  {
    name: 'replicas',
    ...{ option: '--replicas', value: 'NUMBER', what: 'Nodes in the node pool' },
    hint: () => 'at least 2: sender and receiver run on different Nodes',
    byDefault: () => '2',
    check: (answer) =>
      /^0*[01]$/.test(answer)
        ? `${answer === '1' ? '1 Node is' : `${answer} Nodes are`} too few, because sender and receiver run on different Nodes: use 2 or more.`
        : undefined,
  },
  {
    name: 'group',
    ...{ option: '--group', value: 'ADDRESS', what: 'IPv4 multicast group' },
    byDefault: () => '239.10.20.30',
  },
  {
    name: 'port',
    ...{ option: '--port', value: 'PORT', what: 'UDP port' },
    byDefault: () => '5004',
  },
  {
    name: 'image',
    ...{ option: '--image', value: 'IMAGE', what: 'image with iperf 2 in your registry' },
    hint: () => 'if you have none yet, take the default: the README of the app shows how to build one',
    byDefault: () => 'registry.example.com/multicast/iperf:v1',
  },
  {
    name: 'vmImage',
    ...{ option: '--vm-image', value: 'NAME', what: 'image of a VM that receives too' },
    hint: () => `'kubectl get vmimage' lists the names; ${NO_VM} for no VM`,
    byDefault: () => NO_VM,
  },
];

/** Whether the question is open after the given answers. */
export function isOpen({ name, isNeeded }: Question, given: GivenAnswers): boolean {
  return given[name] === undefined && (isNeeded?.(given) ?? true);
}

/** Returns all answers, those that are not given by default. */
export function completeAnswers(given: GivenAnswers): Answers {
  let complete = given;
  for (const question of QUESTIONS.filter((one) => isOpen(one, given))) {
    complete = { ...complete, [question.name]: question.byDefault(complete) };
  }
  return typedAnswers(complete as Required<GivenAnswers>);
}

/**
 * Returns the mistakes in an answer, one sentence each. The deployment with this answer and the answers before it is made
 * for that, so each check of the library counts, also of relations.
 */
export function mistakesOfAnswer(question: Question, given: GivenAnswers): string[] {
  const mistake = question.check?.(given[question.name] ?? '');
  if (mistake !== undefined) {
    return [mistake];
  }
  // The question about the version of Antrea comes after the one about the release.
  const isSettledLater = question.name === 'release' && lacksAntreaVersion(givenRelease(given));
  return isSettledLater && given.antreaVersion === undefined ? [] : mistakesInAnswers(completeAnswers(given));
}

function releasesWithMulticast(): string[] {
  return releasesOfSupervisors().filter((release) => mistakesInAnswers(completeAnswers({ release })).length === 0);
}
