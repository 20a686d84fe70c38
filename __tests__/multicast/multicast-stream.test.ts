import { MulticastStream } from '../../lib';
import { sentence } from '../_build';
import { mentions } from '../_mentions';

test.each(['224.0.0.0', '239.255.255.255', '232.1.1.8'])('%s is a valid group', (group) => {
  expect(MulticastStream.of(group).group).toBe(group);
});

test('the default port is 5001', () => {
  expect(MulticastStream.of('239.1.2.3').port).toBe(5001);
});

test.each(['223.255.255.255', '240.0.0.0', 'ff02::1', '239.1.2', '239.1.2.256', '239.01.2.3', '', ' 239.1.2.3'])(
  'group %p is refused',
  (group) => {
    expect(sentence(() => MulticastStream.of(group))).toEqual(
      mentions(`Multicast group "${group}"`, '224.0.0.0/4', '239.255.255.255', '239.0.0.0/8'),
    );
  },
);

test.each([0, -1, 65536, 1.5, NaN])('port %p is refused', (port) => {
  expect(sentence(() => MulticastStream.of('239.1.2.3', { port }))).toEqual(
    mentions('Multicast group "239.1.2.3"', 'port', port, '65535'),
  );
});

test.each<[unknown, string]>([
  [{ prot: 6000 }, mentions('"prot"', '"port"')],
  [6000, mentions('options', 'a number')],
  [null, mentions('options', 'null')],
])('options %p are refused', (options, expected) => {
  expect(sentence(() => MulticastStream.of('239.1.2.3', options as never))).toEqual(
    mentions('Multicast group "239.1.2.3"', expected),
  );
});

test('a stream can have a source', () => {
  expect(MulticastStream.of('232.1.1.8', { source: '10.0.0.7' }).source).toBe('10.0.0.7');
  expect(MulticastStream.of('232.1.1.8').source).toBeUndefined();
});

test.each(['239.1.1.1', '0.0.0.0', '127.0.0.1', 'fe80::1', 'sender', '10.0.0', 7 as never])(
  'source %s is not the address of a host',
  (source) => {
    expect(sentence(() => MulticastStream.of('232.1.1.8', { source }))).toEqual(
      mentions('Multicast group "232.1.1.8"', 'source', JSON.stringify(source)),
    );
  },
);
