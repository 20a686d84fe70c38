import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { requireList } from '../checks/_lists';
import { requireDnsLabel } from '../checks/_names';
import { Options, requireOptions } from '../checks/_options';
import { filesBelow, isFolder } from '../files/_folders';
import { requireNewFolder, writeNewFolder } from '../files/_new-folder';
import { isOtherFile } from '../files/_other-files';
import { readText } from '../files/_read-file';
import { InvalidInput, quote, together } from '../messages/_errors';
import { Manifest, nameOf } from '../rules/manifests/_inventory';
import { requirePlatform } from '../validation/lint';
import { AdoptedApp } from './_adopted-app';
import { SourceFile, readAdoptionFile, sourcePath } from './_adoption-file';
import { hideSecrets, withCleanTexts } from './_clean-texts';
import { knownSecrets } from './_known-secrets';
import { Proof, proofOf } from './_proof';
import { reportLines } from './_report';
import { runApp } from './_run-app';
import { ReadSources, SourceText, hashOf, readSources } from './_sources';
import { mapSources } from './mapping/map-sources';
import { printedApp } from './printing/printed-app';

/** Facts that the files do not contain. */
export interface AdoptionOptions {
  /**
   * vSphere Namespace of objects without a namespace, a DNS label (63 characters). It is used for checks and not written.
   *
   * @default - none: such an object of the Supervisor is an error
   */
  readonly namespace?: string;

  /**
   * Version of Antrea that the release of the clusters ships, such as `2.5.2`.
   *
   * @default - that of the table of releases (docs/compatibility.md)
   */
  readonly antreaVersion?: string;

  /**
   * Tanzu Kubernetes release of clusters that are not in the files.
   *
   * @default - not known
   */
  readonly tkr?: string;
}

const ADOPTION_OPTIONS: Options<AdoptionOptions> = { namespace: true, antreaVersion: true, tkr: true };

/** The name of standard input among the files of the command. */
const STDIN_OPERAND = '-';

/**
 * A cdk8s app in TypeScript that writes the objects of existing YAML files. Secrets of the files become environment
 * variables: no file of the app contains them.
 *
 * @example
 * import * as mc from 'cdk8s-antrea-multicast';
 *
 * const adoption = mc.Adoption.of(['cluster.yaml', 'antrea-config.yaml']);
 * adoption.write('video-app'); // a new folder: mc.Adoption.check('video-app') compares it with the files again
 */
export class Adoption {
  /**
   * Reads YAML and JSON files, and the output of `kubectl get -o yaml`. What the server wrote into an object is left out.
   *
   * Throws if a file cannot be read, if two objects have one name, if an object of the Supervisor has no namespace, or if
   * an option is invalid.
   *
   * @param files paths of files, or of folders, whose files are read
   * @param options facts that the files do not contain
   */
  public static of(files: string[], options: AdoptionOptions = {}): Adoption {
    return Adoption._ofTexts(sourceTexts(files), options);
  }

  /**
   * Compares the sources of an adopted app with the objects that the app writes now. Nothing is written. Returns a
   * line for each difference, with secrets hidden; an empty list if everything is equal.
   *
   * A secret is taken from the environment, else from the source. One that is in neither is not compared.
   *
   * Throws if the folder is not that of an adopted app, if a source cannot be read, or if the app ends with an error.
   *
   * @param folder folder of the app
   * @param files files or folders in place of those in `adoption.json`
   */
  public static check(folder: string, files: string[] = []): string[] {
    const { differences } = Adoption._check(folder, files);
    return differences;
  }

  /** @internal */
  public static _ofTexts(texts: SourceText[], options: AdoptionOptions = {}): Adoption {
    const { namespace, antreaVersion, tkr } = requireOptions(
      'Adoption: the options argument',
      options,
      ADOPTION_OPTIONS,
    );
    together(
      () => namespace === undefined || requireDnsLabel('Adoption: namespace', namespace),
      () => requirePlatform({ antreaVersion, tkr }),
    );
    const read = readSources(texts);
    return new Adoption(
      texts,
      read,
      withCleanTexts(mapSources(read.documents, { namespace, antrea: antreaVersion, tkr })),
    );
  }

