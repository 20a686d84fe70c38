import { relative, resolve, sep } from 'node:path';
import { InvalidInput, quote } from '../../messages/_errors';
import { CommandIo } from '../_command';
import { filesInFolder, isFolder } from '../../files/_folders';
import { ReadFile, ReadObject, readDocuments } from '../../rules/_read-documents';
import { printErrors, readFiles } from '../_read-objects';
import { isOtherFile } from '../../files/_other-files';
import { PathPattern, withSlashes } from './_patterns';
import { Placeholder, placeholderIn, skippedTemplates, templateSentence } from './_templates';

/** Folders that contain no manifests of the user, only copies of other projects and data of Git. */
const NEVER_ENTERED = new Set(['.git', 'node_modules']);

/** The objects of all files, and the files that contain none. */
export interface LintInput {
  readonly objects: ReadObject[];
  /** The paths of all files that contain objects or are named one by one. */
  readonly files: string[];
  /** Number of files in folders that are not manifests. */
  readonly others: number;
  /** Number of files in folders that are templates. */
  readonly templates: number;
  /** Number of files and folders that the user ignores. */
  readonly ignored: number;
  /** The texts of the files with objects, by the name of the file. */
  readonly texts: ReadonlyMap<string, string>;
}

interface LintFile extends ReadFile {
  readonly name?: string;
  readonly isOther?: boolean;
  readonly template?: Placeholder;
}

/** Reads the files, and those in folders. If one cannot be read, prints every error and returns undefined. */
export async function readInput(
  operands: string[],
  ignore: PathPattern[],
  io: CommandIo,
): Promise<LintInput | undefined> {
  const listed = new ListedFiles(ignore);
  operands.forEach((operand) => listed.add(operand));
  const texts = new Map<string, string>();
  const files: LintFile[] = await readFiles([...listed.paths], io, (name, text) => {
    const file = listed.inFolders.has(name) ? readOfFolder(name, text) : readNamed(name, text);
    if (file.objects.length > 0) {
      texts.set(name, text);
    }
    return file;
  });
  if (printErrors(files, io)) {
    return undefined;
  }
  const templates = files.flatMap(({ template }) => template ?? []);
  if (templates.length > 0) {
    io.err(`${skippedTemplates(templates)}\n`);
  }
  const folders = operands.filter(isFolder);
  if (folders.length > 0) {
    printUnused(ignore, listed, io);
  }
  if (folders.length === operands.length) {
    requireManifests(folders, files);
  }
  return {
    objects: files.flatMap(({ objects }) => objects),
    files: files.flatMap(({ name, isOther, template }) => (name === undefined || isOther || template ? [] : [name])),
    others: files.filter(({ isOther }) => isOther).length,
    templates: templates.length,
    ignored: listed.ignored,
    texts,
  };
}

/** The files of the operands, in their order. */
class ListedFiles {
  public readonly paths = new Set<string>();
  /** Those that no operand names, but that a folder contains. */
  public readonly inFolders = new Set<string>();
  public readonly used = new Set<PathPattern>();
  public ignored = 0;

  public constructor(private readonly ignore: PathPattern[]) {}

  public add(operand: string): void {
    if (!isFolder(operand)) {
      if (operand === '-' || !this.isIgnored(operand, operand)) {
        this.paths.add(operand);
        this.inFolders.delete(operand);
      }
      return;
    }
    for (const path of filesInFolder(operand, (path) => this.isLeftOut(path, operand))) {
      if (!this.paths.has(path)) {
        this.paths.add(path);
        this.inFolders.add(path);
      }
    }
  }

  private isLeftOut(path: string, folder: string): boolean {
    return NEVER_ENTERED.has(path.slice(path.lastIndexOf(sep) + 1)) || this.isIgnored(path, folder);
  }

  /** Whether a pattern matches the path, from the working directory or from the folder of the operand. */
  private isIgnored(path: string, folder: string): boolean {
    const paths = [pathBelow('.', path), pathBelow(folder, path)];
    const matching = this.ignore.filter((pattern) => paths.some((one) => pattern.matchesAny(one)));
    matching.forEach((pattern) => this.used.add(pattern));
    this.ignored += matching.length > 0 ? 1 : 0;
    return matching.length > 0;
  }
}

/** Returns the path from a folder to a file, with slashes. */
export function pathBelow(folder: string, path: string): string {
  return withSlashes(relative(resolve(folder), resolve(path)));
}

/** Reads a file that the user names: it must be a manifest. */
function readNamed(name: string, text: string): LintFile {
  const file = readDocuments(name, text);
  const template = placeholderIn(name, text, file);
  return template ? { objects: [], errors: [templateSentence(template)] } : { ...file, name };
}

/** Reads a file in a folder: it may be something else than a manifest. */
function readOfFolder(name: string, text: string): LintFile {
  if (isOtherFile(text)) {
    return { name, objects: [], errors: [], isOther: true };
  }
  const file = readDocuments(name, text);
  const template = placeholderIn(name, text, file);
  return template ? { name, objects: [], errors: [], template } : { ...file, name };
}

/** Throws if none of the folders contains a manifest. */
function requireManifests(folders: string[], files: LintFile[]): void {
  if (files.every(({ objects }) => objects.length === 0)) {
    const names = folders.map(quote).join(', ');
    throw new InvalidInput(
      `${folders.length === 1 ? `The folder ${names} contains no` : `None of the folders ${names} contains a`} manifest: give a folder with YAML or JSON files that have apiVersion, kind and metadata.`,
    );
  }
}

function printUnused(ignore: PathPattern[], { used }: ListedFiles, io: CommandIo): void {
  for (const { subject, text } of ignore.filter((pattern) => !used.has(pattern))) {
    io.err(`${subject} ${quote(text)} matches no file: correct the pattern, or leave it out.\n`);
  }
}
