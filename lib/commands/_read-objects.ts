import { resolve } from 'node:path';
import { InvalidInput, printable } from '../messages/_errors';
import { CommandIo } from './_command';
import { isOtherFile } from '../files/_other-files';
import { ReadFile, ReadObject, readDocuments } from '../rules/_read-documents';
import { decodeText, inheritedDescriptor, readText, unreadable } from '../files/_read-file';

/** The name of standard input, as findings name it. */
export const STDIN = '<stdin>';

/** Returns the objects of all files. If a file cannot be read, prints every error and returns undefined. */
export async function readObjects(operands: string[], io: CommandIo): Promise<ReadObject[] | undefined> {
  const files = await readFiles(operands, io, readDocuments);
  return printErrors(files, io) ? undefined : files.flatMap((file) => file.objects);
}

/**
 * Returns the objects of the files in a folder. Files that are not for an API server, such as kustomization.yaml, are left
 * out. If a file cannot be read, prints every error and returns undefined.
 */
export async function readObjectsInFolder(files: string[], io: CommandIo): Promise<ReadObject[] | undefined> {
  const read = await readFiles(files, io, (name, text) =>
    isOtherFile(text) && text.trim() !== '' ? { objects: [], errors: [] } : readDocuments(name, text),
  );
  return printErrors(read, io) ? undefined : read.flatMap((file) => file.objects);
}

/** Prints the errors of the files. Returns whether there are any. */
export function printErrors(files: ReadFile[], io: CommandIo): boolean {
  const errors = files.flatMap((file) => file.errors);
  io.err(errors.map((error) => `${printable(error)}\n`).join(''));
  return errors.length > 0;
}

/** Reads every file once, even if it is named more than once. `read` gets the name and the text of each. */
export async function readFiles<T extends ReadFile>(
  operands: string[],
  io: CommandIo,
  read: (name: string, text: string) => T,
): Promise<(T | ReadFile)[]> {
  const known = new Set<string>();
  const files: (T | ReadFile)[] = [];
  for (const file of operands) {
    const path = isStdin(file) ? STDIN : resolve(file);
    if (!known.has(path)) {
      known.add(path);
      files.push(await readOne(file, io, read));
    }
  }
  return files;
}

function isStdin(file: string): boolean {
  return file === '-' || inheritedDescriptor(file) === 0;
}

async function readOne<T extends ReadFile>(
  file: string,
  io: CommandIo,
  read: (name: string, text: string) => T,
): Promise<T | ReadFile> {
  const name = file === '-' ? STDIN : file;
  try {
    return read(name, isStdin(file) ? await textOfStdin(name, io) : readText(name));
  } catch (error) {
    if (error instanceof InvalidInput) {
      return { objects: [], errors: [error.message] };
    }
    throw error;
  }
}

async function textOfStdin(name: string, io: CommandIo): Promise<string> {
  try {
    return decodeText(name, await io.readStdin());
  } catch (error) {
    throw unreadable(name, error);
  }
}
