import type { Recording } from '@wxdi/sdk';
import type { Context } from './context.js';
import { UsageError } from './errors.js';
import type { Messages } from './output/messages.js';
import type { Secrets } from './output/secrets.js';
import { visible } from './render/visible.js';

/** The recording of a command with --record. Once requests are sent, no failure to write it changes what is done. */
export const openRecording = async (
  context: Context,
  file: string,
  { say, secrets }: { readonly say: Messages; readonly secrets: Secrets },
): Promise<Recording> => {
  let path: string;
  try {
    path = await context.writablePath(file);
  } catch (error) {
    throw new UsageError(`--record ${file} cannot be written: ${(error as Error).message}`);
  }
  let isWhole = true;
  const recording = await context.openRecording(path, {
    secrets,
    onError: (error) => {
      isWhole = false;
      say.warn(`the recording ${visible(file)} cannot be written: ${visible((error as Error).message)}`);
    },
  });
  return {
    ...recording,
    close: () => {
      recording.close();
      if (isWhole) say.note(`recorded in ${visible(file)}, without secrets; read it before you share it`);
    },
  };
};
