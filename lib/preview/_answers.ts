import { valueAt } from '../checks/_trees';
import { quote } from '../messages/_errors';
import { clusterNameIn } from '../platform/_cluster-name';
import { isVsphereFrom } from '../platform/_supervisors';
import { AntreaObject } from '../platform/enums';
import { ANTREA_CONFIG_DEFAULTS } from '../platform/tables/_antrea-config-fields';
import { IMMUTABLE_FIELDS, ImmutableField } from '../platform/tables/_immutable-fields';
import { Difference, isSame, shownChangeAt } from './_differences';
import { Compared, objectKey } from './_objects';

/** The result of applying one difference. */
export interface ChangeVerdict {
  readonly isImmutable: boolean;
  readonly answer: string;
  readonly restart: boolean;
}

const ACCEPTED: ChangeVerdict = { isImmutable: false, answer: '', restart: false };

/** Returns the immutable fields of the kind of the object. */
export function rowsOf({ group, kind }: Compared): ImmutableField[] {
  return IMMUTABLE_FIELDS.filter((row) => row.group === group && row.kind === kind);
}

/** Returns the verdict on each difference of an object that both sides have. */
export function verdictsOfUpdate(object: Compared, found: Difference[], vsphere?: string): ChangeVerdict[] {
  const changedPaths = found.map(({ path }) => path);
  const broken = found.map((difference) => brokenRow(object, difference, changedPaths));
  const refusal = broken.find((row) => row?.refusedBy !== undefined && conditionOn(row, vsphere) === undefined);
  return found.map((difference, index) => {
    const row = broken[index];
    const condition = row && conditionOn(row, vsphere);
    if (row && condition !== undefined) {
      return { ...ACCEPTED, answer: acceptedIf(condition, object, difference, row) };
    }
    if (row) {
      const answer = `${refused(object, difference, row)}${vsphere === undefined ? laterAnswer(row) : ''}`;
      return { isImmutable: true, answer, restart: false };
    }
    if (refusal) {
      const before = vsphere === undefined && refusal.mayChange ? `before vSphere ${refusal.mayChange.since}, ` : '';
      const answer = `${object.label}: ${before}${refusal.refusedBy} refuses the whole update, because it changes ${refusal.path}: apply ${difference.path} without that change.`;
      return { ...ACCEPTED, answer };
    }
    return { ...ACCEPTED, restart: isOfAntrea(object, difference.path) };
  });
}

/** Returns the verdict on a new object, whose Cluster may exist already. */
export function verdictOfCreation(object: Compared, existing: ReadonlyMap<string, Compared>): ChangeVerdict {
  const cluster = existing.get(keyOfCluster(object) ?? '');
  if (!cluster) {
    return ACCEPTED;
  }
  const row = rowsOf(object).find(({ path }) => !isSame(valueAt(object.tree, path), standardAt(path)));
  return row ? { isImmutable: true, answer: refusedLate(object, cluster, row), restart: false } : NEEDS_RESTART;
}

const NEEDS_RESTART: ChangeVerdict = { ...ACCEPTED, restart: true };

/** Returns the name of the Cluster whose Antrea the object configures. Undefined for other objects. */
export function configuredCluster(object: Compared): string | undefined {
  const kind = Object.values(AntreaObject).find((each) => each === object.kind);
  const isOfKind = isAntreaConfig(object) || isAntreaAddonConfig(object);
  return kind && isOfKind ? clusterNameIn(kind, object.name) : undefined;
}

function keyOfCluster(object: Compared): string | undefined {
  const name = configuredCluster(object);
  return name === undefined
    ? undefined
    : objectKey({ group: 'cluster.x-k8s.io', kind: 'Cluster', namespace: object.namespace, name });
}

function standardAt(path: string): unknown {
  return ANTREA_CONFIG_DEFAULTS.find((row) => `spec.${row.path}` === path)?.standard;
}

