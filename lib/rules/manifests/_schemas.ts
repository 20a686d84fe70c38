import { FindingLevel } from '../../messages/finding';
import { kubernetesOfRelease } from '../../platform/_kubernetes-schemas';
import { Mistake, MistakeKind, RefusedBy } from '../../schemas/_mistake';
import { isKnownGroup, mistakesOf } from '../../schemas/_mistakes-of';
import { NOT_APPLICABLE, Report } from '../_rule';
import { capabilitiesOf } from './_antrea';
import { Inventory, Manifest } from './_inventory';
import { clusterObjectOf, once } from './_lookups';

const mistakes = once(() => new Map<Manifest, Mistake[]>());

/** The mistakes of one kind in the structure of an object. They are computed once for each object. */
export function schemaReports(
  object: Manifest,
  inventory: Inventory,
  kind: MistakeKind,
): Report[] | typeof NOT_APPLICABLE {
  const { isAsMade = false } = inventory.entryOf(object);
  if (isAsMade || (kind === MistakeKind.VERSION && !isKnownGroup(object.apiVersion))) {
    return NOT_APPLICABLE;
  }
  const known = mistakes(inventory);
  const found = known.get(object) ?? mistakesOf(object, { kubernetes: kubernetesOf(object, inventory) });
  known.set(object, found);
  const isVersionWrong = found.some((one) => one.kind === MistakeKind.VERSION && one.at[0] === 'apiVersion');
  if (kind !== MistakeKind.VERSION && isVersionWrong) {
    return NOT_APPLICABLE;
  }
  return found.filter((one) => one.kind === kind && !isOfOtherRule(object, inventory, one)).map(reportOf);
}

function kubernetesOf(object: Manifest, inventory: Inventory): string | undefined {
  const { cluster } = inventory.entryOf(object);
  return kubernetesOfRelease(cluster?.release ?? inventory.releaseOf(clusterObjectOf(object, inventory)));
}

/** A mistake that not every API server refuses in every request, or that only a derived schema shows, is a warning. */
function reportOf({ message, fix, at, source, isDerived, isDoubt, refusedBy }: Mistake): Report {
  const isSure = !isDerived && !isDoubt && refusedBy === RefusedBy.BOTH;
  return { message, fix, at, source, level: isSure ? FindingLevel.ERROR : FindingLevel.WARNING };
}

/** Fields that other rules judge, so that each mistake is reported only once. */
const OF_OTHER_RULES: {
  readonly kind: string;
  readonly rules: string;
  readonly path: RegExp;
  /** Whether the rules judge it only if the release is known. */
  readonly needsRelease?: boolean;
}[] = [
  { kind: 'AntreaConfig', rules: 'TAM003, TAM005', path: /^spec\.antrea\.config\.featureGates\../ },
  {
    kind: 'AntreaConfig',
    rules: 'TAM048, TAM049',
    path: /^spec\.antrea\.config\.multicast\.(enable|igmpQueryVersions)$/,
    needsRelease: true,
  },
  { kind: 'Cluster', rules: 'TAM044', path: /^spec\.clusterNetwork\.(pods|services)\.cidrBlocks\.\d+$/ },
  { kind: 'Cluster', rules: 'TAM047', path: /^spec\.topology\.workers\.machineDeployments\.\d+$/ },
];

function isOfOtherRule(object: Manifest, inventory: Inventory, { at }: Mistake): boolean {
  const row = OF_OTHER_RULES.find(({ kind, path }) => kind === object.kind && path.test(at.join('.')));
  return row !== undefined && (!row.needsRelease || capabilitiesOf(object, inventory) !== undefined);
}
