import { quote } from '../messages/_errors';
import { isReleasePrefix, releaseKey } from '../platform/_release-lookup';
import { missingReleaseVerdict, releaseVerdict } from '../platform/_version-formats';
import { GivenVersions, antreaOfRelease, givenVersion } from '../platform/upgrades/_given-versions';
import { PlannedRelease, isDowngrade, plannedReleases, refusedOrder } from '../platform/upgrades/_release-order';
import { releaseIn } from '../rules/manifests/_clusters';
import { Manifest } from '../rules/manifests/_inventory';
import { antreaLines } from './_antrea-lines';
import { clusterLines } from './_cluster-lines';
import { StepViews, ViewFacts, viewOf } from './_cluster-view';
import { factOf, inOrderOfLevel, lineOf } from './_line';
import { manifestsAfter } from './_new-manifests';
import { workloadLines } from './_workload-lines';
import { UpgradeLevel, UpgradeLine, UpgradeStep, UpgradeTopic } from './upgrade-step';

/** The facts of the user about all clusters. */
export interface UpgradeFacts {
  readonly versions: GivenVersions;
  readonly vsphere?: string;
}

/** A Cluster, and all objects of the cluster with it. */
export interface ObjectsOfCluster {
  readonly cluster: Manifest;
  readonly objects: Manifest[];
}

/** Returns the steps of one cluster to the target; empty if it is there. */
export function stepsOfCluster(
  { cluster, objects }: ObjectsOfCluster,
  target: string,
  facts: UpgradeFacts,
): UpgradeStep[] {
  const from = releaseIn(cluster);
  const invalid = from === undefined ? missingReleaseVerdict(from) : releaseVerdict(from);
  if (invalid || typeof from !== 'string') {
    const lines = invalid ? lineOf(UpgradeTopic.ORDER, UpgradeLevel.UNKNOWN, factOf(invalid)) : [];
    return [emptyStep(cluster, typeof from === 'string' ? from : '', target, lines)];
  }
  if (isReleasePrefix(releaseKey(target), releaseKey(from))) {
    return [];
  }
  if (isDowngrade(from, target)) {
    return [refusedStep(cluster, from, target)];
  }
  const named = [...facts.versions.byRelease.keys()];
  return walk({ cluster, objects }, from, plannedReleases(from, target, named), facts);
}

function walk(
  { cluster, objects }: ObjectsOfCluster,
  from: string,
  plan: PlannedRelease[],
  facts: UpgradeFacts,
): UpgradeStep[] {
  const steps: UpgradeStep[] = [];
  let current = { cluster, objects };
  let release = from;
  let lastAntrea: string | undefined;
  for (const planned of plan) {
    const before = viewOf(current.cluster, current.objects, viewFacts(release, facts));
    const after = viewOf(current.cluster, current.objects, viewFacts(planned.release, facts));
    const next = manifestsAfter(after);
    const views = { before, kept: before, after, isFinal: false, isFirst: steps.length === 0, lastAntrea };
    steps.push({
      ...stepOf(views, choiceLines(planned)),
      manifests: next.changed,
      removed: next.removed,
    });
    lastAntrea = after.antrea.antrea ?? before.antrea.antrea ?? lastAntrea;
    release = planned.release;
    current = next;
  }
  return steps;
}

function viewFacts(release: string, { versions, vsphere }: UpgradeFacts): ViewFacts {
  return { release, antrea: antreaOfRelease(release, givenVersion(release, versions)), vsphere };
}

/** The lines on a release that the tables choose. */
function choiceLines({ release, kubernetes, choice, source }: PlannedRelease): UpgradeLine[] {
  const how = `'kubectl get tkr' on the Supervisor (on VKS, 'kubectl get kr') lists its releases: name another one of Kubernetes ${kubernetes} by --antrea RELEASE=VERSION (in code antreaVersions).`;
  if (choice === 'unknown') {
    const what = `No table has a release of Kubernetes ${kubernetes}: choose one.`;
    return lineOf(UpgradeTopic.ORDER, UpgradeLevel.UNKNOWN, { what, how, source });
  }
  const what = `The release ${quote(release)} of Kubernetes ${kubernetes} is chosen from the tables.`;
  return choice === 'table' ? lineOf(UpgradeTopic.ORDER, UpgradeLevel.NOTE, { what, how, source }) : [];
}

/**
 * Returns the step between two states of a cluster, whose releases are valid and differ; undefined otherwise. The objects after it
 * are those that will be applied.
 */
export function stepBetween(
  before: ObjectsOfCluster,
  after: ObjectsOfCluster,
  facts: UpgradeFacts,
): UpgradeStep | undefined {
  const [from, to] = [before, after].map(({ cluster }) => releaseIn(cluster));
  if (typeof from !== 'string' || typeof to !== 'string' || releaseVerdict(from) || releaseVerdict(to)) {
    return undefined;
  }
  if (releaseKey(from) === releaseKey(to)) {
    return undefined;
  }
  if (isDowngrade(from, to)) {
    return refusedStep(after.cluster, from, to);
  }
  const { versions, vsphere } = facts;
  const given = givenVersion(to, versions) ?? versions.ofTarget;
  const ofAfter = { release: to, antrea: antreaOfRelease(to, given), vsphere };
  const ofBefore = viewFacts(from, facts);
  const views: StepViews = {
    before: viewOf(before.cluster, before.objects, ofBefore),
    kept: viewOf(after.cluster, after.objects, ofBefore),
    after: viewOf(after.cluster, after.objects, ofAfter),
    isFinal: true,
    isFirst: true,
  };
  return stepOf(views, []);
}

function stepOf(views: StepViews, more: UpgradeLine[]): UpgradeStep {
  const { before, after } = views;
  const lines = [...clusterLines(views), ...antreaLines(views), ...workloadLines(views), ...more];
  return {
    ...emptyStep(after.cluster, before.release, after.release, inOrderOfLevel(lines)),
    antreaBefore: before.antrea.antrea,
    antreaAfter: after.antrea.antrea,
  };
}

function refusedStep(cluster: Manifest, from: string, to: string): UpgradeStep {
  return emptyStep(cluster, from, to, lineOf(UpgradeTopic.ORDER, UpgradeLevel.REFUSED, refusedOrder(from, to)));
}

function emptyStep(cluster: Manifest, fromRelease: string, toRelease: string, lines: UpgradeLine[]): UpgradeStep {
  const { name, namespace } = cluster.metadata;
  const label = namespace === undefined || namespace === '' ? String(name) : `${namespace}/${name}`;
  return { cluster: label, fromRelease, toRelease, lines, manifests: [], removed: [] };
}
