import { misspelt } from '../checks/_names';
import { Path, pathOf } from '../checks/_paths';
import { Tree, isTree, valueAt } from '../checks/_trees';
import { ANTREA_SETTINGS_PATH } from '../platform/_antrea-package';
import { clusterNameIn } from '../platform/_cluster-name';
import { AntreaObject } from '../platform/enums';
import { ANTREA_VALUES } from '../platform/tables/structures/_derived-schemas';
import { Definition, SchemaFile, memberSchema, resolved } from './_definition';
import { validatorOf } from './_schema-files';

const VALUES_PATH = 'spec.values';

/** The rules on feature gates judge their names. */
const GATES_PATH = 'antrea.config.featureGates';

/** Names by their path below `spec.values`; the path of the top level is empty. */
type Names = ReadonlyMap<string, ReadonlySet<string>>;

let known: Names | undefined;

/** A name that is like a known one. */
export interface MisspeltName {
  readonly at: Path;
  /** The known name. */
  readonly near: string;
}

/** Returns the misspelt names in the values of the antrea AddonConfig. All other names pass, because no schema is public. */
export function misspeltValues(manifest: Tree): MisspeltName[] {
  const values = valueAt(manifest, VALUES_PATH);
  if (!isTree(values) || !isAddonOfAntrea(manifest)) {
    return [];
  }
  known ??= knownNames();
  return misspeltIn(values, '', known);
}

/** Whether the AddonConfig is that of Antrea: by its name, its label or its definition. */
function isAddonOfAntrea({ metadata, spec }: Tree): boolean {
  const { name, labels } = isTree(metadata) ? metadata : ({} as Tree);
  const definition = valueAt({ spec }, 'spec.addonConfigDefinitionRef.name');
  return (
    (typeof name === 'string' && clusterNameIn(AntreaObject.ADDON_CONFIG, name) !== undefined) ||
    (isTree(labels) && labels['addon.kubernetes.vmware.com/addon-name'] === 'antrea') ||
    (typeof definition === 'string' && definition.startsWith('antrea'))
  );
}

function misspeltIn(tree: Tree, path: string, all: Names): MisspeltName[] {
  const names = [...(all.get(path) ?? [])];
  return Object.entries(tree).flatMap(([name, value]) => {
    const here = path === '' ? name : `${path}.${name}`;
    const near = names.includes(name) ? undefined : misspelt(name, names);
    if (near !== undefined) {
      return [{ at: [...pathOf(VALUES_PATH), ...pathOf(path), name], near }];
    }
    return isTree(value) && here !== GATES_PATH ? misspeltIn(value, here, all) : [];
  });
}

function knownNames(): Names {
  const { file } = validatorOf('cni.tanzu.vmware.com.json');
  const found = new Map<string, Set<string>>();
  const add = (path: string) => {
    const names = path.split('.');
    names.forEach((name, depth) => {
      const parent = names.slice(0, depth).join('.');
      found.set(parent, (found.get(parent) ?? new Set()).add(name));
    });
  };
  settingPathsOf(file, AntreaObject.ANTREA_CONFIG).forEach(add);
  ANTREA_VALUES.forEach(({ paths }) => paths.forEach(add));
  return found;
}

/** Returns the paths of the settings in the schema of AntreaConfig, below its spec. */
function settingPathsOf(file: SchemaFile, kind: string): string[] {
  const [definition] = Object.entries(file.kinds).flatMap(([name, one]) => (name.endsWith(` ${kind}`) ? [one] : []));
  const settings = ANTREA_SETTINGS_PATH[AntreaObject.ANTREA_CONFIG];
  const root: Definition = { $ref: definition };
  const schema = settings.split('.').reduce<Definition>((here, name) => memberSchema(file, here, name) ?? {}, root);
  return membersOf(file, schema, settings.replace(/^spec\./, ''));
}

function membersOf(file: SchemaFile, schema: Definition, path: string): string[] {
  const { properties = {} } = resolved(file, schema);
  return Object.entries(properties).flatMap(([name, member]) => [
    `${path}.${name}`,
    ...membersOf(file, member, `${path}.${name}`),
  ]);
}
