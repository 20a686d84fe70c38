import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { API_GROUPS } from '../platform/tables/structures/_api-groups';
import { SchemaFile } from './_definition';
import { derivedFile } from './_derived';
import { Validator } from './_validator';

const FOLDER = join(__dirname, '..', '..', 'schemas');

/** The structure that the objects of all kinds have. */
export const ANY_OBJECT = 'object.json';

const validators = new Map<string, Validator>();
const validatorsByGroup = new Map<string, Validator[]>();
let groupFiles: Set<string> | undefined;

/** Returns the validator of a file in `schemas/`; it is loaded only once. */
export function validatorOf(file: string): Validator {
  const known = validators.get(file) ?? new Validator(read(file));
  validators.set(file, known);
  return known;
}

/** Returns the validators of a group that is not built in; the first one has the kinds of `crds/`. */
export function validatorsOfGroup(group: string): Validator[] {
  const known = validatorsByGroup.get(group) ?? newValidatorsOfGroup(group);
  validatorsByGroup.set(group, known);
  return known;
}

function newValidatorsOfGroup(group: string): Validator[] {
  groupFiles ??= new Set(readdirSync(FOLDER));
  const file = `${group}.json`;
  const ofCrds = groupFiles.has(file) && isCustomGroup(group) ? [validatorOf(file)] : [];
  const derived = derivedFile(group, validatorOf(ANY_OBJECT).file.definitions.ObjectMeta);
  return derived ? [...ofCrds, new Validator(derived)] : ofCrds;
}

/** Whether the group is one of vSphere or Antrea, which the tables have. */
export function isCustomGroup(group: string): boolean {
  return API_GROUPS.some((row) => row.group === group);
}

function read(file: string): SchemaFile {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as SchemaFile;
}
