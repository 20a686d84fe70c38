import { Path } from '../checks/_paths';
import { Tree, isTree, memberOf } from '../checks/_trees';
import { printable } from '../messages/_errors';
import { nameOf } from '../rules/manifests/_inventory';
import { Mistake, isRefused } from '../schemas/_mistake';
import { mistakesOf } from '../schemas/_mistakes-of';
import { CommandIo } from './_command';
import { ReadObject, placeIn } from '../rules/_read-documents';

/** A mistake, and the object that has it. */
interface FoundMistake {
  readonly read: ReadObject;
  readonly mistake: Mistake;
}

/**
 * Whether an API server accepts the structure of all objects. Prints each mistake; what an API server does not refuse if
 * it creates the object, or what only some API servers refuse, is only a warning.
 */
export function hasValidStructure(objects: ReadObject[], io: CommandIo): boolean {
  const found = mistakesIn(objects);
  const isError = ({ mistake }: FoundMistake) => isRefused(mistake);
  printMistakes(found, isError, io);
  return !found.some(isError);
}

/**
 * Does the same for two sides. A mistake that both sides have in the same object is only a warning: it does not change. So is
 * a field that is null: it is compared as if it were absent.
 */
export function haveValidStructure(sides: ReadObject[][], io: CommandIo): boolean {
  const found = sides.map(mistakesIn);
  const [before, after] = found.map((side) => new Set(side.map(keyOfMistake)));
  const isError = (one: FoundMistake) =>
    isRefused(one.mistake) &&
    valueIn(one.read.manifest, one.mistake.at) !== null &&
    !(before.has(keyOfMistake(one)) && after.has(keyOfMistake(one)));
  printMistakes(found.flat(), isError, io);
  return !found.flat().some(isError);
}

/** Prints each mistake as a warning. */
export function warnAboutStructure(objects: ReadObject[], io: CommandIo): void {
  printMistakes(mistakesIn(objects), () => false, io);
}

function mistakesIn(objects: ReadObject[]): FoundMistake[] {
  return objects.flatMap((read) => mistakesOf(read.manifest).map((mistake): FoundMistake => ({ read, mistake })));
}

/** The same for both sides, also if the items of a list that are found by their names have another order. */
function keyOfMistake({ read: { manifest }, mistake: { at, message } }: FoundMistake): string {
  const names = at.map((step, i) => (typeof step === 'number' ? nameOfItem(manifest, at.slice(0, i + 1)) : step));
  return JSON.stringify([nameOf(manifest), names, message.replace(/\[\d+\]/g, '[]')]);
}

function nameOfItem(manifest: Tree, at: Path): unknown {
  const item = valueIn(manifest, at);
  return isTree(item) && typeof item.name === 'string' ? item.name : at[at.length - 1];
}

function valueIn(manifest: Tree, at: Path): unknown {
  return at.reduce<unknown>(
    (value, step) =>
      Array.isArray(value) ? value[step as number] : isTree(value) ? memberOf(value, String(step)) : undefined,
    manifest,
  );
}

function printMistakes(found: FoundMistake[], isError: (one: FoundMistake) => boolean, io: CommandIo): void {
  const lines = [...new Set(found.map((one) => lineOfMistake(one, isError(one))))];
  io.err(lines.map((line) => `${printable(line)}\n`).join(''));
}

/** A line as those of `lint`: the place, the level, the object, the problem with the path of the field, and the way out. */
function lineOfMistake({ read, mistake }: FoundMistake, isError: boolean): string {
  const level = isError ? 'error' : 'warning';
  const { message, fix, at } = mistake;
  const { line } = placeIn(read, at);
  return `${read.file}:${line}: ${level}: ${nameOf(read.manifest)}: ${message} ${fix}`;
}
