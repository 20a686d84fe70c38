import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidInput } from '../_errors';
import { printable } from '../_printable';
import { CommandIo } from './_command';
import { ReadFile, ReadObject, readDocuments } from './_read-documents';
import { readText, textOf, unreadable } from './_read-file';

const STDIN = '<stdin>';

/** The objects of all files; where one cannot be read, every mistake is said and there are none. */
export async function readObjects(operands: string[], io: CommandIo): Promise<ReadObject[] | undefined> {
  const files = await readFiles(operands, io);
  const mistakes = files.flatMap((file) => file.mistakes);
  if (mistakes.length > 0) {
    io.err(mistakes.map((mistake) => `${printable(mistake)}\n`).join(''));
    return undefined;
  }
  return files.flatMap((file) => file.objects);
}

/**
 * The YAML files of a folder such as `dist`, at any depth and in the order of their names; of a file, itself. Throws if a
 * folder cannot be read, holds none, or leads back into itself.
 */
export function filesBelow(path: string): string[] {
  if (path === '-' || !isFolder(path)) {
    return [path];
  }
  const files = yamlFilesIn(path, []);
  if (files.length === 0) {
    throw new InvalidInput(`${path} holds no YAML: give a folder with files that end in .yaml, .yml or .json.`);
  }
  return files;
}

/** @param around the folders on the way, by their own paths */
function yamlFilesIn(folder: string, around: string[]): string[] {
  const names = namesIn(folder);
  const own = realpathSync(folder);
  if (around.includes(own)) {
    throw new InvalidInput(`${folder} is a link to a folder that it is in: remove it, or name the files.`);
  }
  return names
    .map((name) => join(folder, name))
    .flatMap((inside) =>
      isFolder(inside) ? yamlFilesIn(inside, [...around, own]) : /\.(ya?ml|json)$/.test(inside) ? [inside] : [],
    );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new InvalidInput(unreadable(folder, error));
  }
}

/** Whether there is a folder, also behind a link; what cannot be looked at is read as a file, which says why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Every file once, however often it is named. */
async function readFiles(operands: string[], io: CommandIo): Promise<ReadFile[]> {
  const byPath = new Map<string, string>();
  for (const file of operands) {
    const path = file === '-' ? file : resolve(file);
    byPath.set(path, byPath.get(path) ?? file);
  }
  const files: ReadFile[] = [];
  for (const file of byPath.values()) {
    files.push(await readOne(file, io));
  }
  return files;
}

async function readOne(file: string, io: CommandIo): Promise<ReadFile> {
  try {
    return file === '-'
      ? readDocuments(STDIN, textOf(STDIN, await io.readStdin()))
      : readDocuments(file, readText(file));
  } catch (error) {
    if (error instanceof InvalidInput) {
      return { objects: [], mistakes: [error.message] };
    }
    throw error;
  }
}
