import { prove } from './play.js';

prove('Connection');
