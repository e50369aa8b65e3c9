import {
  anything,
  func,
  json,
  limit,
  list,
  members,
  number,
  oneOf,
  someText,
  text,
  that,
  whole,
  wholeLimit,
  yesOrNo,
} from './rule.js';
import { poll, retry, settle } from './rules.js';

/** The parts of which rules for options are made. */
export const rule = {
  anything,
  func,
  json,
  limit,
  list,
  members,
  number,
  oneOf,
  someText,
  text,
  that,
  whole,
  wholeLimit,
  yesOrNo,
};

/** The rules for settings that are given in several places. */
export const rules = { poll, retry, settle };
