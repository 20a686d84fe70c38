import { isTree } from '../checks/_trees';
import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { missingCniVerdict } from '../platform/_addon-verdicts';
import { classVerdicts, neededClassOf, tkcVerdict } from '../platform/_class-verdicts';
import { knownClusterClass } from '../platform/_cluster-classes';
import { imageVersionVerdicts, kernelVerdicts, osImageOf } from '../platform/_node-verdicts';
import { ClusterClass } from '../platform/tables/_cluster-classes';
import { TKC_API, VKS_FACTS } from '../platform/tables/_vks-versions';
import { isOtherImage, isOtherObject, vksChange } from '../platform/upgrades/_platform-changes';
import { refusedOrder } from '../platform/upgrades/_release-order';
import { isMulticastOn } from '../rules/manifests/_antrea';
import { hasOtherCni } from '../rules/manifests/_cluster-topology';
import { isTanzuKubernetesCluster } from '../rules/manifests/_clusters';
import { variableOf } from '../rules/manifests/_encryption-keys';
import { mapAt } from '../rules/manifests/_inventory';
import { classNameOf, nodeImagesOf } from '../rules/manifests/_platform-verdicts';
import { ClusterView, StepViews } from './_cluster-view';
import { factOf, levelInUpgrade, lineOf, newVerdicts } from './_line';
import { variableLines } from './_variable-lines';
import { UpgradeLevel, UpgradeLine, UpgradeTopic } from './upgrade-step';

const { REFUSED, BEFORE, CHANGES, NOTE } = UpgradeLevel;
const { ORDER, PLATFORM, CLASS, VARIABLES, OS_IMAGE } = UpgradeTopic;

/** Returns the lines on the Cluster: the order of releases, VKS, its class, its variables and the images of its Nodes. */
export function clusterLines(views: StepViews): UpgradeLine[] {
  const change = { from: views.before.release, to: views.after.release };
  const isOld = isTanzuKubernetesCluster(views.after.cluster);
  return [
    ...lineOf(ORDER, REFUSED, refusedOrder(change.from, change.to)),
    ...lineOf(PLATFORM, BEFORE, vksChange(change)),
    ...(isOld ? tkcLines(views) : [...classLines(views), ...cniLines(views), ...imageLines(views)]),
  ];
}

/** Returns the class that the Cluster has after the step, if it is known: a class that is too old is replaced. */
export function classAfter({ cluster, release }: ClusterView): ClusterClass | undefined {
  const known = knownClusterClass(classNameOf(cluster));
  const isTooOld = known && classVerdicts(known.name, release).some(isError);
  return isTooOld ? neededClassOf(release)?.needed : known;
}

function isError({ level }: Verdict): boolean {
  return level === 'error';
}

function tkcLines({ after: { release }, before, isFinal, isFirst }: StepViews): UpgradeLine[] {
  const verdict = tkcVerdict(release);
  const isNew = verdict && !tkcVerdict(before.release);
  return [
    ...(isNew ? lineOf(CLASS, levelInUpgrade(verdict, isFinal), factOf(verdict)) : []),
    ...(isFinal || !isFirst
      ? []
      : lineOf(CLASS, NOTE, {
          what: `The new manifests do not include the ${TKC_API.kind}.`,
          how: 'Change its release by hand.',
          source: TKC_API.source,
        })),
  ];
}

