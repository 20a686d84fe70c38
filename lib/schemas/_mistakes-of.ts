import { certainName, misspelt } from '../checks/_names';
import { Path, pathText } from '../checks/_paths';
import { quote } from '../messages/_errors';
import { withoutRandomWords } from '../messages/_secret-texts';
import { Tree } from '../checks/_trees';
import { gateHistory } from '../platform/_antrea-versions';
import { isBeforeSchemas, otherSchemas, schemasOf } from '../platform/_kubernetes-schemas';
import { API_GROUPS, KUBERNETES_SCHEMAS } from '../platform/tables/structures/_api-groups';
import { ANTREA_VALUES } from '../platform/tables/structures/_derived-schemas';
import { NEWER_FIELDS, NEWER_GATES, NewerField } from '../platform/tables/structures/_newer-fields';
import { OwnSchemas } from './_crd-file';
import { foundIn } from './_found';
import { Mistake, MistakeKind, RefusedBy } from './_mistake';
import { MisspeltName, misspeltValues } from './_antrea-values';
import { ANY_OBJECT, isCustomGroup, validatorOf, validatorsOfGroup } from './_schema-files';
import { Validator } from './_validator';

/** A manifest with its kind. */
interface TypedTree extends Tree {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Facts about the API server. */
export interface ServerFacts {
  /** Kubernetes version, MAJOR.MINOR. It counts only for built-in kinds. */
  readonly kubernetes?: string;
  /** Schemas of the user's own kinds, which take precedence. */
  readonly own?: OwnSchemas;
}

/** Returns what API servers refuse in the structure of an object, in the order of its fields. Kinds without a schema: only their metadata. */
export function mistakesOf(manifest: TypedTree, { kubernetes, own }: ServerFacts = {}): Mistake[] {
  const group = apiGroupOf(manifest.apiVersion);
  const ofOwn = own && ofOwnKind(own, group, manifest);
  if (ofOwn) {
    return ofOwn;
  }
  if (isCustomGroup(group)) {
    return ofCustomKind(group, manifest);
  }
  const versions = schemasOf(kubernetes);
  const answers = versions.map((row) => ({ row, found: ofBuiltInKind(validatorOf(row.file), group, manifest) }));
  if (answers.every(({ found }) => found === undefined)) {
    return structureMistakes(validatorOf(ANY_OBJECT), 'Object', manifest);
  }
  const merged = mergedVersions(answers.map(({ row, found }) => ({ kubernetes: row.kubernetes, found: found ?? [] })));
  // Kubernetes before the oldest schema may have versions that were removed later.
  return isBeforeSchemas(kubernetes)
    ? merged.map((one) => (one.kind === MistakeKind.VERSION ? { ...one, isDoubt: true } : one))
    : merged;
}

/** Whether the versions of the API group, or of the kind in it, are known. */
export function isKnownGroup({ apiVersion, kind }: TypedTree, own?: OwnSchemas): boolean {
  const group = apiGroupOf(apiVersion);
  return (
    isCustomGroup(group) ||
    (own !== undefined && own.versionsOf(group, kind).length > 0) ||
    KUBERNETES_SCHEMAS.some(({ file }) => Object.hasOwn(validatorOf(file).file.groups ?? {}, group))
  );
}

function apiGroupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

function structureMistakes(
  validator: Validator,
  definition: string,
  manifest: TypedTree,
  isBuiltIn = false,
): Mistake[] {
  const { file } = validator;
  return foundIn(validator, definition, manifest, isBuiltIn).map((found) => {
    // The metadata of all kinds is the same.
    const derived = found.at[0] === 'metadata' ? undefined : file.derived;
    const note = derived !== undefined && found.kind === MistakeKind.UNKNOWN ? ` ${derived}.` : '';
    return {
      ...found,
      message: `${withoutSecretPath(found.message, found.at)}${note}`,
      source: file.source,
      isDerived: derived !== undefined,
      isDoubt: false,
    };
  });
}

/** Returns the message without what may be a secret in its path: a user may write a key in the wrong place. */
function withoutSecretPath(message: string, at: Path): string {
  const path = pathText(at);
  return message.replaceAll(path, withoutRandomWords(path));
}

function ofCustomKind(group: string, manifest: TypedTree): Mistake[] {
  const { apiVersion, kind } = manifest;
  const rows = API_GROUPS.filter((row) => row.group === group);
  const row = rows.find(({ version }) => version === versionOf(apiVersion));
  if (!row) {
    const names = rows.map(({ version }) => `${group}/${version}`);
    return [unknownVersion(apiVersion, names, rows[0].source)];
  }
  const name = `${apiVersion} ${kind}`;
  const validator = validatorsOfGroup(group).find(({ file }) => Object.hasOwn(file.kinds, name));
  if (validator) {
    const found = structureMistakes(validator, validator.file.kinds[name], manifest).map((one) =>
      withNewer(one, group, kind),
    );
    return kind === 'AddonConfig' ? [...found, ...misspeltValues(manifest).map(misspeltName)] : found;
  }
  return row.kinds.includes(kind)
    ? structureMistakes(validatorOf(ANY_OBJECT), 'Object', manifest)
    : [
        unknownKind(manifest, row.kinds, false, row.source),
        ...structureMistakes(validatorOf(ANY_OBJECT), 'Object', manifest),
      ];
}

function misspeltName({ at, near }: MisspeltName): Mistake {
  return {
    ...ofVersion(at, ANTREA_VALUES[0].source),
    kind: MistakeKind.UNKNOWN,
    message: `The field ${pathText(at)} is not known, and its name is like that of another one. The schema of these values is not public; it is derived from AntreaConfig and the package of Antrea.`,
    fix: `Write ${quote(near)}.`,
    isDerived: true,
    ...(certainName(String(at[at.length - 1]), [near]) === near ? { edits: [{ rename: near }] } : {}),
  };
}

/** The mistakes of a kind that the user gives the schema of; undefined for all others. */
function ofOwnKind(own: OwnSchemas, group: string, manifest: TypedTree): Mistake[] | undefined {
  const { apiVersion, kind } = manifest;
  const validator = own.validatorOf(apiVersion, kind);
  if (validator) {
    return structureMistakes(validator, `${apiVersion} ${kind}`, manifest);
  }
  const versions = own.versionsOf(group, kind);
  return versions.length === 0 ? undefined : [unknownVersion(apiVersion, versions, own.source)];
}

/** The mistakes of a built-in kind; undefined if the group is not built in. */
function ofBuiltInKind(validator: Validator, group: string, manifest: TypedTree): Mistake[] | undefined {
  const { groups = {}, kinds, complete = false, source } = validator.file;
  if (!Object.hasOwn(groups, group)) {
    return undefined;
  }
  const { apiVersion, kind } = manifest;
  const version = versionOf(apiVersion);
  const versions = groups[group];
  if (!Object.hasOwn(versions, version)) {
    const names = Object.keys(versions).map((one) => (group === '' ? one : `${group}/${one}`));
    return [unknownVersion(apiVersion, names, source)];
  }
  const name = `${apiVersion} ${kind}`;
  if (Object.hasOwn(kinds, name)) {
    return structureMistakes(validator, kinds[name], manifest, true);
  }
  const rest = structureMistakes(validatorOf(ANY_OBJECT), 'Object', manifest);
  return versions[version].includes(kind)
    ? rest
    : [unknownKind(manifest, versions[version], complete, source), ...rest];
}

function unknownVersion(apiVersion: string, names: string[], source: string): Mistake {
  return {
    ...ofVersion(['apiVersion'], source),
    message: `The API version ${quote(apiVersion)} does not exist.`,
    fix: `Use ${names.map(quote).join(' or ')}.`,
  };
}

function unknownKind({ apiVersion, kind }: TypedTree, kinds: string[], isSure: boolean, source: string): Mistake {
  const near = misspelt(kind, kinds);
  const isKnown = isSure ? 'does not exist' : 'is not known';
  return {
    ...ofVersion(['kind'], source),
    message: `The kind ${quote(kind)} ${isKnown} in ${quote(apiVersion)}.`,
    fix: near === undefined ? "Compare it with the output of 'kubectl api-resources'." : `Write ${quote(near)}.`,
    isDoubt: !isSure,
  };
}

function ofVersion(at: Path, source: string): Omit<Mistake, 'message' | 'fix'> {
  return {
    kind: MistakeKind.VERSION,
    at,
    source,
    isDerived: false,
    isDoubt: false,
    refusedBy: RefusedBy.BOTH,
    isAfterDecoding: false,
  };
}

/** Returns the mistake with a doubt if newer API servers have the field. */
function withNewer(mistake: Mistake, group: string, kind: string): Mistake {
  const row =
    mistake.kind === MistakeKind.UNKNOWN
      ? (newerField(group, kind, mistake.at) ?? newerGate(kind, mistake.at))
      : undefined;
  return row === undefined
    ? mistake
    : {
        ...mistake,
        message: `${mistake.message.replace(' is unknown.', ' is not in the public schema.')} ${row.where}.`,
        fix: "Keep it only if your API server has it: 'kubectl explain' shows its fields.",
        source: row.source,
        isDoubt: true,
      };
}

/** A gate that some version of Antrea has: newer Supervisors may have it. */
function newerGate(kind: string, at: Path): NewerField | undefined {
  const [name, ...parents] = [...at].reverse();
  const isGate = kind === 'AntreaConfig' && parents[0] === 'featureGates' && gateHistory(String(name)) !== undefined;
  return isGate ? NEWER_GATES : undefined;
}

function newerField(group: string, kind: string, at: Path): NewerField | undefined {
  const path = at.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[]` : `${text === '' ? '' : `${text}.`}${part}`),
    '',
  );
  return NEWER_FIELDS.find((row) => row.group === group && row.kind === kind && row.path === path);
}

/** The mistakes that one version of Kubernetes refuses. */
interface Answer {
  readonly kubernetes: string;
  readonly found: Mistake[];
}

/** Mistakes in all versions stay; what only some versions refuse is a doubt that names them. */
function mergedVersions(answers: Answer[]): Mistake[] {
  const keys = answers.map(({ found }) => new Set(found.map(keyInVersions)));
  const all = answers.flatMap(({ kubernetes, found }, i) =>
    found
      .map((one) => ({ one, kubernetes, key: keyInVersions(one) }))
      .filter(({ key }) => !keys.slice(0, i).some((earlier) => earlier.has(key))),
  );
  return all.map(({ one, kubernetes, key }) =>
    keys.every((set) => set.has(key)) ? one : onlyInVersion(one, kubernetes),
  );
}

function keyInVersions({ kind, at }: Mistake): string {
  return JSON.stringify([kind, at]);
}

function onlyInVersion(mistake: Mistake, kubernetes: string): Mistake {
  return {
    ...mistake,
    message: `In Kubernetes ${kubernetes}: ${mistake.message} The schema of Kubernetes ${otherSchemas(kubernetes).join(', ')} does not refuse it.`,
    fix: `Set the release (--tkr RELEASE, in code tkr), because each version has a schema of its own. For Kubernetes ${kubernetes}: ${mistake.fix.charAt(0).toLowerCase()}${mistake.fix.slice(1)}`,
    isDoubt: true,
  };
}
