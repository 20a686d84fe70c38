import { Verdict } from '../_verdict';
import { rangeVerdicts } from '../platform/_range-verdicts';
import { Inventory, Manifest, listAt } from './_inventory';
import { NOT_APPLICABLE } from './_rule';

/** The verdicts of one id on the ranges of a Cluster. */
export function rangeReports(cluster: Manifest, inventory: Inventory, id: string): Verdict[] | typeof NOT_APPLICABLE {
  const pods = listAt(cluster, 'spec.clusterNetwork.pods.cidrBlocks');
  const services = listAt(cluster, 'spec.clusterNetwork.services.cidrBlocks');
  return pods.length + services.length === 0
    ? NOT_APPLICABLE
    : rangeVerdicts({ pods, services, release: inventory.asCluster('', cluster)?.release }).filter(
        (verdict) => verdict.id === id,
      );
}
