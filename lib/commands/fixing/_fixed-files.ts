import { pathText } from '../../checks/_paths';
import { FindingLevel } from '../../messages/finding';
import { partsOf } from '../../files/_text-parts';
import { PlacedFinding } from '../../rules/_engine';
import { ReadObject, placeIn, readDocuments } from '../../rules/_read-documents';
import { LintResult, openFindings } from '../_reports';
import { movedBefore } from './_moved-documents';
import { textChange } from './_text-changes';
import { TextChange } from './_written-yaml';

/** The files after the changes, and what lint finds in them. */
export interface FixedFiles {
  /** The new texts of the files that change. */
  readonly texts: ReadonlyMap<string, string>;
  readonly result: LintResult;
  /** Sentences about changes that need the attention of the user, and about findings whose place cannot be changed. */
  readonly notes: string[];
}

/** Checks the objects again, with the options of the run. */
export type LintAgain = (objects: ReadObject[]) => LintResult;

/** A finding, and the changes of texts that end it, by file. */
interface Attempt {
  readonly finding: PlacedFinding;
  readonly changes: ReadonlyMap<string, TextChange[]>;
  /** The places of the values and names that are replaced, as keys. A new member may have findings, such as known bugs. */
  readonly places: string[];
}

interface FixState {
  readonly texts: ReadonlyMap<string, string>;
  readonly result: LintResult;
  /** The cautions about the changes so far. */
  readonly cautions: string[];
}

/** Returns the files without the findings that have only one way out. A file that cannot be improved stays as it is. */
export function fixedFiles(result: LintResult, again: LintAgain): FixedFiles {
  return new Fixing(result, again).run();
}

/** More rounds than any chain of changes has: each round ends findings, or leaves one out. */
const MOST_ROUNDS = 500;

class Fixing {
  private readonly states: FixState[];
  private readonly leftOut = new Map<string, string>();

  public constructor(
    first: LintResult,
    private readonly again: LintAgain,
  ) {
    this.states = [{ texts: first.input.texts, result: first, cautions: [] }];
  }

