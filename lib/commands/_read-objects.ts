import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidInput, printable } from '../messages/_errors';
import { CommandIo } from './_command';
import { ReadFile, ReadObject, readDocuments } from './_read-documents';
import { inheritedDescriptor, readText, readable, decodeText, unreadable } from './_read-file';

const STDIN = '<stdin>';

/** Returns the objects of all files. If a file cannot be read, prints every error and returns undefined. */
export async function readObjects(operands: string[], io: CommandIo): Promise<ReadObject[] | undefined> {
  const files = await readFiles(operands, io);
  const errors = files.flatMap((file) => file.errors);
  if (errors.length > 0) {
    io.err(errors.map((error) => `${printable(error)}\n`).join(''));
    return undefined;
  }
  return files.flatMap((file) => file.objects);
}

/** Returns the YAML and JSON files in a folder such as `dist`, at any depth, sorted by name. For a file, returns the file. */
export function filesBelow(operand: string): string[] {
  if (operand === '-' || !isFolder(operand)) {
    return [operand];
  }
  const walk = new FolderWalk();
  walk.visit(operand);
  if (walk.files.length === 0) {
    throw new InvalidInput(
      `${operand} contains no file that ends in .yaml, .yml or .json: give a folder that contains one.`,
    );
  }
  return walk.files;
}

/** Whether the operand is a folder. If it cannot be read, `readText` throws the error later. */
function isFolder(operand: string): boolean {
  try {
    return statSync(operand).isDirectory();
  } catch {
    return false;
  }
}

/** Lists the files below a folder. Follows links, and enters each folder only once. Throws if something cannot be read. */
class FolderWalk {
  public readonly files: string[] = [];
  private readonly entered = new Set<string>();
  private readonly ancestors = new Set<string>();

  public visit(path: string): void {
    const stat = readable(path, () => statSync(path));
    if (stat.isDirectory()) {
      this.enter(path, `${stat.dev}:${stat.ino}`);
    } else if (/\.(ya?ml|json)$/.test(path)) {
      this.files.push(path);
    }
  }

  private enter(folder: string, id: string): void {
    if (this.ancestors.has(id)) {
      throw new InvalidInput(`${folder} is a link to a folder that contains it: remove the link.`);
    }
    if (this.entered.has(id)) {
      return;
    }
    this.entered.add(id);
    this.ancestors.add(id);
    for (const name of readable(folder, () => readdirSync(folder)).sort()) {
      this.visit(join(folder, name));
    }
    this.ancestors.delete(id);
  }
}

/** Reads every file once, even if it is named more than once. */
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