  /** @internal */
  public static _check(folder: string, files: string[]): Proof & { readonly unknown: string[] } {
    requireFolder('Adoption.check()', folder);
    requireList('Adoption.check(): files', files);
    const { sources, secrets } = readAdoptionFile(folder);
    if (files.length === 0 && sources.length === 0) {
      throw new InvalidInput(
        `The app in ${quote(folder)} was adopted from standard input: give the files to compare it with.`,
      );
    }
    const paths = files.length > 0 ? files : sources.map((one) => sourcePath(folder, one));
    const { documents } = readSources(sourceTexts(paths));
    const manifests = new Map(documents.map(({ manifest }) => [nameOf(manifest as Manifest), manifest]));
    const { values, unknown } = knownSecrets(secrets, manifests);
    const trees = documents.map(({ manifest }) => manifest);
    const proof = proofOf(trees, runApp(folder, values), unknown);
    const fields = [...unknown].flatMap(([object, paths]) => [...paths].map((path) => `${object} ${path}`));
    return { ...proof, unknown: fields };
  }

  /** Share of the leaf fields that come from typed options, from 0 to 1. */
  public readonly typedShare: number;

  private constructor(
    private readonly texts: SourceText[],
    private readonly read: ReadSources,
    private readonly app: AdoptedApp,
  ) {
    const { typed, total } = app.leaves;
    this.typedShare = total === 0 ? 1 : typed / total;
    hideSecrets(app.secrets.map(({ value }) => value));
  }

  /** Lines about what was adopted and how, with secrets hidden. */
  public get report(): string[] {
    return reportLines(this.app, this.read.leftOut);
  }

  /** Names of the environment variables from which the app reads its secrets. */
  public get secretVariables(): string[] {
    return [...new Set(this.app.secrets.map(({ variable }) => variable))];
  }

  /**
   * Returns the files of the app: the text of each by its path in the folder of the app.
   *
   * @param folder the folder that the app will be in, from which `adoption.json` names the sources
   */
  public filesFor(folder: string): { [path: string]: string } {
    requireFolder('Adoption.filesFor()', folder);
    return Object.fromEntries(
      printedApp(this.app, { sources: this.sourcesFrom(folder), libraryVersion: versionOfLibrary() }),
    );
  }

  /**
   * Writes the app into a new or empty folder: all files, or none. Throws if the folder has files, or if a source changed
   * since it was read.
   *
   * @param folder folder of the app
   */
  public write(folder: string): void {
    requireFolder('Adoption.write()', folder);
    requireNewFolder('--output', folder);
    for (const { file, text } of this.texts) {
      if (file !== STDIN_NAME && hashOf(readText(file)) !== hashOf(text)) {
        throw new InvalidInput(`${file} changed while it was read: run this again when no one writes to it.`);
      }
    }
    const files = Object.entries(this.filesFor(folder)).map(([path, text]) => ({ path, text }));
    writeNewFolder('--output', folder, files);
  }

  /**
   * Runs the app of a folder, and compares what it writes with the sources. The secrets are only in the environment of its
   * process, and nothing is written. Returns a line for each difference, with secrets hidden.
   *
   * @param folder folder of the app, which `write()` wrote
   */
  public prove(folder: string): string[] {
    requireFolder('Adoption.prove()', folder);
    const { differences } = this._prove(folder);
    return differences;
  }

  /** @internal */
  public _prove(folder: string): Proof {
    const values = new Map(this.app.secrets.map(({ variable, value }) => [variable, value]));
    const texts = runApp(folder, values);
    return proofOf(
      this.read.documents.map(({ manifest }) => manifest),
      texts,
    );
  }

  private sourcesFrom(folder: string): SourceFile[] {
    return this.texts
      .filter(({ file }) => file !== STDIN_NAME)
      .map(({ file, text }) => ({
        path: relative(resolve(folder), resolve(file)).split(sep).join('/'),
        sha256: hashOf(text),
      }));
  }
}

/** The name of standard input in messages. */
const STDIN_NAME = '<stdin>';

function requireFolder(subject: string, folder: string): void {
  if (typeof folder !== 'string' || folder === '') {
    throw new InvalidInput(`${subject}: folder is ${quote(folder)}: give the path of a folder.`);
  }
}

function sourceTexts(files: string[]): SourceText[] {
  const texts = requireList('Adoption: files', files).flatMap((operand) => {
    if (typeof operand !== 'string' || operand === '' || operand === STDIN_OPERAND) {
      throw new InvalidInput(`Adoption: files contains ${quote(operand)}: give paths of files or folders.`);
    }
    const read = filesBelow(operand).map((file): SourceText => ({ file, text: readText(file) }));
    return isFolder(operand) ? read.filter(({ text }) => text.trim() !== '' && !isOtherFile(text)) : read;
  });
  const seen = new Set<string>();
  return texts.filter(({ file }) => !seen.has(resolve(file)) && seen.add(resolve(file)));
}

function versionOfLibrary(): string {
  return JSON.parse(readFileSync(resolve(__dirname, '..', '..', 'package.json'), 'utf8')).version;
}
