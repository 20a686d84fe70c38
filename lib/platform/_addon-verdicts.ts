import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { classVariables, knownClusterClass } from './_cluster-classes';
import { antreaObjectName } from './_cluster-name';
import { AntreaObject } from './enums';
import { PUBLIC_NAMESPACE } from './tables/_cluster-classes';
import { CNI_NAMES, VKS_FACTS } from './tables/_vks-versions';

const { ERROR, WARNING } = FindingLevel;
/** Id of the rule on the name of an AddonConfig. */
const NAME_ID = 'TAM082';
/** Id of the rule on the CNI of a Cluster with an AddonConfig of Antrea. */
const CNI_ID = 'TAM100';

/** The variable of a ClusterClass that names the CNI. */
export const CNI_VARIABLE = 'bootstrapAddons';

/** How sure it is that an AddonConfig of Antrea has the wrong name. */
export interface AddonName {
  readonly name: string;
  /** The cluster that it is meant for, if that is known. */
  readonly cluster?: string;
  /** Whether it names the definition of Antrea, with which the name of the object may not matter. */
  readonly hasDefinition: boolean;
  /** Whether the name fits a cluster that the objects do not show. */
  readonly mayFitOther: boolean;
}

/** Returns the verdict on an AddonConfig of Antrea whose name is not CLUSTER-antrea. */
export function addonNameVerdict({ name, cluster, hasDefinition, mayFitOther }: AddonName): Verdict {
  const right = antreaObjectName(AntreaObject.ADDON_CONFIG, cluster ?? 'CLUSTER');
  const isUncertain = hasDefinition || mayFitOther;
  const doubt = hasDefinition
    ? ' No source shows whether a definition in addonConfigDefinitionRef is enough.'
    : mayFitOther
      ? ' No Cluster among the objects has the name before "-antrea".'
      : '';
  return {
    id: NAME_ID,
    level: isUncertain ? WARNING : ERROR,
    message: `Its name ${quote(name)} is not ${cluster === undefined ? right : quote(right)}, and the Supervisor silently skips an AddonConfig with another name.${doubt}`,
    fix: `Name it ${cluster === undefined ? `${right}, where CLUSTER is the name of its Cluster` : quote(right)}.`,
    source: VKS_FACTS.addonDefinition.source,
  };
}

/** Returns the verdict on a name in an AddonConfig that contradicts the name of the object. */
export function addonContradiction(what: string, value: string, name: string, right: string): Verdict {
  return {
    id: NAME_ID,
    level: WARNING,
    message: `${what} is ${quote(value)}, but the name ${quote(name)} of the object is for ${quote(right)}. The Supervisor finds it by its name; sources disagree about the rest.`,
    fix: `Write ${quote(right)}, or leave it out.`,
    source: VKS_FACTS.addonDefinition.source,
  };
}

/** Checks that the CNI of a Cluster with an AddonConfig of Antrea is Antrea. The name is that in bootstrapAddons. */
export function otherCniVerdict(name: unknown): Verdict | undefined {
  const { antrea, others, source } = CNI_NAMES;
  if (typeof name !== 'string' || name === antrea) {
    return undefined;
  }
  const message = `The variable ${quote(CNI_VARIABLE)} makes ${quote(name)} the CNI, so Antrea and its AddonConfig have no effect; multicast is a feature of Antrea.`;
  return others.includes(name)
    ? { id: CNI_ID, level: ERROR, message, fix: `Use the name ${quote(antrea)} in cniRef of a new Cluster.`, source }
    : {
        id: CNI_ID,
        level: WARNING,
        message,
        fix: `Use the name ${quote(antrea)} in cniRef of a new Cluster, unless ${quote(name)} is your own package of Antrea.`,
        source,
      };
}

/** Checks that a Cluster with an AddonConfig of Antrea keeps the variable that names its CNI. A custom class is not judged. */
export function missingCniVerdict(className: string): Verdict | undefined {
  const known = knownClusterClass(className);
  if (!known || classVariables(known).every(({ name }) => name !== CNI_VARIABLE)) {
    return undefined;
  }
  return {
    id: CNI_ID,
    level: WARNING,
    message: `It does not set the variable ${quote(CNI_VARIABLE)}: the Supervisor adds it to a new Cluster, and then refuses each full 'kubectl apply' without it.`,
    fix: `Add { name: ${CNI_VARIABLE}, value: { cniRef: { name: ${CNI_NAMES.antrea}, namespace: ${PUBLIC_NAMESPACE} } } }.`,
    source: VKS_FACTS.bootstrapAddons.source,
  };
}
