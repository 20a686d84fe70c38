import { valueAt } from '../../checks/_trees';
import { FindingLevel } from '../../messages/finding';
import { gatesVerdict } from '../../platform/_gate-verdicts';
import { knownClusterClass } from '../../platform/_cluster-classes';
import { kubernetesOfRelease } from '../../platform/_kubernetes-schemas';
import { Mistake, MistakeKind, RefusedBy, isRefused } from '../../schemas/_mistake';
import { isKnownGroup, mistakesOf } from '../../schemas/_mistakes-of';
import { NOT_APPLICABLE, Report } from '../_rule';
import { capabilitiesOf, isMulticastOn } from './_antrea';
import { Inventory, Manifest } from './_inventory';
import { clusterObjectOf, once } from './_lookups';
import { classNameOf } from './_platform-verdicts';

const mistakes = once(() => new Map<Manifest, Mistake[]>());

/** The mistakes of one kind in the structure of an object. They are computed once for each object. */
export function schemaReports(
  object: Manifest,
  inventory: Inventory,
  kind: MistakeKind,
): Report[] | typeof NOT_APPLICABLE {
  const { isAsMade = false } = inventory.entryOf(object);
  if (isAsMade || (kind === MistakeKind.VERSION && !isKnownGroup(object, inventory.platform.ownSchemas))) {
    return NOT_APPLICABLE;
  }
  const known = mistakes(inventory);
  const found =
    known.get(object) ??
    mistakesOf(object, { kubernetes: kubernetesOfObject(object, inventory), own: inventory.platform.ownSchemas });
  known.set(object, found);
  const isVersionWrong = found.some((one) => one.kind === MistakeKind.VERSION && one.at[0] === 'apiVersion');
  if (kind !== MistakeKind.VERSION && isVersionWrong) {
    return NOT_APPLICABLE;
  }
  return found.filter((one) => one.kind === kind && !isOfOtherRule(object, inventory, one)).map(schemaReport);
}

function kubernetesOfObject(object: Manifest, inventory: Inventory): string | undefined {
  const { cluster } = inventory.entryOf(object);
  return kubernetesOfRelease(cluster?.release ?? inventory.releaseOf(clusterObjectOf(object, inventory)));
}

function schemaReport(mistake: Mistake): Report {
  const { message, fix, at, source, edits, isDoubt, refusedBy } = mistake;
  const level = isRefused(mistake) ? FindingLevel.ERROR : FindingLevel.WARNING;
  const isCertain = edits !== undefined && !isDoubt && refusedBy !== RefusedBy.APPLY;
  return { message, fix, at, source, level, ...(isCertain ? { edits } : {}) };
}

/** Fields that other rules judge, so that each mistake is reported only once. */
const FIELDS_OF_OTHER_RULES: {
  readonly kind: string;
  readonly rules: string;
  readonly path: RegExp;
  /** Kind of mistake that the rules judge; by default they judge any mistake. */
  readonly mistake?: MistakeKind;
  /** Whether the rules judge the value; by default they judge any value. */
  readonly judges?: (object: Manifest, inventory: Inventory, value: unknown) => boolean;
}[] = [
  { kind: 'AntreaConfig', rules: 'TAM003, TAM005', path: /^spec\.antrea\.config\.featureGates\./ },
  {
    kind: 'AntreaConfig',
    rules: 'TAM003',
    path: /^spec\.antrea\.config\.featureGates$/,
    judges: (_object, _inventory, value) => gatesVerdict(value) !== undefined,
  },
  {
    kind: 'AntreaConfig',
    rules: 'TAM006',
    path: /^spec\.antrea\.config\.trafficEncapMode$/,
    judges: (object, inventory, value) =>
      value !== null && isMulticastOn(object) && capabilitiesOf(object, inventory) !== undefined,
  },
  {
    kind: 'AntreaConfig',
    rules: 'TAM048, TAM049',
    path: /^spec\.antrea\.config\.multicast\.(enable|igmpQueryVersions)$/,
    judges: (object, inventory) => capabilitiesOf(object, inventory) !== undefined,
  },
  { kind: 'Cluster', rules: 'TAM044', path: /^spec\.clusterNetwork\.(pods|services)\.cidrBlocks\.\d+$/ },
  {
    kind: 'Cluster',
    rules: 'TAM044',
    path: /^spec\.clusterNetwork\.(pods|services)\.cidrBlocks$/,
    judges: (_object, _inventory, value) => value !== undefined && value !== null,
  },
  {
    kind: 'Cluster',
    rules: 'TAM094',
    path: /\.(variables|overrides)\.\d+\.value$/,
    judges: (object) => knownClusterClass(classNameOf(object)) !== undefined,
  },
  {
    kind: 'Cluster',
    rules: 'TAM096',
    path: /\.(variables|overrides)\.\d+$/,
    mistake: MistakeKind.DUPLICATE,
    judges: (object) => knownClusterClass(classNameOf(object)) !== undefined,
  },
  {
    kind: 'Cluster',
    rules: 'TAM097',
    path: /^spec\.topology\.workers\.machineDeployments\.\d+\.name$/,
    mistake: MistakeKind.MISSING,
  },
  { kind: 'Cluster', rules: 'TAM099', path: /^spec\.topology\.class$/, mistake: MistakeKind.MISSING },
  { kind: 'Cluster', rules: 'TAM037, TAM111', path: /^spec\.topology\.version$/ },
  {
    kind: 'Cluster',
    rules: 'TAM108',
    path: /\.annotations\.cluster\.x-k8s\.io\/cluster-api-autoscaler-node-group-(min|max)-size$/,
  },
  { kind: 'Cluster', rules: 'TAM047', path: /^spec\.topology\.workers\.machineDeployments\.\d+$/ },
];

function isOfOtherRule(object: Manifest, inventory: Inventory, mistake: Mistake): boolean {
  const { at } = mistake;
  const row = FIELDS_OF_OTHER_RULES.find(
    (one) =>
      one.kind === object.kind &&
      one.path.test(at.join('.')) &&
      (one.mistake === undefined || one.mistake === mistake.kind),
  );
  return row !== undefined && (row.judges?.(object, inventory, valueAt(object, at.join('.'))) ?? true);
}
