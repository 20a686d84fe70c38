import { App, Chart } from 'cdk8s';
import { createHash } from 'crypto';
import { IConstruct } from 'constructs';
import { chartOf, requireConstruct } from '../checks/_constructs';
import { isTree } from '../checks/_trees';
import { InvalidInput, quote } from '../messages/_errors';

/** A text with more characters is not in a snapshot. */
const LONGEST_WHOLE = 1000;

/**
 * The manifests of charts for a snapshot test, without long texts: the ConfigMaps with the scripts of this library have
 * 46 KB for each cluster. A text of several lines with more than 1,000 characters is replaced by one line with its number of
 * lines and its SHA-256, so the snapshot changes if the text does.
 */
export class ManifestSnapshot {
  /**
   * Returns the manifests of a chart, as `Testing.synth()` of cdk8s does, without long texts.
   *
   * @param chart the chart, or a construct in it
   */
  public static ofChart(chart: IConstruct): any[] {
    const found = chartOf(requireConstruct('ManifestSnapshot.ofChart(): chart', chart));
    if (!found) {
      throw new InvalidInput(
        `ManifestSnapshot.ofChart(): ${quote(chart.node.path)} is not in a chart: give a chart, or use ManifestSnapshot.ofApp().`,
      );
    }
    return manifestsWithoutTexts(found);
  }

  /**
   * Returns the manifests of all charts of an app without long texts, by the paths of the charts.
   *
   * @param app the app, or a construct in it
   */
  public static ofApp(app: IConstruct): { [chart: string]: any } {
    const { root } = requireConstruct('ManifestSnapshot.ofApp(): app', app).node;
    if (!(root instanceof App) && !('charts' in root)) {
      throw new InvalidInput(
        `ManifestSnapshot.ofApp(): ${quote(app.node.path)} is not in an App of cdk8s: give the app.`,
      );
    }
    const { charts } = root as App;
    return Object.fromEntries(charts.map((chart) => [chart.node.path, manifestsWithoutTexts(chart)]));
  }

  private constructor() {}
}

function manifestsWithoutTexts(chart: Chart): any[] {
  return (chart.toJson() as unknown[]).map(withoutLongTexts);
}

function withoutLongTexts(value: unknown): unknown {
  if (typeof value === 'string') {
    return isLongText(value) ? digestLine(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(withoutLongTexts);
  }
  return isTree(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutLongTexts(member)]))
    : value;
}

function isLongText(text: string): boolean {
  return text.length > LONGEST_WHOLE && text.includes('\n');
}

function digestLine(text: string): string {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return `(${lines === 1 ? '1 line' : `${lines} lines`}, SHA-256 ${createHash('sha256').update(text).digest('hex')})`;
}
