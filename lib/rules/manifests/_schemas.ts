import { Path } from '../../checks/_paths';
import { FindingLevel } from '../../messages/finding';
import { kubernetesOfRelease } from '../../platform/_kubernetes-schemas';
import { Mistake, MistakeKind } from '../../schemas/_mistake';
import { isKnownGroup, mistakesOf } from '../../schemas/_mistakes-of';
import { NOT_APPLICABLE, Report } from '../_rule';
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
  return found.filter((one) => one.kind === kind && !isOfOtherRule(object, one)).map(reportOf);
}

function kubernetesOf(object: Manifest, inventory: Inventory): string | undefined {
  const { cluster } = inventory.entryOf(object);
  return kubernetesOfRelease(cluster?.release ?? inventory.releaseOf(clusterObjectOf(object, inventory)));
}

function reportOf({ message, fix, at, source, isDerived, isDoubt }: Mistake): Report {
  return { message, fix, at, source, level: isDerived || isDoubt ? FindingLevel.WARNING : FindingLevel.ERROR };
}

/** Fields that other rules judge, so that each mistake is reported only once. */
const OF_OTHER_RULES: { readonly kind: string; readonly rule: string; readonly path: RegExp }[] = [
  { kind: 'AntreaConfig', rule: 'TAM003, TAM005', path: /^spec\.antrea\.config\.featureGates\../ },
  { kind: 'Cluster', rule: 'TAM044', path: /^spec\.clusterNetwork\.(pods|services)\.cidrBlocks\.\d+$/ },
  { kind: 'Cluster', rule: 'TAM047', path: /^spec\.topology\.workers\.machineDeployments\.\d+$/ },
];

function isOfOtherRule({ kind }: Manifest, { at }: Mistake): boolean {
  const path = textOfPath(at);
  return OF_OTHER_RULES.some((row) => row.kind === kind && row.path.test(path));
}

function textOfPath(at: Path): string {
  return at.join('.');
}
