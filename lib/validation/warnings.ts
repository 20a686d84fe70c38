import { IConstruct } from 'constructs';
import { requireConstruct } from '../checks/_constructs';
import { Warning, warningLine } from '../messages/_construct-notes';
import { shown } from '../messages/_errors';
import { AppState, Judgement } from '../state/_app-state';
import type * as Judging from './_judgement';

/**
 * Warnings about doubtful values that are written to the YAML anyway. `cdk8s synth` prints them to standard error.
 *
 * @example
 * import * as mc from 'cdk8s-antrea-multicast';
 *
 * const app = new mc.App();
 * const supervisor = new mc.SupervisorChart(app, 'video-supervisor', { vsphereNamespace: 'broadcast' });
 * const cluster = mc.ClusterReference.of('video', 'v1.25.7---vmware.3-fips.1-tkg.1');
 * new mc.AntreaConfig(supervisor, 'Config', { cluster });
 * const warnings = mc.Warnings.of(app); // each is one sentence
 */
export class Warnings {
  /**
   * Returns the warnings of a construct and of all constructs in it, in the order of the tree. Those of the rules
   * (docs/rules.md) are included, acknowledged ones are not.
   *
   * @param scope a construct, a chart or the whole app
   */
  public static of(scope: IConstruct): string[] {
    const { warnings } = judgeApp(requireConstruct('Warnings.of(): scope', scope).node.root);
    return scope.node.findAll().flatMap((construct) => (warnings.get(construct) ?? []).map(warningLine));
  }

  private constructor() {}
}

/** Maximum number of additional places that a warning names. */
const MOST_PLACES = 3;

interface WarningPlace {
  readonly path: string;
  readonly warning: Warning;
}

/** Prints new warnings to standard error. Warnings that differ only in their object are printed as one. */
export function printWarnings({ printed }: AppState, { warnings }: Judgement): void {
  const groups = new Map<string, WarningPlace[]>();
  for (const [{ node }, found] of warnings) {
    for (const warning of found) {
      const key = JSON.stringify([node.path, warning]);
      const group = JSON.stringify([warning.id, warning.text]);
      if (!printed.has(key)) {
        printed.add(key);
        groups.set(group, groups.get(group) ?? []);
        groups.get(group)?.push({ path: node.path, warning });
      }
    }
  }
  for (const [first, ...others] of groups.values()) {
    process.stderr.write(
      `${[`warning: [${first.path}] ${warningLine(first.warning)}`, ...alsoAt(others)].map(shown).join('\n')}\n`,
    );
  }
}

/** Checks all objects of the app with all rules. The rules are loaded now: an app that is not written does not need them. */
export function judgeApp(root: IConstruct): Judgement {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { judge } = require('./_judgement') as typeof Judging;
  return judge(root);
}

/** Returns the judgement of the running call of `synth()`, during which nothing changes; otherwise a new one. */
export function presentJudgement(root: IConstruct): Judgement {
  const { pass, runs } = AppState.of(root);
  return pass && runs > 0 ? pass.judgement : judgeApp(root);
}

function alsoAt(others: WarningPlace[]): string[] {
  if (others.length === 0) {
    return [];
  }
  const named = others.slice(0, MOST_PLACES).map(({ path }) => `[${path}]`);
  const more = others.length > MOST_PLACES ? ` and ${others.length - MOST_PLACES} more` : '';
  return [`  the same at ${named.join(', ')}${more}`];
}
