import { printable } from '../../messages/_errors';
import { CommandIo } from '../_command';
import { LintResult } from '../_reports';
import { LintAgain, fixedFiles } from './_fixed-files';
import { unifiedDiff } from './_unified-diff';
import { writeFiles } from './_write-files';

/** How the user agrees to the changes. */
export interface FixOptions {
  /** Whether the files are written without a question. */
  readonly isAgreed: boolean;
  /** Prints the difference. */
  readonly show: (text: string) => void;
}

/**
 * Shows the changes that end findings with only one way out, and writes them if the user agrees. Returns the findings in the
 * files as they are then.
 */
export async function fixFindings(
  result: LintResult,
  again: LintAgain,
  { isAgreed, show }: FixOptions,
  io: CommandIo,
): Promise<LintResult> {
  const fixed = fixedFiles(result, again);
  io.err(fixed.notes.map((note) => `${printable(note)}\n`).join(''));
  const files = [...fixed.texts.keys()];
  if (files.length === 0) {
    show('No finding has a fix that is certain: no file is changed.\n\n');
    return result;
  }
  const before = result.input.texts;
  show(`${files.map((file) => unifiedDiff(file, before.get(file) ?? '', fixed.texts.get(file) ?? '')).join('')}\n`);
  const what = files.length === 1 ? '1 file' : `${files.length} files`;
  if (!isAgreed && !io.ask) {
    io.err(`No file is changed, because standard input is not a terminal: give --yes to write ${what}.\n`);
    return result;
  }
  if (!isAgreed && !/^y(es)?$/i.test((await io.ask?.(`Write ${what}? [y/N] `))?.trim() ?? '')) {
    io.err('No file is changed.\n');
    return result;
  }
  writeFiles(fixed.texts, before);
  io.err(`${what} changed.\n`);
  return fixed.result;
}