  public run(): FixedFiles {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const state = this.states[this.states.length - 1];
      const batch = this.attemptsIn(state);
      if (batch.length === 0) {
        break;
      }
      const next = this.advanced(state, batch);
      if (next) {
        this.states.push(next);
      }
    }
    return this.best();
  }

  /** The last state that has no more errors of a rule than the first one. */
  private best(): FixedFiles {
    const [first] = this.states;
    const errors = countsByRule(first.result, isOpenError);
    const isGood = ({ result }: FixState) =>
      [...countsByRule(result, isOpenError)].every(([rule, count]) => count <= (errors.get(rule) ?? 0));
    const { texts, result, cautions } = [...this.states].reverse().find(isGood) ?? first;
    const changed = [...texts].filter(([file, text]) => text !== first.texts.get(file));
    const left = new Set(result.findings.map(findingKey));
    const notes = [...this.leftOut].filter(([key]) => left.has(key)).map(([, note]) => note);
    return { texts: new Map(changed), result, notes: [...cautions, ...notes] };
  }

  /** The state after as many of the attempts as lint accepts. Those that cannot be accepted are left out. */
  private advanced(state: FixState, batch: Attempt[]): FixState | undefined {
    const next = this.after(state, batch);
    if (next && isAccepted(state, next, batch)) {
      return next;
    }
    const failed = batch.length === 1 ? batch : next ? failedOf(state, next, batch) : [];
    if (failed.length > 0) {
      failed.forEach(({ finding }) => this.leaveOut(state, finding, reasonAgainst(state, next)));
      const rest = batch.filter((one) => !failed.includes(one));
      return rest.length === 0 ? undefined : this.advanced(state, rest);
    }
    const half = Math.ceil(batch.length / 2);
    return this.advanced(state, batch.slice(0, half)) ?? this.advanced(state, batch.slice(half));
  }

  private leaveOut({ result }: FixState, finding: PlacedFinding, reason: string): void {
    const { ruleId, object } = finding;
    const read = result.input.objects[finding.index];
    const key = findingKey(finding);
    if (!this.leftOut.has(key)) {
      this.leftOut.set(
        key,
        `${read.file}:${placeIn(read, finding.at).line}: ${ruleId} ${object} is not fixed, because ${reason}.`,
      );
    }
  }

  /** The attempts that can be made at once: their changes do not overlap. Documents are moved last, one in each file. */
  private attemptsIn(state: FixState): Attempt[] {
    const open = openFindings(state.result).filter((one) => one.edits && !this.leftOut.has(findingKey(one)));
    const isMove = ({ edits = [] }: PlacedFinding) => edits.some((edit) => 'before' in edit);
    const changes = this.compatible(open.filter((one) => !isMove(one)).flatMap((one) => this.attempt(state, one)));
    return changes.length > 0
      ? changes
      : this.compatible(open.filter(isMove).flatMap((one) => this.attemptOfMove(state, one)));
  }

  private compatible(attempts: Attempt[]): Attempt[] {
    const taken = new Map<string, TextChange[]>();
    return attempts.filter(({ changes }) => {
      const isFree = [...changes].every(([file, list]) =>
        list.every((one) => (taken.get(file) ?? []).every((other) => isApart(one, other))),
      );
      if (isFree) {
        changes.forEach((list, file) => taken.set(file, [...(taken.get(file) ?? []), ...list]));
      }
      return isFree;
    });
  }

  private attempt(state: FixState, finding: PlacedFinding): Attempt[] {
    const { objects } = state.result.input;
    const changes = new Map<string, TextChange[]>();
    const places: string[] = [];
    for (const edit of finding.edits ?? []) {
      const index = edit.of === undefined ? finding.index : objects.findIndex(({ manifest }) => manifest === edit.of);
      const read: ReadObject | undefined = objects[index];
      const at = edit.at ?? finding.at;
      const change = read ? textChange(edit, read, at) : { reason: 'its object is not in a file' };
      if ('reason' in change) {
        this.leaveOut(state, finding, change.reason);
        return [];
      }
      const offset = offsetOfPart(state.texts.get(read.file) as string, read);
      const earlier = changes.get(read.file) ?? [];
      const [start, end] = [change.start + offset, change.end + offset];
      // The first member of an empty map has no separator before it.
      const isNext = earlier.some((one) => one.start === start && one.end === end) && /^[^,\s]/.test(change.text);
      changes.set(read.file, [...earlier, { start, end, text: `${isNext ? ', ' : ''}${change.text}` }]);
      if (change.start < change.end) {
        places.push(placeKeyOf(index, pathText(at)));
      }
    }
    return [{ finding, changes, places }];
  }

  private attemptOfMove(state: FixState, finding: PlacedFinding): Attempt[] {
    const { objects } = state.result.input;
    const [edit] = finding.edits ?? [];
    const read = objects[finding.index];
    const other = objects.find(({ manifest }) => 'before' in edit && manifest === edit.before);
    const text = state.texts.get(read.file) as string;
    const ofFile = objects.filter(({ file }) => file === read.file);
    const moved = other?.file === read.file ? movedBefore(text, read, other, ofFile) : undefined;
    if (moved === undefined) {
      this.leaveOut(state, finding, 'its document cannot be moved without a change of another one');
      return [];
    }
    const change = { start: 0, end: text.length, text: moved };
    return [{ finding, changes: new Map([[read.file, [change]]]), places: [] }];
  }

  /** The state after the changes; undefined if a file cannot be read any more, or has other objects. */
  private after(state: FixState, batch: Attempt[]): FixState | undefined {
    const texts = new Map(state.texts);
    const { objects } = state.result.input;
    const read = new Map<string, ReadObject[]>();
    for (const file of new Set(batch.flatMap(({ changes }) => [...changes.keys()]))) {
      const changes = batch.flatMap((attempt) => attempt.changes.get(file) ?? []);
      const text = changed(state.texts.get(file) as string, changes);
      const { objects: found, errors } = readDocuments(file, text);
      if (errors.length > 0) {
        return undefined;
      }
      texts.set(file, text);
      read.set(file, found);
    }
    const files = [...new Set(objects.map(({ file }) => file))];
    const byFile = new Map<string, ReadObject[]>(files.map((file) => [file, read.get(file) ?? []]));
    objects.forEach((one) => read.has(one.file) || byFile.get(one.file)?.push(one));
    const all = [...byFile.values()].flat();
    const cautions = [
      ...state.cautions,
      ...batch.flatMap(({ finding }) => cautionsOf(finding, objects[finding.index])),
    ];
    return all.length === objects.length ? { texts, result: this.again(all), cautions } : undefined;
  }
}

function cautionsOf({ ruleId, object, at, edits = [] }: PlacedFinding, read: ReadObject): string[] {
  const start = `${read.file}:${placeIn(read, at).line}: ${ruleId} ${object}`;
  return edits.flatMap(({ caution }) => (caution === undefined ? [] : [`${start}: ${caution}`]));
}

