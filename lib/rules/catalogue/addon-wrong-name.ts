import { isDnsLabel } from '../../checks/_names';
import { pathText } from '../../checks/_paths';
import { Verdict } from '../../messages/_verdict';
import { FindingLevel } from '../../messages/finding';
import { addonContradiction, addonNameVerdict } from '../../platform/_addon-verdicts';
import { addonConfig, cluster, service } from '../_examples';
import { NOT_APPLICABLE, Report, Rule } from '../_rule';
import { boundName, hasDefinition, isAntreaAddon, otherAddonLabel, writtenNames } from '../manifests/_addons';
import { configsOf } from '../manifests/_antrea';
import { Inventory, Manifest, textOf } from '../manifests/_inventory';
import { clustersAt, clustersIn } from '../manifests/_lookups';
import { meantCluster, nameEdits } from '../manifests/_meant-cluster';

const addonNamed = (name: string) => ({ ...addonConfig(), metadata: { name, namespace: 'broadcast' } });

export const ADDON_WRONG_NAME: Rule = {
  id: 'TAM082',
  level: FindingLevel.ERROR,
  title: 'The AddonConfig of Antrea is named after its Cluster',
  why: 'The Supervisor finds the AddonConfig of Antrea by its name, CLUSTER-antrea. It silently skips one with another name, and Antrea keeps its defaults. Sources disagree about spec.clusterName, and the labels are not needed.',
  fix: 'Name it CLUSTER-antrea, where CLUSTER is the name of its Cluster.',
  source: 'papivot/vks-best-practice; edric45/se-vks-platform: addons/README.md',
  kinds: ['AddonConfig'],
  check: (object, inventory) => {
    const { name, namespace } = object.metadata;
    if (typeof name !== 'string' || !isAntreaAddon(object)) {
      return NOT_APPLICABLE;
    }
    const bound = boundName(object) ?? '';
    const written = writtenNames(object);
    const isOfCluster = clustersAt(inventory, object, bound, namespace).length > 0;
    const isAgreed = written.some((one) => one.name === bound);
    if (isDnsLabel(bound) && (isOfCluster || isAgreed)) {
      return contradictions(object, bound);
    }
    if (isDnsLabel(bound) && written.length === 0) {
      const nearby = inventory.entryOf(object).cluster ? undefined : soleCluster(object, inventory);
      return nearby === undefined ? [] : [nameReport(object, nearby, true)];
    }
    const report = nameReport(object, written[0]?.name ?? soleCluster(object, inventory), false);
    const edits = hasDefinition(object) ? undefined : nameEdits(object, meantCluster(object, inventory, written));
    return [{ ...report, ...(edits ? { edits } : {}) }];
  },
  fails: { objects: [cluster(), addonNamed('video--antrea')] },
  passes: { objects: [cluster(), addonNamed('video-antrea')] },
  notApplicable: { objects: [service()] },
};

function nameReport(object: Manifest, cluster: string | undefined, mayFitOther: boolean): Verdict {
  const facts = { name: object.metadata.name, cluster, hasDefinition: hasDefinition(object), mayFitOther };
  return { ...addonNameVerdict(facts), at: ['metadata', 'name'] };
}

/** The other names in the object that do not fit its name. */
function contradictions(object: Manifest, bound: string): Report[] {
  const addon = otherAddonLabel(object);
  const odd = [
    ...writtenNames(object).map((one) => ({ ...one, right: bound })),
    ...(addon ? [{ ...addon, right: 'antrea' }] : []),
  ].filter(({ name, right }) => name !== right);
  return odd.map(({ at, name, right }) => ({
    ...addonContradiction(pathText(at), name, object.metadata.name, right),
    at,
  }));
}

/** The name of the only Cluster in the namespace of the object, if no other object configures its Antrea. */
function soleCluster(object: Manifest, inventory: Inventory): string | undefined {
  const nearby = clustersIn(inventory, object, object.metadata.namespace);
  const isFree = nearby.length === 1 && configsOf(nearby[0], inventory).every((config) => config === object);
  return isFree ? textOf(nearby[0].metadata.name) : undefined;
}
