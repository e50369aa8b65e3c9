import type { Client } from '@wxdi/sdk';
import type { Clock } from '../context.js';
import type { Session } from '../session.js';
import { exitCode } from '../exit-code.js';
import { createStep, deleteStep, findStep, updateStep } from './job-steps.js';
import { cancelStep, listRunsStep, logStep, startStep } from './run-steps.js';
import { stageOn, type Stage } from './stage.js';
import { simulatorOptions, type Scene } from './story.js';
import { streamStep } from './stream-step.js';

/**
 * Lives the life of a job against a simulator in this process, over HTTP on loopback, through the sdk. Every step
 * checks what it claims; the first claim that does not hold ends it.
 */
export const playDemo = async (session: Session): Promise<number> => {
  const { context, signal } = session;
  const began = context.clock.now();
  const start = await context.loadSimulator();
  const simulator = await start(simulatorOptions);
  const stage = stageOn(session);
  const client = await context.connect({
    url: simulator.url,
    project: simulator.projectId,
    auth: { type: 'bearertoken', token: simulator.token },
    retry: { transient: { attempts: 3, baseMs: 100, capMs: 400 } },
  });
  try {
    stage.line(
      session.style.bold('The life of a job') + `, against a simulator of the service on ${simulator.url}`,
    );
    stage.line('Nothing leaves this machine. Each step shows the command that does the same.');
    await orUnreachable(client, signal, play({ client, stage, signal }, context.clock));
    summary(stage, (context.clock.now() - began) / 1_000, context.program);
    return exitCode.done;
  } finally {
    client.close();
    await simulator.close();
  }
};

const play = async (scene: Scene, clock: Clock): Promise<void> => {
  const { stage } = scene;
  const created = await createStep(scene);
  await stage.breathe();
  await findStep(scene, created);
  await stage.breathe();
  const job = await updateStep(scene, created);
  await stage.breathe();
  const run = await startStep(scene, job);
  await stage.breathe();
  await logStep(scene, run);
  await stage.breathe();
  await listRunsStep(scene, run);
  await stage.breathe();
  await cancelStep(scene, job);
  await stage.breathe();
  const stream = await streamStep(scene, clock);
  await stage.breathe();
  await deleteStep(scene, [job, stream]);
};

/**
 * A write whose answer was lost says "outcome unknown", which is right and of no help here: what matters is whether
 * the simulator still answers. If it does not, that is the error.
 */
const orUnreachable = async (client: Client, signal: AbortSignal, work: Promise<void>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    const kind = error instanceof Error && 'kind' in error ? error.kind : undefined;
    if (kind === 'OutcomeUnknown' || kind === 'Undecodable')
      await client.jobs.list({ signal }).toArray({ limit: 1 });
    throw error;
  }
};

const summary = (stage: Stage, seconds: number, program: string): void => {
  const { steps, checks } = stage.counts();
  stage.line('');
  stage.line(`Done: ${steps} steps, ${checks} checks, all as they should be, in ${seconds.toFixed(1)} s.`);
  stage.line('');
  stage.line('Now with your own hands: in one terminal');
  stage.line(`  ${program} simulator start --jobs 20`);
  stage.line('in another, after its export lines');
  stage.line(`  ${program} job list`);
  stage.line(`  ${program} job start 'Job 0001' --follow`);
};
