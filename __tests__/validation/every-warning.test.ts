import { Acknowledgement, Warnings } from '../../lib';
import { NOTICE_IDS } from '../../lib/messages/_notices';
import { judge } from '../../lib/validation/_judgement';
import { doubtfulApp } from './_doubtful-app';
import { idsOf } from './_ids';

const REASON = 'it is meant';
const IDS = idsOf(Warnings.of(doubtfulApp()));
const KINDS = [...new Set(IDS)].sort();

test('every warning has an id', () => {
  expect(KINDS.filter((id) => !/^TAM\d{3}$/.test(id))).toEqual([]);
});

test('the app has every warning that only constructs give, and many of the others', () => {
  expect(KINDS).toEqual(expect.arrayContaining(NOTICE_IDS));
  expect(KINDS.length).toBeGreaterThanOrEqual(35);
});

test.each(KINDS)('%s can be acknowledged for an object and for the app', (id) => {
  const app = doubtfulApp();
  const before = [...judge(app).warnings];
  const [about] = before.find(([, warnings]) => warnings.some((warning) => warning.id === id)) ?? [app];
  Acknowledgement.of(about, id, REASON);
  const others = before.flatMap(([construct, warnings]) =>
    warnings.filter((warning) => warning.id !== id || !construct.node.scopes.includes(about)),
  );
  expect(others.length).toBeLessThan(IDS.length);
  expect(idsOf(Warnings.of(app))).toEqual(others.map((warning) => warning.id));
  Acknowledgement.of(app, id, REASON);
  expect(idsOf(Warnings.of(app))).toEqual(IDS.filter((other) => other !== id));
});
