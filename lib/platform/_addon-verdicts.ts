import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { antreaObjectName } from './_cluster-name';
import { AntreaObject } from './enums';
import { VKS_FACTS } from './tables/_vks-versions';

const { ERROR, WARNING } = FindingLevel;
/** Id of the rule on the name of an AddonConfig. */
const NAME_ID = 'TAM082';

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
