import { prove } from './play.js';

prove('Content');
