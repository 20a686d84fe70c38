import { randomBytes } from 'crypto';
import {
  Stats,
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'path';
import { InvalidInput, quote } from '../messages/_errors';
import { asInvalidInput, codeOf } from './_file-errors';

/** The output folder, with the names of the folders that a run has next to it. */
export class OutputPlace {
  /** Throws if the output folder is not a folder. */
  public static of(outdir: string): OutputPlace {
    const path = resolve(outdir);
    const stats = statsOf(() => lstatSync(path), outdir);
    if (!stats?.isSymbolicLink()) {
      return new OutputPlace(outdir, path, stats);
    }
    const target = statsOf(() => statSync(path), outdir);
    if (!target) {
      const fix = 'remove the link, or create the folder that it points to';
      throw new InvalidInput(`the output folder ${quote(outdir)} is a link to a folder that does not exist: ${fix}.`);
    }
    return new OutputPlace(outdir, realpathSync(path), target);
  }

  private constructor(
    /** The path as the user wrote it, for messages. */
    public readonly shown: string,
    /** The absolute path, without a link at its end. */
    public readonly folder: string,
    private readonly stats: Stats | undefined,
  ) {
    if (stats && !stats.isDirectory()) {
      throw new InvalidInput(`the output folder ${quote(shown)} is a file: remove it, or use another output folder.`);
    }
  }

  public get parent(): string {
    return dirname(this.folder);
  }

  public get exists(): boolean {
    return this.stats !== undefined;
  }

  /** The permissions of the output folder. */
  public get mode(): number | undefined {
    return this.stats && this.stats.mode & 0o7777;
  }

  /** The names of the folders of a run begin with this. */
  public get prefix(): string {
    return `.${basename(this.folder)}.`;
  }

  /** Whether a staging folder next to the output folder can take its place. */
  public get isMovable(): boolean {
    const fromHere = relative(this.folder, process.cwd());
    const isAroundHere = fromHere !== '..' && !fromHere.startsWith(`..${sep}`) && !isAbsolute(fromHere);
    return !isAroundHere && (!this.stats || this.stats.dev === statSync(this.parent).dev);
  }

  public staging(token: string): string {
    return join(this.parent, `${this.prefix}staging-${token}`);
  }

  /** The path of the staging folder if nothing can be written next to the output folder. */
  public inside(token: string): string {
    return join(this.folder, `${this.prefix}staging-${token}`);
  }

  /** The path of the previous output during the exchange. */
  public away(token: string): string {
    return join(this.parent, `${this.prefix}old-${token}`);
  }
}

/** The names in the folders that were written, by the path of the folder. The root is ''. */
export type WrittenNames = Map<string, { readonly files: Set<string>; readonly folders: Set<string> }>;

/** Codes of a parent folder in which nothing can be created. */
const CLOSED = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'];

/** A folder with the new files, which becomes the output folder. */
export class Staging {
  public static create(place: OutputPlace): Staging {
    const token = `${process.pid}-${randomBytes(4).toString('hex')}`;
    try {
      if (place.isMovable || !place.exists) {
        try {
          mkdirSync(place.parent, { recursive: true });
          mkdirSync(place.staging(token));
          return new Staging(place, token, place.staging(token), true);
        } catch (error) {
          if (!place.exists || !CLOSED.includes(codeOf(error))) {
            throw error;
          }
        }
      }
      mkdirSync(place.inside(token));
      return new Staging(place, token, place.inside(token), false);
    } catch (error) {
      throw asInvalidInput(error, place.shown);
    }
  }

  public readonly written: WrittenNames = new Map([['', { files: new Set<string>(), folders: new Set<string>() }]]);

  /** Whether the output folder has some of the new files, and not yet all of them. */
  public isHalfDone = false;

  private constructor(
    public readonly place: OutputPlace,
    public readonly token: string,
    private path: string,
    private sibling: boolean,
  ) {}

  public get folder(): string {
    return this.path;
  }

  /** Whether it is next to the output folder, and not inside of it. */
  public get isSibling(): boolean {
    return this.sibling;
  }

  /** Writes a file. Throws if a file of this path, or a file in place of a folder, was written before. */
  public write(path: string, text: string): void {
    const end = path.lastIndexOf('/');
    const name = path.slice(end + 1);
    requireEntryName(end === 0 ? '' : name, path);
    const { files, folders } = this.folderOf(path, end < 0 ? '' : path.slice(0, end));
    if (files.has(name) || folders.has(name)) {
      throw new InvalidInput(
        `two files of the output have the path ${quote(path)}: give one of their charts another id.`,
      );
    }
    files.add(name);
    try {
      writeFileSync(join(this.path, path), text, { flag: 'wx' });
    } catch (error) {
      throw asInvalidInput(error, join(this.place.shown, path));
    }
  }

  /** Registers files that another program wrote into the staging folder. */
  public register(path: string): void {
    const end = path.lastIndexOf('/');
    this.folderOf(path, end < 0 ? '' : path.slice(0, end)).files.add(path.slice(end + 1));
  }

  /** Gives the staging folder the permissions of the output folder. */
  public takeModes(): void {
    const { mode } = this.place;
    if (mode !== undefined && (statSync(this.path).mode & 0o7777) !== mode) {
      chmodSync(this.path, mode);
    }
  }

  /** Moves the staging folder into the output folder, from which files can be renamed also if it is a mount point. */
  public moveInside(): void {
    if (this.sibling) {
      const inside = this.place.inside(this.token);
      mkdirSync(this.place.folder, { recursive: true });
      try {
        mkdirSync(inside);
        for (const [folder, { files }] of this.written) {
          mkdirSync(join(inside, folder), { recursive: true });
          files.forEach((name) => copyFileSync(join(this.path, folder, name), join(inside, folder, name)));
        }
      } catch (error) {
        rmSync(inside, { recursive: true, force: true });
        throw error;
      }
      this.discard();
      this.path = inside;
      this.sibling = false;
    }
  }

  /** Removes the staging folder. */
  public discard(): void {
    try {
      rmSync(this.path, { recursive: true, force: true });
    } catch {
      // It stays until the next run. An error here must not hide the first one.
    }
  }

  /** Returns the names in a folder, which is created. */
  private folderOf(path: string, folder: string): { files: Set<string>; folders: Set<string> } {
    const known = this.written.get(folder);
    if (known) {
      return known;
    }
    const end = folder.lastIndexOf('/');
    const name = folder.slice(end + 1);
    const parent = this.folderOf(path, end < 0 ? '' : folder.slice(0, end));
    requireEntryName(name, path);
    if (parent.files.has(name)) {
      const fix = 'give one of their charts another id';
      throw new InvalidInput(
        `the output has a file ${quote(folder)}, and ${quote(path)} needs a folder there: ${fix}.`,
      );
    }
    parent.folders.add(name);
    const names = { files: new Set<string>(), folders: new Set<string>() };
    this.written.set(folder, names);
    try {
      mkdirSync(join(this.path, folder), { recursive: true });
    } catch (error) {
      throw asInvalidInput(error, join(this.place.shown, folder));
    }
    return names;
  }
}

/** Throws if the name in the path is not one of a file or folder. */
function requireEntryName(name: string, path: string): void {
  if (['', '.', '..'].includes(name) || name.includes('\0')) {
    throw new InvalidInput(`${quote(path)} is not a valid path of a file in the output folder: use names and "/".`);
  }
}

function statsOf(read: () => Stats, shown: string): Stats | undefined {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined;
    }
    throw asInvalidInput(error, shown);
  }
}
