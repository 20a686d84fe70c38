import { Construct } from 'constructs';
import { Path } from '../checks/_paths';
import { Tree, isTree } from '../checks/_trees';
import { MulticastStream } from '../multicast/multicast-stream';
import { valueAtPath } from '../schemas/_shown-value';
import { Converter, ReportAt, sentencesOf } from './_converter';
import { membersAt } from './_inventory';
import { nearestPath } from './_nearest-path';
import { ValueShape, shapeOf } from './_shapes';

/** Constructs by their names. */
export type ByName<T> = { readonly [name: string]: T };

/** The merged values of one cluster, from which its constructs are made. */
export class EntryValues {
  /** The streams by their names. One that is undefined has an error. */
  public readonly streams: { [name: string]: MulticastStream | undefined } = {};
  private readonly converter: Converter;
  private errors = 0;

  /**
   * @param tree the values
   * @param scope returns where constructs are that refer to objects of others
   * @param reportAt is called with each error
   */
  public constructor(
    public readonly tree: Tree,
    scope: () => Construct,
    private readonly reportAt: ReportAt,
  ) {
    this.converter = new Converter(
      scope,
      this.streams,
      (...given) => this.report(...given),
      () => this.errors++,
    );
  }

  public report(...given: Parameters<ReportAt>): void {
    this.errors++;
    this.reportAt(...given);
  }

  /** Reports the sentences of an error, each at the value that it is about. */
  public reportError(path: Path, error: unknown): void {
    const section = valueAtPath(this.tree, path);
    sentencesOf(error).forEach((sentence) => this.report(nearestPath(this.tree, section, path, sentence), sentence));
  }

  /** Whether a member is set and not false. */
  public has(name: string): boolean {
    return (this.tree[name] ?? false) !== false;
  }

  /** Returns the props at a path; undefined after an error. */
  public propsAt(path: string[]): Tree | undefined {
    const value = valueAtPath(this.tree, path);
    const before = this.errors;
    const props = this.converter.convert(propsShape(path), isTree(value) ? value : {}, path) as Tree;
    return this.errors > before ? undefined : props;
  }
}

/** Returns what a function returns. Reports its error, and returns undefined then. */
export function attemptAt<T>(values: EntryValues, path: Path, create: () => T): T | undefined {
  try {
    return create();
  } catch (error) {
    values.reportError(path, error);
    return undefined;
  }
}

/** Creates a construct from the props at a path. Reports errors, and returns undefined then. */
export function makeAt<T>(values: EntryValues, path: string[], create: (props: never) => T): T | undefined {
  const props = values.propsAt(path);
  return props && attemptAt(values, path, () => create(props as never));
}

/** Creates a construct for each member of a map, in the order of their names. */
export function makeEach<T>(values: EntryValues, key: string, create: (id: string, props: never) => T): ByName<T> {
  const made = membersAt(values.tree, key).map(([id]) => [id, makeAt(values, [key, id], (props) => create(id, props))]);
  return Object.fromEntries(made) as ByName<T>;
}

/** The shape of the props at a path. */
function propsShape(path: string[]): ValueShape {
  return path.reduce<ValueShape>((shape, part) => {
    const inside =
      shape.kind === 'struct' ? (shape.member(part) as ValueShape) : shape.kind === 'map' ? shape.item() : shape;
    return inside.kind === 'choice' ? (inside.shapes.find(({ kind }) => kind === 'struct') as ValueShape) : inside;
  }, shapeOf('Entry'));
}
