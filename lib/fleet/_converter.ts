import { Construct } from 'constructs';
import { suggestion } from '../checks/_names';
import { Path, pathText } from '../checks/_paths';
import { Tree, isTree, memberOf } from '../checks/_trees';
import { InvalidInput, quote } from '../messages/_errors';
import { MulticastStream } from '../multicast/multicast-stream';
import { methodOf } from './_classes';
import { ClassShape, ValueShape, StructShape } from './_shapes';

/** Reports an error about a value. */
export type ReportAt = (path: Path, sentence: string, isMissing?: boolean) => void;

/** Converts the values of a cluster to the props of its constructs. Their structure is checked already. */
export class Converter {
  /** The constructs that refer to objects of others, such as a volume: equal values stand for one. */
  private readonly references = new Map<string, unknown>();

  public constructor(
    /** Where these constructs are. */
    private readonly scope: () => Construct,
    /** The streams by their names. One that is undefined has an error. */
    private readonly streams: { readonly [name: string]: MulticastStream | undefined },
    private readonly report: ReportAt,
    /** Is called for a stream with an error, which is reported already. */
    private readonly noteError: () => void,
  ) {}

  /** Returns the value for the constructs. Reports what is missing or invalid. */
  public convert(shape: ValueShape, value: unknown, path: Path): unknown {
    switch (shape.kind) {
      case 'struct':
        return this.structOf(shape, value as Tree, path);
      case 'class':
        return this.instanceOf(shape, value as Tree | string, path);
      case 'map':
        return this.mapOf(shape.item(), value as Tree, path);
      case 'list':
        return (value as unknown[]).map((item, i) => this.convert(shape.item(), item, [...path, i]));
      case 'stream':
        return this.streamOf(value as string, path);
      case 'choice': {
        const map = shape.shapes.find(({ kind }) => kind === 'struct' || kind === 'map' || kind === 'class');
        return map && isTree(value) ? this.convert(map, value, path) : value;
      }
      default:
        return value;
    }
  }

  private structOf(shape: StructShape, value: Tree, path: Path): Tree {
    for (const name of shape.required) {
      if ((memberOf(value, name) ?? null) === null) {
        this.report(path, `${pathText(path)} has no ${name}: set it here or in a layer above.`, true);
      }
    }
    const members = Object.entries(value).filter(([, member]) => member !== null);
    return Object.fromEntries(
      members.map(([name, member]) => [name, this.convert(shape.member(name) as ValueShape, member, [...path, name])]),
    );
  }

  private mapOf(item: ValueShape, value: Tree, path: Path): Tree {
    const members = Object.entries(value).filter(([, member]) => member !== null);
    return Object.fromEntries(members.map(([name, member]) => [name, this.convert(item, member, [...path, name])]));
  }

  private streamOf(name: string, path: Path): MulticastStream | undefined {
    const stream = memberOf(this.streams, name) as MulticastStream | undefined;
    if (!stream && Object.hasOwn(this.streams, name)) {
      this.noteError();
    } else if (!stream) {
      const names = Object.keys(this.streams);
      const way = names.length > 0 ? `use ${names.join(', ')}` : 'add it to streams';
      this.report(
        path,
        `${pathText(path)} is ${quote(name)}, which is not the name of a stream: ${suggestion(name, names, way)}`,
      );
    }
    return stream;
  }

  /** Calls the static method of the class. */
  private instanceOf({ name, methods, parameters }: ClassShape, value: Tree | string, path: Path): unknown {
    const [[method, given]] = typeof value === 'string' ? [[value, {}] as const] : Object.entries(value);
    const names = parameters[method];
    const own = names.filter((parameter) => !parameter.startsWith('$'));
    const shape = methods.member(method) as ValueShape;
    const bare =
      typeof value === 'string' || (isTree(given) && Object.keys(given).length === 0 && shape.kind !== 'struct');
    const converted = bare ? undefined : this.convert(shape, given, [...path, method]);
    const byName = own.length === 1 ? { [own[0]]: converted } : ((converted ?? {}) as Tree);
    const isReference = own.length < names.length;
    const key = isReference ? JSON.stringify([name, value]) : '';
    try {
      const made =
        this.references.get(key) ??
        methodOf(name, method)(...names.map((parameter) => this.argument(parameter, byName, path)));
      if (isReference) {
        this.references.set(key, made);
      }
      return made;
    } catch (error) {
      sentencesOf(error).forEach((sentence) => this.report([...path, method], sentence));
      return undefined;
    }
  }

  private argument(parameter: string, byName: Tree, path: Path): unknown {
    if (parameter === '$scope') {
      return this.scope();
    }
    return parameter === '$id' ? path.join('.') : byName[parameter];
  }
}

/** Returns the sentences of an error that a construct throws for its props. */
export function sentencesOf(error: unknown): string[] {
  if (error instanceof InvalidInput) {
    return error.sentences;
  }
  return [error instanceof Error ? error.message : String(error)];
}
