import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Options, requireOptions } from '../../checks/_options';
import { Tree, isTree } from '../../checks/_trees';
import { describe } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { requirePlatform } from '../../validation/lint';
import { readText } from '../../files/_read-file';
import { Unparsable, YamlText } from '../../files/_yaml';
import { InvalidYamlValue, Values } from '../../files/_yaml-values';
import { FileGroup, PLACEHOLDERS } from './_groups';
import { PathPattern } from './_patterns';

/** The file that `lint` reads if it is in the working directory. */
export const CONFIG_FILE = '.cdk8s-antrea-multicast.yaml';

/** The contents of the configuration file. */
export interface LintConfig {
  readonly groups: FileGroup[];
  readonly ignore: PathPattern[];
}

const CONFIG_KEYS: Options<{ groups: unknown; ignore: unknown }> = { groups: true, ignore: true };

interface WrittenGroup {
  readonly files?: unknown;
  readonly cluster?: unknown;
  readonly supervisor?: unknown;
  readonly tkr?: unknown;
  readonly antrea?: unknown;
  readonly vsphere?: unknown;
}

const GROUP_KEYS: Options<WrittenGroup> = {
  files: true,
  cluster: true,
  supervisor: true,
  tkr: true,
  antrea: true,
  vsphere: true,
};

/** Reads the configuration file that the user names, else the one in the working directory, if there is one. */
export function readConfig(file: string | undefined): { readonly config: LintConfig; readonly file?: string } {
  const path = file ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined);
  return path === undefined
    ? { config: { groups: [], ignore: [] } }
    : { config: configOf(path, readYaml(path, readText(path))), file: path };
}

function configOf(file: string, value: unknown): LintConfig {
  const written = requireOptions(file, value === null ? {} : (value as Tree), CONFIG_KEYS);
  const { groups = [], ignore = [] } = written;
  if (!Array.isArray(groups)) {
    throw new InvalidInput(`${file}: groups is ${describe(groups)}: give a list of groups, each with files.`);
  }
  return {
    groups: groups.map((group: unknown, i) => fileGroupOf(`${file}: groups[${i}]`, dirname(file), group)),
    ignore: patternsOf(`${file}: ignore`, ignore, []),
  };
}

function fileGroupOf(subject: string, folder: string, value: unknown): FileGroup {
  const group: WrittenGroup = requireOptions(subject, value as WrittenGroup, GROUP_KEYS);
  const files = patternsOf(`${subject}: files`, group.files ?? [], PLACEHOLDERS);
  if (files.length === 0) {
    throw new InvalidInput(`${subject} has no files: give a pattern for paths, such as "clusters/lab1/**".`);
  }
  const cluster = nameIn(subject, group, 'cluster');
  const supervisor = nameIn(subject, group, 'supervisor');
  const isNamed = files.every(({ text }) => PLACEHOLDERS.some((name) => text.includes(`{${name}}`)));
  if (cluster === undefined && supervisor === undefined && !isNamed) {
    throw new InvalidInput(
      `${subject} has neither cluster nor supervisor: name the one that the files are for, or write {cluster} in the pattern.`,
    );
  }
  const [tkr, antreaVersion, vsphere] = [
    textIn(subject, group, 'tkr'),
    textIn(subject, group, 'antrea'),
    textIn(subject, group, 'vsphere'),
  ];
  inFile(subject, () => requirePlatform({ tkr, antreaVersion, vsphere }));
  return { files, folder, cluster, supervisor, tkr, antreaVersion, vsphere };
}

/** Runs a check whose error begins with the place in the file. */
function inFile(subject: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw error instanceof InvalidInput ? new InvalidInput(`${subject}: ${error.message}`) : error;
  }
}

function patternsOf(subject: string, value: unknown, placeholders: string[]): PathPattern[] {
  const texts: unknown[] = [value].flat();
  return texts.map((text) => {
    if (typeof text !== 'string') {
      throw new InvalidInput(`${subject} contains ${describe(text)}: give a pattern for paths, such as "charts/**".`);
    }
    return new PathPattern(subject, text, placeholders);
  });
}

function textIn(subject: string, group: WrittenGroup, name: keyof WrittenGroup): string | undefined {
  const value = group[name];
  if (value !== undefined && typeof value !== 'string') {
    const hint =
      isTree(value) || Array.isArray(value) ? 'give a text' : `write it in quotes, as ${quote(String(value))}`;
    throw new InvalidInput(`${subject}: ${name} is ${quote(value)}, which is not a text: ${hint}.`);
  }
  return value;
}

/** The name of a cluster, perhaps with its vSphere Namespace before it, or of a Supervisor. */
function nameIn(subject: string, group: WrittenGroup, name: 'cluster' | 'supervisor'): string | undefined {
  const value = textIn(subject, group, name);
  const parts = value?.split('/') ?? [];
  if (parts.some((part) => part === '') || parts.length > (name === 'cluster' ? 2 : 1)) {
    const form = name === 'cluster' ? 'NAME or NAMESPACE/NAME' : 'a NAME without a slash';
    throw new InvalidInput(`${subject}: ${name} ${quote(value)} is not valid: write ${form}.`);
  }
  return value;
}

/** Returns the value of a YAML text with one document, which need not be a manifest. Throws if it cannot be parsed. */
function readYaml(file: string, text: string): unknown {
  const yaml = new YamlText(text);
  try {
    const [document, ...rest] = yaml.documents();
    if (rest.length > 0) {
      throw new InvalidInput(`${file} contains more than one document: keep only one.`);
    }
    const [error] = document?.errors ?? [];
    if (error) {
      throw new InvalidInput(
        `${file}:${yaml.lineOf(error.pos[0])}: YAML syntax error: correct this line, or the lines before it.`,
      );
    }
    return document?.contents ? new Values().of(document.contents, text) : null;
  } catch (error) {
    if (error instanceof InvalidYamlValue || error instanceof Unparsable) {
      throw new InvalidInput(`${file}: ${error.message}`);
    }
    throw error;
  }
}
