// The licences of what is bundled, which ask to go along with every copy, and where its source is.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of the packages of others that a build took something from. */
const foldersOf = ({ inputs }) => {
  const folders = Object.keys(inputs).flatMap(
    (path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path) ?? [],
  );
  return [...new Set(folders)].sort();
};

const addressOf = (repository) =>
  repository
    .replace(/^github:/, 'https://github.com/')
    .replace(/^git(\+https)?:/, 'https:')
    .replace(/\.git$/, '');

/** One text of all licences; throws where a package has none. */
export const licencesOf = async (metafile, root) => {
  const texts = await Promise.all(
    foldersOf(metafile).map(async (folder) => {
      const { name, version, license, repository } = JSON.parse(
        await readFile(join(root, folder, 'package.json'), 'utf8'),
      );
      const file = (await readdir(join(root, folder))).find((entry) => /^licen[cs]e([.-]|$)/i.test(entry));
      if (file === undefined) throw new Error(`${name} has no licence to pass on`);
      const text = await readFile(join(root, folder, file), 'utf8');
      const source = addressOf(repository?.url ?? repository);
      return `${name} ${version}, ${license}; its source: ${source}\n\n${text.trim()}\n`;
    }),
  );
  return `wxdi.cjs holds code of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
};
