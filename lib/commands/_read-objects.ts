import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidInput, printable } from '../messages/_errors';
import { CommandIo } from './_command';
import { ReadFile, ReadObject, readDocuments } from './_read-documents';
import { inheritedDescriptor, readText, readable, decodeText, unreadable } from './_read-file';

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

/** The YAML files of a folder such as `dist`, at any depth and in the order of their names; of a file, itself. */
export function filesBelow(operand: string): string[] {
  if (operand === '-' || !isFolder(operand)) {
    return [operand];
  }
  const walk = new FolderWalk();
  walk.visit(operand);
  if (walk.files.length === 0) {
    throw new InvalidInput(`${operand} holds no file that ends in .yaml, .yml or .json: name a folder that does.`);
  }
  return walk.files;
}

/** Where it is neither a folder nor readable, the reader of files says why. */
function isFolder(operand: string): boolean {
  try {
    return statSync(operand).isDirectory();
  } catch {
    return false;
  }
}

/** Follows links, and enters each folder once, however many of them lead to it. Throws where something cannot be read. */
class FolderWalk {
  public readonly files: string[] = [];
  private readonly entered = new Set<string>();
  private readonly around = new Set<string>();

  public visit(path: string): void {
    const stat = readable(path, () => statSync(path));
    if (stat.isDirectory()) {
      this.enter(path, `${stat.dev}:${stat.ino}`);
    } else if (/\.(ya?ml|json)$/.test(path)) {
      this.files.push(path);
    }
  }

  private enter(folder: string, id: string): void {
    if (this.around.has(id)) {
      throw new InvalidInput(`${folder} leads back to a folder around it: remove the link, or name the files.`);
    }
    if (this.entered.has(id)) {
      return;
    }
    this.entered.add(id);
    this.around.add(id);
    for (const name of readable(folder, () => readdirSync(folder)).sort()) {
      this.visit(join(folder, name));
    }
    this.around.delete(id);
  }
}

/** Every file once, however often it is named. */
async function readFiles(operands: string[], io: CommandIo): Promise<ReadFile[]> {
  const read = new Set<string>();
  const files: ReadFile[] = [];
  for (const file of operands) {
    const path = isStdin(file) ? STDIN : resolve(file);
    if (!read.has(path)) {
      read.add(path);
      files.push(await readOne(file, io));
    }
  }
  return files;
}

function isStdin(file: string): boolean {
  return file === '-' || inheritedDescriptor(file) === 0;
}

async function readOne(file: string, io: CommandIo): Promise<ReadFile> {
  const name = file === '-' ? STDIN : file;
  try {
    return readDocuments(name, isStdin(file) ? await textOfStdin(name, io) : readText(name));
  } catch (error) {
    if (error instanceof InvalidInput) {
      return { objects: [], mistakes: [error.message] };
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
