import { printable } from '../messages/_errors';
import { nameOf } from '../rules/manifests/_inventory';
import { Mistake, isRefused } from '../schemas/_mistake';
import { mistakesOf } from '../schemas/_mistakes-of';
import { CommandIo } from './_command';
import { ReadObject, placeIn } from './_read-documents';

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
  const found = objects.flatMap((read) =>
    mistakesOf(read.manifest).map((mistake): FoundMistake => ({ read, mistake })),
  );
  const lines = [...new Set(found.map(lineOfMistake))];
  io.err(lines.map((line) => `${printable(line)}\n`).join(''));
  return !found.some(({ mistake }) => isRefused(mistake));
}

/** A line as those of `lint`: the place, the level, the object, the problem with the path of the field, and the way out. */
function lineOfMistake({ read, mistake }: FoundMistake): string {
  const level = isRefused(mistake) ? 'error' : 'warning';
  const { message, fix, at } = mistake;
  const { line } = placeIn(read, at);
  return `${read.file}:${line}: ${level}: ${nameOf(read.manifest)}: ${message} ${fix}`;
}
