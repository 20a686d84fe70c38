import { Tree, isTree, memberOf } from '../checks/_trees';
import { PLATFORM_VARIABLE } from '../platform/tables/_class-variables';
import { isSame } from '../preview/_differences';
import { withoutServerFields } from '../preview/_objects';
import { storedAntreaConfig } from '../preview/_antrea-spec';

const APPLIED_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

/** Variables of a Cluster that the platform writes if they are absent (lib/platform/tables/_class-variables.ts). */
const OF_PLATFORM = ['user', 'ntp', 'clusterEncryptionConfigYaml', 'extensionCert'];

/** A manifest as its user wrote it, and what else it has. */
export interface OwnManifest {
  readonly manifest: Tree;
  /** The fields that were left out, such as `metadata.uid`. */
  readonly leftOut: string[];
}

/** Returns the manifest without what the API server, the Supervisor and kubectl added to it. */
export function ownManifest(given: Tree): OwnManifest {
  const own = withoutServerFields(given);
  const applied = appliedOf(given);
  const removed = ['metadata', 'status'].flatMap((part) => removedNames(given, own, part));
  const ofMetadata = ['labels', 'annotations'].flatMap((part) =>
    removedNames(memberOf(given, 'metadata'), own.metadata, part),
  );
  const { manifest, leftOut } =
    given.kind === 'Cluster' ? withoutPlatformVariables(own, applied) : asApplied(own, applied);
  return { manifest, leftOut: [...removed, ...ofMetadata.map((name) => `metadata.${name}`), ...leftOut] };
}

/** The members that a part has before and not after; the part itself if it is gone. */
function removedNames(before: unknown, after: unknown, part: string): string[] {
  const [from, to] = [isTree(before) ? before[part] : undefined, isTree(after) ? after[part] : undefined];
  if (from === undefined || part === 'status') {
    return from === undefined ? [] : [part];
  }
  const names = isTree(from) ? Object.keys(from) : [];
  const inner = ['labels', 'annotations'];
  return names
    .filter((name) => !(isTree(to) && Object.hasOwn(to, name)) && !inner.includes(name))
    .map((name) => `${part}.${name}`);
}

/** The manifest that kubectl applied, if the annotation holds it. */
function appliedOf({ metadata }: Tree): Tree | undefined {
  const text: unknown = isTree(metadata?.annotations) ? metadata.annotations[APPLIED_ANNOTATION] : undefined;
  try {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    return isTree(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An AntreaConfig that is what the server makes of the applied one: its defaults are left out. */
function asApplied(own: Tree, applied: Tree | undefined): OwnManifest {
  if (own.kind !== 'AntreaConfig' || !isTree(applied?.spec) || !isTree(own.spec) || isSame(applied.spec, own.spec)) {
    return { manifest: own, leftOut: [] };
  }
  return isSame(storedAntreaConfig(applied.spec), storedAntreaConfig(own.spec))
    ? { manifest: { ...own, spec: applied.spec }, leftOut: ['defaults of AntreaConfig'] }
    : { manifest: own, leftOut: [] };
}

function withoutPlatformVariables(own: Tree, applied: Tree | undefined): OwnManifest {
  const topology: unknown = isTree(own.spec) ? own.spec.topology : undefined;
  if (!isTree(topology) || !Array.isArray(topology.variables)) {
    return { manifest: own, leftOut: [] };
  }
  const ofUser: unknown = applied?.spec?.topology?.variables;
  const names = Array.isArray(ofUser) ? ofUser.map((one: unknown) => (isTree(one) ? one.name : undefined)) : undefined;
  const isAdded = (name: unknown) =>
    name === PLATFORM_VARIABLE.name ||
    (names !== undefined && OF_PLATFORM.includes(String(name)) && !names.includes(name));
  const added = topology.variables.filter((one: unknown) => isTree(one) && isAdded(one.name));
  if (added.length === 0) {
    return { manifest: own, leftOut: [] };
  }
  const variables = topology.variables.filter((one: unknown) => !added.includes(one));
  return {
    manifest: { ...own, spec: { ...own.spec, topology: { ...topology, variables } } },
    leftOut: added.map(({ name }) => `variable ${name}`),
  };
}
