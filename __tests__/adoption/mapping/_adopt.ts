import { AdoptedApp, ConstructCode, SourceDocument } from '../../../lib/adoption/_adopted-app';
import { ChartTrial } from '../../../lib/adoption/mapping/_chart-trial';
import { Evaluation } from '../../../lib/adoption/mapping/_evaluate';
import { MappingOptions } from '../../../lib/adoption/mapping/_map-unit';
import { mapSources } from '../../../lib/adoption/mapping/map-sources';
import { readDocuments } from '../../../lib/rules/_read-documents';

/** The documents of a YAML text. */
export function documentsOf(text: string, file = 'clusters.yaml'): SourceDocument[] {
  const { objects, errors } = readDocuments(file, text);
  expect(errors).toEqual([]);
  return objects.map(({ manifest, document, line }) => ({ manifest, file, document, line, comments: [] }));
}

export function adopted(text: string, options: MappingOptions = {}): AdoptedApp {
  return mapSources(documentsOf(text), options);
}

/** The objects that an adopted app writes, in the order of its constructs. */
export function written({ units, secrets }: AdoptedApp): object[] {
  const values = new Map(secrets.map(({ variable, value }) => [variable, value]));
  const evaluation = new Evaluation(({ variable }) => values.get(variable) as string);
  return units.flatMap(({ name, chartClass, chartProps, constructs }) => {
    const chart = { name, isOnSupervisor: chartClass === 'SupervisorChart', props: chartProps };
    const made = new ChartTrial(chart, evaluation).all(constructs);
    expect(made).toHaveLength(constructs.length);
    return made.map((object) => object as object);
  });
}

export function constructsOf({ units }: AdoptedApp): ConstructCode[] {
  return units.flatMap(({ constructs }) => constructs);
}

/** The only construct of an app with one document. */
export function onlyConstruct(text: string, options?: MappingOptions): ConstructCode {
  const constructs = constructsOf(adopted(text, options));
  expect(constructs).toHaveLength(1);
  return constructs[0];
}

/** The option of a construct as JSON, with calls and names as texts. */
export function optionOf({ props }: ConstructCode, name: string): unknown {
  const member = props.members.find((each) => each.name === name);
  return member && plain(member.code);
}

function plain(code: ConstructCode['props']['members'][number]['code']): unknown {
  switch (code.kind) {
    case 'literal':
      return code.value;
    case 'list':
      return code.items.map(plain);
    case 'object':
      return Object.fromEntries(code.members.map((member) => [member.name, plain(member.code)]));
    case 'call':
      return `${code.className}.${code.method}(${code.args.map((arg) => JSON.stringify(plain(arg))).join(', ')})`;
    case 'name':
      return code.text;
    case 'secret':
      return `secret ${code.variable}`;
  }
}
