import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInput } from '../messages/_errors';
import { readable } from './_read-file';

/** Returns the YAML and JSON files in a folder such as `dist`, at any depth, sorted by name. For a file, returns the file. */
export function filesBelow(operand: string): string[] {
  if (!isFolder(operand)) {
    return [operand];
  }
  const files = filesInFolder(operand);
  if (files.length === 0) {
    throw new InvalidInput(
      `${operand} contains no file that ends in .yaml, .yml or .json: give a folder that contains one.`,
    );
  }
  return files;
}

/** Whether the operand is a folder. If it cannot be read, `readText` throws the error later. */
export function isFolder(operand: string): boolean {
  try {
    return operand !== '-' && statSync(operand).isDirectory();
  } catch {
    return false;
  }
}

/** Returns the YAML and JSON files in a folder, at any depth, sorted by name, without those that `isLeftOut` names. */
export function filesInFolder(folder: string, isLeftOut: (path: string) => boolean = () => false): string[] {
  const walk = new FolderWalk(isLeftOut);
  walk.visit(folder);
  return walk.files;
}

/** Lists the files below a folder. Follows links, and enters each folder only once. Throws if something cannot be read. */
class FolderWalk {
  public readonly files: string[] = [];
  private readonly entered = new Set<string>();
  private readonly ancestors = new Set<string>();

  public constructor(private readonly isLeftOut: (path: string) => boolean) {}

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
    const paths = readable(folder, () => readdirSync(folder))
      .sort()
      .map((name) => join(folder, name));
    paths.filter((path) => !this.isLeftOut(path)).forEach((path) => this.visit(path));
    this.ancestors.delete(id);
  }
}
