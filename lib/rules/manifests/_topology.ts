import { isTree, valueAt } from '../../checks/_trees';
import { quote } from '../../messages/_errors';
import { Verdict } from '../../messages/_verdict';
import { FindingLevel } from '../../messages/finding';
import { controlPlaneVerdict } from '../../platform/_class-verdicts';
import { knownClusterClass } from '../../platform/_cluster-classes';
import { ClusterClass } from '../../platform/tables/_cluster-classes';
import { poolsWithoutName, topologyVerdicts, verdictsOnMade } from '../../platform/variables/_topology-verdicts';
import { TopologyVerdict } from '../../platform/variables/_variable-verdicts';
import { NOT_APPLICABLE, Report } from '../_rule';
import { Inventory, Manifest, mapAt } from './_inventory';
import { once } from './_lookups';
import { classNameOf } from './_platform-verdicts';

const verdictsByCluster = once(() => new Map<Manifest, TopologyVerdict[]>());

/** Whether it is a Cluster of Cluster API that a ClusterClass describes. */
function hasTopology(object: Manifest): boolean {
  return object.apiVersion.startsWith('cluster.x-k8s.io/') && isTree(valueAt(object, 'spec.topology'));
}

/** The class of a Cluster, or the known class that has the same variables; undefined if the variables are not known. */
function classOf(object: Manifest, inventory: Inventory): ClusterClass | undefined {
  const name = classNameOf(object);
  const { topology: note } = inventory.entryOf(object);
  return note?.className === name ? note.known : knownClusterClass(name);
}

/** The verdicts of one id on the variables and the node pools of a Cluster. */
export function topologyReports(
  object: Manifest,
  inventory: Inventory,
  id: string,
): TopologyVerdict[] | typeof NOT_APPLICABLE {
  if (!hasTopology(object)) {
    return NOT_APPLICABLE;
  }
  const known = verdictsByCluster(inventory);
  const verdicts = known.get(object) ?? allVerdicts(object, inventory);
  known.set(object, verdicts);
  return verdicts.filter((verdict) => verdict.id === id);
}

function allVerdicts(object: Manifest, inventory: Inventory): TopologyVerdict[] {
  const topology = mapAt(object, 'spec.topology');
  const clusterClass = classOf(object, inventory);
  const { topology: note, isAsMade } = inventory.entryOf(object);
  const verdictsOn = (known: ClusterClass) =>
    note && isAsMade ? verdictsOnMade(topology, known, note) : topologyVerdicts(topology, known, note);
  return [...(clusterClass ? verdictsOn(clusterClass) : []), ...poolsWithoutName(topology)];
}

/** The verdict on the number of control plane Nodes. Another type than a number is not judged, nor an unknown class. */
export function controlPlaneReports(object: Manifest, inventory: Inventory): Verdict[] | typeof NOT_APPLICABLE {
  const replicas = valueAt(object, 'spec.topology.controlPlane.replicas');
  const clusterClass = classOf(object, inventory);
  if (!hasTopology(object) || typeof replicas !== 'number' || !clusterClass) {
    return NOT_APPLICABLE;
  }
  const verdict = controlPlaneVerdict(clusterClass, inventory.asCluster('', object)?.release, replicas);
  return verdict ? [verdict] : [];
}

/** A note if no table has the class, so that the variables are not judged. A Cluster without a class is an error. */
export function unknownClassReports(object: Manifest, inventory: Inventory): Report[] | typeof NOT_APPLICABLE {
  if (!hasTopology(object)) {
    return NOT_APPLICABLE;
  }
  const name = classNameOf(object);
  const isByRef = object.apiVersion.endsWith('/v1beta2') || valueAt(object, 'spec.topology.classRef') !== undefined;
  const at = ['spec', 'topology', ...(isByRef ? ['classRef', 'name'] : ['class'])];
  if (name === '') {
    return [
      {
        message: 'The topology of the Cluster has no ClusterClass.',
        level: FindingLevel.ERROR,
        fix: `Write the name of a class, such as "builtin-generic-v3.7.0", to ${at.join('.')}; 'kubectl get clusterclass -A' on the Supervisor lists its classes.`,
        at,
      },
    ];
  }
  return classOf(object, inventory)
    ? []
    : [
        {
          message: `The ClusterClass ${quote(name)} is in no table of this library, so the variables, the classes of the node pools and the size of the control plane are not checked.`,
          at,
        },
      ];
}
