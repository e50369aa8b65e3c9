import { prove } from './play.js';

prove('Paging', 'Time', 'Start', 'Local', 'Log');
