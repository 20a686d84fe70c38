import {
  Stats,
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InvalidInput } from '../../messages/_errors';
import { decodeText, unreadable } from '../../files/_read-file';
import { writeError } from '../linting/_output';

/** The byte order mark, which a text does not have any more when it is read. */
const MARK = '\uFEFF';

/** A new file in the same folder as the file that it replaces. */
interface Prepared {
  readonly file: string;
  readonly target: string;
  readonly temporary: string;
  readonly stat: Stats;
}

/**
 * Replaces the texts of files, each as a whole: in new files in the same folders, which then take the names. The targets of
 * symbolic links are replaced, and permissions stay. Throws, and replaces no file, if one cannot be written, or has another
 * text than the one that was read.
 *
 * @param before the texts that were read
 */
export function writeFiles(texts: ReadonlyMap<string, string>, before: ReadonlyMap<string, string>): void {
  const prepared: Prepared[] = [];
  try {
    for (const [file, text] of texts) {
      prepared.push(prepare(file, text, before.get(file) as string));
    }
    prepared.forEach(({ file, stat }) => requireUnchanged(file, before.get(file) as string, stat));
    for (const { file, temporary, target } of prepared) {
      onFile(file, () => renameSync(temporary, target));
    }
  } finally {
    prepared.forEach(({ temporary }) => rmSync(temporary, { force: true }));
  }
}

function prepare(file: string, text: string, before: string): Prepared {
  const stat = onFile(file, () => statSync(file));
  if (!stat.isFile()) {
    throw new InvalidInput(`${file} is not a regular file: name a file that may be replaced.`);
  }
  const mark = requireUnchanged(file, before, stat);
  const target = onFile(file, () => realpathSync(file));
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  return onFile(file, () => {
    accessSync(target, constants.W_OK);
    const opened = openSync(temporary, 'wx', 0o600);
    try {
      writeFileSync(opened, `${mark}${text}`);
      fchmodSync(opened, stat.mode & 0o7777);
      fsyncSync(opened);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    } finally {
      closeSync(opened);
    }
    return { file, target, temporary, stat };
  });
}

/** Returns the byte order mark of the file, if it has one. Throws if the file is not as it was read. */
function requireUnchanged(file: string, before: string, stat: Stats): string {
  const [bytes, now] = onFile(file, () => [readFileSync(file), statSync(file)] as const);
  if (now.ino !== stat.ino || decodeText(file, bytes) !== before) {
    throw new InvalidInput(`${file} has changed since it was read: run the command again.`);
  }
  return bytes.toString('utf8', 0, 3) === MARK ? MARK : '';
}

function onFile<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof InvalidInput) {
      throw error;
    }
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' ? unreadable(file, error) : writeError(file, error);
  }
}
