import { Lint, LintOptions } from '../../lib';

/** A rule, the paths of its findings on the last object, and the objects. */
export type PathRow = [ruleId: string, paths: string[], objects: object[], options?: LintOptions];

/** Declares a test for each row. */
export function testPaths(what: string, rows: PathRow[]): void {
  test.each(rows.map((row) => [row[0], row[1], row] as const))(`${what}: %s is about %j`, (ruleId, paths, row) => {
    const [, , objects, options] = row;
    const findings = Lint.objects(structuredClone(objects), options).filter(
      (finding) => finding.ruleId === ruleId && finding.index === objects.length - 1,
    );
    expect(findings.map(({ path }) => path)).toEqual(paths);
  });
}
