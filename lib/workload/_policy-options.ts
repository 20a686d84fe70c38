import { InvalidInput, quote } from '../_errors';
import { firstBand } from '../platform/_antrea-multicast';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { OtherMulticast } from './other-multicast';
import { WorkloadChart } from './workload-chart';

/** Returns what the release of the chart's cluster can do, when its Antrea has policies on multicast. */
export function requireRelease(subject: string, { cluster }: WorkloadChart): ReleaseCapabilities {
  const release = ReleaseCapabilities.of(cluster);
  if (!release.policiesKnowIgmp) {
    const first = firstBand(({ policiesKnowIgmp }) => policiesKnowIgmp)?.since;
    throw new InvalidInput(
      `${subject}: Antrea ${release.antreaVersion} of release ${quote(cluster.release)} has no policies on multicast: choose a release with Antrea ${first} or later, or leave the policies out.`,
    );
  }
  return release;
}

/** Returns the choice when it is one, which the compiler does not ask of JavaScript. */
export function requireOthers(subject: string, others: OtherMulticast): OtherMulticast {
  if (!(others instanceof OtherMulticast)) {
    throw new InvalidInput(
      `${subject}: others is ${quote(others)}: give OtherMulticast.untouched(), droppedInNamespace() or droppedInCluster().`,
    );
  }
  return others;
}

/** Returns the priority when Antrea's schema takes it. */
export function requirePriority(subject: string, priority: number): number {
  if (!Number.isFinite(priority) || priority < 1 || priority > 10000) {
    throw new InvalidInput(`${subject}: priority is ${quote(priority)}: use a number from 1 to 10000.`);
  }
  return priority;
}
