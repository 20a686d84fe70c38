import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { API_GROUPS, KUBERNETES_SCHEMAS } from '../platform/tables/structures/_api-groups';
import { SchemaFile } from './_definition';
import { derivedFile } from './_derived';
import { Validator } from './_validator';

const FOLDER = join(__dirname, '..', '..', 'schemas');

/** The structure that the objects of all kinds have. */
export const ANY_OBJECT = 'object.json';

const validators = new Map<string, Validator>();
let areThere: boolean | undefined;
let groupFiles: Set<string> | undefined;

/** Returns the validator of a file in `schemas/`; it is loaded only once. */
export function validatorOf(file: string): Validator {
  const known = validators.get(file) ?? new Validator(read(file));
  validators.set(file, known);
  return known;
}

/** Returns the validators of a group that is not built in; the first one has the kinds of `crds/`. */
export function validatorsOfGroup(group: string): Validator[] {
  groupFiles ??= new Set(readdirSync(FOLDER));
  const file = `${group}.json`;
  const ofCrds = groupFiles.has(file) && isCustomGroup(group) ? [validatorOf(file)] : [];
  const key = `derived ${group}`;
  const derived = validators.get(key)?.file ?? derivedFile(group, read(ANY_OBJECT).definitions.ObjectMeta);
  if (!derived) {
    return ofCrds;
  }
  const ofTable = validators.get(key) ?? new Validator(derived);
  validators.set(key, ofTable);
  return [...ofCrds, ofTable];
}

/** Whether the group is one of vSphere or Antrea, which the tables have. */
export function isCustomGroup(group: string): boolean {
  return API_GROUPS.some((row) => row.group === group);
}

/** Whether the file of a version of Kubernetes exists. */
export function hasKubernetesSchemas(): boolean {
  areThere ??= KUBERNETES_SCHEMAS.every(({ file }) => existsSync(join(FOLDER, file)));
  return areThere;
}

function read(file: string): SchemaFile {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as SchemaFile;
}
