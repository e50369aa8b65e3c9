import type { Upstream } from '@wxdi/simulator/faults';
import type { Fault } from '@wxdi/simulator/faults';
import type { Call } from '../table/fault-case.js';
import type { VirtualClock } from '@wxdi/simulator';
import type { Place } from './places.js';
import type { Service } from './service.js';

/** The clock of a scene, as far as the service may change it. */
export type WorldClock = Pick<VirtualClock, 'monotonic' | 'advance' | 'jump'>;

/** What is between the fault server and the service. */
export type Between = (service: Service, clock: WorldClock) => Upstream;

/** The part of a scene that does not depend on the caller: the way to the service, and the service. */
export interface Setting {
  /** Faults of the scene, in addition to those of the case. */
  readonly script?: (call: Call) => readonly Fault[];
  readonly between?: (call: Call) => Between;
  /** Where requests are sent; default: to the service. */
  readonly place?: (service: string) => Promise<Place>;
  /** What is exchanged for a token: user name and password, or an API key; default: the token is given. */
  readonly signsIn?: 'user' | 'API key';
}
