import type { Upstream } from '../faults/fault-server.js';
import type { Fault } from '../faults/fault.js';
import type { Call } from '../table/fault-case.js';
import type { VirtualClock } from '../virtual-clock.js';
import type { Place } from './places.js';
import type { Service } from './service.js';

/** The clock that a scene lives by, as far as the service may touch it. */
export type WorldClock = Pick<VirtualClock, 'monotonic' | 'advance' | 'jump'>;

/** What stands between the fault server and the service. */
export type Between = (service: Service, clock: WorldClock) => Upstream;

/** The half of a scene that is the same for whoever calls: the way to the service, and the service. */
export interface Setting {
  /** What befalls requests, beside what the form says. */
  readonly script?: (call: Call) => readonly Fault[];
  readonly between?: (call: Call) => Between;
  /** Where the call is sent, if not to the service itself. */
  readonly place?: (service: string) => Promise<Place>;
  /** What is exchanged for a token: a user name and a password, or an API key; else the token is given. */
  readonly signsIn?: 'user' | 'API key';
}
