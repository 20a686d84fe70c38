import { InvalidInput } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { Manifest, textOf } from '../../rules/manifests/_inventory';
import { FAILED_RULE } from '../../rules/_engine';
import { lintEntries } from '../../validation/lint';
import { AcknowledgedRule, AdoptedApp, ConstructCode, LeafCounts, SourceDocument } from '../_adopted-app';
import { Code, SecretCode } from '../_code';
import { MappingOptions, UnitMapper, hyphenated } from './_map-unit';
import { SecretBook } from './_secret-book';
import { UnitOfDocuments, unitsOf } from './_unit-of-documents';
import { countLeaves, wantedForm } from './_wanted-form';

/** Maps documents to the constructs that write them. Throws if a document has no namespace and the options have none. */
export function mapSources(documents: SourceDocument[], options: MappingOptions): AdoptedApp {
  if (documents.length === 0) {
    throw new InvalidInput('The sources have no objects: give files with at least one object.');
  }
  const { stackTraceLimit } = Error;
  // Constructors that refuse an option tell what to leave out. The stacks of their errors would take most of the time.
  Error.stackTraceLimit = 0;
  try {
    return mapped(documents, options);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function mapped(documents: SourceDocument[], options: MappingOptions): AdoptedApp {
  const secrets = new SecretBook();
  const errors = errorsByDocument(documents, options);
  const names = new Set<string>();
  const context = { options, secrets, errorsOf: (document: SourceDocument) => errors.get(document) ?? [] };
  const units = unitsOf(documents).map((unit) => new UnitMapper(unit, nameOfUnit(unit, names), context).map());
  const constructs = units.flatMap((unit) => unit.constructs);
  return {
    units,
    secrets: secrets.nameVariables(usedSecrets(constructs)),
    leaves: leafCountsOf(constructs),
    notes: notesOf(constructs),
  };
}

function errorsByDocument(
  documents: SourceDocument[],
  { antrea, tkr }: MappingOptions,
): Map<SourceDocument, AcknowledgedRule[]> {
  const entries = documents.map(({ manifest, file }) => ({ manifest: manifest as Manifest, file }));
  const found = new Map<SourceDocument, AcknowledgedRule[]>();
  for (const { index, level, acknowledged, ruleId, message } of lintEntries(entries, { antreaVersion: antrea, tkr })) {
    // A rule that fails has found nothing that code can acknowledge.
    if (level === FindingLevel.ERROR && acknowledged === undefined && !message.startsWith(FAILED_RULE)) {
      const ofDocument = found.get(documents[index]) ?? [];
      const same = ofDocument.findIndex((each) => each.ruleId === ruleId);
      if (same < 0) {
        ofDocument.push({ ruleId, reason: message });
      } else {
        ofDocument[same] = { ruleId, reason: `${ofDocument[same].reason} ${message}` };
      }
      found.set(documents[index], ofDocument);
    }
  }
  return found;
}

/** A name for the unit that no other has: that of its cluster, else that of its file. */
function nameOfUnit({ cluster, file, isOnSupervisor }: UnitOfDocuments, names: Set<string>): string {
  const metadata = cluster?.manifest.metadata;
  const base = file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
  const wanted = metadata
    ? [textOf(metadata.name), `${textOf(metadata.namespace ?? '')}-${textOf(metadata.name)}`]
    : [isOnSupervisor ? `${base}-supervisor` : `${base}-objects`, isOnSupervisor ? `${base}-supervisor` : base];
  const hyphens = wanted.map(hyphenated);
  let name = hyphens.find((each) => !names.has(each)) ?? hyphens[1];
  for (let i = 2; names.has(name); i++) {
    name = `${hyphens[1]}-${i}`;
  }
  names.add(name);
  return name;
}

function codesOfConstruct({ props, patches }: ConstructCode): Code[] {
  return [props, ...patches.flatMap(({ value }) => value ?? [])];
}

function usedSecrets(constructs: ConstructCode[]): Set<SecretCode> {
  const used = new Set<SecretCode>();
  const visit = (code: Code): void => {
    if (code.kind === 'secret') {
      used.add(code);
    }
    inside(code).forEach(visit);
  };
  constructs.flatMap(codesOfConstruct).forEach(visit);
  return used;
}

function inside(code: Code): Code[] {
  switch (code.kind) {
    case 'list':
      return code.items;
    case 'object':
      return code.members.map((member) => member.code);
    case 'call':
      return code.args;
    default:
      return [];
  }
}

/** Counts the leaf fields by what writes them. The fields apiVersion and kind do not count: every class writes them. */
function leafCountsOf(constructs: ConstructCode[]): LeafCounts {
  const counts = { total: 0, checked: 0, escaped: 0 };
  for (const construct of constructs) {
    const { source, props, patches } = construct;
    const { apiVersion: _apiVersion, kind: _kind, ...fields } = wantedForm(source.manifest);
    const total = countLeaves(fields);
    counts.total += total;
    if (isPlainObject(construct)) {
      counts.escaped += total;
      continue;
    }
    counts.checked += variableLeaves(props);
    counts.escaped += freeLeaves(props) + patches.reduce((sum, { value }) => sum + (value ? codeLeaves(value) : 0), 0);
  }
  return { ...counts, typed: counts.total - counts.checked - counts.escaped };
}

function isPlainObject({ className, manifestOf }: ConstructCode): boolean {
  return className === 'ApiObject' && manifestOf === undefined;
}

function codeLeaves(code: Code): number {
  const codes = inside(code);
  return codes.length === 0 || code.kind === 'call' ? 1 : codes.reduce((sum, each) => sum + codeLeaves(each), 0);
}

function variableLeaves(code: Code): number {
  return code.kind === 'call' && code.className === 'ClusterVariable'
    ? codeLeaves(code.args[1])
    : inside(code).reduce((sum, each) => sum + variableLeaves(each), 0);
}

function freeLeaves(code: Code): number {
  return code.kind === 'object' && code.isFree
    ? codeLeaves(code)
    : inside(code).reduce((sum, each) => sum + freeLeaves(each), 0);
}

function notesOf(constructs: ConstructCode[]): string[] {
  const kinds = new Map<string, number>();
  for (const construct of constructs) {
    const { source } = construct;
    if (isPlainObject(construct)) {
      const kind = `${source.manifest.kind} of ${source.manifest.apiVersion}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  }
  return [...kinds].map(
    ([kind, count]) =>
      `${count} ${count === 1 ? 'object' : 'objects'} of the kind ${kind} ${count === 1 ? 'is' : 'are'} kept as ApiObject.`,
  );
}
