import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidInput } from '../_errors';
import { CommandIo } from './_command';
import { ReadFile, ReadObject, readDocuments } from './_read-documents';
import { readText, textOf } from './_read-file';

const STDIN = '<stdin>';

/** The objects of all files; where one cannot be read, every mistake is said and there are none. */
export async function readObjects(operands: string[], io: CommandIo): Promise<ReadObject[] | undefined> {
  const files = await readFiles(operands, io);
  const mistakes = files.flatMap((file) => file.mistakes);
  if (mistakes.length > 0) {
    io.err(mistakes.map((mistake) => `${mistake}\n`).join(''));
    return undefined;
  }
  return files.flatMap((file) => file.objects);
}

/** The YAML files of a folder such as `dist`, at any depth and in the order of their names; of a file, itself. */
export function filesBelow(path: string): string[] {
  if (path === '-' || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    return [path];
  }
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .flatMap((inside) => (statSync(inside).isDirectory() || /\.(ya?ml|json)$/.test(inside) ? filesBelow(inside) : []));
}

/** Every file once, however often it is named. */
async function readFiles(operands: string[], io: CommandIo): Promise<ReadFile[]> {
  const paths = operands.map((file) => (file === '-' ? file : resolve(file)));
  const files: ReadFile[] = [];
  for (const file of operands.filter((_, i) => paths.indexOf(paths[i]) === i)) {
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
