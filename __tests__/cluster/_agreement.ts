import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { Path } from '../../lib/checks/_paths';
import { Mistake, RefusedBy } from '../../lib/schemas/_mistake';
import { mistakesOf } from '../../lib/schemas/_mistakes-of';
import { Admin } from './_admin';
import { crdFiles } from './_servers';
import { ServerVerdict, isRelated, serverVerdict, withoutIndexes } from './_server-verdict';

/** How many requests are sent at the same time. */
const AT_ONCE = 8;

/** The two ways of sending a document. */
export const REQUESTS = [RefusedBy.CREATE, RefusedBy.APPLY] as const;
export type Sent = (typeof REQUESTS)[number];

/** A difference between the server and the library. */
export interface Disagreement {
  readonly what: string;
  /** Why it is known. */
  readonly exception?: string;
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

/**
 * Returns the CustomResourceDefinitions of custom kinds: those of upstream, or else those of this project. There is one for
 * each kind, also if its versions are in several files.
 */
export function customResourceDefinitions(): any[] {
  const made = new Map<string, any>();
  for (const { file, versions: only } of crdFiles()) {
    for (const crd of parseAllDocuments(readFileSync(file, 'utf8'))) {
      const { apiVersion, kind, metadata, spec } = crd.toJS();
      const { conversion: _, ...rest } = spec;
      const versions = spec.versions
        .filter(({ name }: { name: string }) => only?.includes(name) ?? true)
        .map((version: object) => ({ ...version, storage: false, served: true }));
      const known = made.get(metadata.name);
      if (known) {
        known.spec.versions.push(...versions);
      } else {
        made.set(metadata.name, { apiVersion, kind, metadata: { name: metadata.name }, spec: { ...rest, versions } });
      }
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

/** A document that was sent, and what both think of it. */
interface Case {
  readonly document: any;
  readonly kubernetes: string;
  readonly sent: Sent;
  readonly server: ServerVerdict;
  /** Our mistakes that this request meets. */
  readonly ours: Mistake[];
}

/** Differences that are known, with the reason. */
export const EXCEPTIONS: { readonly reason: string; readonly applies: (one: Case) => boolean }[] = [
  {
    reason: 'Kubernetes 1.25 does not check the Pods of a StatefulSet. Its controller then fails to create them.',
    applies: ({ document, kubernetes, server, ours }) =>
      kubernetes === '1.25' &&
      document.kind === 'StatefulSet' &&
      server.isTaken &&
      ours.every(({ at, isAfterDecoding }) => isAfterDecoding && at[1] === 'template'),
  },
  {
    reason:
      'Server-side apply of Kubernetes 1.25 compares the type of a time in the status of a custom kind. Later ones do not.',
    applies: ({ kubernetes, server }) =>
      kubernetes === '1.25' && /\.status\.\S+Time: expected string/.test(server.text),
  },
  {
    reason: 'Server-side apply of Kubernetes 1.25 takes lists and maps for the times in the metadata of a custom kind.',
    applies: ({ kubernetes, document, sent, ours }) =>
      kubernetes === '1.25' &&
      sent === RefusedBy.APPLY &&
      document.apiVersion.includes('.') &&
      ours.some(({ at }) => at[0] === 'metadata' && /Timestamp$/.test(String(at[1]))),
  },
];

/** Returns where the server and the library differ about a document. */
export function disagreement(
  document: any,
  kubernetes: string,
  sent: Sent,
  server: ServerVerdict,
): Disagreement | undefined {
  const ours = mistakesOf(document, { kubernetes }).filter(({ refusedBy }) =>
    [sent, RefusedBy.BOTH].includes(refusedBy),
  );
  const what = difference(server, ours);
  const exception = EXCEPTIONS.find(({ applies }) => applies({ document, kubernetes, sent, server, ours }));
  return what === undefined ? undefined : { what, exception: exception?.reason };
}

function difference(server: ServerVerdict, ours: Mistake[]): string | undefined {
  const structural = ours.filter(({ isAfterDecoding }) => !isAfterDecoding);
  if (server.isRefused !== structural.length > 0 || (server.isTaken && ours.length > 0)) {
    return `we find ${shown(server.isTaken ? ours : structural)}`;
  }
  const unseen = server.fields.filter(
    ({ path, hasIndexes }) => !structural.some(({ at }) => isRelated(pathOf(at, hasIndexes), path)),
  );
  return unseen.length === 0
    ? undefined
    : `we find ${shown(structural)}, and not ${unseen.map(({ path }) => path).join(', ')}`;
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
