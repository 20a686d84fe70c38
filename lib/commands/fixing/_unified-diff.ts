import { printable } from '../../messages/_errors';
import { linesWithoutSecrets } from './_hidden-text';
import { DiffStep, stepsBetween } from './_shortest-edit';

/** The lines of a text: with their ends, and as they may be printed. */
interface DiffSide {
  readonly lines: string[];
  readonly shown: string[];
}

/** Steps that are printed together, and how many lines of each text are before them. */
interface Hunk {
  readonly steps: DiffStep[];
  readonly before: { readonly old: number; readonly new: number };
}

const CONTEXT = 3;

/** Returns the difference of two texts of a file as a unified diff, with secrets hidden. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const [old, now] = [sideOf(before), sideOf(after)];
  const hunks = hunksOf(stepsBetween(old.lines, now.lines)).map(
    (hunk) => `${headOfHunk(hunk)}\n${hunk.steps.map((step) => diffLine(step, old, now)).join('')}`,
  );
  const name = printable(file);
  return `--- ${name}\n+++ ${name}\n${hunks.join('')}`;
}

function sideOf(text: string): DiffSide {
  return { lines: text.match(/[^\n]*\n|[^\n]+$/g) ?? [], shown: linesWithoutSecrets(text) };
}

function diffLine(step: DiffStep, old: DiffSide, now: DiffSide): string {
  const [sign, side, index] =
    step.new === undefined ? ['-', old, step.old ?? 0] : [step.old === undefined ? '+' : ' ', now, step.new];
  const { lines, shown } = side as DiffSide;
  const end = lines[index as number].endsWith('\n') ? '' : '\\ No newline at end of file\n';
  return `${sign}${shown[index as number]}\n${end}`;
}

/** The changed lines with the lines around them. */
function hunksOf(steps: DiffStep[]): Hunk[] {
  const hunks: Hunk[] = [];
  const lines = { old: 0, new: 0 };
  /** The number of lines before each step. */
  const before = steps.map((step) => {
    const here = { ...lines };
    lines.old += step.old === undefined ? 0 : 1;
    lines.new += step.new === undefined ? 0 : 1;
    return here;
  });
  let end = -1;
  steps.forEach((step, i) => {
    if (step.old !== undefined && step.new !== undefined) {
      return;
    }
    const from = Math.max(i - CONTEXT, 0);
    const to = Math.min(i + CONTEXT + 1, steps.length);
    if (from <= end) {
      hunks[hunks.length - 1].steps.push(...steps.slice(end, to));
    } else {
      hunks.push({ steps: steps.slice(from, to), before: before[from] });
    }
    end = to;
  });
  return hunks;
}

function headOfHunk({ steps, before }: Hunk): string {
  const range = (side: 'old' | 'new') => {
    const count = steps.filter((step) => step[side] !== undefined).length;
    return `${count === 0 ? before[side] : before[side] + 1}${count === 1 ? '' : `,${count}`}`;
  };
  return `@@ -${range('old')} +${range('new')} @@`;
}
