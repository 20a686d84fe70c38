import { Tree, valueAt } from '../../checks/_trees';
import { quote } from '../../messages/_errors';
import { ReadFile } from '../../rules/_read-documents';

/** A placeholder that a tool replaces before the file is a manifest: `{{ ... }}`, `${VAR}` or `{name}`. */
const TEMPLATE_MARK = /\{\{.*?\}\}|\$\{[^}\n]*\}|(?<![$%{])\{[A-Za-z_][\w.-]*\}/;

/** A placeholder outside quotes that the YAML parser takes for a map: at the beginning of a value, an item or a line. */
const BREAKS = /(?:^|:[ \t]+|-[ \t]+)(?:\{\{|\{[A-Za-z_][\w.-]*\}(?!\s*[:,}]))/;

/** The fields that no placeholder can be a valid value of. */
const NAMED_FIELDS = [
  ...['apiVersion', 'kind', 'metadata.name', 'metadata.namespace', 'spec.topology.version', 'spec.topology.class'],
  ...['spec.clusterName', 'spec.distribution.fullVersion'],
];

/** A placeholder in a file, and its line. */
export interface Placeholder {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/**
 * Returns the placeholder that shows that a file is a template: it breaks the YAML, or is the name, the namespace or the
 * version of an object. Undefined if there is none.
 */
export function placeholderIn(file: string, text: string, { errors, objects }: ReadFile): Placeholder | undefined {
  const lines = text.split('\n');
  if (errors.length > 0) {
    const wrong = new Set(errors.map((error) => lineOfOffset(file, error)));
    const line = lines.findIndex((one, i) => isPlaceholderLine(one, wrong.has(i + 1)));
    if (line >= 0) {
      return { file, line: line + 1, text: TEMPLATE_MARK.exec(lines[line])?.[0] ?? lines[line].trim() };
    }
  }
  for (const { manifest, line } of objects) {
    const value = NAMED_FIELDS.map((field) => valueAt(manifest as Tree, field)).find(isPlaceholder);
    if (value !== undefined) {
      const found = lines.findIndex((one, i) => i + 1 >= line && one.includes(value.split('\n')[0]));
      return { file, line: found < 0 ? line : found + 1, text: TEMPLATE_MARK.exec(value)?.[0] ?? value };
    }
  }
  return undefined;
}

/** Whether a line has a placeholder that breaks the YAML. In a line with an error, any placeholder counts. */
function isPlaceholderLine(line: string, isWrong: boolean): boolean {
  const trimmed = line.trim();
  return !trimmed.startsWith('#') && (BREAKS.test(trimmed) || (isWrong && TEMPLATE_MARK.test(trimmed)));
}

/** The line that an error names, which begins with the file and the line. */
function lineOfOffset(file: string, error: string): number | undefined {
  const [, line] = error.startsWith(`${file}:`) ? (/^:(\d+):/.exec(error.slice(file.length)) ?? []) : [];
  return line === undefined ? undefined : Number(line);
}

function isPlaceholder(value: unknown): value is string {
  return typeof value === 'string' && TEMPLATE_MARK.test(value);
}

/** Returns the sentence about one template. */
export function templateSentence({ file, line, text }: Placeholder): string {
  return `${file}:${line}: the file is a template with the placeholder ${quote(text)}: render it first, ${renderCommand(text)}, and check the result.`;
}

/** Returns the sentence about the templates in folders, which are skipped. */
export function skippedTemplates(found: Placeholder[]): string {
  const [{ file, line, text }] = found;
  const many = found.length === 1 ? '1 file is a template' : `${found.length} files are templates`;
  return `${many} and not checked, such as ${file}:${line} with the placeholder ${quote(text)}: render ${found.length === 1 ? 'it' : 'them'} first, ${renderCommand(text)}, and check the result.`;
}

function renderCommand(placeholder: string): string {
  return placeholder.startsWith('{{')
    ? "for example with 'helm template'"
    : placeholder.startsWith('${')
      ? "for example with 'envsubst'"
      : 'with the tool that replaces it';
}
