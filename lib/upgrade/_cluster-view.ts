import { AntreaOfRelease } from '../platform/upgrades/_given-versions';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { capabilitiesOf, configsOf } from '../rules/manifests/_antrea';
import { Entry, Inventory, Manifest } from '../rules/manifests/_inventory';

/** The objects of one cluster, as they are with a release. */
export interface ClusterView {
  readonly release: string;
  readonly antrea: AntreaOfRelease;
  readonly vsphere?: string;
  readonly cluster: Manifest;
  /** All objects of the cluster, on the Supervisor and in the workload cluster. */
  readonly objects: Manifest[];
  /** The objects that configure its Antrea. */
  readonly configs: Manifest[];
  readonly inventory: Inventory;
  /** Undefined if the version of Antrea is not known. */
  readonly capabilities?: ReleaseCapabilities;
}

/** The facts that do not depend on the objects. */
export type ViewFacts = Pick<ClusterView, 'release' | 'antrea' | 'vsphere'>;

/** Returns the view of the objects of one cluster. The release counts in place of that of the Cluster. */
export function viewOf(cluster: Manifest, objects: Manifest[], facts: ViewFacts): ClusterView {
  const { release, antrea, vsphere } = facts;
  // An object of its own in each place, as the inventory needs it.
  const entries = [...new Set(objects)].map((manifest): Entry => ({ manifest }));
  const inventory = new Inventory(entries, { tkr: release, antreaVersion: antrea.antrea, vsphere });
  return {
    ...facts,
    cluster,
    objects,
    inventory,
    configs: configsOf(cluster, inventory),
    capabilities: antrea.antrea === undefined ? undefined : capabilitiesOf(cluster, inventory),
  };
}

/** Two views of a cluster, and a third one that tells apart what the release changes from what the manifests change. */
export interface StepViews {
  /** The objects before the step with the release before it. */
  readonly before: ClusterView;
  /** The objects after the step with the release before it. */
  readonly kept: ClusterView;
  /** The objects after the step with the release after it. */
  readonly after: ClusterView;
  /** Whether the objects after the step are those that will be applied; else only their release is new. */
  readonly isFinal: boolean;
  /** Whether no step is before it: what is not known about the release before is then a question. */
  readonly isFirst: boolean;
  /** The last known version of Antrea at earlier steps, if that before the step is not known. */
  readonly lastAntrea?: string;
}
