import { prove } from './play.js';

prove('Auth');
