/** What of the simulator is used. */
export { startSimulator } from '@wxdi/simulator';
