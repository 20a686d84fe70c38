import { InvalidInput, quote } from '../../messages/_errors';
import { OwnSchemas } from '../../schemas/_crd-file';
import { CommandIo } from '../_command';
import { filesBelow } from '../../files/_folders';
import { readDocuments } from '../../rules/_read-documents';
import { readFiles } from '../_read-objects';

const CRD_KIND = 'CustomResourceDefinition';

/** Reads the schemas of the user's own kinds. Throws the first error of a file. Undefined if there are no files. */
export async function ownSchemasOf(operands: string[], io: CommandIo): Promise<OwnSchemas | undefined> {
  if (operands.length === 0) {
    return undefined;
  }
  const files = await readFiles(operands.flatMap(filesBelow), io, readDocuments);
  const [error] = files.flatMap(({ errors }) => errors);
  if (error !== undefined) {
    throw new InvalidInput(`--schema ${error}`);
  }
  const crds = files
    .flatMap(({ objects }) => objects)
    .filter(({ manifest }) => manifest.kind === CRD_KIND)
    .map(({ file, line, manifest }) => ({ source: `${file}:${line}`, crd: manifest }));
  if (crds.length === 0) {
    throw new InvalidInput(
      `--schema ${operands.map(quote).join(', ')} contains no ${CRD_KIND}: give the output of 'kubectl get crd NAME -o yaml'.`,
    );
  }
  return new OwnSchemas(crds);
}