function classLines({ before, after, isFinal }: StepViews): UpgradeLine[] {
  const [old, now] = [before, after].map(({ cluster }) => classNameOf(cluster));
  const ofRelease = (release: string) => classVerdicts(now, release);
  const next = classAfter(after);
  // A class that does not fit the release is refused, even if it did not fit the release before.
  const found = newVerdicts(CLASS, isFinal ? [] : ofRelease(before.release), ofRelease(after.release), isFinal);
  const changed =
    old === now
      ? []
      : lineOf(CLASS, CHANGES, {
          what: `The ClusterClass changes from ${quote(old)} to ${quote(now)}.${classVerdicts(old, after.release)
            .map(({ message }) => ` ${message}`)
            .join('')}`,
          how: '',
          source: VKS_FACTS.oneMinor.source,
        });
  return [
    ...changed,
    ...found,
    ...(isFinal ? namespaceLine(after, knownClusterClass(now)) : []),
    ...(next && !isFinal && next.name !== now
      ? lineOf(CLASS, CHANGES, {
          what: `${VKS_FACTS.oneMinor.what} The manifests then need ${quote(next.name)}${next.namespace === undefined ? '' : ` in the namespace ${next.namespace}`}.`,
          how: 'Write the class and its namespace together with the version.',
          source: VKS_FACTS.oneMinor.source,
        })
      : []),
    ...variableLines(before.cluster, knownClusterClass(old), next),
  ];
}

/** A class of the public namespace, in a Cluster that does not name the namespace. */
function namespaceLine({ cluster }: ClusterView, known: ClusterClass | undefined): UpgradeLine[] {
  const { classNamespace, classRef } = mapAt(cluster, 'spec.topology');
  const isNamed = classNamespace !== undefined || (isTree(classRef) && classRef.namespace !== undefined);
  return known?.namespace === undefined || isNamed
    ? []
    : lineOf(CLASS, NOTE, {
        what: `The Cluster does not name the namespace of the ClusterClass ${quote(known.name)}. ${VKS_FACTS.classNamespaces.what}`,
        how: `Set classNamespace (with classRef, its namespace) to ${known.namespace}.`,
        source: VKS_FACTS.classNamespaces.source,
      });
}

/** From the release on that an AddonConfig configures, the Cluster names its CNI. */
function cniLines({ before, after }: StepViews): UpgradeLine[] {
  const isOther = isOtherObject({ from: before.release, to: after.release });
  const next = classAfter(after);
  if (hasOtherCni(after.cluster)) {
    return lineOf(VARIABLES, NOTE, {
      what: 'The variable "bootstrapAddons" names another CNI than Antrea, so the lines about Antrea do not apply.',
      how: '',
      source: VKS_FACTS.cniNames.source,
    });
  }
  const isWritten = variableOf(after.cluster, 'bootstrapAddons') !== undefined;
  const verdict = isOther && next && !isWritten ? missingCniVerdict(next.name) : undefined;
  return verdict ? lineOf(VARIABLES, BEFORE, factOf(verdict)) : [];
}

function imageLines({ before, kept, after, isFinal }: StepViews): UpgradeLine[] {
  const change = { from: before.release, to: after.release };
  const images = nodeImagesOf(after.cluster);
  const isOn = after.configs.some(isMulticastOn);
  const changed = [...new Set(images.map(({ name }) => name))].filter((name) => isOtherImage(name, change));
  const kernels = isOn
    ? kernelVerdicts(images, after.release).filter(({ message }) => mentionsOne(message, changed))
    : [];
  const [old, now] = [kept, after].map(({ release }) => imageVersionVerdicts(images, release));
  const versions = newVerdicts(OS_IMAGE, old, now, isFinal);
  const said = [...kernels.map(({ message }) => message), ...versions.map(({ what }) => what)];
  return [
    ...versions,
    ...kernels.flatMap((verdict) => lineOf(OS_IMAGE, BEFORE, factOf(verdict))),
    ...changed
      .filter((name) => !said.some((text) => mentionsOne(text, [name])))
      .flatMap((name) => {
        const { what, versions, source } = osImageOf(name, after.release);
        const ofVersions = versions.length === 0 ? '' : `: ${versions.join(' and ')}`;
        return lineOf(OS_IMAGE, CHANGES, {
          what: `The OS image ${quote(name)}: ${what}${ofVersions}.`,
          how: '',
          source,
        });
      }),
  ];
}

function mentionsOne(message: string, names: string[]): boolean {
  return names.some((name) => message.includes(quote(name)));
}
