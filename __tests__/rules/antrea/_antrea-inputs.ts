import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { Finding, Lint, LintOptions } from '../../../lib';

/** The findings of some rules in the file of an issue. */
export function foundIn(file: string, rules: string[], options: LintOptions = {}): string[] {
  return foundInObjects(Yaml.load(file), rules, options);
}

/** The findings of some rules, as `error TAM048 spec.path`. */
export function foundInObjects(objects: object[], rules: string[], options: LintOptions = {}): string[] {
  return of(objects, rules, options).map(({ level, ruleId, path = '' }) => `${level} ${ruleId} ${path}`.trim());
}

/** The findings of some rules in objects. */
export function of(objects: object[], rules: string[], options: LintOptions = {}): Finding[] {
  return Lint.objects(structuredClone(objects), options).filter(({ ruleId }) => rules.includes(ruleId));
}

/** The objects of a file after a change of its text. Throws if the text does not change. */
export function mended(file: string, from: string | RegExp, to: string): object[] {
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) {
    throw new Error(`${file} does not have ${String(from)}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'mended-'));
  const path = join(folder, 'mended.yaml');
  writeFileSync(path, changed);
  const objects = Yaml.load(path);
  rmSync(folder, { recursive: true });
  return objects;
}
