import { prove } from './play.js';

prove('Status');
