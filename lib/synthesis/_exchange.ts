import { mkdirSync, renameSync, rmSync, rmdirSync } from 'fs';
import { join } from 'path';
import { OutputFile } from '../gitops/_written';
import { InvalidInput, quote } from '../messages/_errors';
import { asInvalidInput, codeOf } from './_file-errors';
import { copyKept, folderParts, requireWritableFolders } from './_kept';
import { clearLeftovers, removeFolder } from './_leftovers';
import { OutputPlace, Staging, WrittenNames } from './_staging';
import { Survey, surveyOf } from './_survey';

/**
 * Writes the files into the output folder, all of them or none: they are written into a staging folder next to it, and at
 * the end the two folders are exchanged. Before that, the previous files are untouched, also if the process is killed.
 *
 * Throws if a file cannot be written. An error that the files throw passes through.
 *
 * @param outdir the output folder
 * @param files the files, which are read once
 * @param options `replace`: whether the other files in the output folder are removed. Otherwise they stay.
 */
export function writeOutput(outdir: string, files: Iterable<OutputFile>, options: { replace: boolean }): void {
  const staging = stagingFor(outdir);
  try {
    for (const { path, text } of files) {
      staging.write(path, text);
    }
    exchange(staging, options);
  } finally {
    staging.discard();
  }
}

/** Creates the output folder. Throws if that is not possible. */
export function createOutputFolder(outdir: string): void {
  const place = OutputPlace.of(outdir);
  clearLeftovers(place);
  try {
    mkdirSync(place.folder, { recursive: true });
  } catch (error) {
    throw asInvalidInput(error, outdir);
  }
}

/**
 * Returns an empty staging folder for the output folder. What dead processes left there is cleared, and a previous output
 * that was moved away is moved back.
 */
export function stagingFor(outdir: string): Staging {
  const place = OutputPlace.of(outdir);
  clearLeftovers(place);
  return Staging.create(place);
}

/** Exchanges the output folder with the staging folder. If it fails, the previous output is untouched. */
export function exchange(staging: Staging, { replace }: { replace: boolean }): void {
  const { place, written } = staging;
  try {
    const survey = surveyOf(place.folder, written, replace);
    if (!replace) {
      refuseConflicts(survey, place);
    }
    if (staging.isSibling && survey.isMovable && exchangeFolders(staging, survey, replace)) {
      return;
    }
    staging.moveInside();
    exchangeFiles(staging, survey, replace);
  } catch (error) {
    throw asInvalidInput(error, place.shown);
  }
}

/** Throws if a file is to be written where the output folder has a folder, or the other way round. */
function refuseConflicts({ conflicts }: Survey, place: OutputPlace): void {
  if (conflicts.length > 0) {
    throw new InvalidInput(
      conflicts.map(
        ({ path, is, needed }) =>
          `${quote(join(place.shown, path))} is a ${is}, and the app writes a ${needed} there: ` +
          'remove it, or use another output folder.',
      ),
    );
  }
}

/** How often the exchange is tried again, if another process exchanges the same folder at the same time. */
const TRIES = 5;

/** Codes of a folder that cannot be renamed, although its files can: a mount point, or a parent that is read-only. */
const NOT_RENAMED = ['EACCES', 'EBUSY', 'EINVAL', 'EPERM', 'EROFS', 'EXDEV'];

/** Returns false, with nothing changed, if the output folder cannot be renamed. */
function exchangeFolders(staging: Staging, survey: Survey, replace: boolean): boolean {
  const { place, folder } = staging;
  if (!replace) {
    copyKept(place.folder, folder, survey.kept);
  }
  staging.takeModes();
  for (let tries = 1; ; tries++) {
    const away = movedAway(staging);
    if (away === false) {
      return false;
    }
    try {
      renameSync(folder, place.folder);
    } catch (error) {
      if (away) {
        renameSync(away, place.folder);
      }
      if (tries < TRIES && ['EEXIST', 'ENOTEMPTY'].includes(codeOf(error))) {
        continue;
      }
      throw error;
    }
    if (away) {
      quietly(() => removeFolder(away));
    }
    return true;
  }
}

/** Returns the path that the output folder has now, undefined if there is none, and false if it cannot be renamed. */
function movedAway({ place, token }: Staging): string | undefined | false {
  const away = place.away(token);
  try {
    renameSync(place.folder, away);
    return away;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') {
      return undefined;
    }
    if (NOT_RENAMED.includes(code)) {
      return false;
    }
    throw error;
  }
}

/** Moves the files one by one, after checks. It is for a folder that cannot be renamed. */
function exchangeFiles(staging: Staging, survey: Survey, replace: boolean): void {
  const { place, folder, written } = staging;
  requireWritableFolders(place.folder, written);
  staging.isHalfDone = true;
  if (replace) {
    for (const { path } of survey.conflicts) {
      rmSync(join(place.folder, path), { recursive: true, force: true });
    }
  }
  for (const parts of folderParts(written)) {
    mkdirSync(join(place.folder, parts), { recursive: true });
  }
  for (const path of filesOf(written)) {
    renameSync(join(folder, path), join(place.folder, path));
  }
  staging.isHalfDone = false;
  if (replace) {
    for (const { path, kind } of [...survey.kept].reverse()) {
      const old = join(place.folder, path);
      quietly(() => (kind === 'folder' ? rmdirSync(old) : rmSync(old, { force: true })));
    }
  }
}

function* filesOf(written: WrittenNames): Iterable<string> {
  for (const [folder, { files }] of written) {
    for (const name of files) {
      yield join(folder, name);
    }
  }
}

/** Does work that is done again at the next run if it fails. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The new output is complete. clearLeftovers() removes the rest at the next run.
  }
}
