/** The id at the end of each warning, or the whole text if it has no id. */
export function idsOf(warnings: string[]): string[] {
  return warnings.map((warning) => /\((TAM\d{3}) in docs\/rules\.md\)$/.exec(warning)?.[1] ?? warning);
}

/** The lines that are printed to standard error during the call. */
export function printed(run: () => unknown): string[] {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  run();
  const text = write.mock.calls.map(([chunk]) => String(chunk)).join('');
  write.mockRestore();
  return text.split('\n').slice(0, -1);
}
