import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Path } from '../checks/_paths';
import { Tree, isTree, memberOf } from '../checks/_trees';
import { InvalidInput, quote } from '../messages/_errors';
import { AdoptedSecret } from './_adopted-app';

/** The name of the file that tells what was adopted. */
export const ADOPTION_FILE = 'adoption.json';

/** A source of an adopted app. */
export interface SourceFile {
  /** Its path from the folder of the app. */
  readonly path: string;
  readonly sha256: string;
}

/** A secret of an adopted app, without its value. */
export type SecretPlace = Pick<AdoptedSecret, 'variable' | 'object' | 'path'> & {
  /** Path of the field, as differences have it: with the names of list items. */
  readonly field: string;
};

/** The content of adoption.json. */
export interface AdoptionFile {
  readonly sources: SourceFile[];
  readonly secrets: SecretPlace[];
}

/** Reads adoption.json of an app. Throws if it is missing or not valid. */
export function readAdoptionFile(folder: string): AdoptionFile {
  const file = join(folder, ADOPTION_FILE);
  const broken = (why: string) =>
    new InvalidInput(`${file} ${why}: --check needs the folder of an app that 'adopt' wrote.`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw broken(error instanceof SyntaxError ? 'is not valid JSON' : 'cannot be read');
  }
  const { sources, secrets } = isTree(value) ? value : { sources: undefined, secrets: undefined };
  const hasTexts = (one: unknown, names: string[]) =>
    isTree(one) && names.every((name) => typeof memberOf(one, name) === 'string');
  if (
    !Array.isArray(sources) ||
    !Array.isArray(secrets) ||
    !sources.every((one: unknown) => hasTexts(one, ['path', 'sha256'])) ||
    !secrets.every(
      (one: unknown) => hasTexts(one, ['variable', 'object', 'field']) && Array.isArray((one as SecretPlace).path),
    )
  ) {
    throw broken('has no valid sources and secrets');
  }
  return { sources, secrets };
}

/** The path of a source from the current folder. */
export function sourcePath(folder: string, { path }: SourceFile): string {
  return resolve(folder, path);
}

/** Returns the path of a field as differences have it. */
export function fieldPath(manifest: Tree, path: Path): string {
  let value: unknown = manifest;
  let text = '';
  for (const step of path) {
    text += fieldSegment(value, step, text);
    value = memberAtStep(value, step);
  }
  return text;
}

/** The part of a path that leads from a value to its member: a list item by its name, if it has one. */
export function fieldSegment(value: unknown, step: string | number, before: string): string {
  if (typeof step === 'number') {
    const item = memberAtStep(value, step);
    const name: unknown = isTree(item) ? item.name : undefined;
    return `[${typeof name === 'string' ? (/^[^\s"[\]]+$/.test(name) ? name : quote(name)) : step}]`;
  }
  return /^[\w-]+$/.test(step) ? `${before === '' ? '' : '.'}${step}` : `[${JSON.stringify(step)}]`;
}

/** The value at a field of a manifest, wherever its list items are now; undefined if there is none. */
export function valueAtField(manifest: unknown, field: string, path = ''): unknown {
  if (path === field) {
    return manifest;
  }
  const steps = Array.isArray(manifest) ? [...manifest.keys()] : isTree(manifest) ? Object.keys(manifest) : [];
  for (const step of steps) {
    const inner = `${path}${fieldSegment(manifest, step, path)}`;
    const found = field.startsWith(inner) ? valueAtField(memberAtStep(manifest, step), field, inner) : undefined;
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function memberAtStep(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) {
    return value[step as number];
  }
  return isTree(value) ? memberOf(value, String(step)) : undefined;
}
