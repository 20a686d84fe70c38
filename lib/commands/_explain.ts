import { suggestion } from '../checks/_names';
import { InvalidInput, quote } from '../messages/_errors';
import { yamlText } from '../preview/_yaml-text';
import { Example, Rule } from '../rules/_rule';
import { CommandIo, readArguments } from './_command';
import { RuleOrNotice, ruleUrl, rulesAndNotices } from './linting/_rule-pages';

const EXPLAIN_FLAGS = { '--format': { value: ['text', 'json'] }, '--help': {}, '-h': {} };

const EXPLAIN_USAGE = `usage: cdk8s-antrea-multicast explain [ID...] [options]

Explains the rules of lint and the warnings of constructs: what is checked and why, the way out, the source, and objects that fail and pass. Without an ID, lists all.

options:
  --format FORMAT   one of text, json. Default: text
  --help            print this help

exit code:
  0   the rules are explained
  2   an ID or an option is invalid
`;

/** The level of a notice, which has no level of its own. */
const NOTICE_LEVEL = 'warning';

/** The maximum number of objects in an example that stays easy to read. */
const MOST_OBJECTS = 4;

/** Runs the command `explain`. */
export async function explain(args: string[], io: CommandIo): Promise<number> {
  const { operands, values, switches } = readArguments(args, EXPLAIN_FLAGS);
  if (switches.has('--help') || switches.has('-h')) {
    io.out(EXPLAIN_USAGE);
    return 0;
  }
  const all = rulesAndNotices();
  const chosen = operands.length === 0 ? all : operands.map((id) => withId(id, all));
  if (values['--format'] === 'json') {
    io.out(`${JSON.stringify(chosen.map(explanationOf), null, 2)}\n`);
  } else if (operands.length === 0) {
    io.out(all.map((one) => `${one.id}  ${levelOf(one).padEnd(7)}  ${one.title}\n`).join(''));
  } else {
    io.out(chosen.map(textOfRule).join('\n'));
  }
  return 0;
}

function withId(id: string, all: RuleOrNotice[]): RuleOrNotice {
  const found = all.find((one) => one.id === id.toUpperCase());
  if (!found) {
    const ids = all.map((one) => one.id);
    const wayOut = suggestion(id, ids, "'explain' without an id lists all");
    throw new InvalidInput(`${quote(id)} is not the id of a rule: ${wayOut}`);
  }
  return found;
}

function isRule(one: RuleOrNotice): one is Rule {
  return 'check' in one;
}

function levelOf(one: RuleOrNotice): string {
  return isRule(one) ? one.level : NOTICE_LEVEL;
}

/** The members of a rule that a program can use. */
function explanationOf(one: RuleOrNotice): object {
  const { id, title, why } = one;
  const ofRule = isRule(one) ? { fix: one.fix, source: one.source, kinds: one.kinds } : {};
  return { id, level: levelOf(one), by: isRule(one) ? 'lint' : 'constructs', title, why, ...ofRule, url: ruleUrl(one) };
}

function textOfRule(one: RuleOrNotice): string {
  const head = [`${one.id} (${levelOf(one)}): ${one.title}`, '', one.why, ''];
  const lines = isRule(one)
    ? [
        ...[`fix: ${one.fix}`, `source: ${one.source}`, `page: ${ruleUrl(one)}`],
        ...[`checks: ${one.kinds.length > 0 ? one.kinds.join(', ') : 'every kind'}`, ''],
        ...exampleLines('Fails', one.fails),
        '',
        ...exampleLines('Passes', one.passes),
      ]
    : [`page: ${ruleUrl(one)}`, 'Only constructs give this warning. lint does not.'];
  return `${[...head, ...lines].join('\n')}\n`;
}

/** An example as YAML. Of many objects that differ little, only the first and the last are shown. */
function exampleLines(what: string, { objects, inClusters, tkr, antreaVersion, vsphere }: Example): string[] {
  const options = Object.entries({ '--tkr': tkr, '--antrea': antreaVersion, '--vsphere': vsphere })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name} ${value}`);
  const isLong = objects.length > MOST_OBJECTS;
  const shown = isLong ? [objects[0], objects[objects.length - 1]] : objects;
  const more = isLong ? ` (the first and the last of ${objects.length} such objects)` : '';
  const places = Object.entries(inClusters ?? {}).map(([index, name]) => `object ${Number(index) + 1} in ${name}`);
  const apart = places.length > 0 ? ` (in two clusters: ${places.join(', ')})` : '';
  const given = options.length > 0 ? `, with${options.join('')}` : '';
  const yaml = shown.map((object) => yamlText(JSON.parse(JSON.stringify(object)))).join('---\n');
  return [
    `${what}${given}${more}${apart}:`,
    ...yaml
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
  ];
}
