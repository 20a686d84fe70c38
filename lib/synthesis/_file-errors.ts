import { InvalidInput, quote } from '../messages/_errors';

/** A problem that the operating system reports, and a way out. */
interface Reason {
  readonly problem: string;
  readonly fix: string;
}

const PERMISSION: Reason = {
  problem: 'there is no permission to write it',
  fix: 'change the permissions of its folder, or use another output folder',
};

const SPACE = 'free space for the previous and the new files, or use an output folder on another disk';

const FILE_PROBLEMS: { [code: string]: Reason | undefined } = {
  EACCES: PERMISSION,
  EPERM: PERMISSION,
  EROFS: { problem: 'the file system is read-only', fix: 'use another output folder' },
  ENOSPC: { problem: 'the disk is full', fix: SPACE },
  EDQUOT: { problem: 'the disk quota is exceeded', fix: SPACE },
  EFBIG: { problem: 'the file is larger than the system allows', fix: 'raise the limit: ulimit -f' },
  EMFILE: { problem: 'the process has too many open files', fix: 'raise the limit: ulimit -n' },
  ENFILE: { problem: 'the system has too many open files', fix: 'end other programs' },
  ENOTDIR: { problem: 'a part of its path is a file', fix: 'remove that file, or use another output folder' },
  EEXIST: { problem: 'a file is in its place', fix: 'remove that file, or use another output folder' },
  ELOOP: { problem: 'its path has a circle of links', fix: 'remove the links, or use another output folder' },
  ENAMETOOLONG: { problem: 'its name is too long', fix: 'shorten the id of the chart' },
  EBUSY: { problem: 'another program uses it', fix: 'end that program, and run it again' },
  EIO: { problem: 'the disk reports an input/output error', fix: 'check the disk, or use another output folder' },
};

/** Returns an error of the operating system as one sentence with the reason. Other errors are returned as they are. */
export function asInvalidInput(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (error instanceof InvalidInput || code === '' || !isSystemError(error)) {
    return error;
  }
  const known = FILE_PROBLEMS[code];
  return new InvalidInput(
    known
      ? `${quote(path)} cannot be written, because ${known.problem} (${code}): ${known.fix}.`
      : `${quote(path)} cannot be written: ${error.message}.`,
  );
}

/** The code of an error of the operating system, such as ENOENT. */
export function codeOf(error: unknown): string {
  const code: unknown = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

function isSystemError(error: unknown): error is Error {
  // Not instanceof: the errors of Node are of another realm in Jest.
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
