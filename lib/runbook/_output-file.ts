import { rmSync, writeFileSync } from 'fs';
import { dirname, resolve } from 'path';
import { InvalidInput, quote } from '../_errors';

/** Writes a file into the output folder and nowhere else, whatever its name is and whatever stands at its place. */
export function writeInto(folder: string, name: string, text: string): void {
  const path = resolve(folder, name);
  if (dirname(path) !== resolve(folder)) {
    throw new InvalidInput(
      `Runbook: the file ${quote(path)} is not in the output folder ${quote(folder)}: use names without "/".`,
    );
  }
  try {
    // A link goes, and what it leads to stays as it is.
    rmSync(path, { force: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new InvalidInput(
      `Runbook: the file ${quote(path)} cannot be written (${(error as NodeJS.ErrnoException).code}): remove what stands there, or give the App another outdir.`,
    );
  }
}
