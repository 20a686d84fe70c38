// Warnings of the library belong to users; in the tests they are read by Warnings.of(), and would drown the results.
const { write } = process.stderr;
process.stderr.write = function (text, ...rest) {
  return String(text).startsWith('warning: [') ? true : write.call(process.stderr, text, ...rest);
};
