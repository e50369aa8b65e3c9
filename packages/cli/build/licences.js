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

/** The text of a licence: in a file of its own, or in the last section of the readme. */
const licenceIn = async (folder) => {
  const files = await readdir(folder);
  const file = files.find((entry) => /^licen[cs]e([.-]|$)/i.test(entry));
  if (file !== undefined) return await readFile(join(folder, file), 'utf8');
  const readme = files.find((entry) => /^readme/i.test(entry));
  const text = readme === undefined ? '' : await readFile(join(folder, readme), 'utf8');
  return /^#+ *licen[cs]e\s+([\s\S]*\bcopyright\b[\s\S]*)/im.exec(text)?.[1];
};

/** One text of all licences; throws where a package has none. */
export const licencesOf = async (metafile, root) => {
  const texts = await Promise.all(
    foldersOf(metafile).map(async (folder) => {
      const { name, version, license, repository } = JSON.parse(
        await readFile(join(root, folder, 'package.json'), 'utf8'),
      );
      const text = await licenceIn(join(root, folder));
      if (text === undefined) throw new Error(`${name} has no licence to pass on`);
      const source = addressOf(repository?.url ?? repository);
      return `${name} ${version}, ${license}; its source: ${source}\n\n${text.trim()}\n`;
    }),
  );
  return `wxdi.cjs holds code of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
};
