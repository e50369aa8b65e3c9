import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { ArchiveMarker } from '../archive/layout.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { Folder, FolderError, HasFolder } from '../ports/folder.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { markerFrom, markerPath, markerText } from '../archive/layout.js';
import { jsonEquals } from '../domain/json.js';
import { parseJson } from '../domain/json-text.js';
import { inStep, invalidInput } from '../errors/workflow-error.js';

type Program<A> = ReaderTaskEither<HasFolder, WorkflowError, A>;

const step = 'archive';

/** Whether the archive itself, and not a job or run, cannot be read or written. */
export const isOfArchive = ({ at }: WorkflowError): boolean => at.includes(step);

/** A task about the folder, with its error as one of workflows. */
export const inFolder: <A>(task: TaskEither<FolderError, A>) => TaskEither<WorkflowError, A> = TE.mapLeft(
  ({ message, cause }) => inStep(step)({ ...invalidInput(message), cause }),
);

const refuse = (message: string): TE.TaskEither<WorkflowError, never> =>
  TE.left(inStep(step)(invalidInput(message)));

/** Makes an empty folder an archive, or checks that it is one of the same project or space that keeps the same values. */
export const openArchive =
  (wanted: ArchiveMarker): Program<void> =>
  ({ folder }) =>
    pipe(
      readMarker(folder),
      TE.flatMap((found): TaskEither<WorkflowError, void> => {
        if (found === undefined) return createMarker(folder, wanted);
        if (found.scope !== undefined && wanted.scope !== undefined && !jsonEquals(found.scope, wanted.scope))
          return refuse(`${folder.name} is the archive of another project or space`);
        if (found.withValues === wanted.withValues) return TE.right(undefined);
        return refuse(
          found.withValues
            ? `${folder.name} is an archive with the values of environment variables and secrets: continue it with values, or use another folder`
            : `${folder.name} is an archive without the values of environment variables and secrets: continue it without values, or use another folder`,
        );
      }),
    );

/**
 * What an archive says about itself. A folder that is not one, or has a later version, is `InvalidInput`.
 *
 * @example
 * ```ts
 * await archiveRuns()({ ...env, folder })();
 * const checked = await checkArchive({ folder })();
 * assert.equal(checked.right.withValues, false);
 * ```
 */
export const checkArchive: Program<ArchiveMarker> = ({ folder }) =>
  pipe(
    readMarker(folder),
    TE.flatMap((found) =>
      found === undefined
        ? refuse(`${folder.name} is not an archive: it has no ${markerPath}`)
        : TE.right(found),
    ),
  );

/** `undefined` if there is none. */
const readMarker = (folder: Folder): TaskEither<WorkflowError, ArchiveMarker | undefined> =>
  pipe(
    inFolder(folder.read(markerPath)),
    TE.flatMap((text): TaskEither<WorkflowError, ArchiveMarker | undefined> => {
      if (text === undefined) return TE.right(undefined);
      const document = E.tryCatch(() => parseJson(text), String);
      const marker = markerFrom(E.isRight(document) ? document.right : undefined);
      return typeof marker === 'string'
        ? refuse(`${folder.name} is not an archive that can be used: ${marker}`)
        : TE.right(marker);
    }),
  );

const createMarker = (folder: Folder, marker: ArchiveMarker): TaskEither<WorkflowError, void> =>
  pipe(
    inFolder(folder.list('')),
    TE.flatMap((names) =>
      names.length > 0
        ? refuse(`${folder.name} is not empty, and is not an archive: it has no ${markerPath}`)
        : inFolder(folder.write(markerPath, markerText(marker))),
    ),
  );