function brokenRow(
  object: Compared,
  { path, before, after }: Difference,
  changed: string[],
): ImmutableField | undefined {
  const row = rowsOf(object).find(
    (each) => path === each.path || path.startsWith(`${each.path}.`) || path.startsWith(`${each.path}[`),
  );
  if (!row || isSame(before ?? row.absent, after ?? row.absent)) {
    return undefined;
  }
  const isAdded = path === row.path && before === undefined;
  if (isAdded && row.mayBeAddedWith !== undefined && changed.includes(row.mayBeAddedWith)) {
    return undefined;
  }
  return row.unlessChanged !== undefined && changed.includes(row.unlessChanged) ? undefined : row;
}

/** The condition under which a known vSphere accepts a change of the field; undefined if it is unknown or refuses it. */
function conditionOn({ mayChange }: ImmutableField, vsphere: string | undefined): string | undefined {
  return vsphere !== undefined && mayChange && isVsphereFrom(vsphere, mayChange.since)
    ? mayChange.condition
    : undefined;
}

function acceptedIf(
  condition: string,
  { label, kind }: Compared,
  { path, before, after }: Difference,
  { refusedBy, wayOut }: ImmutableField,
): string {
  return `${label}: ${path} can change from ${shownChangeAt(kind, path, before)} to ${shownChangeAt(kind, path, after)} only if ${condition}, which manifests do not show. Otherwise ${refusedBy} refuses the whole update: ${wayOut}.`;
}

/** The answer of a later vSphere to the change, if the version of vSphere is not known. */
function laterAnswer({ mayChange }: ImmutableField): string {
  return mayChange
    ? ` From vSphere ${mayChange.since} on, it can change if ${mayChange.condition}: pass --vsphere VERSION for one answer (in code the option vsphere).`
    : '';
}

function refused({ label, kind }: Compared, { path, before, after }: Difference, row: ImmutableField): string {
  const change = `${path} cannot change from ${shownChangeAt(kind, path, before)} to ${shownChangeAt(kind, path, after)} once the ${kind} exists`;
  return row.refusedBy
    ? `${label}: ${row.refusedBy} refuses the update, because ${change}: ${row.wayOut}.`
    : `${label}: ${change}. No public source shows whether the Supervisor refuses the change or ignores it: ${row.wayOut}.`;
}

function refusedLate({ label, name, namespace, kind, tree }: Compared, cluster: Compared, row: ImmutableField): string {
  const [written, standard] = [valueAt(tree, row.path), standardAt(row.path)];
  const isCommand = [name, namespace].every((word) => /^([a-z\d][\w.-]*)?$/i.test(word));
  const look = isCommand
    ? `'kubectl get antreaconfig ${name}${namespace === '' ? '' : ` -n ${namespace}`} -o yaml'`
    : 'the existing AntreaConfig';
  return `${label}: ${cluster.label} exists, so the Supervisor has already created an AntreaConfig of this name from its template. If that one has another ${row.path} than ${shownChangeAt(kind, row.path, written)} (the default is ${quote(standard)}), ${row.refusedBy} refuses the update: compare with ${look}, or create a new Cluster after this AntreaConfig.`;
}

function isAntreaConfig({ group, kind }: Compared): boolean {
  return group === 'cni.tanzu.vmware.com' && kind === 'AntreaConfig';
}

/** Whether the object is the AddonConfig of Antrea, which its name shows. The others belong to other add-ons. */
function isAntreaAddonConfig({ group, kind, name }: Compared): boolean {
  const { ADDON_CONFIG } = AntreaObject;
  return (
    group === 'addons.kubernetes.vmware.com' && kind === ADDON_CONFIG && clusterNameIn(ADDON_CONFIG, name) !== undefined
  );
}

function isOfAntrea(object: Compared, path: string): boolean {
  const root = isAntreaConfig(object) ? 'spec.antrea.config' : isAntreaAddonConfig(object) ? 'spec.values' : undefined;
  return root !== undefined && (path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[`));
}