/** Whether the findings of the attempts are gone, and nothing new is found that needs the user. */
function isAccepted(before: FixState, after: FixState, batch: Attempt[]): boolean {
  const errors = countsByRule(before.result, isFinalError);
  const hasMore = [...countsByRule(after.result, isFinalError)].some(
    ([rule, count]) => count > (errors.get(rule) ?? 0),
  );
  return !hasMore && failedOf(before, after, batch).length === 0;
}

/** The attempts whose finding is still there, or at whose place lint finds something new that needs the user. */
function failedOf(before: FixState, after: FixState, batch: Attempt[]): Attempt[] {
  const keys = new Set(after.result.findings.map(findingKey));
  const known = new Set(before.result.findings.map(placedKey));
  const spoilt = new Set(
    after.result.findings
      .filter((one) => isFinal(one) && one.level !== FindingLevel.NOTE && !known.has(placedKey(one)))
      .map(({ index, path = '' }) => placeKeyOf(index, path)),
  );
  return batch.filter(({ finding, places }) => keys.has(findingKey(finding)) || places.some((one) => spoilt.has(one)));
}

/** Returns why a change is left out: what lint would find after it, an error first. */
function reasonAgainst(before: FixState, after: FixState | undefined): string {
  if (after === undefined) {
    return 'the changed file would not be valid YAML';
  }
  const known = new Set(before.result.findings.map(placedKey));
  const added = after.result.findings.filter((one) => isFinal(one) && !known.has(placedKey(one)));
  const worst = added.find(isFinalError) ?? added.find(({ level }) => level !== FindingLevel.NOTE);
  if (worst === undefined) {
    return 'lint would still find it';
  }
  const read = after.result.input.objects[worst.index];
  const place = `${read.file}:${placeIn(read, worst.at).line}`;
  return `lint would then find ${worst.ruleId} at ${place}, which has no certain way out: ${worst.message.replace(/\.$/, '')}`;
}

/** Whether only the user can end the finding. */
function isFinal({ acknowledged, edits }: PlacedFinding): boolean {
  return acknowledged === undefined && edits === undefined;
}

function isFinalError(finding: PlacedFinding): boolean {
  return isFinal(finding) && finding.level === FindingLevel.ERROR;
}

function isOpenError({ acknowledged, level }: PlacedFinding): boolean {
  return acknowledged === undefined && level === FindingLevel.ERROR;
}

function countsByRule({ findings }: LintResult, counts: (finding: PlacedFinding) => boolean): Map<string, number> {
  const found = new Map<string, number>();
  for (const finding of findings.filter(counts)) {
    found.set(finding.ruleId, (found.get(finding.ruleId) ?? 0) + 1);
  }
  return found;
}

function findingKey({ ruleId, object, path, message }: PlacedFinding): string {
  return JSON.stringify([ruleId, object, path, message]);
}

function placedKey({ ruleId, index, path }: PlacedFinding): string {
  return JSON.stringify([ruleId, index, path]);
}

function placeKeyOf(index: number, path: string): string {
  return JSON.stringify([index, path]);
}

/** The offsets of the parts of the text that was read last, by their lines. */
let lastOffsets: { readonly text: string; readonly byLine: Map<number, number> } | undefined;

/** The offset of the part of an object in the text of its file. */
function offsetOfPart(text: string, { part }: ReadObject): number {
  if (lastOffsets?.text !== text) {
    const byLine = new Map<number, number>();
    let offset = 0;
    for (const one of partsOf(text)) {
      byLine.set(one.line, offset);
      offset += one.text.length;
    }
    lastOffsets = { text, byLine };
  }
  return lastOffsets.byLine.get(part.line) ?? 0;
}

/** Whether two changes have no character in common, or are the same. */
function isApart(one: TextChange, other: TextChange): boolean {
  const isSame = one.start === other.start && one.end === other.end && one.text === other.text;
  return isSame || one.end <= other.start || other.end <= one.start;
}

/** Returns the text after the changes. Two that are the same count once. */
function changed(text: string, changes: TextChange[]): string {
  const unique = [...new Map(changes.map((one) => [JSON.stringify(one), one])).values()];
  let at = 0;
  const pieces = unique
    .sort((a, b) => a.start - b.start)
    .map((one) => {
      const before = text.slice(at, one.start);
      at = one.end;
      return `${before}${one.text}`;
    });
  return `${pieces.join('')}${text.slice(at)}`;
}
