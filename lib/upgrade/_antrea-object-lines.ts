import { valueAt } from '../checks/_trees';
import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { objectOfRelease, objectVerdict } from '../platform/_object-of-release';
import { AntreaObject } from '../platform/enums';
import { VKS_FACTS } from '../platform/tables/_vks-versions';
import { isOtherObject } from '../platform/upgrades/_platform-changes';
import { antreaObjectOf, meantBoolean } from '../rules/manifests/_antrea';
import { Manifest, listAt, mapAt, nameOf } from '../rules/manifests/_inventory';
import { StepViews } from './_cluster-view';
import { lineOf } from './_line';
import { settingsLeftOut } from './_new-manifests';
import { UpgradeLevel, UpgradeLine, UpgradeTopic } from './upgrade-step';

const { REFUSED, BEFORE, CHANGES, NOTE } = UpgradeLevel;
const { MULTICAST } = UpgradeTopic;

/** An object that does not configure the Antrea of the release after the step. */
interface IdleConfig {
  readonly config: Manifest;
  readonly verdict: Verdict;
}

/** Returns the lines on the object that configures Antrea, which is of another kind from one version of Kubernetes on. */
export function objectLines(views: StepViews): UpgradeLine[] {
  const { before, after, isFinal, isFirst } = views;
  const isOther = isOtherObject({ from: before.release, to: after.release });
  const idle = after.configs.flatMap((config): IdleConfig[] => {
    const verdict = objectVerdict(antreaObjectOf(config), after.release);
    return verdict ? [{ config, verdict }] : [];
  });
  // A later step does not repeat what the first one shows.
  return isOther || isFinal || isFirst
    ? [...idle.flatMap((one) => idleLines(one, views, isOther)), ...(isOther ? changedLines(views, idle) : [])]
    : [];
}

function idleLines({ config, verdict }: IdleConfig, { after, isFinal }: StepViews, isOther: boolean): UpgradeLine[] {
  const { object } = objectOfRelease(after.release);
  const { migration } = VKS_FACTS;
  const isRefused = isFinal && verdict.level === FindingLevel.ERROR;
  const isThere = after.configs.some((one) => antreaObjectOf(one) === object);
  return [
    ...lineOf(MULTICAST, isRefused ? REFUSED : BEFORE, {
      what: `${nameOf(config)}: ${verdict.message}${isOther ? ` ${migration.what}` : ''}`,
      how: `Replace it by an ${object} with the same settings in the manifests${isThere ? '' : ' that you apply with the step'}.`,
      source: `${verdict.source}${isOther ? `; ${migration.source}` : ''}`,
    }),
    ...(isFinal || object !== AntreaObject.ADDON_CONFIG ? [] : leftOutLine(config, object)),
  ];
}

/** The lines at the step from which on an object of another kind configures Antrea. */
function changedLines({ before, after }: StepViews, idle: IdleConfig[]): UpgradeLine[] {
  if (after.configs.length + before.configs.length === 0) {
    return [];
  }
  const { object, source } = objectOfRelease(after.release);
  const { migration, nsxAfterUpgrade, withoutWorkers } = VKS_FACTS;
  const hasNsx = before.configs.some((config) =>
    ['spec.antreaNSX.enable', 'spec.antreaNsx.enable', 'spec.values.antreaNSX.enable'].some(
      (path) => meantBoolean(valueAt(config, path)) === true,
    ),
  );
  const isWithoutWorkers = listAt(after.cluster, 'spec.topology.workers.machineDeployments').length === 0;
  return [
    ...(idle.length > 0
      ? after.objects.filter(({ kind }) => kind === 'ClusterBootstrap').flatMap(bootstrapLine)
      : lineOf(MULTICAST, CHANGES, {
          what: `An ${object} configures Antrea from this release on. ${migration.what}`,
          how: '',
          source: `${source}; ${migration.source}`,
        })),
    ...(hasNsx ? lineOf(MULTICAST, NOTE, { ...nsxAfterUpgrade, how: 'Use VKS 3.6.2 or later.' }) : []),
    ...(isWithoutWorkers
      ? lineOf(MULTICAST, NOTE, { ...withoutWorkers, how: 'Use VKS 3.6.3 or later, or add a node pool.' })
      : []),
  ];
}

function bootstrapLine(bootstrap: Manifest): UpgradeLine[] {
  const { name } = mapAt(bootstrap, 'spec.cni.valuesFrom.providerRef');
  return name === undefined
    ? []
    : lineOf(MULTICAST, BEFORE, {
        what: `${nameOf(bootstrap)} refers to the AntreaConfig ${quote(name)}, which has no effect after the step.`,
        how: 'Remove spec.cni from it together with the AntreaConfig.',
        source: VKS_FACTS.migration.source,
      });
}

/** The settings that no public source shows in the object of the other kind. */
function leftOutLine(config: Manifest, object: AntreaObject): UpgradeLine[] {
  const paths = settingsLeftOut(config);
  return paths.length === 0
    ? []
    : lineOf(MULTICAST, BEFORE, {
        what: `${nameOf(config)} has settings that no public source shows in an ${object}: ${paths.join(', ')}.`,
        how: 'Compare them with the schema of the definition whose name begins with "antrea" in \'kubectl get acd -n vmware-system-vks-public -o yaml\' on the Supervisor.',
        source: VKS_FACTS.addonDefinition.source,
      });
}
