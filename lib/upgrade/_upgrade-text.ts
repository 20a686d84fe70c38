import { shown } from '../messages/_errors';
import { codeSpan, htmlText, proseText } from '../messages/_markdown-text';
import { UpgradeLevel, UpgradeLine, UpgradeStep } from './upgrade-step';

/** Returns the lines of a step as text. Equal questions are written in full only once if they share `asked`. */
export function textOfLines(lines: UpgradeLine[], asked = new Set<string>()): string[] {
  return lines.flatMap((line) => {
    const { level, topic, what, how, source } = line;
    const head = `${level} (${topic}): ${what}`;
    if (isRepeated(line, asked)) {
      return [shown(`${head} See above.`)];
    }
    return [head, ...(how === '' ? [] : [`  way: ${how}`]), `  source: ${source}`].map(shown);
  });
}

function isRepeated({ level, what }: UpgradeLine, asked: Set<string>): boolean {
  const isKnown = level === UpgradeLevel.UNKNOWN && asked.has(what);
  asked.add(what);
  return isKnown;
}

/** Returns the steps as lines of text. */
export function textOfSteps(steps: UpgradeStep[]): string[] {
  const asked = new Set<string>();
  if (steps.length === 0) {
    return ['No steps: each cluster has the release.'];
  }
  const blocks = steps.map((step) => [
    shown(titleOfStep(step)),
    ...textOfLines(step.lines, asked).map((line) => `  ${line}`),
    ...step.removed.map((name) => shown(`  take out of the manifests: ${name}`)),
    '',
  ]);
  return [...blocks.flat(), totalOfSteps(steps)];
}

function titleOfStep({ cluster, fromRelease, toRelease }: UpgradeStep): string {
  return `Cluster ${cluster}: ${fromRelease === '' ? 'no release' : fromRelease} -> ${toRelease}`;
}

/** Returns the numbers of steps, clusters, and lines that need an answer, as one line. */
function totalOfSteps(steps: UpgradeStep[]): string {
  const clusters = new Set(steps.map(({ cluster }) => cluster)).size;
  const number = (level: UpgradeLevel) =>
    steps.flatMap(({ lines }) => lines).filter((line) => line.level === level).length;
  const { REFUSED, UNKNOWN, BEFORE, AFTER } = UpgradeLevel;
  const counts = [REFUSED, UNKNOWN, BEFORE, AFTER].map((level) => `${number(level)} ${level}`);
  return `Total: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'} of ${clusters} ${clusters === 1 ? 'cluster' : 'clusters'}: ${counts.join(', ')}.`;
}

/** Returns a line as an item of a list in the Markdown of GitHub. */
export function markdownOfLine({ level, topic, what, how, source }: UpgradeLine): string {
  const isUrgent = [UpgradeLevel.REFUSED, UpgradeLevel.UNKNOWN].includes(level);
  const label = isUrgent ? `**${level}**` : level;
  const way = how === '' ? '' : ` Way: ${proseText(shown(how))}`;
  return `- ${label} (${topic}): ${proseText(shown(what))}${way} (source: ${codeSpan(shown(source))})`;
}

/** Returns the steps in the Markdown of GitHub. */
export function markdownOfSteps(steps: UpgradeStep[]): string {
  if (steps.length === 0) {
    return '## Upgrade\n\nNo steps: each cluster has the release.\n';
  }
  const blocks = steps.flatMap((step) => [
    `### ${htmlText(shown(`Cluster ${step.cluster}`))}`,
    '',
    `${codeSpan(shown(step.fromRelease))} → ${codeSpan(shown(step.toRelease))}`,
    '',
    ...step.lines.map(markdownOfLine),
    ...step.removed.map((name) => `- take out of the manifests: ${codeSpan(shown(name))}`),
    '',
  ]);
  return ['## Upgrade', '', totalOfSteps(steps), '', ...blocks].join('\n');
}
