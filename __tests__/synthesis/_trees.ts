import { ApiObject, App, Chart, IResolver, JsonPatch, Lazy, ResolutionContext, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

enum Kind {
  CHART = 'chart',
  CONSTRUCT = 'construct',
  OBJECT = 'object',
}

/** A tree as numbers: a kind and a parent for each node, and the positions of two nodes for each dependency. */
export interface Plan {
  readonly output: YamlOutputType;
  readonly extension: string;
  readonly metadata: boolean;
  readonly resolver: boolean;
  readonly nodes: { readonly kind: Kind; readonly parent: number; readonly id: string; readonly extra: number }[];
  readonly dependencies: { readonly source: number; readonly target: number; readonly isBackwards: boolean }[];
  readonly errors: readonly number[];
}

const OUTPUTS = [
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

export const PLAN: fc.Arbitrary<Plan> = fc.record({
  output: fc.constantFrom(...OUTPUTS),
  extension: fc.constantFrom('.k8s.yaml', '.yaml'),
  metadata: fc.boolean(),
  resolver: fc.boolean(),
  nodes: fc.array(
    fc.record({
      kind: fc.oneof(
        { weight: 2, arbitrary: fc.constant(Kind.CHART) },
        { weight: 2, arbitrary: fc.constant(Kind.CONSTRUCT) },
        { weight: 4, arbitrary: fc.constant(Kind.OBJECT) },
      ),
      parent: fc.nat(),
      id: fc.constantFrom('', '', 'Upper', 'under_score', 'a.b', 'a b', 'x'.repeat(70), '10', '2'),
      extra: fc.nat({ max: 7 }),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  dependencies: fc.array(
    fc.record({
      source: fc.nat(),
      target: fc.nat(),
      isBackwards: fc.oneof({ weight: 15, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    }),
    { maxLength: 6 },
  ),
  errors: fc.oneof(
    { weight: 9, arbitrary: fc.constant<number[]>([]) },
    { weight: 1, arbitrary: fc.array(fc.nat(), { maxLength: 3 }) },
  ),
});

/** A resolver of a user: changes each value of the name `shout`. */
class Shout implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (context.key.at(-1) === 'shout') {
      context.replaceValue(String(context.value).toUpperCase());
    }
  }
}

/** Builds the tree of a plan in the app. */
export function build(app: App, { nodes, dependencies, errors }: Plan): void {
  const scopes: Construct[] = [];
  const made: Construct[] = [];
  nodes.forEach(({ kind, parent, id, extra }, i) => {
    const scope = scopes[parent % (scopes.length || 1)];
    const name = `${id}${/^\d+$/.test(id) ? i : `${kind}${i}`}`;
    if (kind === Kind.CHART || !scope) {
      scopes.push(new Chart(parent % 3 === 0 || !scope ? app : scope, name, chartProps(extra)));
      made.push(scopes[scopes.length - 1]);
    } else if (kind === Kind.CONSTRUCT) {
      scopes.push(new Construct(scope, name));
      made.push(scopes[scopes.length - 1]);
    } else {
      made.push(objectIn(scope, name, extra));
    }
  });
  for (const { source, target, isBackwards } of dependencies) {
    const [first, second] = [source % made.length, target % made.length].sort((a, b) => a - b);
    if (first !== second) {
      const [from, to] = isBackwards ? [first, second] : [second, first];
      made[from].node.addDependency(made[to]);
    }
  }
  errors.forEach((at, i) =>
    made[at % made.length].node.addValidation({ validate: () => [`error ${i}`, 'second line'] }),
  );
}

function chartProps(extra: number): object {
  return {
    namespace: extra % 2 ? 'ns' : undefined,
    labels: extra > 5 ? { of: 'chart' } : {},
    disableResourceNameHashes: extra === 3,
  };
}

function objectIn(scope: Construct, name: string, extra: number): Construct {
  const object = new ApiObject(scope, name, {
    apiVersion: 'v1',
    kind: ['ConfigMap', 'CronJob', 'Namespace', 'Secret'][extra % 4],
    metadata: extra % 4 === 1 ? { name: `n${extra}-${name.replace(/[^0-9a-z-]/g, '')}`.slice(0, 60) } : undefined,
    data: { plain: 'x', shout: 'quiet', lazy: Lazy.any({ produce: () => ({ b: [extra, `${extra}`], a: null }) }) },
  });
  if (extra === 5) {
    object.addJsonPatch(JsonPatch.add('/data/patched', 'yes\nno\n'), JsonPatch.remove('/data/plain'));
  }
  return object;
}

/** What an app writes: the text of each file, or the error. */
export type Written = { readonly [file: string]: string } | string;

/** Runs `synth()` of an app of this class. */
export function synthesize(
  AppClass: typeof App,
  plan: Plan,
  use: (app: App) => void = (app) => build(app, plan),
): Written {
  const outdir = mkdtempSync(join(tmpdir(), 'trees-'));
  try {
    const app = new AppClass({
      outdir,
      yamlOutputType: plan.output,
      outputFileExtension: plan.extension,
      recordConstructMetadata: plan.metadata,
      resolvers: plan.resolver ? [new Shout()] : [],
    });
    use(app);
    app.synth();
    const first = filesIn(outdir);
    const yaml = app.synthYaml();
    app.synth();
    return {
      ...first,
      '(yaml)': yaml,
      '(again)': JSON.stringify(filesIn(outdir)),
      '(charts)': app.charts.map(({ node }) => node.path).join(),
    };
  } catch (error) {
    return String((error as Error).message);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function filesIn(folder: string, below = ''): { [file: string]: string } {
  const names = readdirSync(join(folder, below)).sort();
  return Object.assign(
    {},
    ...names.map((name) => {
      const path = join(below, name);
      return statSync(join(folder, path)).isDirectory()
        ? filesIn(folder, path)
        : { [path]: readFileSync(join(folder, path), 'utf8') };
    }),
  );
}
