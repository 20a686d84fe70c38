import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { Path } from '../../lib/checks/_paths';
import { Mistake, RefusedBy } from '../../lib/schemas/_mistake';
import { mistakesOf } from '../../lib/schemas/_mistakes-of';
import { Admin } from './_admin';
import { Mutant } from './_mutations';
import { ServerVerdict, isRelated, serverVerdict, withoutIndexes } from './_server-verdict';

const CRDS = join(__dirname, '..', '..', 'crds');

/** How many requests are sent at the same time. */
const AT_ONCE = 8;

/** The two ways of sending a document. */
export const REQUESTS = [RefusedBy.CREATE, RefusedBy.APPLY] as const;
export type Sent = (typeof REQUESTS)[number];

/** A difference between the server and the library. */
export interface Disagreement {
  readonly sent: Sent;
  readonly what: string;
  readonly answer: string;
}

/** The path of a kind, and whether its objects are in namespaces. */
export interface Resource {
  readonly path: string;
  readonly isCustom: boolean;
}

/** Returns the valid documents of a file. */
export function basesOf(file: string): any[] {
  return parse(readFileSync(join(__dirname, file), 'utf8'), { merge: true });
}

/** Returns the CustomResourceDefinitions of this project: one for each kind, also if its versions are in several files. */
export function customResourceDefinitions(files: string[]): any[] {
  const made = new Map<string, any>();
  for (const crd of files.flatMap((file) => parseAllDocuments(readFileSync(join(CRDS, file), 'utf8')))) {
    const { apiVersion, kind, metadata, spec } = crd.toJS();
    const versions = spec.versions.map((version: object) => ({ ...version, storage: false }));
    const known = made.get(metadata.name);
    if (known) {
      known.spec.versions.push(...versions);
    } else {
      made.set(metadata.name, { apiVersion, kind, metadata: { name: metadata.name }, spec: { ...spec, versions } });
    }
  }
  made.forEach(({ spec }) => (spec.versions[0].storage = true));
  return [...made.values()];
}

/** Finds out how to address the kind of a document. */
export async function resourceOf(admin: Admin, { apiVersion, kind }: any, isCustom: boolean): Promise<Resource> {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const { body } = await admin.ask('GET', root);
  const found = body.resources.find((one: any) => one.kind === kind && !one.name.includes('/'));
  return { path: `${root}${found.namespaced ? '/namespaces/default' : ''}/${found.name}`, isCustom };
}

/** Sends a document without any effect, under strict validation. */
export async function ask(
  admin: Admin,
  { path, isCustom }: Resource,
  document: any,
  sent: Sent,
): Promise<ServerVerdict> {
  const options = 'dryRun=All&fieldValidation=Strict';
  const reply =
    sent === RefusedBy.CREATE
      ? await admin.send('POST', `${path}?${options}`, 'application/json', document)
      : await admin.send(
          'PATCH',
          `${path}/base?${options}&fieldManager=test`,
          'application/apply-patch+yaml',
          document,
        );
  return serverVerdict(reply, isCustom);
}

/** Returns where the server and the library differ about a document. */
export function disagreements(
  { document }: Mutant,
  { isCustom }: Resource,
  kubernetes: string,
  sent: Sent,
  server: ServerVerdict,
): Disagreement[] {
  const ours = mistakesOf(document, { kubernetes }).filter(({ refusedBy }) =>
    [sent, RefusedBy.BOTH].includes(refusedBy),
  );
  const structural = ours.filter(({ isAfterDecoding }) => !isAfterDecoding);
  const differ = (what: string) => [{ sent, what, answer: server.text }];
  if (server.isRefused !== structural.length > 0) {
    return differ(server.isRefused ? 'we find nothing' : `we find ${shown(structural)}`);
  }
  if (server.isTaken && ours.some((one) => !isOfLaterPod(document, kubernetes, one))) {
    return differ(`we find ${shown(ours)}`);
  }
  const missing = server.fields.filter(
    ({ path, hasIndexes }) => !structural.some(({ at }) => isRelated(pathOf(at, hasIndexes), path)),
  );
  return missing.length === 0 || (!isCustom && structural.length === 0)
    ? []
    : differ(`we find ${shown(structural)}, and not ${missing.map(({ path }) => path).join(', ')}`);
}

/** Kubernetes 1.25 does not check the Pods of a StatefulSet: its controller fails to create them. */
function isOfLaterPod({ kind }: any, kubernetes: string, { at, isAfterDecoding }: Mistake): boolean {
  return isAfterDecoding && kind === 'StatefulSet' && kubernetes === '1.25' && at[1] === 'template';
}

function shown(mistakes: Mistake[]): string {
  return mistakes.map(({ message }) => message).join(' ') || 'nothing';
}

function pathOf(at: Path, hasIndexes: boolean): string {
  const text = at
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
  return hasIndexes ? text : withoutIndexes(text);
}

/** Runs the tasks, some at the same time. */
export async function runAll(tasks: (() => Promise<void>)[]): Promise<void> {
  const waiting = [...tasks];
  const worker = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      await task();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
